import type { Knex } from 'knex';

/**
 * What a search reads. Rows are never changed: a new version is born and the old one goes, each with the transaction that
 * did it, so that every page of a search reads what stood when its first page was made. Old versions are tidied away.
 */
const TABLES = `
  CREATE TABLE tutor_search (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT tutor_search_pkey PRIMARY KEY,
    tutor_id uuid NOT NULL,
    -- what is offered; the nil id: the tutor at their own rate, whatever the subject
    subject_id uuid NOT NULL,
    price_micros bigint NOT NULL,
    languages text[] NOT NULL,
    levels text[] NOT NULL,
    country text,
    trial boolean NOT NULL,
    instant boolean NOT NULL,
    -- Bayesian average in thousandths; 0: not rated
    rating_milli integer NOT NULL,
    reviews integer NOT NULL,
    durations integer[] NOT NULL,
    horizon_days integer NOT NULL,
    hidden_until timestamptz,
    born xid8 NOT NULL DEFAULT pg_current_xact_id(),
    gone xid8,
    gone_at timestamptz
  );
  CREATE UNIQUE INDEX tutor_search_current_key ON tutor_search (tutor_id, subject_id) WHERE gone IS NULL;
  CREATE INDEX tutor_search_tutor_id_idx ON tutor_search (tutor_id, subject_id);
  CREATE INDEX tutor_search_price_idx ON tutor_search (subject_id, price_micros, tutor_id);
  CREATE INDEX tutor_search_rating_idx ON tutor_search (subject_id, rating_milli DESC, tutor_id);
  CREATE INDEX tutor_search_gone_idx ON tutor_search (gone_at) WHERE gone IS NOT NULL;

  CREATE TABLE tutor_texts (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT tutor_texts_pkey PRIMARY KEY,
    tutor_id uuid NOT NULL,
    words text NOT NULL,
    document tsvector NOT NULL,
    born xid8 NOT NULL DEFAULT pg_current_xact_id(),
    gone xid8,
    gone_at timestamptz
  );
  CREATE UNIQUE INDEX tutor_texts_current_key ON tutor_texts (tutor_id) WHERE gone IS NULL;
  CREATE INDEX tutor_texts_document_idx ON tutor_texts USING gin (document);
  CREATE INDEX tutor_texts_words_idx ON tutor_texts USING gin (words gin_trgm_ops);
  CREATE INDEX tutor_texts_gone_idx ON tutor_texts (gone_at) WHERE gone IS NOT NULL;

  -- what the worker works out: where the ranking places a tutor, and when they are free first
  CREATE TABLE tutor_standings (
    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT tutor_standings_pkey PRIMARY KEY,
    tutor_id uuid NOT NULL,
    score integer NOT NULL,
    soonest_at timestamptz NOT NULL,
    born xid8 NOT NULL DEFAULT pg_current_xact_id(),
    gone xid8,
    gone_at timestamptz
  );
  CREATE UNIQUE INDEX tutor_standings_current_key ON tutor_standings (tutor_id) WHERE gone IS NULL;
  CREATE INDEX tutor_standings_tutor_id_idx ON tutor_standings (tutor_id);
  CREATE INDEX tutor_standings_score_idx ON tutor_standings (score DESC, tutor_id);
  CREATE INDEX tutor_standings_soonest_idx ON tutor_standings (soonest_at, tutor_id);
  CREATE INDEX tutor_standings_gone_idx ON tutor_standings (gone_at) WHERE gone IS NOT NULL;
  GRANT SELECT, INSERT, UPDATE, DELETE ON tutor_search, tutor_texts, tutor_standings TO stoa_app;
`;

