import type { Limit } from '@stoa/domain/availability';
import type { Booking } from '@stoa/domain/booking';
import { rows, type Trx } from '../postgres';

export type LimitReached = 'tutor_day_full' | 'tutor_week_full';
const CODES: Readonly<Record<Limit['kind'], LimitReached>> = { day: 'tutor_day_full', week: 'tutor_week_full' };

/** Any number that nothing else locks by. */
const BOOKED_WITHIN_LIMITS = 7_001;

/**
 * Lets one transaction at a time count a tutor's lessons, until it ends. No row can be locked instead: what a limit
 * counts are rows that are not there yet. Waits as long as for any lock (500 ms), then a Postgres error is thrown.
 */
export async function lockTutor(trx: Trx, tutorId: string): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(?, hashtext(?))`, [BOOKED_WITHIN_LIMITS, tutorId]);
}

/**
 * The first limit that a booking would exceed, counted in the caller's transaction, which holds the tutor's lock. Counts
 * what the engine counts: live bookings and holds, and those that have ended.
 * @returns details: the limit and what is taken of it, in lessons (day) or minutes (week); null when there is room
 */
export async function reachedLimit(
  trx: Trx,
  { id, tutorId, startsAt, endsAt }: Pick<Booking, 'id' | 'tutorId' | 'startsAt' | 'endsAt'>,
  limits: readonly Limit[],
): Promise<{
  readonly code: LimitReached;
  readonly details: { readonly limit: number; readonly taken: number };
} | null> {
  for (const limit of limits) {
    const [counted] = await rows<{ lessons: number; minutes: number }>(
      trx,
      `SELECT count(*)::int AS lessons, coalesce(sum(duration_minutes), 0)::int AS minutes FROM bookings
       WHERE tutor_id = ? AND session NOT IN ('CANCELLED', 'EXPIRED') AND starts_at >= ? AND starts_at < ? AND id <> ?`,
      [tutorId, new Date(limit.startsAt), new Date(limit.endsAt), id],
    );
    const { lessons = 0, minutes = 0 } = counted ?? {};
    const [taken, more] = limit.kind === 'day' ? [lessons, 1] : [minutes, (endsAt - startsAt) / 60_000];
    if (taken + more > limit.most) return { code: CODES[limit.kind], details: { limit: limit.most, taken } };
  }
  return null;
}
