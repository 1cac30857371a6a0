import { toProviderAmount } from '@stoa/domain/currency';
import Stripe from 'stripe';
import type { CheckoutRequest, Page, PaymentProvider, PaymentSnapshot } from './port';
import { asked, connect, PAGE_SIZE, readSigned, type StripeSettings } from './stripeClient';
import { eventOf, snapshotOfCheckout, snapshotOfIntent, snapshotOfRefund } from './stripeSnapshots';

const FACTS_OF_INTENT = ['latest_charge.balance_transaction'];
const FACTS_OF_CHECKOUT = ['payment_intent.latest_charge.balance_transaction'];

/** Card payments through Stripe. The promises stand at the port. */
export function createStripePayments(settings: StripeSettings): PaymentProvider {
  const stripe = connect(settings);
  return {
    openCheckout: (request) => asked(() => openCheckout(stripe, request)),
    expireCheckout: (request) => asked(() => expireCheckout(stripe, request)),
    findCheckout: (checkoutId) => asked(() => findCheckout(stripe, checkoutId)),
    findPayment: (paymentIntentId) =>
      asked(async () =>
        snapshotOfIntent(await stripe.paymentIntents.retrieve(paymentIntentId, { expand: FACTS_OF_INTENT })),
      ),
    capture: ({ paymentIntentId, idempotencyKey }) =>
      asked(async () =>
        snapshotOfIntent(
          await stripe.paymentIntents.capture(paymentIntentId, { expand: FACTS_OF_INTENT }, { idempotencyKey }),
        ),
      ),
    release: ({ paymentIntentId, idempotencyKey }) =>
      asked(async () =>
        snapshotOfIntent(
          await stripe.paymentIntents.cancel(paymentIntentId, { expand: FACTS_OF_INTENT }, { idempotencyKey }),
        ),
      ),
    refund: ({ paymentIntentId, amount, businessKey, idempotencyKey }) =>
      asked(async () => {
        const metadata = { business_key: businessKey };
        const wanted = { payment_intent: paymentIntentId, amount: toProviderAmount(amount), metadata };
        return snapshotOfRefund(await stripe.refunds.create(wanted, { idempotencyKey }));
      }),
    listRefunds: ({ paymentIntentId, after }) =>
      asked(async () => {
        const list = await stripe.refunds.list({ payment_intent: paymentIntentId, ...paging(after) });
        return pageOf(list, snapshotOfRefund);
      }),
    findRefund: (refundId) => asked(async () => snapshotOfRefund(await stripe.refunds.retrieve(refundId))),
    listEvents: ({ since, after }) =>
      asked(async () => {
        const list = await stripe.events.list({ created: { gte: Math.floor(since / 1000) }, ...paging(after) });
        return pageOf(list, eventOf);
      }),
    readEvent: (rawBody, signature) =>
      eventOf(readSigned(stripe, { rawBody, signature, secret: settings.webhookSecret })),
  };
}

async function openCheckout(stripe: Stripe, request: CheckoutRequest): Promise<PaymentSnapshot> {
  const metadata = { booking_id: request.bookingId };
  const item = {
    currency: request.amount.currency.toLowerCase(),
    unit_amount: toProviderAmount(request.amount),
    product_data: { name: request.description },
  };
  const session = await stripe.checkout.sessions.create(
    {
      mode: 'payment',
      allowed_payment_method_types: ['card'],
      // an amount shown in another currency would be held in that one, and no posting of ours would fit
      adaptive_pricing: { enabled: false },
      line_items: [{ quantity: 1, price_data: item }],
      payment_intent_data: { capture_method: 'manual', setup_future_usage: 'off_session', metadata },
      // the page says that the card is kept and asks for agreement: without it nothing may be charged later
      consent_collection: { payment_method_reuse_agreement: { position: 'auto' } },
      ...(request.customerId ? { customer: request.customerId } : { customer_creation: 'always' as const }),
      client_reference_id: request.bookingId,
      metadata,
      success_url: request.successUrl,
      cancel_url: request.cancelUrl,
      // rounded up: Stripe counts whole seconds and refuses a page that closes a moment too early
      expires_at: Math.ceil(request.expiresAt / 1000),
      expand: FACTS_OF_CHECKOUT,
    },
    { idempotencyKey: request.idempotencyKey },
  );
  return snapshotOfCheckout(session);
}

async function findCheckout(stripe: Stripe, checkoutId: string): Promise<PaymentSnapshot> {
  return snapshotOfCheckout(await stripe.checkout.sessions.retrieve(checkoutId, { expand: FACTS_OF_CHECKOUT }));
}

/** Stripe has no code for "this page is not open any more", so after a refusal the page itself is asked. */
async function expireCheckout(
  stripe: Stripe,
  { checkoutId, idempotencyKey }: { checkoutId: string; idempotencyKey: string },
): Promise<PaymentSnapshot> {
  try {
    const wanted = { expand: FACTS_OF_CHECKOUT };
    return snapshotOfCheckout(await stripe.checkout.sessions.expire(checkoutId, wanted, { idempotencyKey }));
  } catch (failure) {
    if (!(failure instanceof Stripe.errors.StripeInvalidRequestError) || failure.statusCode !== 400) throw failure;
    const page = await findCheckout(stripe, checkoutId);
    if (page.checkout === 'open') throw failure;
    return page;
  }
}

function paging(after: string | undefined) {
  return { limit: PAGE_SIZE, ...(after ? { starting_after: after } : {}) };
}

function pageOf<S extends { id: string }, T>(list: Stripe.ApiList<S>, translate: (item: S) => T): Page<T> {
  return { items: list.data.map(translate), next: list.has_more ? (list.data.at(-1)?.id ?? null) : null };
}
