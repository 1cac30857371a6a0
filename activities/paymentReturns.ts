import { idempotencyKeyFor } from '@stoa/domain/ledger';

import { findBooking } from '../db/queries/bookings';
import { paymentsOf, recordPaymentSnapshot } from '../db/queries/payments';
import { recordRefundSnapshot } from '../db/queries/refunds';
import { inTransaction, type Db } from '../db/postgres';
import type { PaymentSnapshot, RefundSnapshot } from '../providers/payments/port';
import type { PaymentDeps } from './moneyTasks';
import { attempt, type Told } from './paymentCalls';
import { createRefunds } from './refunds';

type StoredPayment = Awaited<ReturnType<typeof paymentsOf>>[number];

interface Returned {
  readonly payments: readonly PaymentSnapshot[];
  readonly refunds: readonly RefundSnapshot[];
}

/** How money finds its way back, whoever asked for it. */
export function createReturns(deps: PaymentDeps) {
  const { payments: provider, calls } = deps;
  const { refundRest } = createRefunds(deps);

  /** Closes a page, whether or not it is already; answers with how it ended. */
  async function closePage({ bookingId, checkoutId }: StoredPayment, number: number): Promise<Told<PaymentSnapshot>> {
    const id = checkoutId ?? '';
    const idempotencyKey = `${idempotencyKeyFor(bookingId, 'expire', number)}:${id}`;
    const told = await attempt(calls, 'expireCheckout', () =>
      provider.expireCheckout({ checkoutId: id, idempotencyKey }),
    );
    if (told.ok || told.code === 'payment_outcome_unknown') return told;
    const found = await attempt(calls, 'findCheckout', () => provider.findCheckout(id));
    return found.ok && found.value.checkout === 'open' ? { ok: false, code: told.code } : found;
  }

  /** Lets go of a hold; answers with what the payment is then, which may be captured. */
  async function release(bookingId: string, paymentIntentId: string, number: number): Promise<Told<PaymentSnapshot>> {
    const idempotencyKey = `${idempotencyKeyFor(bookingId, 'release', number)}:${paymentIntentId}`;
    const told = await attempt(calls, 'release', () => provider.release({ paymentIntentId, idempotencyKey }));
    if (told.ok || told.code === 'payment_outcome_unknown') return told;
    const found = await attempt(calls, 'findPayment', () => provider.findPayment(paymentIntentId));
    if (!found.ok) return found;
    const { status } = found.value;
    return status === 'authorized' || status === 'processing' ? { ok: false, code: told.code } : found;
  }

  /** The payment behind a page, once nobody can pay there any more. */
  async function settlePage(payment: StoredPayment, number: number): Promise<Told<PaymentSnapshot | null>> {
    if (payment.checkoutId === null || payment.checkout === 'expired' || payment.checkout === 'complete')
      return { ok: true, value: null };
    const told = await closePage(payment, number);
    if (!told.ok) return told;
    const undecided = told.value.checkout === 'open' || told.value.status === 'processing';
    return undecided ? { ok: false, code: 'payment_outcome_unknown' } : told;
  }

  /** Closes the page and gives back whatever was paid there. Not `ok` while the end of it is not known. */
  async function giveBack(payment: StoredPayment, number: number): Promise<Told<Returned>> {
    const page = await settlePage(payment, number);
    if (!page.ok) return page;
    const seen = page.value ? [page.value] : [];
    const { status, paymentIntentId } = page.value ?? payment;
    const untouched = page.value !== null && (status === 'none' || status === 'released');
    if (paymentIntentId === null || untouched) return { ok: true, value: { payments: seen, refunds: [] } };
    return letGo(payment.bookingId, paymentIntentId, { seen, number });
  }

  async function letGo(
    bookingId: string,
    paymentIntentId: string,
    { seen, number }: { readonly seen: readonly PaymentSnapshot[]; readonly number: number },
  ): Promise<Told<Returned>> {
    const released = await release(bookingId, paymentIntentId, number);
    if (!released.ok) return released;
    const refunds = await refundRest(released.value, number);
    if (!refunds.ok) return refunds;
    return { ok: true, value: { payments: [...seen, released.value], refunds: refunds.value } };
  }

  return { closePage, giveBack };
}

/** Records what went back for a booking whose workflow has ended. */
export async function recordReturn(
  { db, clock }: Pick<PaymentDeps, 'db' | 'clock'>,
  bookingId: string,
  { payments, refunds }: Returned,
): Promise<void> {
  const cause = { id: `booking:${bookingId}:return`, source: 'activity', at: clock.now() } as const;
  await inTransaction(db, {}, async (trx) => {
    for (const payment of payments) await recordPaymentSnapshot(trx, payment, cause);
    for (const snapshot of refunds) await recordRefundSnapshot(trx, snapshot, cause);
  });
}

/** Whether no booking needs this payment: its booking is off, or lives on another one. */
export async function isSurplus(db: Db, payment: StoredPayment): Promise<boolean> {
  const booking = await findBooking(db, payment.bookingId);
  if (booking === null || booking.payment === 'VOIDED') return true;
  const all = await paymentsOf(db, payment.bookingId);
  const needed = all.find(({ status }) => status === 'captured') ?? all.find(({ status }) => status === 'authorized');
  return needed !== undefined && needed.id !== payment.id;
}
