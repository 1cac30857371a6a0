import { idempotencyKeyFor } from '@stoa/domain/ledger';

import { findPayment, paymentsOf } from '../db/queries/payments';
import { recordProgress } from '../db/queries/progress';
import type { PaymentSnapshot, RefundSnapshot } from '../providers/payments/port';
import { createCaptures } from './captures';
import {
  unknown,
  type LateTask,
  type MoneyResult,
  type PaymentDeps,
  type RefundTask,
  type ReturnTask,
} from './moneyTasks';
import { createPages } from './pages';
import { recorded, securedPayment } from './paymentRecords';
import { createReturns, isSurplus, recordReturn } from './paymentReturns';
import { createRefunds } from './refunds';
import { progressOf } from './recordings';

/** Calls to the card company, each with its record. They do not stop when the worker is asked to. */
export function createPaymentActivities(deps: PaymentDeps) {
  const { db } = deps;
  const returns = createReturns(deps);
  const refunds = createRefunds(deps);

  async function refundPayment(task: RefundTask): Promise<MoneyResult> {
    const { recording, amount } = task;
    const { id: bookingId } = recording.after;
    const payment = await securedPayment(db, bookingId);
    if (payment === null) return unknown();
    const told = await refunds.refund({
      paymentIntentId: payment.paymentIntentId,
      amount,
      businessKey: `booking:${bookingId}:refund`,
      idempotencyKey: idempotencyKeyFor(bookingId, 'refund', task.attempt),
      lookUp: task.lookUp || task.attempt > 1,
    });
    return told.ok
      ? recorded(db, recording, { refunds: [told.value] })
      : unknown(told.code === 'payment_stored_failure');
  }

  /** Everything that a booking still holds, or may still get, goes back. */
  async function giveBack({ done, attempt: number }: ReturnTask): Promise<MoneyResult> {
    const answered: PaymentSnapshot[] = [];
    const given: RefundSnapshot[] = [];
    for (const payment of await paymentsOf(db, done.after.id)) {
      const told = await returns.giveBack(payment, number);
      if (!told.ok) return unknown(told.code === 'payment_stored_failure');
      answered.push(...told.value.payments);
      given.push(...told.value.refunds);
    }
    await recordProgress(db, progressOf(done, { payments: answered, refunds: given }));
    return { kind: 'done' };
  }

  /**
   * A payment that was reported for a booking whose workflow has ended: what no booking needs goes back.
   * @returns 'unknown' while the company gives no answer: to be asked again
   */
  async function returnLatePayment({ paymentId, attempt: number }: LateTask): Promise<MoneyResult> {
    const payment = await findPayment(db, paymentId);
    if (payment === null || !(await isSurplus(db, payment))) return { kind: 'done' };
    const told = await returns.giveBack(payment, number);
    if (!told.ok) return unknown(told.code === 'payment_stored_failure');
    await recordReturn(deps, payment.bookingId, told.value);
    return { kind: 'done' };
  }

  return {
    ...createPages(deps),
    ...createCaptures(deps),
    refundPayment,
    releasePayment: giveBack,
    resolveCheckout: giveBack,
    returnLatePayment,
  };
}
export type PaymentActivities = ReturnType<typeof createPaymentActivities>;
