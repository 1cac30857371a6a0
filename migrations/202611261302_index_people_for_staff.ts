import type { Knex } from 'knex';

/** The orders in which staff page through people. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE INDEX people_created_at_idx ON people (created_at, id);
    CREATE INDEX people_display_name_idx ON people (display_name, id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DROP INDEX people_created_at_idx; DROP INDEX people_display_name_idx;`);
}
