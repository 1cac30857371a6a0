import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE tutor_educations (
      id uuid CONSTRAINT tutor_educations_pkey PRIMARY KEY,
      tutor_id uuid NOT NULL CONSTRAINT tutor_educations_tutor_id_fkey REFERENCES tutors,
      institution text NOT NULL CONSTRAINT tutor_educations_institution_check CHECK (length(institution) BETWEEN 1 AND 120),
      degree text NOT NULL CONSTRAINT tutor_educations_degree_check CHECK (length(degree) BETWEEN 1 AND 120),
      field text CONSTRAINT tutor_educations_field_check CHECK (length(field) BETWEEN 1 AND 120),
      start_year integer NOT NULL CONSTRAINT tutor_educations_start_year_check CHECK (start_year BETWEEN 1900 AND 2200),
      end_year integer CONSTRAINT tutor_educations_end_year_check CHECK (end_year BETWEEN start_year AND 2200),
      file_id uuid CONSTRAINT tutor_educations_file_id_key UNIQUE CONSTRAINT tutor_educations_file_id_fkey REFERENCES files,
      position integer NOT NULL
    );
    CREATE INDEX tutor_educations_tutor_id_idx ON tutor_educations (tutor_id, position);
    CREATE TABLE tutor_certificates (
      id uuid CONSTRAINT tutor_certificates_pkey PRIMARY KEY,
      tutor_id uuid NOT NULL CONSTRAINT tutor_certificates_tutor_id_fkey REFERENCES tutors,
      title text NOT NULL CONSTRAINT tutor_certificates_title_check CHECK (length(title) BETWEEN 1 AND 120),
      issuer text NOT NULL CONSTRAINT tutor_certificates_issuer_check CHECK (length(issuer) BETWEEN 1 AND 120),
      issued_on date NOT NULL,
      expires_on date CONSTRAINT tutor_certificates_expires_on_check CHECK (expires_on > issued_on),
      file_id uuid NOT NULL CONSTRAINT tutor_certificates_file_id_key UNIQUE
        CONSTRAINT tutor_certificates_file_id_fkey REFERENCES files,
      created_at timestamptz NOT NULL
    );
    CREATE INDEX tutor_certificates_tutor_id_idx ON tutor_certificates (tutor_id, created_at, id);
    GRANT SELECT, INSERT, DELETE ON tutor_educations, tutor_certificates TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE tutor_certificates; DROP TABLE tutor_educations`);
}
