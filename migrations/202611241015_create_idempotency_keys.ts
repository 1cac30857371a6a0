import type { Knex } from 'knex';

/** An answer that was given once is given again, for as long as the key lives. Requests are kept as hashes only. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE idempotency_keys (
      person_id uuid NOT NULL CONSTRAINT idempotency_keys_person_id_fkey REFERENCES people,
      key text NOT NULL CONSTRAINT idempotency_keys_key_check CHECK (length(key) BETWEEN 1 AND 255),
      request_hash text NOT NULL,
      -- null: the first request is still being answered
      response_status smallint,
      response_body jsonb,
      claimed_until timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      CONSTRAINT idempotency_keys_pkey PRIMARY KEY (person_id, key)
    );
    CREATE INDEX idempotency_keys_expires_at_idx ON idempotency_keys (expires_at);
    GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE idempotency_keys`);
}
