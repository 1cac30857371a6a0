import { idempotencyKeyFor } from '@stoa/domain/ledger';

import type { PaymentSnapshot } from '../providers/payments/port';
import { unknown, type MoneyResult, type MoveTask, type PaymentDeps } from './moneyTasks';
import { attempt } from './paymentCalls';
import { keep, recorded, securedPayment } from './paymentRecords';

/** Taking the money of an accepted booking. */
export function createCaptures({ db, payments: provider, calls }: PaymentDeps) {
  /** What a payment that was to be captured has come to; null while it is still held. */
  async function verdict(snapshot: PaymentSnapshot, { recording }: MoveTask): Promise<MoneyResult | null> {
    if (snapshot.status === 'captured') return recorded(db, recording, { payments: [snapshot] });
    if (snapshot.status !== 'released' && snapshot.status !== 'failed') return null;
    await keep(db, [snapshot], { cause: `booking:${recording.after.id}:capture`, at: recording.entry.at });
    return { kind: 'refused' };
  }

  async function lookUpCapture(paymentIntentId: string, task: MoveTask): Promise<MoneyResult | null> {
    const found = await attempt(calls, 'findPayment', () => provider.findPayment(paymentIntentId));
    return found.ok ? verdict(found.value, task) : null;
  }

  async function capturePayment(task: MoveTask): Promise<MoneyResult> {
    const { after } = task.recording;
    const payment = await securedPayment(db, after.id);
    if (payment === null) return { kind: 'refused' };
    const { paymentIntentId } = payment;
    if (task.lookUp) {
      const known = await lookUpCapture(paymentIntentId, task);
      if (known !== null) return known;
    }
    const idempotencyKey = idempotencyKeyFor(after.id, 'capture', task.attempt);
    const told = await attempt(calls, 'capture', () => provider.capture({ paymentIntentId, idempotencyKey }));
    if (told.ok) return (await verdict(told.value, task)) ?? unknown();
    if (told.code === 'payment_outcome_unknown') return unknown();
    const known = await lookUpCapture(paymentIntentId, task);
    if (known !== null) return known;
    return told.code === 'payment_declined' ? { kind: 'refused' } : unknown(told.code === 'payment_stored_failure');
  }

  return { capturePayment };
}
