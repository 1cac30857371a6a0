/** A card company in memory that behaves like the port says, and misbehaves when it is told to. */
import { randomUUID } from 'node:crypto';

import type { Money } from '../../domain/money';
import {
  PaymentProviderError,
  type PaymentEvent,
  type PaymentFailureCode,
  type PaymentProvider,
  type PaymentSnapshot,
  type RefundSnapshot,
} from '../../providers/payments/port';

export type Call =
  | 'openCheckout'
  | 'expireCheckout'
  | 'findCheckout'
  | 'findPayment'
  | 'capture'
  | 'release'
  | 'refund';

interface Fault {
  readonly code: PaymentFailureCode;
  /** the effect happens all the same: the answer is lost */
  readonly effect: boolean;
  left: number;
}

interface Payment {
  snapshot: PaymentSnapshot;
  refunds: RefundSnapshot[];
}

const none = (amount: Money): Money => ({ ...amount, amountMinor: 0 });

export class CardCompany implements PaymentProvider {
  readonly payments: Payment[] = [];
  readonly events: PaymentEvent[] = [];
  /** every call that came in, with its key */
  readonly calls: { readonly call: Call; readonly key: string | null }[] = [];
  private readonly faults = new Map<Call, Fault>();

  /** The next `times` calls fail so. */
  fail(call: Call, code: PaymentFailureCode, { times = 1, effect = false } = {}): void {
    this.faults.set(call, { code, effect, left: times });
  }

  heal(): void {
    this.faults.clear();
  }

  keysOf(call: Call): (string | null)[] {
    return this.calls.filter((one) => one.call === call).map(({ key }) => key);
  }

  paymentOf(bookingId: string): PaymentSnapshot {
    return this.ofBooking(bookingId).snapshot;
  }

  refundsOf(bookingId: string): RefundSnapshot[] {
    return this.ofBooking(bookingId).refunds;
  }

  /** The student pays on the page. */
  pay(bookingId: string): PaymentSnapshot {
    const payment = this.ofBooking(bookingId);
    const { snapshot } = payment;
    if (snapshot.checkout !== 'open') throw new Error(`the page of ${bookingId} is ${snapshot.checkout}`);
    payment.snapshot = {
      ...snapshot,
      checkout: 'complete',
      status: 'authorized',
      authorized: snapshot.amount,
      paymentIntentId: `pi_${randomUUID()}`,
      chargeId: `ch_${randomUUID()}`,
      captureBefore: null,
    };
    return payment.snapshot;
  }

  /** Money that no page explains: it was under way when the page was closed. */
  payAfterTheEnd(bookingId: string): void {
    const payment = this.ofBooking(bookingId);
    payment.snapshot = { ...payment.snapshot, checkout: 'open' };
    this.pay(bookingId);
  }

  openCheckout(request: Parameters<PaymentProvider['openCheckout']>[0]): Promise<PaymentSnapshot> {
    return this.answer('openCheckout', request.idempotencyKey, () => {
      const id = `cs_${randomUUID()}`;
      const snapshot: PaymentSnapshot = {
        bookingId: request.bookingId,
        checkoutId: id,
        checkoutUrl: `https://pay.example/${id}`,
        checkout: 'open',
        checkoutExpiresAt: request.expiresAt,
        paymentIntentId: null,
        status: 'none',
        amount: request.amount,
        authorized: null,
        captured: null,
        refunded: null,
        captureBefore: null,
        chargeId: null,
        fee: null,
        declineCode: null,
      };
      this.payments.push({ snapshot, refunds: [] });
      return snapshot;
    });
  }

  expireCheckout({ checkoutId, idempotencyKey }: { checkoutId: string; idempotencyKey: string }) {
    return this.answer('expireCheckout', idempotencyKey, () => {
      const payment = this.find(({ snapshot }) => snapshot.checkoutId === checkoutId);
      if (payment.snapshot.checkout === 'open') payment.snapshot = { ...payment.snapshot, checkout: 'expired' };
      return payment.snapshot;
    });
  }

  findCheckout(checkoutId: string) {
    return this.answer('findCheckout', null, () => this.find((p) => p.snapshot.checkoutId === checkoutId).snapshot);
  }

