import type { Money } from '@stoa/domain/money';
import { totalOf } from '@stoa/domain/deadlines';
import { idempotencyKeyFor } from '@stoa/domain/ledger';

import { recordMove } from '../db/queries/bookings';
import { findPayment, paymentsOf, recordPaymentSnapshot } from '../db/queries/payments';
import { recordProgress } from '../db/queries/progress';
import { inTransaction, type Db } from '../db/postgres';
import type { Clock } from '../platform/clock';
import type { PaymentProvider, PaymentSnapshot } from '../providers/payments/port';
import { attempt, type PaymentCalls } from './paymentCalls';
import { createReturns } from './paymentReturns';
import { moveOf, progressOf, type Answered, type Done, type Recording } from './recordings';

export type MoneyResult =
  /** the company did it, and it is recorded */
  | { readonly kind: 'done' }
  /** it can never be done */
  | { readonly kind: 'refused' }
  /** nobody knows, or not yet; `storedFailure`: this key is spent and a look-up found nothing behind it */
  | { readonly kind: 'unknown'; readonly storedFailure: boolean };
export type CloseResult =
  | { readonly kind: 'expired' }
  | { readonly kind: 'paid'; readonly captureBefore: number | null }
  | MoneyResult;

interface Task {
  readonly attempt: number;
  /** ask what is there before sending it again */
  readonly lookUp: boolean;
}
/** A call whose success is a move of the booking, recorded in one transaction with what the company answered. */
export interface MoveTask extends Task {
  readonly recording: Recording;
}
export interface RefundTask extends MoveTask {
  readonly amount: Money;
}
export interface OpenTask {
  readonly done: Done;
  readonly attempt: number;
  /** epoch ms; the same for every call with this attempt's key */
  readonly expiresAt: number;
}
export interface ReturnTask {
  readonly done: Done;
  readonly attempt: number;
}
export interface CloseTask {
  readonly bookingId: string;
  readonly attempt: number;
  readonly asOf: number;
}

export interface PaymentDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly payments: PaymentProvider;
  /** where the company sends the student back to */
  readonly webOrigin: string;
  readonly calls: PaymentCalls;
}

const unknown = (storedFailure = false): MoneyResult => ({ kind: 'unknown', storedFailure });

/** Our id of the secured payment of a booking, and the company's. */
async function securedPayment(db: Db, bookingId: string): Promise<{ id: string; paymentIntentId: string } | null> {
  const all = await paymentsOf(db, bookingId);
  const held = all.filter(({ status }) => status === 'authorized' || status === 'captured');
  for (const { id, paymentIntentId } of [...held, ...all]) if (paymentIntentId) return { id, paymentIntentId };
  return null;
}

