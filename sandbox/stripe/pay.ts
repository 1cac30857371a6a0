import type { Call } from './call';
import { AUTHENTICATION_FAILED, cardDetails, findCard, SWITCHED_OFF, type TestCard } from './cards';
import { loadSession } from './checkoutSessions';
import { declineBody, type Decline } from './errors';
import { emit } from './events';
import {
  head,
  type Charge,
  type CheckoutSession,
  type Customer,
  type PaymentIntent,
  type PaymentMethod,
} from './objects';
import { postCapture } from './paymentIntents';
import type { Saved } from './store';

/** What happened on a page, in the words that the page shows. */
export type PayResult =
  | { readonly kind: 'paid'; readonly session: CheckoutSession }
  | { readonly kind: 'asks'; readonly session: CheckoutSession }
  | { readonly kind: 'declined'; readonly session: CheckoutSession; readonly message: string }
  | { readonly kind: 'unknown_card'; readonly session: CheckoutSession }
  | { readonly kind: 'closed'; readonly session: CheckoutSession };

/** The name under which the page's payments are reached by faults. */
export const PAY_OPERATION = 'checkout.pay';
const WEEK = 7 * 24 * 3600;

interface Attempt {
  readonly session: Saved<CheckoutSession>;
  readonly intent: PaymentIntent;
  readonly card: TestCard;
}

/** A person presses *pay* on a hosted page. */
export async function pay(call: Call, sessionId: string, cardNumber: string): Promise<PayResult> {
  const session = await loadSession(call, sessionId);
  if (session.object.status !== 'open') return { kind: 'closed', session: session.object };
  const card = findCard(cardNumber);
  if (!card) return { kind: 'unknown_card', session: session.object };
  const attempt = await begin(call, session, card);
  if (await call.faults.take(['decline'], PAY_OPERATION, call.store.db)) return fail(call, attempt, SWITCHED_OFF);
  if (card.behaviour === 'pays') return succeed(call, attempt);
  if (card.behaviour === 'asks') return ask(call, attempt);
  return fail(call, attempt, card.behaviour);
}

/** The bank's own page asked the person, who confirmed or refused. */
export async function answerBank(call: Call, sessionId: string, confirmed: boolean): Promise<PayResult> {
  const session = await loadSession(call, sessionId);
  const intentId = session.object.payment_intent;
  if (session.object.status !== 'open' || !intentId) return { kind: 'closed', session: session.object };
  const { object: intent, internal } = await call.store.lock('payment_intent', intentId);
  const card = findCard(internal.cardNumber ?? '');
  if (intent.status !== 'requires_action' || !card) return { kind: 'closed', session: session.object };
  const attempt = { session, intent, card };
  return confirmed ? succeed(call, attempt) : fail(call, attempt, AUTHENTICATION_FAILED);
}

/** A page has one payment intent, made when somebody first tries to pay. */
async function begin(call: Call, session: Saved<CheckoutSession>, card: TestCard): Promise<Attempt> {
  const existing = session.object.payment_intent;
  if (existing) {
    const { object: intent } = await call.store.lock('payment_intent', existing);
    await call.store.save(intent, { internal: { cardNumber: card.number } });
    return { session, intent, card };
  }
  const terms = session.internal.intentData ?? {};
  const intent: PaymentIntent = {
    ...head('payment_intent', call.now),
    status: 'requires_payment_method',
    amount: session.object.amount_total,
    amount_capturable: 0,
    amount_received: 0,
    currency: session.object.currency,
    capture_method: (terms['capture_method'] as PaymentIntent['capture_method']) ?? 'automatic_async',
    confirmation_method: 'automatic',
    setup_future_usage: (terms['setup_future_usage'] as PaymentIntent['setup_future_usage']) ?? null,
    customer: session.object.customer,
    description: (terms['description'] as string) ?? null,
    payment_method: null,
    latest_charge: null,
    last_payment_error: null,
    next_action: null,
    canceled_at: null,
    cancellation_reason: null,
    payment_method_types: ['card'],
    metadata: (terms['metadata'] as PaymentIntent['metadata']) ?? {},
  };
  await call.store.insert(intent, { internal: { sessionId: session.object.id, cardNumber: card.number } });
  await emit(call, 'payment_intent.created', intent);
  const page = await call.store.save({ ...session.object, payment_intent: intent.id });
  return { session: { ...session, object: page }, intent, card };
}

