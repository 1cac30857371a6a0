import type { Knex } from 'knex';

/** The catalogue is the staff's to keep; a retired subject stays on the profiles that have it and is offered to no other. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE subjects ADD COLUMN retired_at timestamptz;
    GRANT INSERT, UPDATE ON subjects TO stoa_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    REVOKE INSERT, UPDATE ON subjects FROM stoa_app;
    ALTER TABLE subjects DROP COLUMN retired_at;
  `);
}
