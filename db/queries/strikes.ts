import type { Booking } from '@stoa/domain/booking';
import type { Money } from '@stoa/domain/money';
import { DAY_MS, POLICIES } from '@stoa/domain/policies';
import { hiddenUntilFor } from '@stoa/domain/tutorStrikes';
import { rows, type Db, type Trx } from '../postgres';
import { addToOutbox, factsChanged } from './outbox';

export interface Strike {
  readonly cause: 'late_cancel' | 'no_show';
  /** epoch ms */
  readonly at: number;
  readonly expiresAt: number;
}

interface StrikeRow {
  readonly id: string;
  readonly booking_id: string;
  readonly cause: Strike['cause'];
  readonly at: Date;
  readonly expires_at: Date;
  readonly excused_at: Date | null;
  readonly excused_by: string | null;
  readonly excuse: string | null;
}

/** A strike with what became of it. */
export interface RecordedStrike extends Strike {
  readonly id: string;
  readonly bookingId: string;
  readonly excused: boolean;
  /** epoch ms */
  readonly excusedAt: number | null;
  readonly excuse: string | null;
}

/** Every strike a tutor ever had, the newest first. */
export async function allStrikesOf(db: Db, tutorId: string): Promise<RecordedStrike[]> {
  const found = await rows<StrikeRow>(
    db,
    `SELECT id, booking_id, cause, at, expires_at, excused_at, excused_by, excuse FROM tutor_strikes
     WHERE tutor_id = ? ORDER BY at DESC, id DESC`,
    [tutorId],
  );
  return found.map((row) => ({
    id: row.id,
    bookingId: row.booking_id,
    cause: row.cause,
    at: row.at.getTime(),
    expiresAt: row.expires_at.getTime(),
    excused: row.excused_at !== null,
    excusedAt: row.excused_at?.getTime() ?? null,
    excuse: row.excuse,
  }));
}

/** Keeps `tutors.hidden_until` equal to what the strikes say, in the transaction that changes them. */
async function keepHidden(trx: Trx, tutorId: string): Promise<void> {
  const until = hiddenUntilFor(await allStrikesOf(trx, tutorId));
  await trx.raw(`UPDATE tutors SET hidden_until = ? WHERE person_id = ? AND hidden_until IS DISTINCT FROM ?`, [
    until === null ? null : new Date(until),
    tutorId,
    until === null ? null : new Date(until),
  ]);
}

/** Two strikes at once are counted one after the other, so that the third one sees the second. */
async function lockTutor(trx: Trx, tutorId: string): Promise<void> {
  await trx.raw(`SELECT 1 FROM tutors WHERE person_id = ? FOR NO KEY UPDATE`, [tutorId]);
}

/** Counts a tutor's failure, once per booking and cause; what it means for search is kept, and their workflow is told. */
export async function strike(trx: Trx, booking: Booking, { cause, at, expiresAt }: Strike): Promise<void> {
  const { tutorId } = booking;
  await lockTutor(trx, tutorId);
  const added = await rows<{ id: string }>(
    trx,
    `INSERT INTO tutor_strikes (tutor_id, booking_id, cause, at, expires_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (booking_id, cause) DO NOTHING RETURNING id`,
    [tutorId, booking.id, cause, new Date(at), new Date(expiresAt)],
  );
  const [mine] = added;
  if (mine === undefined) return;
  await keepHidden(trx, tutorId);
  await addToOutbox(trx, [factsChanged(tutorId, `strike:${mine.id}`)]);
}

/**
 * Excuses a strike, once: it counts no more, and never did.
 * @returns false when the tutor has no such strike that counts
 */
export async function excuseStrike(
  trx: Trx,
  excuse: {
    readonly tutorId: string;
    readonly strikeId: string;
    readonly by: string;
    readonly reason: string;
    /** epoch ms */
    readonly at: number;
  },
): Promise<boolean> {
  const { tutorId, strikeId, by, reason, at } = excuse;
  await lockTutor(trx, tutorId);
  const excused = await rows(
    trx,
    `UPDATE tutor_strikes SET excused_at = ?, excused_by = ?, excuse = ?
     WHERE id = ? AND tutor_id = ? AND excused_at IS NULL AND expires_at > ? RETURNING id`,
    [new Date(at), by, reason, strikeId, tutorId, new Date(at)],
  );
  if (excused.length === 0) return false;
  await keepHidden(trx, tutorId);
  return true;
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
