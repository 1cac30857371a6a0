import type { Booking } from '@stoa/domain/booking';
import type { Money } from '@stoa/domain/money';
import { DAY_MS, POLICIES } from '@stoa/domain/policies';
import { rows, type Db, type Trx } from '../postgres';

export interface Strike {
  readonly cause: 'late_cancel' | 'no_show';
  /** epoch ms */
  readonly at: number;
  readonly expiresAt: number;
}

/** Counts a tutor's failure, once per booking and cause. */
export async function strike(trx: Trx, booking: Booking, { cause, at, expiresAt }: Strike): Promise<void> {
  await trx.raw(
    `INSERT INTO tutor_strikes (tutor_id, booking_id, cause, at, expires_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (booking_id, cause) DO NOTHING`,
    [booking.tutorId, booking.id, cause, new Date(at), new Date(expiresAt)],
  );
}

/** Strikes of a tutor that still count at an instant (epoch ms): neither expired nor excused, newest first. */
export async function strikesOf(
  db: Db,
  tutorId: string,
  asOf: number,
): Promise<{ bookingId: string; cause: Strike['cause']; at: number; expiresAt: number }[]> {
  const found = await rows<{ booking_id: string; cause: Strike['cause']; at: Date; expires_at: Date }>(
    db,
    `SELECT booking_id, cause, at, expires_at FROM tutor_strikes
     WHERE tutor_id = ? AND expires_at > ? AND at <= ? AND excused_at IS NULL ORDER BY at DESC`,
    [tutorId, new Date(asOf), new Date(asOf)],
  );
  return found.map((row) => ({
    bookingId: row.booking_id,
    cause: row.cause,
    at: row.at.getTime(),
    expiresAt: row.expires_at.getTime(),
  }));
}

const since = (at: number): Date => new Date(at - POLICIES.compensationOncePerPairDays * DAY_MS);

/** Whether a pair of student and tutor had a compensation within the policy's days before an instant (epoch ms). */
export async function wasCompensated(
  db: Db,
  { studentId, tutorId }: Pick<Booking, 'studentId' | 'tutorId'>,
  at: number,
): Promise<boolean> {
  const found = await rows(db, `SELECT 1 FROM compensations WHERE student_id = ? AND tutor_id = ? AND at > ? LIMIT 1`, [
    studentId,
    tutorId,
    since(at),
  ]);
  return found.length > 0;
}

/**
 * Notes that a let-down student is compensated, unless the same pair had one within the policy's days (domain page,
 * section 4: once per pair in 90 days). Pairs are served one after the other, so two bookings cannot both be first.
 * @returns whether it is to be posted
 */
export async function compensate(
  trx: Trx,
  booking: Booking,
  { amount, at }: { readonly amount: Money; readonly at: number },
): Promise<boolean> {
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtextextended(?, 0))`, [
    `compensation:${booking.studentId}:${booking.tutorId}`,
  ]);
  const granted = await rows(
    trx,
    `INSERT INTO compensations (booking_id, student_id, tutor_id, amount_minor, currency, at)
     SELECT ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (
       SELECT FROM compensations WHERE student_id = ? AND tutor_id = ? AND at > ?)
     ON CONFLICT DO NOTHING RETURNING booking_id`,
    [
      booking.id,
      booking.studentId,
      booking.tutorId,
      amount.amountMinor,
      amount.currency,
      new Date(at),
      booking.studentId,
      booking.tutorId,
      since(at),
    ],
  );
  return granted.length > 0;
}
