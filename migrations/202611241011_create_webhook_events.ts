import type { Knex } from 'knex';

/**
 * An event is stored in the transaction that applies it; the delivery, with the raw body, is kept apart, so that it
 * stays when that transaction rolls back. Neither table holds headers: signatures are no record.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE webhook_events (
      provider text NOT NULL,
      event_id text NOT NULL,
      type text NOT NULL,
      -- by the company's clock
      created_at timestamptz NOT NULL,
      source text NOT NULL CONSTRAINT webhook_events_source_check CHECK (source IN ('webhook', 'sweep')),
      applied_at timestamptz NOT NULL,
      CONSTRAINT webhook_events_pkey PRIMARY KEY (provider, event_id)
    );
    CREATE TABLE webhook_deliveries (
      id uuid CONSTRAINT webhook_deliveries_pkey PRIMARY KEY DEFAULT uuid_v7(),
      provider text NOT NULL,
      event_id text,
      received_at timestamptz NOT NULL DEFAULT now(),
      outcome text NOT NULL CONSTRAINT webhook_deliveries_outcome_check
        CHECK (outcome IN ('received', 'applied', 'duplicate', 'ignored', 'refused', 'failed')),
      raw_body bytea NOT NULL CONSTRAINT webhook_deliveries_raw_body_check CHECK (length(raw_body) <= 1048576),
      problem text
    );
    CREATE INDEX webhook_deliveries_received_at_idx ON webhook_deliveries (received_at);
    GRANT SELECT, INSERT ON webhook_events TO stoa_app;
    GRANT SELECT, INSERT, UPDATE ON webhook_deliveries TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP TABLE webhook_deliveries; DROP TABLE webhook_events;`);
}
