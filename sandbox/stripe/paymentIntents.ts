import type { Call, Reply } from './call';
import { SWITCHED_OFF } from './cards';
import { declineBody, refused, StripeRefusal } from './errors';
import { emit } from './events';
import { head, type BalanceTransaction, type Charge, type IntentStatus, type PaymentIntent } from './objects';
import { choice, expandable, flag, integer, metadata, optional, paging, read, text, type Tree } from './parameters';
import { fieldsEqual, type Saved } from './store';

const DAY = 24 * 3600;

/** The payment as it is now: a hold that nobody captured in time lapses when it is looked at, at the latest. */
export async function loadIntent(call: Call, id: string, param = 'intent'): Promise<Saved<PaymentIntent>> {
  const saved = await call.store.lock('payment_intent', id, param);
  if (saved.object.status !== 'requires_capture' || !saved.object.latest_charge) return saved;
  const { object: charge } = await call.store.find('charge', saved.object.latest_charge);
  const until = charge.payment_method_details.card.capture_before ?? Infinity;
  return until > call.now ? saved : { ...saved, object: await letGo(call, saved.object, 'automatic') };
}

export async function retrievePaymentIntent(call: Call, tree: Tree, id: string): Promise<PaymentIntent> {
  read({ ...expandable, client_secret: optional(text()) }, tree);
  return (await loadIntent(call, id)).object;
}

const CAPTURE = {
  ...expandable,
  amount_to_capture: optional(integer({ min: 1, max: 99_999_999 })),
  final_capture: optional(flag()),
  metadata: optional(metadata()),
};

export async function capturePaymentIntent(call: Call, tree: Tree, id: string): Promise<PaymentIntent | Reply> {
  const wanted = read(CAPTURE, tree);
  const { object: intent } = await loadIntent(call, id);
  if (intent.status !== 'requires_capture') throw unexpectedState(intent, 'captured', ['requires_capture']);
  const amount = wanted.amount_to_capture ?? intent.amount_capturable;
  if (amount > intent.amount_capturable) {
    throw refused(
      'The amount to capture is greater than the amount that can be captured.',
      'amount_too_large',
      'amount_to_capture',
    );
  }
  if (amount < intent.amount_capturable) {
    throw refused('The sandbox does not play partial captures.', undefined, 'amount_to_capture');
  }
  const { object: charge } = await call.store.lock('charge', intent.latest_charge ?? '');
  if (await call.faults.take(['decline'], 'payment_intents.capture', call.store.db)) {
    const error = declineBody(SWITCHED_OFF, charge.id);
    await emit(call, 'payment_intent.payment_failed', await call.store.save({ ...intent, last_payment_error: error }));
    return { status: 402, body: { error: { ...error, payment_intent: intent } } };
  }
  return postCapture(call, { intent: { ...intent, metadata: { ...intent.metadata, ...wanted.metadata } }, charge });
}

/** Takes what is held, and books Stripe's fee: 2.9 % and 30 of the smallest units, rounded half up. */
export async function postCapture(
  call: Call,
  { intent, charge }: { intent: PaymentIntent; charge: Charge },
): Promise<PaymentIntent> {
  const fee = Math.round(intent.amount * 0.029) + 30;
  const entry = await addEntry(call, {
    type: 'charge',
    amount: intent.amount,
    fee,
    currency: intent.currency,
    source: charge.id,
  });
  const taken: Charge = {
    ...charge,
    captured: true,
    amount_captured: intent.amount,
    balance_transaction: entry.id,
  };
  await call.store.save(taken);
  const done: PaymentIntent = { ...intent, status: 'succeeded', amount_capturable: 0, amount_received: intent.amount };
  await call.store.save(done, { dueAt: null });
  await markPagePaid(call, intent.id);
  await emit(call, 'charge.captured', taken);
  await emit(call, 'payment_intent.succeeded', done);
  return done;
}

async function markPagePaid(call: Call, intentId: string): Promise<void> {
  const { internal } = await call.store.find('payment_intent', intentId);
  if (!internal.sessionId) return;
  const { object: session } = await call.store.lock('checkout.session', internal.sessionId);
  await call.store.save({ ...session, payment_status: 'paid' as const });
}

const CANCEL = {
  ...expandable,
  cancellation_reason: optional(choice('duplicate', 'fraudulent', 'requested_by_customer', 'abandoned')),
};
const CANCELABLE: readonly IntentStatus[] = [
  'requires_payment_method',
  'requires_capture',
  'requires_action',
  'processing',
];

export async function cancelPaymentIntent(call: Call, tree: Tree, id: string): Promise<PaymentIntent> {
  const wanted = read(CANCEL, tree);
  const { object: intent, internal } = await loadIntent(call, id);
  if (!CANCELABLE.includes(intent.status)) throw unexpectedState(intent, 'canceled', CANCELABLE);
  if (intent.status !== 'requires_capture' && internal.sessionId) {
    const page = await call.store.find('checkout.session', internal.sessionId);
    if (page.object.status === 'open') {
      throw refused("You can't cancel the PaymentIntent for a Checkout Session. Expire the Checkout Session instead.");
    }
  }
  return letGo(call, intent, wanted.cancellation_reason ?? null);
}

/** Ends a payment that was not captured; what was held on the card is free again. */
export async function letGo(call: Call, intent: PaymentIntent, reason: string | null): Promise<PaymentIntent> {
  const canceled: PaymentIntent = {
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: call.now,
    cancellation_reason: reason,
    next_action: null,
  };
  await call.store.save(canceled, { dueAt: null });
  if (intent.status === 'requires_capture' && intent.latest_charge) {
    const { object: charge } = await call.store.lock('charge', intent.latest_charge);
    const freed: Charge = { ...charge, refunded: true, amount_refunded: charge.amount };
    await call.store.save(freed);
    await emit(call, reason === 'automatic' ? 'charge.expired' : 'charge.refunded', freed);
  }
  await emit(call, 'payment_intent.canceled', canceled);
  return canceled;
}

const LIST = { ...expandable, ...paging, customer: optional(text(100)) };

export async function listPaymentIntents(call: Call, tree: Tree): Promise<object> {
  const asked = read(LIST, tree);
  const where = fieldsEqual({ customer: asked.customer });
  return {
    object: 'list',
    url: '/v1/payment_intents',
    ...(await call.store.page('payment_intent', { paging: asked, where })),
  };
}

/** One line of the platform's balance. `amount` is signed as Stripe signs it: what came in is positive. */
export async function addEntry(
  call: Call,
  line: Pick<BalanceTransaction, 'type' | 'amount' | 'fee' | 'currency' | 'source'>,
): Promise<BalanceTransaction> {
  const details = {
    type: 'stripe_fee',
    amount: line.fee,
    currency: line.currency,
    description: 'Stripe processing fees',
  };
  return call.store.insert<BalanceTransaction>({
    ...head('balance_transaction', call.now),
    ...line,
    net: line.amount - line.fee,
    status: 'pending',
    available_on: call.now + 2 * DAY,
    reporting_category: line.type,
    exchange_rate: null,
    fee_details: line.fee === 0 ? [] : [details],
  });
}

function unexpectedState(intent: PaymentIntent, verb: string, allowed: readonly IntentStatus[]): StripeRefusal {
  const message =
    `This PaymentIntent could not be ${verb} because it has a status of ${intent.status}. ` +
    `Only a PaymentIntent with one of the following statuses may be ${verb}: ${allowed.join(', ')}.`;
  const { error } = refused(message, 'payment_intent_unexpected_state');
  return new StripeRefusal(400, { ...error, payment_intent: intent });
}