/** Calls to the card company, each with its record. They do not stop when the worker is asked to. */
export function createPaymentActivities(deps: PaymentDeps) {
  const { db, payments: provider, calls } = deps;
  const returns = createReturns(deps);

  async function recorded(recording: Recording, answered: Answered): Promise<MoneyResult> {
    const result = await recordMove(db, moveOf(recording, answered));
    if (result.kind === 'recorded') return { kind: 'done' };
    // Somebody else moved the booking meanwhile: what the company did is kept, the workflow finds the new row itself.
    await keep(answered.payments ?? [], `booking:${recording.after.id}:stale`, recording.entry.at);
    return unknown();
  }

  async function keep(snapshots: readonly PaymentSnapshot[], cause: string, at: number): Promise<void> {
    await inTransaction(db, {}, async (trx) => {
      for (const snapshot of snapshots)
        await recordPaymentSnapshot(trx, snapshot, { id: cause, source: 'activity', at });
    });
  }

  /** What a payment that was to be captured has come to; null while it is still held. */
  async function verdict(snapshot: PaymentSnapshot, { recording }: MoveTask): Promise<MoneyResult | null> {
    if (snapshot.status === 'captured') return recorded(recording, { payments: [snapshot] });
    if (snapshot.status !== 'released' && snapshot.status !== 'failed') return null;
    await keep([snapshot], `booking:${recording.after.id}:capture`, recording.entry.at);
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

  async function refundPayment(task: RefundTask): Promise<MoneyResult> {
    const { recording, amount } = task;
    const { id: bookingId } = recording.after;
    const payment = await securedPayment(db, bookingId);
    if (payment === null) return unknown();
    const told = await returns.refund({
      paymentIntentId: payment.paymentIntentId,
      amount,
      businessKey: `booking:${bookingId}:refund`,
      idempotencyKey: idempotencyKeyFor(bookingId, 'refund', task.attempt),
      lookUp: task.lookUp || task.attempt > 1,
    });
    return told.ok ? recorded(recording, { refunds: [told.value] }) : unknown(told.code === 'payment_stored_failure');
  }

  async function openCheckout({
    done,
    attempt: number,
    expiresAt,
  }: OpenTask): Promise<{ kind: 'opened'; paymentId: string } | MoneyResult> {
    const { after } = done;
    const back = `${deps.webOrigin}/bookings/${after.id}`;
    const told = await attempt(calls, 'openCheckout', () =>
      provider.openCheckout({
        bookingId: after.id,
        amount: totalOf(after.terms),
        description: 'Lesson',
        customerId: null,
        successUrl: `${back}?paid=1`,
        cancelUrl: back,
        expiresAt,
        idempotencyKey: idempotencyKeyFor(after.id, 'checkout', number),
      }),
    );
    if (!told.ok) return unknown(told.code !== 'payment_outcome_unknown');
    await recordProgress(db, progressOf(done, { payments: [told.value] }));
    const row = (await paymentsOf(db, after.id)).find(({ checkoutId }) => checkoutId === told.value.checkoutId);
    return row ? { kind: 'opened', paymentId: row.id } : unknown();
  }

  /** Only the company's answer ends a hold. */
  async function closeCheckout({ bookingId, attempt: number, asOf }: CloseTask): Promise<CloseResult> {
    const pages = (await paymentsOf(db, bookingId)).filter(({ checkoutId }) => checkoutId !== null);
    for (const page of pages) {
      const told = await returns.closePage(page, number);
      if (!told.ok) return unknown(told.code === 'payment_stored_failure');
      const { value } = told;
      await keep([value], `booking:${bookingId}:close`, asOf);
      if (value.status === 'authorized' || value.status === 'captured')
        return { kind: 'paid', captureBefore: value.captureBefore };
      if (value.checkout !== 'expired') return unknown();
    }
    return { kind: 'expired' };
  }

  /** Everything that a booking still holds, or may still get, goes back. */
  async function giveBack({ done, attempt: number }: ReturnTask): Promise<MoneyResult> {
    const answered: PaymentSnapshot[] = [];
    const refunds = [];
    for (const payment of await paymentsOf(db, done.after.id)) {
      const told = await returns.giveBack(payment, number);
      if (!told.ok) return unknown(told.code === 'payment_stored_failure');
      answered.push(...told.value.payments);
      refunds.push(...told.value.refunds);
    }
    await recordProgress(db, progressOf(done, { payments: answered, refunds }));
    return { kind: 'done' };
  }

  /**
   * A payment that was reported for a booking whose workflow has ended: what no booking needs goes back.
   * @returns 'unknown' while the company gives no answer: to be asked again
   */
  async function returnLatePayment({ paymentId, attempt: number }: LateTask): Promise<MoneyResult> {
    const payment = await findPayment(db, paymentId);
    if (payment === null || !(await returns.isSurplus(payment))) return { kind: 'done' };
    const told = await returns.giveBack(payment, number);
    if (!told.ok) return unknown(told.code === 'payment_stored_failure');
    await returns.record(payment.bookingId, told.value);
    return { kind: 'done' };
  }

  return {
    openCheckout,
    closeCheckout,
    capturePayment,
    refundPayment,
    releasePayment: giveBack,
    resolveCheckout: giveBack,
    returnLatePayment,
  };
}
export interface LateTask {
  readonly paymentId: string;
  readonly attempt: number;
}
export type PaymentActivities = ReturnType<typeof createPaymentActivities>;
