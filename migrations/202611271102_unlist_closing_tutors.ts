import type { Knex } from 'knex';

const LISTED = 'AND p.disabled_at IS NULL';
const OPEN = 'AND p.disabled_at IS NULL AND p.closing_since IS NULL';
const WANTED = ['tutor_search_wanted(uuid[])', 'tutor_texts_wanted(uuid[])'];

/** Changes who is listed and nothing else: other migrations have their own parts of these functions. */
async function rewrite(knex: Knex, before: string, after: string): Promise<void> {
  for (const name of WANTED) {
    const found = await knex.raw<{ rows: { definition: string }[] }>(
      `SELECT pg_get_functiondef('${name}'::regprocedure) AS definition`,
    );
    const definition = found.rows[0]?.definition ?? '';
    if (!definition.includes(before)) throw new Error(`${name} lists by something else`);
    // as it stands: a question mark in it would be taken for a binding
    await knex.raw(definition.replace(before, after).replaceAll('?', '\\?'));
  }
}

export async function up(knex: Knex): Promise<void> {
  await rewrite(knex, LISTED, OPEN);
}

export async function down(knex: Knex): Promise<void> {
  await rewrite(knex, OPEN, LISTED);
}
