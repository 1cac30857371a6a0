import type { Knex } from 'knex';

/** The second step of a sign-in. The secret is encrypted by the API's keys; codes and challenges are kept as hashes. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE totp_secrets (
      person_id uuid CONSTRAINT totp_secrets_pkey PRIMARY KEY
        CONSTRAINT totp_secrets_person_id_fkey REFERENCES people,
      sealed_secret text NOT NULL,
      created_at timestamptz NOT NULL,
      -- null: shown, but no code of it was given yet
      confirmed_at timestamptz,
      -- the 30-second step of the last code that was taken: none is taken twice
      last_step bigint
    );
    CREATE TABLE recovery_codes (
      person_id uuid NOT NULL CONSTRAINT recovery_codes_person_id_fkey REFERENCES people,
      code_hash text NOT NULL CONSTRAINT recovery_codes_code_hash_check CHECK (code_hash ~ '^[0-9a-f]{64}$'),
      used_at timestamptz,
      CONSTRAINT recovery_codes_pkey PRIMARY KEY (person_id, code_hash)
    );
    CREATE TABLE sign_in_challenges (
      token_hash text CONSTRAINT sign_in_challenges_pkey PRIMARY KEY
        CONSTRAINT sign_in_challenges_token_hash_check CHECK (token_hash ~ '^[0-9a-f]{64}$'),
      person_id uuid NOT NULL CONSTRAINT sign_in_challenges_person_id_fkey REFERENCES people,
      app text NOT NULL CONSTRAINT sign_in_challenges_app_check CHECK (app IN ('web', 'admin')),
      expires_at timestamptz NOT NULL,
      attempts integer NOT NULL DEFAULT 0,
      used_at timestamptz
    );
    CREATE INDEX sign_in_challenges_person_id_idx ON sign_in_challenges (person_id);
    CREATE INDEX sign_in_challenges_expires_at_idx ON sign_in_challenges (expires_at);
    GRANT SELECT, INSERT, UPDATE, DELETE ON totp_secrets, recovery_codes, sign_in_challenges TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE sign_in_challenges; DROP TABLE recovery_codes; DROP TABLE totp_secrets;`);
}
