import type { Knex } from 'knex';

/**
 * A sign-in of the web app that staff made to look with somebody's eyes: marked where every request reads it anew, so
 * that no token can lose the mark, and over at an instant of the system's clock, whatever is renewed meanwhile.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE sign_in_families
      ADD COLUMN impersonated_by uuid CONSTRAINT sign_in_families_impersonated_by_fkey REFERENCES people,
      ADD COLUMN impersonated_as text CONSTRAINT sign_in_families_impersonated_as_check
        CHECK (impersonated_as IN ('support', 'admin', 'owner')),
      ADD COLUMN ends_at timestamptz,
      -- why a sign-in ended is a word of the code; which words there are is not the table's to know
      DROP CONSTRAINT sign_in_families_ended_reason_check,
      ADD CONSTRAINT sign_in_families_ended_reason_check CHECK (ended_reason ~ '^[a-z][a-z_]{0,39}$'),
      ADD CONSTRAINT sign_in_families_impersonated_check CHECK (
        (impersonated_by IS NULL AND impersonated_as IS NULL)
        OR (impersonated_by IS NOT NULL AND impersonated_as IS NOT NULL AND ends_at IS NOT NULL AND app = 'web'));
    CREATE INDEX sign_in_families_impersonated_by_idx ON sign_in_families (impersonated_by) WHERE ended_at IS NULL;

    -- how the console hands the view over to the web app: good for a minute and once
    CREATE TABLE impersonation_codes (
      code_hash text CONSTRAINT impersonation_codes_pkey PRIMARY KEY
        CONSTRAINT impersonation_codes_code_hash_check CHECK (code_hash ~ '^[0-9a-f]{64}$'),
      family_id uuid NOT NULL CONSTRAINT impersonation_codes_family_id_key UNIQUE
        CONSTRAINT impersonation_codes_family_id_fkey REFERENCES sign_in_families,
      expires_at timestamptz NOT NULL,
      used_at timestamptz
    );
    GRANT SELECT, INSERT, UPDATE ON impersonation_codes TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE impersonation_codes;
    ALTER TABLE sign_in_families DROP COLUMN impersonated_by, DROP COLUMN impersonated_as, DROP COLUMN ends_at;
    ALTER TABLE sign_in_families DROP CONSTRAINT sign_in_families_ended_reason_check,
      ADD CONSTRAINT sign_in_families_ended_reason_check
        CHECK (ended_reason IN ('signed_out', 'reused', 'disabled', 'expired')) NOT VALID;
  `);
}
