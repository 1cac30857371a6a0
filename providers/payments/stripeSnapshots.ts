import type Stripe from 'stripe';
import { fromProviderAmount } from '@stoa/domain/currency';
import type { Money } from '@stoa/domain/money';
import { PaymentProviderError, type PaymentEvent, type PaymentSnapshot, type RefundSnapshot } from './port';

type CardFacts = Pick<
  PaymentSnapshot,
  'status' | 'authorized' | 'captured' | 'refunded' | 'captureBefore' | 'chargeId' | 'fee' | 'declineCode'
>;

const NOTHING_HELD = {
  authorized: null,
  captured: null,
  refunded: null,
  captureBefore: null,
  chargeId: null,
  fee: null,
} as const;
const NOBODY_PAID: CardFacts = { status: 'none', ...NOTHING_HELD, declineCode: null };

/** A page with what happened on it. Its payment intent is there once somebody tried to pay. */
export function snapshotOfCheckout(session: Stripe.Checkout.Session): PaymentSnapshot {
  const intent = whole(session.payment_intent);
  const page = isPageState(session.status) ? session.status : null;
  return {
    bookingId: bookingIdOf(session.metadata, session.client_reference_id),
    checkoutId: session.id,
    checkoutUrl: session.url,
    checkout: page,
    checkoutExpiresAt: session.expires_at * 1000,
    paymentIntentId: intent?.id ?? (typeof session.payment_intent === 'string' ? session.payment_intent : null),
    amount: fromProviderAmount(session.amount_total ?? 0, session.currency ?? ''),
    ...(intent ? cardFacts(intent, page) : NOBODY_PAID),
  };
}

/** A payment on its own, without the page it came through. */
export function snapshotOfIntent(intent: Stripe.PaymentIntent): PaymentSnapshot {
  return {
    bookingId: bookingIdOf(intent.metadata, null),
    checkoutId: null,
    checkoutUrl: null,
    checkout: null,
    checkoutExpiresAt: null,
    paymentIntentId: intent.id,
    amount: fromProviderAmount(intent.amount, intent.currency),
    ...cardFacts(intent, null),
  };
}

export function snapshotOfRefund(refund: Stripe.Refund): RefundSnapshot {
  const status = refund.status ?? 'pending';
  return {
    refundId: refund.id,
    paymentIntentId: idOf(refund.payment_intent) ?? '',
    amount: fromProviderAmount(refund.amount, refund.currency),
    status: status === 'canceled' ? 'cancelled' : isFinal(status) ? status : 'pending',
    businessKey: refund.metadata?.['business_key'] ?? null,
  };
}

export function eventOf(event: Stripe.Event): PaymentEvent {
  return { eventId: event.id, type: event.type, createdAt: event.created * 1000, subject: subjectOf(event) };
}

function subjectOf(event: Stripe.Event): PaymentEvent['subject'] {
  const about = event.data.object as { id: string; metadata?: Stripe.Metadata | null; payment_intent?: unknown };
  const bookingId = about.metadata?.['booking_id'] ?? null;
  if (event.type.startsWith('checkout.session.')) return { kind: 'checkout', id: about.id, bookingId };
  if (event.type.startsWith('payment_intent.')) return { kind: 'payment', id: about.id, bookingId };
  const paymentIntentId = typeof about.payment_intent === 'string' ? about.payment_intent : null;
  if (/^(refund|charge\.refund)\./.test(event.type)) return { kind: 'refund', id: about.id, paymentIntentId };
  if (event.type.startsWith('charge.') && paymentIntentId && !event.type.startsWith('charge.dispute.')) {
    return { kind: 'payment', id: paymentIntentId, bookingId };
  }
  return null;
}

function cardFacts(intent: Stripe.PaymentIntent, page: PaymentSnapshot['checkout']): CardFacts {
  const charge = whole(intent.latest_charge);
  const held = charge?.status === 'succeeded' ? charge : null;
  const error = intent.last_payment_error;
  return {
    status: statusOf(intent, { held: held !== null, pageOpen: page === 'open' }),
    ...(held ? chargeFacts(held) : NOTHING_HELD),
    declineCode: error?.decline_code ?? error?.code ?? null,
  };
}

function chargeFacts(charge: Stripe.Charge): Omit<CardFacts, 'status' | 'declineCode'> {
  const money = (amount: number): Money => fromProviderAmount(amount, charge.currency);
  const seconds = charge.payment_method_details?.card?.capture_before;
  const entry = whole(charge.balance_transaction);
  return {
    authorized: money(charge.amount),
    captured: charge.captured ? money(charge.amount_captured) : null,
    // letting go of a hold also counts as refunded in Stripe's charge, though no money had moved
    refunded: charge.captured && charge.amount_refunded > 0 ? money(charge.amount_refunded) : null,
    captureBefore: seconds ? seconds * 1000 : null,
    chargeId: charge.id,
    fee: entry ? fromProviderAmount(entry.fee, entry.currency) : null,
  };
}

function statusOf(
  intent: Stripe.PaymentIntent,
  { held, pageOpen }: { held: boolean; pageOpen: boolean },
): PaymentSnapshot['status'] {
  switch (intent.status) {
    case 'requires_capture':
      return 'authorized';
    case 'succeeded':
      return 'captured';
    case 'processing':
      return 'processing';
    case 'canceled':
      return held ? 'released' : unpaid(intent, false);
    case 'requires_payment_method':
    case 'requires_confirmation':
    case 'requires_action':
    default:
      return unpaid(intent, pageOpen);
  }
}

/** A declined student may try another card as long as the page is open; only then has the payment failed. */
function unpaid(intent: Stripe.PaymentIntent, pageOpen: boolean): 'none' | 'failed' {
  return intent.last_payment_error && !pageOpen ? 'failed' : 'none';
}

function bookingIdOf(metadata: Stripe.Metadata | null, reference: string | null): string {
  const bookingId = metadata?.['booking_id'] ?? reference;
  if (!bookingId) throw new PaymentProviderError('payment_not_found', 'Stripe · a payment that belongs to no booking');
  return bookingId;
}

function whole<T extends { id: string }>(reference: string | T | null): T | null {
  return typeof reference === 'object' ? reference : null;
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === 'string' ? reference : (reference?.id ?? null);
}

function isPageState(status: string | null): status is NonNullable<PaymentSnapshot['checkout']> {
  return status === 'open' || status === 'complete' || status === 'expired';
}

function isFinal(status: string): status is 'succeeded' | 'failed' {
  return status === 'succeeded' || status === 'failed';
}
