import type { Knex } from 'knex';

/** What somebody agreed to, and when: written once, because it is evidence. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE consents (
      person_id uuid NOT NULL CONSTRAINT consents_person_id_fkey REFERENCES people,
      document text NOT NULL CONSTRAINT consents_document_check CHECK (document IN ('terms', 'privacy')),
      version text NOT NULL CONSTRAINT consents_version_check CHECK (length(version) BETWEEN 1 AND 40),
      given_at timestamptz NOT NULL,
      CONSTRAINT consents_pkey PRIMARY KEY (person_id, document, version)
    );
    CREATE TRIGGER consents_written_once BEFORE UPDATE OR DELETE ON consents
      FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER consents_not_emptied BEFORE TRUNCATE ON consents
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    GRANT SELECT, INSERT ON consents TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE consents;`);
}
