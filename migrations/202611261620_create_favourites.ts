import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE favourites (
      person_id uuid NOT NULL CONSTRAINT favourites_person_id_fkey REFERENCES people,
      tutor_id uuid NOT NULL CONSTRAINT favourites_tutor_id_fkey REFERENCES tutors,
      created_at timestamptz NOT NULL,
      CONSTRAINT favourites_pkey PRIMARY KEY (person_id, tutor_id)
    );
    CREATE INDEX favourites_created_at_idx ON favourites (person_id, created_at DESC, tutor_id);
    CREATE INDEX favourites_tutor_id_idx ON favourites (tutor_id);
    GRANT SELECT, INSERT, DELETE ON favourites TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE favourites`);
}