/** Columns that others add or take away are read through JSON: a function that names them would stand in their way. */
const WANTED = `
  CREATE FUNCTION tutor_search_wanted(ids uuid[]) RETURNS TABLE (tutor_id uuid, subject_id uuid, price_micros bigint,
    languages text[], levels text[], country text, trial boolean, instant boolean, rating_milli integer,
    reviews integer, durations integer[], horizon_days integer, hidden_until timestamptz) LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN QUERY SELECT t.person_id, o.subject_id, price_micros(o.rate_minor, t.currency),
      ARRAY(SELECT code || ':0' FROM jsonb_array_elements_text(coalesce(to_jsonb(t) -> 'languages', '[]')) code ORDER BY 1),
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
  END $$;
  CREATE FUNCTION tutor_texts_wanted(ids uuid[]) RETURNS TABLE (tutor_id uuid, words text, document tsvector)
  LANGUAGE plpgsql STABLE AS $$
  BEGIN
    RETURN QUERY SELECT t.person_id, plain_words(concat_ws(' ', p.display_name, s.names, t.headline)),
      setweight(to_tsvector('simple', plain_words(concat_ws(' ', p.display_name, s.names))), 'A')
        || setweight(to_tsvector('simple', plain_words(t.headline)), 'B')
        || setweight(to_tsvector('simple', plain_words(t.description)), 'D')
    FROM tutors t JOIN people p ON p.id = t.person_id,
      LATERAL (SELECT string_agg(s.name, ' ' ORDER BY s.name) AS names
        FROM tutor_subjects ts JOIN subjects s ON s.id = ts.subject_id WHERE ts.tutor_id = t.person_id) s
    WHERE (ids IS NULL OR t.person_id = ANY(ids))
      AND t.approval = 'approved' AND t.payouts_enabled AND p.disabled_at IS NULL;
  END $$;
  -- how well a text fits, 0 to 1 000: whole words, or words that are close to them
  CREATE FUNCTION tutor_text_fits(asked text)
  RETURNS TABLE (tutor_id uuid, fit integer, born xid8, gone xid8) LANGUAGE sql STABLE
  SET pg_trgm.word_similarity_threshold = 0.5 AS $$
    SELECT d.tutor_id, round(1000 * greatest(word_similarity(plain_words(asked), d.words),
        CASE WHEN d.document @@ q THEN 0.6 + 0.4 * least(1, ts_rank(d.document, q)) ELSE 0 END))::integer,
      d.born, d.gone
    FROM tutor_texts d, websearch_to_tsquery('simple', plain_words(asked)) q
    WHERE d.document @@ q OR plain_words(asked) <% d.words
  $$;
  -- the first free start at or after an instant; infinity: none in the weeks that are kept
  CREATE FUNCTION tutor_free_from(tutor uuid, earliest timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT coalesce(min(to_timestamp(extract(epoch FROM w.week) + (position(B'1' IN w.open) - 1) * 900)), 'infinity')
    FROM (SELECT f.week, CASE WHEN extract(epoch FROM f.week) >= extract(epoch FROM earliest) THEN f.starts
        ELSE f.starts & (~(B'0'::bit(672)) >> ceil((extract(epoch FROM earliest) - extract(epoch FROM f.week)) / 900)::integer)
        END AS open
      FROM tutor_free_weeks f WHERE f.tutor_id = tutor AND f.week > (earliest AT TIME ZONE 'UTC')::date - 7) w
    WHERE position(B'1' IN w.open) > 0
  $$;
  -- each strike that makes three or more hides for seven days (domain page, section 4)
  CREATE FUNCTION tutor_hidden_until(tutor uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT max(x.at AT TIME ZONE 'UTC' + interval '7 days') AT TIME ZONE 'UTC' FROM tutor_strikes x
    WHERE x.tutor_id = tutor AND x.excused_at IS NULL AND 3 <= (
      SELECT count(*) FROM tutor_strikes y
      WHERE y.tutor_id = tutor AND y.excused_at IS NULL AND y.at <= x.at AND y.expires_at > x.at)
  $$;
`;

const SAME = (columns: string): string => `
  (w.${columns.replaceAll(', ', ', w.')}) IS NOT DISTINCT FROM (s.${columns.replaceAll(', ', ', s.')})`;
const SEARCHED =
  'price_micros, languages, levels, country, trial, instant, rating_milli, reviews, durations, horizon_days, hidden_until';

