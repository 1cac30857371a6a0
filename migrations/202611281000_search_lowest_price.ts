import type { Knex } from 'knex';

const OWN_RATE = `'00000000-0000-0000-0000-000000000000'::uuid AS subject_id, t.rate_minor, '{}'::text[] AS levels`;
const LOWEST_RATE = `'00000000-0000-0000-0000-000000000000'::uuid AS subject_id,
        coalesce((SELECT min(coalesce(a.rate_minor, t.rate_minor)) FROM tutor_subjects a
          WHERE a.tutor_id = t.person_id AND coalesce(a.rate_minor, t.rate_minor) > 0), t.rate_minor) AS rate_minor,
        '{}'::text[] AS levels`;

async function rewrite(knex: Knex, before: string, after: string): Promise<void> {
  const found = await knex.raw<{ rows: { definition: string }[] }>(
    `SELECT pg_get_functiondef('tutor_search_wanted(uuid[])'::regprocedure) AS definition`,
  );
  const definition = found.rows[0]?.definition ?? '';
  if (!definition.includes(before))
    throw new Error('tutor_search_wanted takes another price where no subject is asked');
  // as it stands: a question mark in it would be taken for a binding
  await knex.raw(definition.replace(before, after).replaceAll('?', '\\?'));
  await knex.raw('SELECT refresh_tutor_search(NULL)');
}

/** Whoever asks for no subject finds a tutor at the lowest price of what they teach: the one that the card shows. */
export function up(knex: Knex): Promise<void> {
  return rewrite(knex, OWN_RATE, LOWEST_RATE);
}

export function down(knex: Knex): Promise<void> {
  return rewrite(knex, LOWEST_RATE, OWN_RATE);
}
