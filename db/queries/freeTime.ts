import { freeWeeksFor, keptWeeks, WEEK_MS, weekOf, weeksBetween } from '@stoa/domain/freeTime';
import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { findAvailability } from './availability';
import { writeStanding } from './standings';

/** Weeks as the database names them: the date of a UTC Monday. */
const dateOf = (week: number): string => new Date(week).toISOString().slice(0, 10);

/**
 * Tutors whose free time is to be derived anew, those marked first in front.
 * @param except tutors that are left in peace for now
 */
export async function markedTutors(
  db: Db,
  { limit, except = [] }: { readonly limit: number; readonly except?: readonly string[] },
): Promise<string[]> {
  const marked = await rows<{ tutor_id: string }>(
    db,
    `SELECT tutor_id FROM free_time_marks WHERE tutor_id <> ALL(?::uuid[])
     GROUP BY tutor_id ORDER BY min(id) LIMIT ?`,
    [[...except], limit],
  );
  return marked.map(({ tutor_id }) => tutor_id);
}

interface Marked {
  readonly from: number;
  readonly to: number;
}

/**
 * Takes a tutor's marks. One process at a time: two that read at different moments could overwrite the newer answer with
 * the older. Whoever marks never waits for it. @returns null when another has the tutor in hand
 */
async function takeMarks(trx: Trx, tutorId: string): Promise<Marked[] | null> {
  const [claimed] = await rows<{ ours: boolean }>(
    trx,
    `SELECT pg_try_advisory_xact_lock(hashtextextended('free-time:' || ?::text, 0)) AS ours`,
    [tutorId],
  );
  if (!claimed?.ours) return null;
  return rows<Marked>(
    trx,
    `DELETE FROM free_time_marks WHERE tutor_id = ? RETURNING (extract(epoch FROM from_week) * 1000)::float8 AS "from",
       (extract(epoch FROM to_week) * 1000)::float8 AS "to"`,
    [tutorId],
  );
}

interface Kept {
  readonly horizonDays: number;
  readonly limited: boolean;
  /** weeks that are there, epoch ms */
  readonly weeks: readonly number[];
}

async function findKept(trx: Trx, tutorId: string): Promise<Kept | null> {
  const [kept] = await rows<Kept>(
    trx,
    `SELECT horizon_days AS "horizonDays", num_nonnulls(max_sessions_per_day, max_minutes_per_week) > 0 AS limited,
       ARRAY(SELECT (extract(epoch FROM week) * 1000)::bigint FROM tutor_free_weeks WHERE tutor_id = person_id) AS weeks
     FROM tutors WHERE person_id = ?`,
    [tutorId],
  );
  return kept ?? null;
}

/** The weeks to derive: the marked ones that are kept, those that are missing, and all between them. */
function dueWeeks({ horizonDays, limited, weeks }: Kept, marks: readonly Marked[], now: number): number[] {
  const there = new Set(weeks);
  // a limit of a local week reaches over the border of a UTC week
  const around = limited ? WEEK_MS : 0;
  const due = keptWeeks({ horizonDays }, now).filter(
    (week) => !there.has(week) || marks.some(({ from, to }) => from - around <= week && week <= to + around),
  );
  const last = due.at(-1);
  return due[0] === undefined || last === undefined ? [] : weeksBetween(due[0], last + 1);
}

async function writeWeeks(trx: Trx, tutorId: string, derived: { weeks: readonly number[]; starts: readonly string[] }) {
  await trx.raw(
    `INSERT INTO tutor_free_weeks (tutor_id, week, starts)
     SELECT ?, week, starts::bit(672) FROM unnest(?::date[], ?::text[]) AS one (week, starts)
     ON CONFLICT (tutor_id, week) DO UPDATE SET starts = excluded.starts
       WHERE tutor_free_weeks.starts <> excluded.starts`,
    [tutorId, derived.weeks.map(dateOf), [...derived.starts]],
  );
}

/** What the engine says of whole weeks, in order; null when nobody of this id teaches. */
export async function deriveFreeWeeks(db: Db, tutorId: string, weeks: readonly number[]): Promise<string[] | null> {
  const [from, last] = [weeks[0], weeks.at(-1)];
  if (from === undefined || last === undefined) return [];
  const known = await findAvailability(db, tutorId, { from, to: last + WEEK_MS });
  return known && freeWeeksFor(known, weeks);
}

/**
 * Derives what is marked of one tutor and where that places them in searches, and drops weeks that are not kept any more.
 * @param now epoch ms on the injected clock
 * @returns false when another process has the tutor in hand
 */