async function ask(call: Call, { session, intent }: Attempt): Promise<PayResult> {
  const url = `${call.origin}/checkout/${session.object.id}/confirm`;
  const asking: PaymentIntent = {
    ...intent,
    status: 'requires_action',
    next_action: { type: 'redirect_to_url', redirect_to_url: { url, return_url: session.object.success_url } },
  };
  await call.store.save(asking);
  await emit(call, 'payment_intent.requires_action', asking);
  return { kind: 'asks', session: session.object };
}

async function fail(call: Call, { session, intent, card }: Attempt, decline: Decline): Promise<PayResult> {
  const authentication = decline === AUTHENTICATION_FAILED;
  const charge = authentication ? null : await addCharge(call, { session, intent, card }, decline);
  const failed: PaymentIntent = {
    ...intent,
    status: 'requires_payment_method',
    next_action: null,
    latest_charge: charge?.id ?? intent.latest_charge,
    last_payment_error: declineBody(decline, charge?.id),
  };
  await call.store.save(failed);
  if (charge) await emit(call, 'charge.failed', charge);
  await emit(call, 'payment_intent.payment_failed', failed);
  return { kind: 'declined', session: session.object, message: decline.message };
}

async function succeed(call: Call, attempt: Attempt): Promise<PayResult> {
  const customer = await keepCustomer(call, attempt);
  const method = await keepCard(call, attempt, customer);
  const intent = {
    ...attempt.intent,
    customer,
    payment_method: method.id,
    next_action: null,
    last_payment_error: null,
  };
  const charge = await addCharge(call, { ...attempt, intent }, null);
  const held: PaymentIntent = {
    ...intent,
    status: 'requires_capture',
    latest_charge: charge.id,
    amount_capturable: intent.amount,
  };
  await call.store.save(held, { dueAt: call.now + WEEK });
  await emit(call, 'charge.succeeded', charge);
  const session = await complete(call, attempt.session.object, customer);
  if (held.capture_method === 'manual') await emit(call, 'payment_intent.amount_capturable_updated', held);
  else await postCapture(call, { intent: held, charge });
  await emit(call, 'checkout.session.completed', session);
  return { kind: 'paid', session };
}

async function complete(call: Call, session: CheckoutSession, customer: string | null): Promise<CheckoutSession> {
  const { object: latest } = await call.store.find('checkout.session', session.id);
  const done: CheckoutSession = { ...latest, status: 'complete', url: null, customer };
  return call.store.save(done, { dueAt: null });
}

async function keepCustomer(call: Call, { session }: Attempt): Promise<string | null> {
  const { customer, customer_creation } = session.object;
  const wanted = customer_creation === 'always' || session.internal.intentData?.['setup_future_usage'] !== undefined;
  if (customer || !wanted) return customer;
  const made: Customer = {
    ...head('customer', call.now),
    email: session.object.customer_email,
    name: null,
    description: null,
    invoice_settings: { default_payment_method: null },
    metadata: {},
  };
  await call.store.insert(made);
  await emit(call, 'customer.created', made);
  return made.id;
}

async function keepCard(call: Call, { card, intent }: Attempt, customer: string | null): Promise<PaymentMethod> {
  const method: PaymentMethod = {
    ...head('payment_method', call.now),
    type: 'card',
    customer: intent.setup_future_usage ? customer : null,
    card: cardDetails(card, call.now),
    metadata: {},
  };
  await call.store.insert(method, { internal: { cardNumber: card.number } });
  return method;
}

async function addCharge(call: Call, { intent, card }: Attempt, decline: Decline | null): Promise<Charge> {
  const details = cardDetails(card, call.now);
  const authenticated = card.behaviour === 'asks' ? { result: 'authenticated' as const } : null;
  const charge: Charge = {
    ...head('charge', call.now),
    status: decline ? 'failed' : 'succeeded',
    paid: decline === null,
    captured: false,
    amount: intent.amount,
    amount_captured: 0,
    amount_refunded: 0,
    refunded: false,
    disputed: false,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    payment_intent: intent.id,
    payment_method: intent.payment_method ?? '',
    payment_method_details: {
      type: 'card',
      card: { ...details, three_d_secure: authenticated, ...(decline ? {} : { capture_before: call.now + WEEK }) },
    },
    balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    outcome: decline
      ? { type: 'issuer_declined', network_status: 'declined_by_network', reason: decline.declineCode }
      : { type: 'authorized', network_status: 'approved_by_network', reason: null },
    metadata: intent.metadata,
  };
  return call.store.insert(charge, { paymentIntent: intent.id, internal: { cardNumber: card.number } });
}
