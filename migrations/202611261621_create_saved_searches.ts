import type { Knex } from 'knex';

/** A number of its own for each of a person's searches: the unique index makes the limit hold under any race. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE saved_searches (
      id uuid CONSTRAINT saved_searches_pkey PRIMARY KEY DEFAULT uuid_v7(),
      person_id uuid NOT NULL CONSTRAINT saved_searches_person_id_fkey REFERENCES people,
      name text NOT NULL CONSTRAINT saved_searches_name_check CHECK (length(name) BETWEEN 1 AND 60),
      number smallint NOT NULL CONSTRAINT saved_searches_number_check CHECK (number BETWEEN 1 AND 100),
      filters jsonb NOT NULL CONSTRAINT saved_searches_filters_check CHECK (jsonb_typeof(filters) = 'object'),
      created_at timestamptz NOT NULL,
      CONSTRAINT saved_searches_name_key UNIQUE (person_id, name),
      CONSTRAINT saved_searches_number_key UNIQUE (person_id, number)
    );
    GRANT SELECT, INSERT, UPDATE, DELETE ON saved_searches TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE saved_searches`);
}
