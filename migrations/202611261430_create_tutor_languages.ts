import type { Knex } from 'knex';

/** Nobody was asked for a level before: who teaches in a language is taken to speak it well. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE tutor_languages (
      tutor_id uuid NOT NULL CONSTRAINT tutor_languages_tutor_id_fkey REFERENCES tutors,
      language text NOT NULL CONSTRAINT tutor_languages_language_check CHECK (language ~ '^[a-z]{2,3}$'),
      level text NOT NULL CONSTRAINT tutor_languages_level_check
        CHECK (level IN ('A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native')),
      position integer NOT NULL,
      CONSTRAINT tutor_languages_pkey PRIMARY KEY (tutor_id, language)
    );
    CREATE INDEX tutor_languages_language_idx ON tutor_languages (language, tutor_id);
    INSERT INTO tutor_languages
      SELECT t.person_id, l.language, 'C2', l.position FROM tutors t,
        LATERAL unnest(t.languages) WITH ORDINALITY AS l(language, position)
      WHERE l.language ~ '^[a-z]{2,3}$' ON CONFLICT DO NOTHING;
    ALTER TABLE tutors DROP COLUMN languages;
    GRANT SELECT, INSERT, UPDATE, DELETE ON tutor_languages TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE tutors ADD COLUMN languages text[] NOT NULL DEFAULT '{}';
    UPDATE tutors t SET languages = ARRAY(
      SELECT language FROM tutor_languages l WHERE l.tutor_id = t.person_id ORDER BY position);
    DROP TABLE tutor_languages;
  `);
}
