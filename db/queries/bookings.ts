import type { Actor, Booking } from '@stoa/domain/booking';
import { BOOKING_COLUMNS, fieldsOf, movedColumns, toBooking, type BookingRow } from '../models/booking';
import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { changeBooking, isRecorded } from './bookingEvents';
import { post, type LedgerEntry } from './ledger';
import type { OutboxLine } from './outbox';
import { recordPaymentSnapshot, type PaymentSnapshot, type RefundSnapshot } from './payments';
import { recordRefundSnapshot } from './refunds';
import { compensate, strike, type Strike } from './strikes';

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
  /** at the next version, or at the same one when nothing that people decide on has changed (what is owed was done) */
  readonly after: Booking;
  readonly entry: TimelineEntry;
  /**
   * The domain's events of this move. What mirrors the card company may have been posted before by a webhook: the same
   * keys, so it counts once. A compensation is left out when the pair had one within the policy's days.
   */
  readonly ledger?: readonly LedgerEntry[];
  /** what the company answered to the call that this move made */
  readonly payments?: readonly PaymentSnapshot[];
  readonly refunds?: readonly RefundSnapshot[];
  readonly strike?: Strike;
  readonly outbox?: readonly OutboxLine[];
}

export type MoveResult =
  /** `repeat`: it had been recorded before, by an attempt whose answer was lost; nothing was done now */
  | { readonly kind: 'recorded'; readonly booking: Booking; readonly repeat: boolean }
  /** the row is not at `before.version`: somebody else moved it; `booking` is how it stands */
  | { readonly kind: 'stale'; readonly booking: Booking }
  | { readonly kind: 'missing' };

async function changeRow(trx: Trx, { key, before, after, entry, outbox }: Move): Promise<boolean> {
  const columns = { ...movedColumns(after), updated_at: new Date(entry.at) };
  const set = Object.keys(columns).map((name) => `${name} = ?`);
  return changeBooking(
    trx,
    {
      sql: `UPDATE bookings SET ${set.join(', ')} WHERE id = ? AND version = ?`,
      bindings: [...Object.values(columns), before.id, before.version],
    },
    {
      event: {
        ...entry,
        key,
        bookingId: after.id,
        version: after.version,
        from: fieldsOf(before),
        to: fieldsOf(after),
        policyHash: after.policyHash,
      },
      outbox,
    },
  );
}

/** The entries that are to be posted: without a compensation that the pair is not due. */
async function dueEntries(trx: Trx, { ledger = [], after, entry }: Move): Promise<LedgerEntry[]> {
  const due: LedgerEntry[] = [];
  for (const one of ledger) {
    const { kind, amount } = one.event;
    if (kind !== 'compensation' || (await compensate(trx, after, { amount, at: entry.at }))) due.push(one);
  }
  return due;
}

async function recordMoney(trx: Trx, move: Move): Promise<void> {
  const { key, entry, after } = move;
  const cause = { id: key, source: 'activity', at: entry.at } as const;
  for (const snapshot of move.payments ?? []) await recordPaymentSnapshot(trx, snapshot, cause);
  for (const refund of move.refunds ?? []) await recordRefundSnapshot(trx, refund, cause);
  await post(trx, await dueEntries(trx, move), { cause: key, policyHash: after.policyHash, at: entry.at });
  if (move.strike) await strike(trx, after, move.strike);
}

async function answerToRepeat(trx: Trx, { key, before }: Move): Promise<MoveResult> {
  const booking = await findBooking(trx, before.id);
  if (booking === null) return { kind: 'missing' };
  return (await isRecorded(trx, key)) ? { kind: 'recorded', booking, repeat: true } : { kind: 'stale', booking };
}

/**
 * Records one move of a booking: row, event, postings, payments, strike, compensation and outbox lines, in one
 * transaction. Optimistic by version, idempotent by key.
 * @throws LedgerKeyReused · a Postgres error when the fields are no legal combination or an account is overdrawn: bugs
 */
export async function recordMove(db: Db, move: Move): Promise<MoveResult> {
  const { before, after } = move;
  const rise = after.version - before.version;
  if (after.id !== before.id || (rise !== 0 && rise !== 1))
    throw new RangeError(`${move.key}: a move cannot go from version ${before.version} to ${after.version}`);
  return inTransaction(db, {}, async (trx) => {
    // where the version stays, the row's version cannot tell a repeat from the first time
    if (rise === 0 && (await isRecorded(trx, move.key))) return answerToRepeat(trx, move);
    if (!(await changeRow(trx, move))) return answerToRepeat(trx, move);
    await recordMoney(trx, move);
    return { kind: 'recorded', booking: after, repeat: false };
  });
}
