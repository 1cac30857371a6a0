import type { Busy } from '@stoa/domain/availability';
import { DAY_MS } from '@stoa/domain/policies';
import { inTransaction, rows, type Db } from '../postgres';

/**
 * No lesson lasts as long. By their starts lessons are found in the tutor's own part of an index; by what they cover, the
 * exclusion constraint's index would be read from one end to the other for each of many tutors.
 */
const LONGEST_MS = DAY_MS;

/** What a row of `bookings b` takes: as an unpaid hold, a booking, or for the limits alone time that was. */
const LESSON = `b.tutor_id, CASE WHEN b.session = 'ENDED' THEN 'ended'
    WHEN b.session = 'REQUESTED' AND b.payment = 'PENDING' THEN 'hold' ELSE 'booking' END AS kind,
  b.starts_at, b.ends_at, b.buffer_minutes, b.id, b.code, NULL AS source`;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Taken time, and what took it: a booking's code, or the calendar that named it. */
export interface BusyTime extends Busy {
  readonly bookingId: string | null;
  readonly bookingCode: string | null;
  readonly source: string | null;
}

interface BusyRow {
  readonly tutor_id: string;
  readonly kind: Busy['kind'];
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly buffer_minutes: number;
  readonly id: string | null;
  readonly code: string | null;
  readonly source: string | null;
}

function byTutor(found: readonly BusyRow[]): Map<string, BusyTime[]> {
  const times = new Map<string, BusyTime[]>();
  for (const row of found) {
    const list = times.get(row.tutor_id) ?? [];
    times.set(row.tutor_id, list);
    list.push({
      kind: row.kind,
      startsAt: row.starts_at.getTime(),
      endsAt: row.ends_at.getTime(),
      bufferMinutes: row.buffer_minutes,
      bookingId: row.id,
      bookingCode: row.code,
      source: row.source,
    });
  }
  return times;
}

/**
 * Live bookings, unpaid holds and calendar times of tutors that touch [from, to), buffers included: for the engine.
 * Epoch ms.
 * @returns by the tutor's id, in order; who has none is left out
 */
export async function busyTimesOf(
  db: Db,
  tutorIds: readonly string[],
  { from, to }: Span,
): Promise<Map<string, BusyTime[]>> {
  const [begin, end] = [new Date(from), new Date(to)];
  const ids = [...tutorIds];
  return byTutor(
    await rows<BusyRow>(
      db,
      `SELECT ${LESSON} FROM bookings b
       WHERE tutor_id = ANY(?::uuid[]) AND session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE')
         AND starts_at > ? AND starts_at < ? AND upper(tutor_during) > ?
       UNION ALL
       SELECT tutor_id, 'calendar', starts_at, ends_at, 0, NULL, NULL, source FROM busy_times
       WHERE tutor_id = ANY(?::uuid[]) AND tstzrange(starts_at, ends_at) && tstzrange(?, ?)
       ORDER BY starts_at`,
      [ids, new Date(from - LONGEST_MS), end, begin, ids, begin, end],
    ),
  );
}

/** The same of one tutor. */
export async function busyTimesFor(db: Db, tutorId: string, span: Span): Promise<BusyTime[]> {
  return (await busyTimesOf(db, [tutorId], span)).get(tutorId) ?? [];
}

/**
 * Lessons of tutors that have ended and began in [from, to): they take no time any more, and the limits of a day and a
 * week count them still. Epoch ms.
 * @returns by the tutor's id, in order; who has none is left out
 */
export async function endedTimesOf(
  db: Db,
  tutorIds: readonly string[],
  { from, to }: Span,
): Promise<Map<string, BusyTime[]>> {
  return byTutor(
    await rows<BusyRow>(
      db,
      `SELECT ${LESSON} FROM bookings b
       WHERE tutor_id = ANY(?::uuid[]) AND session = 'ENDED' AND starts_at >= ? AND starts_at < ? ORDER BY starts_at`,
      [[...tutorIds], new Date(from), new Date(to)],
    ),
  );
}

/**
 * Live and ended lessons of those tutors who limit a day or a week, for counting: asked beside their rules, before
 * anybody knows who does. Lessons that touch [from, to) or began in it, epoch ms; calendars are left out.
 * @returns by the tutor's id; a tutor without limits, or without a lesson, is left out
 */
export async function countedTimesOf(
  db: Db,
  tutorIds: readonly string[],
  { from, to }: Span,
): Promise<Map<string, BusyTime[]>> {
  return byTutor(
    await rows<BusyRow>(
      db,
      `SELECT ${LESSON} FROM tutors t JOIN bookings b ON b.tutor_id = t.person_id
       WHERE t.person_id = ANY(?::uuid[]) AND (t.max_sessions_per_day IS NOT NULL OR t.max_minutes_per_week IS NOT NULL)
         AND b.session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE', 'ENDED')
         AND b.starts_at > ? AND b.starts_at < ? AND (b.starts_at >= ? OR b.session <> 'ENDED')
       ORDER BY b.starts_at`,
      [[...tutorIds], new Date(from - LONGEST_MS), new Date(to), new Date(from)],
    ),
  );
}

/** What a calendar says is taken. Epoch ms. */
export interface CalendarTime {
  readonly startsAt: number;
  readonly endsAt: number;
}

/**
 * Puts what a calendar says now in the place of what it said before, for the times that touch [from, to).
 * @param source which calendar, such as `google:<calendar row's id>`; nothing personal
 */
export async function replaceBusyTimes(
  db: Db,
  { tutorId, source, from, to }: Span & { readonly tutorId: string; readonly source: string },
  times: readonly CalendarTime[],
): Promise<void> {
  await inTransaction(db, {}, async (trx) => {
    await trx.raw(
      `DELETE FROM busy_times WHERE tutor_id = ? AND source = ? AND tstzrange(starts_at, ends_at) && tstzrange(?, ?)`,
      [tutorId, source, new Date(from), new Date(to)],
    );
    const lines = times.map(({ startsAt, endsAt }) => ({
      starts_at: new Date(startsAt).toISOString(),
      ends_at: new Date(endsAt).toISOString(),
    }));
    await trx.raw(
      `INSERT INTO busy_times (tutor_id, source, starts_at, ends_at)
       SELECT ?, ?, t.starts_at, t.ends_at
       FROM jsonb_to_recordset(CAST(? AS jsonb)) AS t(starts_at timestamptz, ends_at timestamptz)`,
      [tutorId, source, JSON.stringify(lines)],
    );
  });
}
