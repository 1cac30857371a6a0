import type { Knex } from 'knex';

/**
 * Links that prove control of an address: single use, short-lived, kept as hashes. `email` is the address that the link
 * is sent to, which is not the account's while an address is being changed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE account_tokens (
      id uuid CONSTRAINT account_tokens_pkey PRIMARY KEY,
      person_id uuid NOT NULL CONSTRAINT account_tokens_person_id_fkey REFERENCES people,
      purpose text NOT NULL CONSTRAINT account_tokens_purpose_check
        CHECK (purpose IN ('verify_email', 'reset_password', 'change_email', 'restore_email')),
      email citext NOT NULL,
      token_hash text NOT NULL CONSTRAINT account_tokens_token_hash_key UNIQUE
        CONSTRAINT account_tokens_token_hash_check CHECK (token_hash ~ '^[0-9a-f]{64}$'),
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      -- a newer link, or a change that makes this one pointless
      revoked_at timestamptz,
      CONSTRAINT account_tokens_lifetime_check CHECK (expires_at > created_at)
    );
    CREATE INDEX account_tokens_person_id_idx ON account_tokens (person_id, purpose)
      WHERE used_at IS NULL AND revoked_at IS NULL;
    CREATE INDEX account_tokens_expires_at_idx ON account_tokens (expires_at);
    GRANT SELECT, INSERT, UPDATE, DELETE ON account_tokens TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE account_tokens;`);
}
