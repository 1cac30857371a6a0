import type { Knex } from 'knex';

/** The inserts of `refresh_tutor_search`: how each asks for a version that stands already, and what it asks instead. */
const INSERTS: readonly (readonly [before: string, after: string])[] = [
  [
    `FROM tutor_search_wanted(ids) w
    WHERE NOT EXISTS (SELECT FROM tutor_search s
      WHERE s.gone IS NULL AND s.tutor_id = w.tutor_id AND s.subject_id = w.subject_id);`,
    `FROM tutor_search_wanted(ids) w
    ON CONFLICT (tutor_id, subject_id) WHERE gone IS NULL DO NOTHING;`,
  ],
  [
    `FROM tutor_texts_wanted(ids) w
    WHERE NOT EXISTS (SELECT FROM tutor_texts s WHERE s.gone IS NULL AND s.tutor_id = w.tutor_id);`,
    `FROM tutor_texts_wanted(ids) w
    ON CONFLICT (tutor_id) WHERE gone IS NULL DO NOTHING;`,
  ],
  [
    `WHERE (ids IS NULL OR t.person_id = ANY(ids))
      AND NOT EXISTS (SELECT FROM tutor_standings s WHERE s.gone IS NULL AND s.tutor_id = t.person_id);`,
    `WHERE (ids IS NULL OR t.person_id = ANY(ids))
    ON CONFLICT (tutor_id) WHERE gone IS NULL DO NOTHING;`,
  ],
];

async function rewrite(knex: Knex, changes: typeof INSERTS): Promise<void> {
  const found = await knex.raw<{ rows: { definition: string }[] }>(
    `SELECT pg_get_functiondef('refresh_tutor_search(uuid[])'::regprocedure) AS definition`,
  );
  let definition = found.rows[0]?.definition ?? '';
  for (const [before, after] of changes) {
    if (!definition.includes(before)) throw new Error('refresh_tutor_search asks for what stands in another way');
    definition = definition.replace(before, after);
  }
  // as it stands: a question mark in it would be taken for a binding
  await knex.raw(definition.replaceAll('?', '\\?'));
}

/**
 * Who stands in the search already is found by the unique index, whatever the planner believes. With the table's
 * statistics of yesterday, when it was empty, it read the growing table once for every tutor, and 100 000 took no end.
 */
export function up(knex: Knex): Promise<void> {
  return rewrite(knex, INSERTS);
}

export function down(knex: Knex): Promise<void> {
  return rewrite(
    knex,
    INSERTS.map(([before, after]) => [after, before] as const),
  );
}