  findPayment(paymentIntentId: string) {
    return this.answer('findPayment', null, () => this.byIntent(paymentIntentId).snapshot);
  }

  capture({ paymentIntentId, idempotencyKey }: { paymentIntentId: string; idempotencyKey: string }) {
    return this.answer('capture', idempotencyKey, () => this.held(paymentIntentId, 'captured'));
  }

  release({ paymentIntentId, idempotencyKey }: { paymentIntentId: string; idempotencyKey: string }) {
    return this.answer('release', idempotencyKey, () => this.held(paymentIntentId, 'released'));
  }

  refund(request: Parameters<PaymentProvider['refund']>[0]): Promise<RefundSnapshot> {
    return this.answer('refund', request.idempotencyKey, () => {
      const payment = this.byIntent(request.paymentIntentId);
      const { captured, refunded, amount } = payment.snapshot;
      const back = (refunded?.amountMinor ?? 0) + request.amount.amountMinor;
      if (back > (captured?.amountMinor ?? 0)) throw new PaymentProviderError('payment_already_done', 'nothing left');
      payment.snapshot = { ...payment.snapshot, refunded: { ...amount, amountMinor: back } };
      const { paymentIntentId, amount: returned, businessKey } = request;
      const refund = { refundId: `re_${randomUUID()}`, paymentIntentId, amount: returned, businessKey } as const;
      payment.refunds.push({ ...refund, status: 'succeeded' });
      return { ...refund, status: 'succeeded' };
    });
  }

  listRefunds({ paymentIntentId }: { paymentIntentId: string }) {
    return Promise.resolve({ items: this.byIntent(paymentIntentId).refunds, next: null });
  }

  findRefund(refundId: string) {
    const refund = this.payments.flatMap(({ refunds }) => refunds).find((one) => one.refundId === refundId);
    return refund
      ? Promise.resolve(refund)
      : Promise.reject(new PaymentProviderError('payment_not_found', 'no such refund'));
  }

  listEvents({ since }: { since: number }) {
    return Promise.resolve({ items: this.events.filter(({ createdAt }) => createdAt >= since).reverse(), next: null });
  }

  readEvent(): PaymentEvent {
    throw new PaymentProviderError('webhook_signature_invalid', 'not used here');
  }

  private held(paymentIntentId: string, becomes: 'captured' | 'released'): PaymentSnapshot {
    const payment = this.byIntent(paymentIntentId);
    const { snapshot } = payment;
    if (snapshot.status !== 'authorized') throw new PaymentProviderError('payment_already_done', snapshot.status);
    payment.snapshot = {
      ...snapshot,
      status: becomes,
      ...(becomes === 'captured' ? { captured: snapshot.amount, refunded: none(snapshot.amount) } : {}),
    };
    return payment.snapshot;
  }

  private readonly answered = new Map<string, unknown>();

  /** One key is answered once: whoever sends it again hears the same. */
  private async answer<T>(call: Call, key: string | null, effect: () => T): Promise<T> {
    this.calls.push({ call, key });
    await Promise.resolve();
    const fault = this.faults.get(call);
    if (fault && fault.left > 0) {
      fault.left -= 1;
      if (fault.effect) this.remember(key, effect);
      throw new PaymentProviderError(fault.code, 'as the test wants it');
    }
    return this.remember(key, effect);
  }

  private remember<T>(key: string | null, effect: () => T): T {
    if (key === null) return effect();
    if (!this.answered.has(key)) this.answered.set(key, effect());
    return this.answered.get(key) as T;
  }

  private find(is: (payment: Payment) => boolean): Payment {
    const found = this.payments.find(is);
    if (!found) throw new PaymentProviderError('payment_not_found', 'no such payment');
    return found;
  }

  private byIntent(paymentIntentId: string): Payment {
    return this.find(({ snapshot }) => snapshot.paymentIntentId === paymentIntentId);
  }

  private ofBooking(bookingId: string): Payment {
    return this.find(({ snapshot }) => snapshot.bookingId === bookingId);
  }
}
