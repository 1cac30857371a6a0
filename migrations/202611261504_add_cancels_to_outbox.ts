import type { Knex } from 'knex';

/** A step that the house takes on a booking by itself: it waits for an answer, where a signal only leaves a fact. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check,
      ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('signal', 'realtime', 'mail', 'cancel'));
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DELETE FROM outbox WHERE kind = 'cancel';
    ALTER TABLE outbox DROP CONSTRAINT outbox_kind_check,
      ADD CONSTRAINT outbox_kind_check CHECK (kind IN ('signal', 'realtime', 'mail'));
  `);
}
