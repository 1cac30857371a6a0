import type { Knex } from 'knex';

/** `en:0`: speaks English; `en:3`: at B1 or better. Every level up to the tutor's own is written down. */
const BY_LEVEL = `ARRAY(SELECT l.language || ':' || n FROM tutor_languages l,
        generate_series(0, array_position(ARRAY['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'], l.level)) n
      WHERE l.tutor_id = t.person_id ORDER BY 1)`;
const WITHOUT_LEVEL = `ARRAY(SELECT code || ':0' FROM jsonb_array_elements_text(coalesce(to_jsonb(t) -> 'languages', '[]')) code ORDER BY 1)`;

const wanted = (languages: string): string => `
  CREATE OR REPLACE FUNCTION tutor_search_wanted(ids uuid[]) RETURNS TABLE (tutor_id uuid, subject_id uuid,
    price_micros bigint, languages text[], levels text[], country text, trial boolean, instant boolean,
    rating_milli integer, reviews integer, durations integer[], horizon_days integer, hidden_until timestamptz)
  LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN QUERY SELECT t.person_id, o.subject_id, price_micros(o.rate_minor, t.currency),
      ${languages},
      o.levels, p.country, (to_jsonb(t) ->> 'trial_price_minor') IS NOT NULL, t.instant_booking, 0,
      0, t.durations, t.horizon_days, tutor_hidden_until(t.person_id)
    FROM tutors t JOIN people p ON p.id = t.person_id, LATERAL (
      SELECT '00000000-0000-0000-0000-000000000000'::uuid AS subject_id, t.rate_minor, '{}'::text[] AS levels
      UNION ALL
      SELECT s.subject_id, coalesce(s.rate_minor, t.rate_minor),
        ARRAY(SELECT jsonb_array_elements_text(coalesce(to_jsonb(s) -> 'levels', '[]')) ORDER BY 1)
      FROM tutor_subjects s WHERE s.tutor_id = t.person_id) o
    WHERE (ids IS NULL OR t.person_id = ANY(ids))
      AND t.approval = 'approved' AND t.payouts_enabled AND p.disabled_at IS NULL
      AND price_micros(o.rate_minor, t.currency) IS NOT NULL;
  END $$;`;

const EVENTS = { insert: 'NEW', update: 'NEW', delete: 'OLD' } as const;

export async function up(knex: Knex): Promise<void> {
  const triggers = Object.entries(EVENTS).map(
    ([event, side]) => `
    CREATE TRIGGER tutor_languages_refresh_search_${event} AFTER ${event.toUpperCase()} ON tutor_languages
      REFERENCING ${side} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_tutor_languages();`,
  );
  await knex.raw(`${wanted(BY_LEVEL)}
    CREATE FUNCTION refresh_search_of_tutor_languages() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      ids uuid[] := ARRAY(SELECT tutor_id FROM changed);
    BEGIN
      IF cardinality(ids) > 0 THEN PERFORM refresh_tutor_search(ids); END IF;
      RETURN NULL;
    END $$;
    ${triggers.join('')}
    SELECT refresh_tutor_search(NULL);`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${Object.keys(EVENTS)
      .map((event) => `DROP TRIGGER tutor_languages_refresh_search_${event} ON tutor_languages;`)
      .join('')}
    DROP FUNCTION refresh_search_of_tutor_languages();
    ${wanted(WITHOUT_LEVEL)}`);
}
