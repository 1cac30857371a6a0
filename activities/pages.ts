import { totalOf } from '@stoa/domain/deadlines';
import { idempotencyKeyFor } from '@stoa/domain/ledger';

import { paymentsOf } from '../db/queries/payments';
import { recordProgress } from '../db/queries/progress';
import {
  unknown,
  type CloseResult,
  type CloseTask,
  type MoneyResult,
  type OpenTask,
  type PaymentDeps,
} from './moneyTasks';
import { attempt } from './paymentCalls';
import { keep } from './paymentRecords';
import { createReturns } from './paymentReturns';
import { progressOf } from './recordings';

/** The company's page on which a student pays. */
export function createPages(deps: PaymentDeps) {
  const { db, payments: provider, calls } = deps;
  const returns = createReturns(deps);

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
    const {
      payments: [opened],
    } = await recordProgress(db, progressOf(done, { payments: [told.value] }));
    return opened ? { kind: 'opened', paymentId: opened.id } : unknown();
  }

  /** Only the company's answer ends a hold. */
  async function closeCheckout({ bookingId, attempt: number, asOf }: CloseTask): Promise<CloseResult> {
    const pages = (await paymentsOf(db, bookingId)).filter(({ checkoutId }) => checkoutId !== null);
    for (const page of pages) {
      const told = await returns.closePage(page, number);
      if (!told.ok) return unknown(told.code === 'payment_stored_failure');
      const { value } = told;
      await keep(db, [value], { cause: `booking:${bookingId}:close`, at: asOf });
      if (value.status === 'authorized' || value.status === 'captured')
        return { kind: 'paid', captureBefore: value.captureBefore };
      if (value.checkout !== 'expired') return unknown();
    }
    return { kind: 'expired' };
  }

  return { openCheckout, closeCheckout };
}
