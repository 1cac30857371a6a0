import type { Knex } from 'knex';

/**
 * A raw body may hold the address of somebody who paid, so it is kept for a time and no longer. What a repair needs of a
 * delivery stands beside it, because it outlives the body: what kind of message it was, and which object it named.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE webhook_deliveries ADD COLUMN type text, ADD COLUMN object_id text, ALTER COLUMN raw_body DROP NOT NULL;
    UPDATE webhook_deliveries SET type = convert_from(raw_body, 'UTF8')::json ->> 'type',
      object_id = convert_from(raw_body, 'UTF8')::json #>> '{data,object,id}';
    DROP INDEX webhook_deliveries_received_at_idx;
    CREATE INDEX webhook_deliveries_bodies_idx ON webhook_deliveries (received_at) WHERE raw_body IS NOT NULL;
  `);
}

/** Bodies that are gone stay gone: their rows go back with an empty one. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX webhook_deliveries_bodies_idx;
    CREATE INDEX webhook_deliveries_received_at_idx ON webhook_deliveries (received_at);
    UPDATE webhook_deliveries SET raw_body = '' WHERE raw_body IS NULL;
    ALTER TABLE webhook_deliveries DROP COLUMN type, DROP COLUMN object_id, ALTER COLUMN raw_body SET NOT NULL;
  `);
}