export async function refreshFreeTime(db: Db, tutorId: string, now: number): Promise<boolean> {
  return inTransaction(db, {}, async (trx) => {
    // what was marked before this statement is seen by those after it; what comes later leaves a mark of its own
    const marks = await takeMarks(trx, tutorId);
    if (marks === null) return false;
    const kept = await findKept(trx, tutorId);
    if (kept === null) return true;
    const weeks = dueWeeks(kept, marks, now);
    const starts = await deriveFreeWeeks(trx, tutorId, weeks);
    if (starts !== null) await writeWeeks(trx, tutorId, { weeks, starts });
    await trx.raw(`DELETE FROM tutor_free_weeks WHERE tutor_id = ? AND (week < ? OR week > ?)`, [
      tutorId,
      dateOf(weekOf(now)),
      dateOf(keptWeeks(kept, now).at(-1) ?? now),
    ]);
    await writeStanding(trx, tutorId, now);
    return true;
  });
}

/**
 * Lets the kept weeks follow the clock: marks tutors who lack one.
 * @param now epoch ms on the injected clock
 * @returns how many were marked; below `limit`: all that lacked one
 */
export async function markMissingWeeks(
  db: Db,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<number> {
  const marked = await rows(
    db,
    `INSERT INTO free_time_marks (tutor_id, from_week, to_week)
     SELECT t.person_id, last.week, last.week
     FROM tutors t, LATERAL (SELECT date_trunc('week', ?::timestamptz AT TIME ZONE 'UTC'
       + t.horizon_days * interval '1 day')::date AS week) last
     WHERE NOT EXISTS (SELECT FROM free_time_marks m WHERE m.tutor_id = t.person_id)
       AND (SELECT count(*) FROM tutor_free_weeks w
            WHERE w.tutor_id = t.person_id AND w.week BETWEEN ? AND last.week) < (last.week - ?::date) / 7 + 1
     LIMIT ? RETURNING 1`,
    [new Date(now), dateOf(weekOf(now)), dateOf(weekOf(now)), limit],
  );
  return marked.length;
}

/** Deletes weeks that are over, some at a time. @returns how many */
export async function dropPastWeeks(db: Db, { now, limit }: { readonly now: number; readonly limit: number }) {
  const gone = await rows(
    db,
    `DELETE FROM tutor_free_weeks WHERE (tutor_id, week) IN (
       SELECT tutor_id, week FROM tutor_free_weeks WHERE week < ? LIMIT ?) RETURNING 1`,
    [dateOf(weekOf(now)), limit],
  );
  return gone.length;
}

/** A week of which the table and the engine do not say the same. */
export interface FreeTimeDifference {
  readonly tutorId: string;
  /** the date of its Monday */
  readonly week: string;
  /** whether the row is there at all */
  readonly stored: boolean;
}

/**
 * Compares every kept week of one tutor with the engine.
 * @returns null when the tutor is marked: its weeks are about to be derived
 */
export async function freeTimeDifferences(db: Db, tutorId: string, now: number): Promise<FreeTimeDifference[] | null> {
  return inTransaction(db, { statementMs: 10_000 }, async (trx) => {
    // one snapshot: a booking that is made meanwhile is in all of the answers or in none
    await trx.raw(`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`);
    const [known] = await rows<{ horizonDays: number; marked: boolean; weeks: Record<string, string> | null }>(
      trx,
      `SELECT t.horizon_days AS "horizonDays",
         EXISTS (SELECT FROM free_time_marks m WHERE m.tutor_id = t.person_id) AS marked,
         (SELECT json_object_agg(w.week, w.starts::text) FROM tutor_free_weeks w WHERE w.tutor_id = t.person_id) AS weeks
       FROM tutors t WHERE t.person_id = ?`,
      [tutorId],
    );
    if (known === undefined || known.marked) return null;
    const weeks = keptWeeks(known, now);
    const derived = (await deriveFreeWeeks(trx, tutorId, weeks)) ?? [];
    return weeks
      .map((week, i) => ({ week: dateOf(week), starts: derived[i], stored: known.weeks?.[dateOf(week)] }))
      .filter(({ starts, stored }) => starts !== stored)
      .map(({ week, stored }) => ({ tutorId, week, stored: stored !== undefined }));
  });
}

/** Ids of all tutors, some at a time, in order. */
export async function tutorIdsAfter(db: Db, after: string | null, limit: number): Promise<string[]> {
  const found = await rows<{ id: string }>(
    db,
    `SELECT person_id AS id FROM tutors WHERE person_id > ? ORDER BY person_id LIMIT ?`,
    [after ?? '00000000-0000-0000-0000-000000000000', limit],
  );
  return found.map(({ id }) => id);
}
