import type { Knex } from 'knex';

const UNRATED = `t.instant_booking, 0,
      0, t.durations`;
const RATED = `t.instant_booking,
      coalesce((SELECT round(1000 * r.bayes)::integer FROM tutor_ratings r WHERE r.tutor_id = t.person_id AND r.count > 0), 0),
      coalesce((SELECT r.count FROM tutor_ratings r WHERE r.tutor_id = t.person_id), 0), t.durations`;

/** Changes what the function says of ratings and nothing else: other migrations have their own parts of it. */
async function rewrite(knex: Knex, before: string, after: string): Promise<void> {
  const found = await knex.raw<{ rows: { definition: string }[] }>(
    `SELECT pg_get_functiondef('tutor_search_wanted(uuid[])'::regprocedure) AS definition`,
  );
  const definition = found.rows[0]?.definition ?? '';
  if (!definition.includes(before)) throw new Error('tutor_search_wanted says something else of ratings');
  // as it stands: a question mark in it would be taken for a binding
  await knex.raw(definition.replace(before, after).replaceAll('?', '\\?'));
}

export async function up(knex: Knex): Promise<void> {
  await rewrite(knex, UNRATED, RATED);
  await knex.raw(`
    CREATE FUNCTION refresh_search_of_tutor_ratings() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM refresh_tutor_search(ARRAY(SELECT tutor_id FROM changed ORDER BY tutor_id));
      RETURN NULL;
    END $$;
    CREATE TRIGGER tutor_ratings_refresh_search_insert AFTER INSERT ON tutor_ratings
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_ratings();
    CREATE TRIGGER tutor_ratings_refresh_search_update AFTER UPDATE ON tutor_ratings
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_ratings();
    SELECT refresh_tutor_search(NULL);`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER tutor_ratings_refresh_search_insert ON tutor_ratings;
    DROP TRIGGER tutor_ratings_refresh_search_update ON tutor_ratings;
    DROP FUNCTION refresh_search_of_tutor_ratings();`);
  await rewrite(knex, RATED, UNRATED);
}
