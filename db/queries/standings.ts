import { rankingFor, type RankingFacts } from '@stoa/domain/ranking';
import { rows, type Db, type Trx } from '../postgres';

/** Starts of a tutor `t` that are free in this week and the next. Asks for the instant now, twice. */
export const FREE_STARTS = `coalesce((SELECT sum(bit_count(f.starts)) FROM tutor_free_weeks f WHERE f.tutor_id = t.person_id
  AND f.week >= date_trunc('week', ?::timestamptz AT TIME ZONE 'UTC')
  AND f.week < date_trunc('week', ?::timestamptz AT TIME ZONE 'UTC') + interval '14 days'), 0)::int`;

type FactsRow = Omit<RankingFacts, 'since'> & { readonly id: string; readonly since: Date };

/**
 * What the ranking looks at, of tutors listed or not.
 * @param now epoch ms on the injected clock
 * @returns by the tutor's id
 */
export async function rankingFactsOf(
  db: Db,
  tutorIds: readonly string[],
  now: number,
): Promise<Map<string, RankingFacts>> {
  const found = await rows<FactsRow>(
    db,
    `SELECT t.person_id AS id, nullif(w.rating_milli, 0)::float8 / 1000 AS rating, coalesce(w.reviews, 0) AS reviews,
       ${FREE_STARTS} AS "freeStarts",
       t.instant_booking AS "instantBooking", coalesce(w.trial, false) AS trial,
       (p.avatar_url IS NOT NULL OR t.photo_file_id IS NOT NULL) AS "hasPhoto",
       length(t.description) AS "descriptionLength", (SELECT count(*) FROM tutor_languages l WHERE l.tutor_id = t.person_id)::int AS languages,
       t.created_at AS since
     FROM tutors t JOIN people p ON p.id = t.person_id
     LEFT JOIN tutor_search w ON w.gone IS NULL AND w.tutor_id = t.person_id
       AND w.subject_id = '00000000-0000-0000-0000-000000000000'
     WHERE t.person_id = ANY(?::uuid[])`,
    [new Date(now), new Date(now), [...tutorIds]],
  );
  return new Map(found.map(({ id, since, ...facts }) => [id, { ...facts, since: since.getTime() }]));
}

/** Writes where a tutor stands now as a new version, unless they stand there already. @param now epoch ms */
export async function writeStanding(trx: Trx, tutorId: string, now: number): Promise<void> {
  const facts = (await rankingFactsOf(trx, [tutorId], now)).get(tutorId);
  if (facts === undefined) return;
  await trx.raw(
    `WITH standing AS (
       SELECT ?::uuid AS tutor_id, ?::int AS score, tutor_free_from(t.person_id,
         ?::timestamptz + t.minimum_notice_minutes * interval '1 minute') AS soonest_at
       FROM tutors t WHERE t.person_id = ?),
     ended AS (
       UPDATE tutor_standings k SET gone = pg_current_xact_id(), gone_at = clock_timestamp() FROM standing s
       WHERE k.gone IS NULL AND k.tutor_id = s.tutor_id AND (k.score, k.soonest_at) <> (s.score, s.soonest_at)
       RETURNING 1)
     INSERT INTO tutor_standings (tutor_id, score, soonest_at)
     SELECT tutor_id, score, soonest_at FROM standing s WHERE EXISTS (SELECT FROM ended)
       OR NOT EXISTS (SELECT FROM tutor_standings k WHERE k.gone IS NULL AND k.tutor_id = s.tutor_id)`,
    [tutorId, rankingFor(facts, now).score, new Date(now), tutorId],
  );
}

/**
 * Marks tutors whose first free start can no longer be booked. @param now epoch ms on the injected clock
 * @returns how many
 */
export async function markLapsed(
  db: Db,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<number> {
  const marked = await rows(
    db,
    `INSERT INTO free_time_marks (tutor_id, from_week, to_week)
     SELECT t.person_id, '-infinity', '-infinity' FROM tutor_standings k JOIN tutors t ON t.person_id = k.tutor_id
     WHERE k.gone IS NULL AND k.soonest_at < ?::timestamptz + t.minimum_notice_minutes * interval '1 minute'
       AND NOT EXISTS (SELECT FROM free_time_marks m WHERE m.tutor_id = t.person_id)
     ORDER BY k.soonest_at LIMIT ? RETURNING 1`,
    [new Date(now), limit],
  );
  return marked.length;
}

const VERSIONED = ['tutor_search', 'tutor_texts', 'tutor_standings'] as const;

/** Deletes versions that went longer ago than this, in real time; pages of older searches are refused. */
export async function pruneSearch(db: Db, olderThanMs: number): Promise<number> {
  let gone = 0;
  for (const table of VERSIONED) {
    const deleted = await rows(
      db,
      `DELETE FROM ${table} WHERE id IN (
         SELECT id FROM ${table} WHERE gone_at < now() - ? * interval '1 millisecond' LIMIT 5000) RETURNING 1`,
      [olderThanMs],
    );
    gone += deleted.length;
  }
  return gone;
}

/** Tutors of whom the search says something else than their own rows. */
export async function searchDifferences(db: Db, limit: number): Promise<string[]> {
  const columns = `tutor_id, subject_id, price_micros, languages, levels, country, trial, instant, rating_milli,
    reviews, durations, horizon_days, hidden_until`;
  const found = await rows<{ tutor_id: string }>(
    db,
    `SELECT DISTINCT tutor_id FROM (
       (SELECT ${columns} FROM tutor_search WHERE gone IS NULL EXCEPT SELECT ${columns} FROM tutor_search_wanted(NULL))
       UNION ALL
       (SELECT ${columns} FROM tutor_search_wanted(NULL) EXCEPT SELECT ${columns} FROM tutor_search WHERE gone IS NULL)
     ) x UNION SELECT tutor_id FROM (
       (SELECT tutor_id, words, document FROM tutor_texts WHERE gone IS NULL
        EXCEPT SELECT tutor_id, words, document FROM tutor_texts_wanted(NULL))
       UNION ALL
       (SELECT tutor_id, words, document FROM tutor_texts_wanted(NULL)
        EXCEPT SELECT tutor_id, words, document FROM tutor_texts WHERE gone IS NULL)
     ) y LIMIT ?`,
    [limit],
  );
  return found.map(({ tutor_id }) => tutor_id);
}
