import type { Knex } from 'knex';

/**
 * Of two trial lessons that one student asks of one tutor at the same moment, one is booked. Only while they live: a
 * trial that ended keeps its place by the question that every reservation asks, so that no late correction of an outcome
 * can be refused here.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE UNIQUE INDEX bookings_live_trial_key ON bookings (student_id, tutor_id)
      WHERE trial AND session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE');
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP INDEX bookings_live_trial_key;`);
}