const REFRESH = `
  CREATE FUNCTION refresh_tutor_search(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    one uuid;
  BEGIN
    IF cardinality(ids) IS NULL OR cardinality(ids) > 100 THEN
      LOCK TABLE tutor_search IN SHARE ROW EXCLUSIVE MODE;
    ELSE
      -- one transaction at a time for each tutor, in one order: what it reads then is what it writes
      FOR one IN SELECT DISTINCT id FROM unnest(ids) id ORDER BY id LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('tutor-search:' || one, 0));
      END LOOP;
    END IF;
    UPDATE tutor_search s SET gone = pg_current_xact_id(), gone_at = clock_timestamp()
    WHERE s.gone IS NULL AND (ids IS NULL OR s.tutor_id = ANY(ids)) AND NOT EXISTS (
      SELECT FROM tutor_search_wanted(ids) w
      WHERE w.tutor_id = s.tutor_id AND w.subject_id = s.subject_id AND ${SAME(SEARCHED)});
    INSERT INTO tutor_search (tutor_id, subject_id, ${SEARCHED})
    SELECT w.tutor_id, w.subject_id, w.${SEARCHED.replaceAll(', ', ', w.')} FROM tutor_search_wanted(ids) w
    WHERE NOT EXISTS (SELECT FROM tutor_search s
      WHERE s.gone IS NULL AND s.tutor_id = w.tutor_id AND s.subject_id = w.subject_id);
    UPDATE tutor_texts s SET gone = pg_current_xact_id(), gone_at = clock_timestamp()
    WHERE s.gone IS NULL AND (ids IS NULL OR s.tutor_id = ANY(ids)) AND NOT EXISTS (
      SELECT FROM tutor_texts_wanted(ids) w WHERE w.tutor_id = s.tutor_id AND ${SAME('words, document')});
    INSERT INTO tutor_texts (tutor_id, words, document)
    SELECT w.tutor_id, w.words, w.document FROM tutor_texts_wanted(ids) w
    WHERE NOT EXISTS (SELECT FROM tutor_texts s WHERE s.gone IS NULL AND s.tutor_id = w.tutor_id);
    -- at the end of every list until the worker has worked it out
    INSERT INTO tutor_standings (tutor_id, score, soonest_at)
    SELECT t.person_id, 0, 'infinity' FROM tutors t
    WHERE (ids IS NULL OR t.person_id = ANY(ids))
      AND NOT EXISTS (SELECT FROM tutor_standings s WHERE s.gone IS NULL AND s.tutor_id = t.person_id);
    INSERT INTO free_time_marks (tutor_id, from_week, to_week)
    SELECT id, '-infinity', '-infinity' FROM unnest(ids) id;
  END $$;
`;

/** table → what names the tutors of its changed rows */
const WATCHED: Readonly<Record<string, string>> = {
  tutors: 'SELECT person_id FROM changed',
  people: 'SELECT t.person_id FROM changed c JOIN tutors t ON t.person_id = c.id',
  tutor_subjects: 'SELECT tutor_id FROM changed',
  tutor_strikes: 'SELECT tutor_id FROM changed',
  subjects: 'SELECT ts.tutor_id FROM changed c JOIN tutor_subjects ts ON ts.subject_id = c.id',
};
const EVENTS = { insert: 'NEW', update: 'NEW', delete: 'OLD' } as const;

/** Statement by statement, so that a profile with ten subjects is looked at once. */
function watch([table, who]: readonly [string, string]): string {
  const triggers = Object.entries(EVENTS).map(
    ([event, side]) => `
    CREATE TRIGGER ${table}_refresh_search_${event} AFTER ${event.toUpperCase()} ON ${table}
      REFERENCING ${side} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_${table}();`,
  );
  return `
    CREATE FUNCTION refresh_search_of_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      ids uuid[] := ARRAY(${who});
    BEGIN
      IF cardinality(ids) > 0 THEN PERFORM refresh_tutor_search(ids); END IF;
      RETURN NULL;
    END $$;${triggers.join('')}`;
}
const RATES = `
  CREATE FUNCTION refresh_search_of_rates() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    PERFORM refresh_tutor_search(NULL);
    RETURN NULL;
  END $$;
  CREATE TRIGGER currency_rates_refresh_search AFTER INSERT OR UPDATE OR DELETE ON currency_rates
    FOR EACH STATEMENT EXECUTE FUNCTION refresh_search_of_rates();
`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(TABLES);
  await knex.raw(WANTED);
  await knex.raw(REFRESH);
  await knex.raw(Object.entries(WATCHED).map(watch).join('\n'));
  await knex.raw(RATES);
  await knex.raw(`SELECT refresh_tutor_search(NULL)`);
  // tutors that were there before: the worker works out where they stand
  await knex.raw(
    `INSERT INTO free_time_marks (tutor_id, from_week, to_week) SELECT person_id, '-infinity', '-infinity' FROM tutors`,
  );
}

export async function down(knex: Knex): Promise<void> {
  const watched = Object.keys(WATCHED).flatMap((table) => [
    ...Object.keys(EVENTS).map((event) => `DROP TRIGGER ${table}_refresh_search_${event} ON ${table}`),
    `DROP FUNCTION refresh_search_of_${table}()`,
  ]);
  await knex.raw(`${watched.join('; ')};
    DROP TRIGGER currency_rates_refresh_search ON currency_rates;
    DROP FUNCTION refresh_search_of_rates();
    DROP FUNCTION refresh_tutor_search(uuid[]);
    DROP FUNCTION tutor_search_wanted(uuid[]);
    DROP FUNCTION tutor_texts_wanted(uuid[]);
    DROP FUNCTION tutor_text_fits(text);
    DROP FUNCTION tutor_free_from(uuid, timestamptz);
    DROP FUNCTION tutor_hidden_until(uuid);
    DROP TABLE tutor_standings; DROP TABLE tutor_texts; DROP TABLE tutor_search;`);
}
