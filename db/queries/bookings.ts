import type { Actor, Booking } from '@stoa/domain/booking';
import type { LedgerEvent } from '@stoa/domain/ledger';
import { BOOKING_COLUMNS, fieldsOf, movedColumns, toBooking, type BookingRow } from '../models/booking';
import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { insertEvent } from './bookingEvents';
import { post, type LedgerEntry } from './ledger';
import { addToOutbox, type OutboxLine } from './outbox';
import { recordPaymentSnapshot, type PaymentSnapshot, type RefundSnapshot } from './payments';
import { recordRefundSnapshot } from './refunds';
import { compensate, strike, type Compensation, type Strike } from './strikes';

/** The booking as it stands, or null. */
export async function findBooking(db: Db, bookingId: string): Promise<Booking | null> {
  const [row] = await rows<BookingRow>(
    db,
    `SELECT ${BOOKING_COLUMNS} FROM bookings b JOIN policies p ON p.hash = b.policy_hash WHERE b.id = ?`,
    [bookingId],
  );
  return row === undefined ? null : toBooking(row);
}

/** What people will read about a move on the booking's timeline. */
export interface TimelineEntry {
  /** `accepted`, `cancelled`, …: the past tense of what happened */
  readonly type: string;
  /** the role acted in */
  readonly actor: Actor;
  readonly actorId: string | null;
  /** epoch ms */
  readonly at: number;
  /** what brought it: a webhook event's id, a deadline's name */
  readonly cause?: string | null;
  /** a row of `booking_reasons`: free text stays out of events and histories */
  readonly reasonId?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** One effect: everything here is recorded in one transaction, or nothing of it. */
export interface Move {
  /** the business key, such as `booking:<id>:accept:3`: a repeat of the activity carries the same */
  readonly key: string;
  readonly before: Booking;
  /** its version is the next one */
  readonly after: Booking;
  readonly entry: TimelineEntry;
  /** postings beside those that mirror the card company (they come with `payments` and `refunds`) */
  readonly ledger?: readonly LedgerEntry[];
  /** what the company answered to the call that this move made */
  readonly payments?: readonly PaymentSnapshot[];
  readonly refunds?: readonly RefundSnapshot[];
  readonly strike?: Strike;
  /** posted as well, at most once per booking and once per pair in the policy's days */
  readonly compensation?: Compensation;
  readonly outbox?: readonly OutboxLine[];
}

export type MoveResult =
  /** `repeat`: it had been recorded before, by an attempt whose answer was lost; nothing was done now */
  | { readonly kind: 'recorded'; readonly booking: Booking; readonly repeat: boolean }
  /** the row is not at `before.version`: somebody else moved it; `booking` is how it stands */
  | { readonly kind: 'stale'; readonly booking: Booking }
  | { readonly kind: 'missing' };

async function update(trx: Trx, { before, after, entry }: Move): Promise<boolean> {
  const changed = await trx('bookings')
    .where({ id: before.id, version: before.version })
    .update({ ...movedColumns(after), updated_at: new Date(entry.at) });
  return changed === 1;
}

async function isRecorded(trx: Trx, key: string): Promise<boolean> {
  return (await rows(trx, `SELECT 1 FROM booking_events WHERE key = ?`, [key])).length > 0;
}

async function recordMoney(trx: Trx, move: Move): Promise<void> {
  const { key, entry, after } = move;
  for (const snapshot of move.payments ?? [])
    await recordPaymentSnapshot(trx, snapshot, { id: key, source: 'activity', at: entry.at });
  for (const refund of move.refunds ?? [])
    await recordRefundSnapshot(trx, refund, { id: key, source: 'activity', at: entry.at });
  await post(trx, move.ledger ?? [], { cause: key, policyHash: after.policyHash, at: entry.at });
}

async function recordConsequences(trx: Trx, move: Move): Promise<void> {
  const { key, entry, after } = move;
  if (move.strike) await strike(trx, after, move.strike);
  if (!move.compensation || !(await compensate(trx, after, { ...move.compensation, at: entry.at }))) return;
  const event: LedgerEvent = {
    kind: 'compensation',
    bookingId: after.id,
    studentId: after.studentId,
    amount: move.compensation.amount,
  };
  await post(trx, [{ event }], { cause: key, policyHash: after.policyHash, at: entry.at });
}

/**
 * Records one move of a booking: row, event, postings, payments, strike, compensation and outbox lines, in one
 * transaction. Optimistic by version, idempotent by key.
 * @throws LedgerKeyReused · a Postgres error when the fields are no legal combination or an account is overdrawn: bugs
 */
export async function recordMove(db: Db, move: Move): Promise<MoveResult> {
  const { before, after, entry } = move;
  if (after.id !== before.id || after.version !== before.version + 1)
    throw new RangeError(
      `${move.key}: a move goes from one version to the next, not ${before.version} → ${after.version}`,
    );
  return inTransaction(db, {}, async (trx) => {
    if (!(await update(trx, move))) {
      const booking = await findBooking(trx, before.id);
      if (booking === null) return { kind: 'missing' };
      return (await isRecorded(trx, move.key))
        ? { kind: 'recorded', booking, repeat: true }
        : { kind: 'stale', booking };
    }
    await insertEvent(trx, {
      ...entry,
      key: move.key,
      bookingId: after.id,
      version: after.version,
      from: fieldsOf(before),
      to: fieldsOf(after),
      policyHash: after.policyHash,
    });
    await recordMoney(trx, move);
    await recordConsequences(trx, move);
    await addToOutbox(trx, move.outbox ?? []);
    return { kind: 'recorded', booking: after, repeat: false };
  });
}

/** A stretch of a tutor's time that is taken, the buffer after it included. Epoch ms. */
export interface BusyTime {
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Live bookings and holds of a tutor that touch [from, to), with their buffers, earliest first. Epoch ms. */
export async function busyTimesFor(
  db: Db,
  tutorId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<BusyTime[]> {
  const busy = await rows<{ starts_at: Date; busy_until: Date }>(
    db,
    `SELECT starts_at, upper(tutor_during) AS busy_until FROM bookings
     WHERE tutor_id = ? AND session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE') AND tutor_during && tstzrange(?, ?)
     ORDER BY starts_at`,
    [tutorId, new Date(from), new Date(to)],
  );
  return busy.map((row) => ({ startsAt: row.starts_at.getTime(), endsAt: row.busy_until.getTime() }));
}
