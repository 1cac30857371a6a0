import { idempotencyKeyFor } from '@stoa/domain/ledger';
import type { Money } from '@stoa/domain/money';

import { findBooking } from '../db/queries/bookings';
import { paymentsOf, recordPaymentSnapshot } from '../db/queries/payments';
import { recordRefundSnapshot } from '../db/queries/refunds';
import { inTransaction } from '../db/postgres';
import type { PaymentSnapshot, RefundSnapshot } from '../providers/payments/port';
import { attempt, type Told } from './paymentCalls';
import type { PaymentDeps } from './payments';

type StoredPayment = Awaited<ReturnType<typeof paymentsOf>>[number];

interface RefundRequest {
  readonly paymentIntentId: string;
  readonly amount: Money;
  readonly businessKey: string;
  readonly idempotencyKey: string;
  /** ask for a refund of this business key first */
  readonly lookUp: boolean;
}

interface Returned {
  readonly payments: readonly PaymentSnapshot[];
  readonly refunds: readonly RefundSnapshot[];
}

const isAccepted = ({ status }: RefundSnapshot): boolean => status === 'pending' || status === 'succeeded';

/** How money finds its way back, whoever asked for it. */
export function createReturns({ db, clock, payments: provider, calls }: PaymentDeps) {
  async function findRefund({ paymentIntentId, businessKey }: RefundRequest): Promise<Told<RefundSnapshot | null>> {
    let after: string | undefined;
    do {
      const from = after;
      const page = await attempt(calls, 'listRefunds', () =>
        provider.listRefunds({ paymentIntentId, ...(from === undefined ? {} : { after: from }) }),
      );
      if (!page.ok) return page;
      const found = page.value.items.find((item) => item.businessKey === businessKey && isAccepted(item));
      if (found) return { ok: true, value: found };
      after = page.value.next ?? undefined;
    } while (after !== undefined);
    return { ok: true, value: null };
  }

  /** Refunds once per business key. Before a second attempt the company's list is read. */
  async function refund(request: RefundRequest): Promise<Told<RefundSnapshot>> {
    const { lookUp, ...call } = request;
    if (lookUp) {
      const found = await findRefund(request);
      if (!found.ok) return found;
      if (found.value) return { ok: true, value: found.value };
    }
    const told = await attempt(calls, 'refund', () => provider.refund(call));
    if (told.ok) return isAccepted(told.value) ? told : { ok: false, code: 'payment_stored_failure' };
    if (told.code === 'payment_outcome_unknown') return told;
    const found = await findRefund(request);
    if (!found.ok) return found;
    // Refused, and nothing is there: the next call carries a new key.
    return found.value ? { ok: true, value: found.value } : { ok: false, code: 'payment_stored_failure' };
  }

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

  /** Of what was captured, all that has not gone back yet. */
  async function refundRest(snapshot: PaymentSnapshot, number: number): Promise<Told<readonly RefundSnapshot[]>> {
    const { captured, refunded, paymentIntentId, bookingId } = snapshot;
    const rest = (captured?.amountMinor ?? 0) - (refunded?.amountMinor ?? 0);
    if (captured === null || paymentIntentId === null || rest <= 0) return { ok: true, value: [] };
    const told = await refund({
      paymentIntentId,
      amount: { ...captured, amountMinor: rest },
      businessKey: `booking:${bookingId}:late-refund:${paymentIntentId}`,
      idempotencyKey: `${idempotencyKeyFor(bookingId, 'late-refund', number)}:${paymentIntentId}`,
      lookUp: true,
    });
    return told.ok ? { ok: true, value: [told.value] } : told;
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
    const intent = page.value?.paymentIntentId ?? payment.paymentIntentId;
    const idle = page.value?.status === 'none' || page.value?.status === 'released';
    if (intent === null || idle) return { ok: true, value: { payments: seen, refunds: [] } };
    const released = await release(payment.bookingId, intent, number);
    if (!released.ok) return released;
    const refunds = await refundRest(released.value, number);
    return refunds.ok ? { ok: true, value: { payments: [...seen, released.value], refunds: refunds.value } } : refunds;
  }

  async function record(bookingId: string, { payments, refunds }: Returned): Promise<void> {
    const cause = { id: `booking:${bookingId}:return`, source: 'activity', at: clock.now() } as const;
    await inTransaction(db, {}, async (trx) => {
      for (const payment of payments) await recordPaymentSnapshot(trx, payment, cause);
      for (const snapshot of refunds) await recordRefundSnapshot(trx, snapshot, cause);
    });
  }

  /** Whether no booking needs this payment: its booking is off, or lives on another one. */
  async function isSurplus(payment: StoredPayment): Promise<boolean> {
    const booking = await findBooking(db, payment.bookingId);
    if (booking === null || booking.payment === 'VOIDED') return true;
    const all = await paymentsOf(db, payment.bookingId);
    const needed = all.find(({ status }) => status === 'captured') ?? all.find(({ status }) => status === 'authorized');
    return needed !== undefined && needed.id !== payment.id;
  }

  return { refund, closePage, giveBack, record, isSurplus };
}
