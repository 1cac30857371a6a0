import type { Knex } from 'knex';

/** Sums that move with the reviews they count, in the same transaction; a checker compares, nothing recomputes them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE tutor_ratings (
      tutor_id uuid CONSTRAINT tutor_ratings_pkey PRIMARY KEY
        CONSTRAINT tutor_ratings_tutor_id_fkey REFERENCES tutors,
      count integer NOT NULL CONSTRAINT tutor_ratings_count_check CHECK (count >= 0),
      -- of stars
      sum integer NOT NULL,
      -- the Bayesian average of the domain, in stars
      bayes numeric(4, 3) NOT NULL CONSTRAINT tutor_ratings_bayes_check CHECK (bayes BETWEEN 1 AND 5),
      CONSTRAINT tutor_ratings_sum_check CHECK (sum BETWEEN count AND 5 * count)
    );
    CREATE INDEX tutor_ratings_bayes_idx ON tutor_ratings (bayes DESC, tutor_id);
    GRANT SELECT, INSERT, UPDATE ON tutor_ratings TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE tutor_ratings;`);
}
