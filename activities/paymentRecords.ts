import { recordMove } from '../db/queries/bookings';
import { paymentsOf, recordPaymentSnapshot } from '../db/queries/payments';
import { inTransaction, type Db } from '../db/postgres';
import type { PaymentSnapshot } from '../providers/payments/port';
import { unknown, type MoneyResult } from './moneyTasks';
import { moveOf, type Answered, type Recording } from './recordings';

/** Our id of the secured payment of a booking, and the company's. */
export async function securedPayment(
  db: Db,
  bookingId: string,
): Promise<{ id: string; paymentIntentId: string } | null> {
  const all = await paymentsOf(db, bookingId);
  const held = all.filter(({ status }) => status === 'authorized' || status === 'captured');
  for (const { id, paymentIntentId } of [...held, ...all]) if (paymentIntentId) return { id, paymentIntentId };
  return null;
}

/** What the company did is kept, whatever becomes of the booking. */
export async function keep(
  db: Db,
  snapshots: readonly PaymentSnapshot[],
  { cause, at }: { readonly cause: string; readonly at: number },
): Promise<void> {
  await inTransaction(db, {}, async (trx) => {
    for (const snapshot of snapshots) await recordPaymentSnapshot(trx, snapshot, { id: cause, source: 'activity', at });
  });
}

/** Records the move that the company's answer completes, in one transaction with the answer. */
export async function recorded(db: Db, recording: Recording, answered: Answered): Promise<MoneyResult> {
  const result = await recordMove(db, moveOf(recording, answered));
  if (result.kind === 'recorded') return { kind: 'done' };
  // Somebody else moved the booking meanwhile: what the company did is kept, the workflow finds the new row itself.
  const cause = `booking:${recording.after.id}:stale`;
  await keep(db, answered.payments ?? [], { cause, at: recording.entry.at });
  return unknown();
}
