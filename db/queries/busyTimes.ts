import type { Busy } from '@stoa/domain/availability';
import { DAY_MS } from '@stoa/domain/policies';
import { inTransaction, rows, type Db } from '../postgres';

/**
 * No lesson lasts as long. By their starts lessons are found in the tutor's own part of an index; by what they cover, the
 * exclusion constraint's index would be read from one end to the other for each of many tutors.
 */
const LONGEST_MS = DAY_MS;

/** An instant as the engine counts it: a number is read faster than a date. */
const msOf = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;

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

/** The times for which taken time is asked, epoch ms. */
export interface TakenSpans {
  /** what touches these, buffers included, is not free */
  readonly touching: Span;
  /** the limits of a day and a week count the lessons that begin in these */
  readonly counted: Span;
}

/**
 * Live bookings, unpaid holds and calendar times of tutors that touch a span; and of those who limit a day or a week the
 * lessons that count, ended ones too. All at once, before anybody knows who has limits.
 * @returns by the tutor's id, in order; who has none is left out
 */
export async function takenTimesOf(
  db: Db,
  tutorIds: readonly string[],
  { touching, counted }: TakenSpans,
): Promise<Map<string, BusyTime[]>> {
  const [begin, end] = [new Date(touching.from), new Date(touching.to)];
  const ids = [...tutorIds];
  const found = await rows<BusyTime & { readonly tutorId: string }>(
    db,
    `SELECT b.tutor_id AS "tutorId", CASE WHEN b.session = 'ENDED' THEN 'ended'
         WHEN b.session = 'REQUESTED' AND b.payment = 'PENDING' THEN 'hold' ELSE 'booking' END AS kind,
       ${msOf('b.starts_at')} AS "startsAt", ${msOf('b.ends_at')} AS "endsAt", b.buffer_minutes AS "bufferMinutes",
       b.id AS "bookingId", b.code AS "bookingCode", NULL AS source
     FROM bookings b
     WHERE b.tutor_id = ANY(?::uuid[]) AND b.session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE', 'ENDED')
       AND b.starts_at > ? AND b.starts_at < ?
       AND (b.session <> 'ENDED' AND b.starts_at < ? AND upper(b.tutor_during) > ?
         OR (b.session <> 'ENDED' OR b.starts_at >= ?) AND b.starts_at < ? AND EXISTS (
           SELECT FROM tutors t WHERE t.person_id = b.tutor_id
             AND (t.max_sessions_per_day IS NOT NULL OR t.max_minutes_per_week IS NOT NULL)))
     UNION ALL
     SELECT tutor_id, 'calendar', ${msOf('starts_at')}, ${msOf('ends_at')}, 0, NULL, NULL, source FROM busy_times
     WHERE tutor_id = ANY(?::uuid[]) AND tstzrange(starts_at, ends_at) && tstzrange(?, ?)
     ORDER BY "startsAt"`,
    [
      ids,
      new Date(Math.min(touching.from, counted.from) - LONGEST_MS),
      new Date(Math.max(touching.to, counted.to)),
      end,
      begin,
      new Date(counted.from),
      new Date(counted.to),
      ids,
      begin,
      end,
    ],
  );
  const times = new Map<string, BusyTime[]>();
  for (const { tutorId, ...time } of found) {
    const list = times.get(tutorId);
    if (list) list.push(time);
    else times.set(tutorId, [time]);
  }
  return times;
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
