import type { Knex } from 'knex';

/**
 * Sign-ins by another company. `subject` is the company's own name for somebody and never changes, their address there
 * may. Attempts hold hashes only: what binds one to its browser stays in the browser.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE identities (
      provider text NOT NULL CONSTRAINT identities_provider_check CHECK (provider IN ('google')),
      subject text NOT NULL CONSTRAINT identities_subject_check CHECK (length(subject) BETWEEN 1 AND 255),
      person_id uuid NOT NULL CONSTRAINT identities_person_id_fkey REFERENCES people,
      email citext NOT NULL,
      linked_at timestamptz NOT NULL,
      CONSTRAINT identities_pkey PRIMARY KEY (provider, subject),
      CONSTRAINT identities_person_id_provider_key UNIQUE (person_id, provider)
    );
    CREATE TABLE identity_attempts (
      state_hash text CONSTRAINT identity_attempts_pkey PRIMARY KEY
        CONSTRAINT identity_attempts_state_hash_check CHECK (state_hash ~ '^[0-9a-f]{64}$'),
      browser_hash text NOT NULL
        CONSTRAINT identity_attempts_browser_hash_check CHECK (browser_hash ~ '^[0-9a-f]{64}$'),
      app text NOT NULL CONSTRAINT identity_attempts_app_check CHECK (app IN ('web', 'admin')),
      -- set: an account is to be linked; null: somebody signs in
      person_id uuid CONSTRAINT identity_attempts_person_id_fkey REFERENCES people,
      expires_at timestamptz NOT NULL,
      used_at timestamptz
    );
    CREATE INDEX identity_attempts_expires_at_idx ON identity_attempts (expires_at);
    CREATE TABLE identity_registrations (
      token_hash text CONSTRAINT identity_registrations_pkey PRIMARY KEY
        CONSTRAINT identity_registrations_token_hash_check CHECK (token_hash ~ '^[0-9a-f]{64}$'),
      provider text NOT NULL CONSTRAINT identity_registrations_provider_check CHECK (provider IN ('google')),
      subject text NOT NULL,
      email citext NOT NULL,
      expires_at timestamptz NOT NULL,
      used_at timestamptz
    );
    CREATE INDEX identity_registrations_expires_at_idx ON identity_registrations (expires_at);
    GRANT SELECT, INSERT, UPDATE, DELETE ON identities, identity_attempts, identity_registrations TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE identity_registrations; DROP TABLE identity_attempts; DROP TABLE identities;`);
}
