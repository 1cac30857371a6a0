import type { Knex } from 'knex';

/** What must be told to others once a transaction has committed: a workflow, a socket room, a mailbox. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE outbox (
      id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pkey PRIMARY KEY,
      kind text NOT NULL CONSTRAINT outbox_kind_check CHECK (kind IN ('signal', 'realtime', 'mail')),
      dedupe_key text NOT NULL CONSTRAINT outbox_dedupe_key_key UNIQUE,
      payload jsonb NOT NULL,
      -- by the injected clock; null: at once
      available_at timestamptz,
      -- leases and retries are plumbing and follow the server's clock
      next_try_at timestamptz NOT NULL DEFAULT now(),
      attempts integer NOT NULL DEFAULT 0,
      last_problem text,
      created_at timestamptz NOT NULL DEFAULT now(),
      done_at timestamptz,
      abandoned_at timestamptz
    );
    CREATE INDEX outbox_waiting_idx ON outbox (next_try_at, id) WHERE done_at IS NULL AND abandoned_at IS NULL;
    CREATE FUNCTION outbox_notify() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('stoa_outbox', '');
      RETURN NULL;
    END $$;
    CREATE TRIGGER outbox_notify AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_notify();
    GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE outbox; DROP FUNCTION outbox_notify();`);
}
