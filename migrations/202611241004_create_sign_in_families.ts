import type { Knex } from 'knex';

/** One family per sign-in; every refresh token of it is kept as a hash only, so that a copied table opens no door. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE sign_in_families (
      id uuid CONSTRAINT sign_in_families_pkey PRIMARY KEY,
      person_id uuid NOT NULL CONSTRAINT sign_in_families_person_id_fkey REFERENCES people,
      app text NOT NULL CONSTRAINT sign_in_families_app_check CHECK (app IN ('web', 'admin')),
      created_at timestamptz NOT NULL,
      ended_at timestamptz,
      ended_reason text CONSTRAINT sign_in_families_ended_reason_check
        CHECK (ended_reason IN ('signed_out', 'reused', 'disabled', 'expired')),
      CONSTRAINT sign_in_families_ended_check CHECK ((ended_at IS NULL) = (ended_reason IS NULL))
    );
    CREATE INDEX sign_in_families_person_id_idx ON sign_in_families (person_id) WHERE ended_at IS NULL;
    CREATE TABLE refresh_tokens (
      token_hash text CONSTRAINT refresh_tokens_pkey PRIMARY KEY
        CONSTRAINT refresh_tokens_token_hash_check CHECK (token_hash ~ '^[0-9a-f]{64}$'),
      family_id uuid NOT NULL CONSTRAINT refresh_tokens_family_id_fkey REFERENCES sign_in_families,
      issued_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      successor_hash text CONSTRAINT refresh_tokens_successor_hash_fkey REFERENCES refresh_tokens,
      CONSTRAINT refresh_tokens_successor_check CHECK ((used_at IS NULL) = (successor_hash IS NULL))
    );
    CREATE INDEX refresh_tokens_family_id_idx ON refresh_tokens (family_id);
    CREATE INDEX refresh_tokens_expires_at_idx ON refresh_tokens (expires_at);
    GRANT SELECT, INSERT, UPDATE ON sign_in_families TO stoa_app;
    GRANT SELECT, INSERT, UPDATE ON refresh_tokens TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE refresh_tokens; DROP TABLE sign_in_families;`);
}
