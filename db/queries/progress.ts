import type { Booking } from '@stoa/domain/booking';
import { fieldsOf } from '../models/booking';
import type { StoredPayment } from '../models/payment';
import { inTransaction, type Db } from '../postgres';
import { insertEvent, isRecorded } from './bookingEvents';
import type { TimelineEntry } from './bookings';
import { addToOutbox, type OutboxLine } from './outbox';
import { recordPaymentSnapshot, type PaymentSnapshot, type RefundSnapshot } from './payments';
import { recordRefundSnapshot } from './refunds';

/** Something owed was done or raised, while the booking itself stands as it stood: its version does not change. */
export interface Progress {
  /** the business key: a repeat of the activity carries the same */
  readonly key: string;
  readonly after: Booking;
  /** epoch ms on the injected clock */
  readonly at: number;
  /** what people read about it on the timeline; null where there is nothing to read */
  readonly entry: TimelineEntry | null;
  readonly payments?: readonly PaymentSnapshot[];
  readonly refunds?: readonly RefundSnapshot[];
  readonly outbox?: readonly OutboxLine[];
}

export interface ProgressResult {
  readonly kind: 'recorded' | 'stale';
  /** as they stand after what the company answered, in its order */
  readonly payments: readonly StoredPayment[];
}

/**
 * Records what became of something owed: the row's `owed` and `needs_attention`, what the company answered, and the
 * event, in one transaction. Safe to repeat. What the company did is recorded also when the row has moved on meanwhile.
 * @returns `stale` when the row is at another version: its own writer knows better what is owed
 */
export async function recordProgress(db: Db, progress: Progress): Promise<ProgressResult> {
  const { key, after, at, entry } = progress;
  return inTransaction(db, {}, async (trx) => {
    const payments: StoredPayment[] = [];
    for (const snapshot of progress.payments ?? [])
      payments.push((await recordPaymentSnapshot(trx, snapshot, { id: key, source: 'activity', at })).payment);
    for (const refund of progress.refunds ?? [])
      await recordRefundSnapshot(trx, refund, { id: key, source: 'activity', at });
    const updated = await trx('bookings')
      .where({ id: after.id, version: after.version })
      .update({ owed: JSON.stringify(after.owed), needs_attention: after.needsAttention, updated_at: new Date(at) });
    if (updated !== 1) return { kind: 'stale', payments };
    if (entry !== null && !(await isRecorded(trx, key))) {
      const fields = fieldsOf(after);
      const stands = { bookingId: after.id, version: after.version, from: fields, to: fields };
      await insertEvent(trx, { ...entry, ...stands, key, policyHash: after.policyHash });
    }
    await addToOutbox(trx, progress.outbox ?? []);
    return { kind: 'recorded', payments };
  });
}
