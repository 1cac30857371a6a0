import type { Call } from './call';
import { assertAmount, assertCurrency, LARGEST_AMOUNT } from './currencies';
import { badParameter, refused } from './errors';
import { emit } from './events';
import { head, type CheckoutSession } from './objects';
import {
  choice,
  expandable,
  flag,
  group,
  integer,
  list,
  metadata,
  optional,
  paging,
  read,
  required,
  text,
  webAddress,
  type Tree,
} from './parameters';
import { fieldsEqual, type Saved } from './store';

const PRICE = group({
  currency: required(text(3)),
  unit_amount: required(integer({ min: 0, max: LARGEST_AMOUNT })),
  product_data: required(
    group({ name: required(text(250)), description: optional(text(1000)), metadata: optional(metadata()) }),
  ),
  tax_behavior: optional(choice('inclusive', 'exclusive', 'unspecified')),
});
const ITEM = group({ price_data: required(PRICE), quantity: required(integer({ min: 1, max: 999_999 })) });
const CREATE = {
  ...expandable,
  mode: required(choice('payment')),
  ui_mode: optional(choice('hosted_page')),
  allowed_payment_method_types: optional(list(choice('card'), { min: 1, max: 10 })),
  line_items: required(list(ITEM, { min: 1, max: 100 })),
  payment_intent_data: optional(
    group({
      capture_method: optional(choice('automatic', 'automatic_async', 'manual')),
      setup_future_usage: optional(choice('off_session', 'on_session')),
      metadata: optional(metadata()),
      description: optional(text(1000)),
      transfer_group: optional(text(255)),
    }),
  ),
  consent_collection: optional(
    group({ payment_method_reuse_agreement: optional(group({ position: required(choice('auto', 'hidden')) })) }),
  ),
  adaptive_pricing: optional(group({ enabled: optional(flag()) })),
  customer: optional(text(100)),
  customer_creation: optional(choice('always', 'if_required')),
  customer_email: optional(text(512)),
  client_reference_id: optional(text(200)),
  metadata: optional(metadata()),
  success_url: required(webAddress()),
  cancel_url: optional(webAddress()),
  expires_at: optional(integer({ min: 0, max: 99_999_999_999 })),
  locale: optional(choice('auto', 'en', 'en-GB', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'ja', 'ar')),
  submit_type: optional(choice('auto', 'book', 'donate', 'pay')),
};
type Wanted = ReturnType<typeof read<typeof CREATE>>;

const HALF_HOUR = 30 * 60;
const DAY = 24 * 3600;

export async function createCheckoutSession(call: Call, tree: Tree): Promise<CheckoutSession> {
  const wanted = read(CREATE, tree);
  const { amount, currency } = totalOf(wanted);
  const expiresAt = expiryOf(wanted.expires_at, call.now);
  if (wanted.customer && wanted.customer_creation) {
    throw badParameter('customer', 'You may only specify one of these parameters: customer, customer_creation.');
  }
  if (wanted.customer) await call.store.find('customer', wanted.customer, 'customer');
  const base = head('checkout.session', call.now);
  const session: CheckoutSession = {
    ...base,
    status: 'open',
    payment_status: 'unpaid',
    mode: 'payment',
    ui_mode: 'hosted_page',
    url: `${call.origin}/checkout/${base.id}`,
    ...purposeOf(wanted),
    ...payerOf(wanted),
    amount_subtotal: amount,
    amount_total: amount,
    currency,
    expires_at: expiresAt,
  };
  const itemName = wanted.line_items.map((item) => item.price_data.product_data.name).join(', ');
  const intentData = wanted.payment_intent_data ?? {};
  return call.store.insert(session, { dueAt: expiresAt, internal: { itemName, intentData } });
}

function purposeOf(wanted: Wanted) {
  return {
    success_url: wanted.success_url,
    cancel_url: wanted.cancel_url ?? null,
    client_reference_id: wanted.client_reference_id ?? null,
    payment_intent: null,
    allowed_payment_method_types: wanted.allowed_payment_method_types ?? null,
    payment_method_types: ['card'],
    consent_collection: wanted.consent_collection ?? null,
    locale: wanted.locale ?? null,
    submit_type: wanted.submit_type ?? null,
    metadata: wanted.metadata ?? {},
  };
}

function payerOf(wanted: Wanted) {
  return {
    customer: wanted.customer ?? null,
    customer_creation: wanted.customer ? null : (wanted.customer_creation ?? ('if_required' as const)),
    customer_email: wanted.customer_email ?? null,
    customer_details: null,
  };
}

function totalOf(wanted: Wanted): { amount: number; currency: string } {
  const currency = wanted.line_items[0]?.price_data.currency.toLowerCase() ?? '';
  let amount = 0;
  wanted.line_items.forEach((item, index) => {
    const param = `line_items[${index}][price_data][currency]`;
    assertCurrency(item.price_data.currency.toLowerCase(), param);
    if (item.price_data.currency.toLowerCase() !== currency)
      throw badParameter(param, 'All prices must use the same currency.');
    amount += item.price_data.unit_amount * item.quantity;
  });
  assertAmount(amount, currency, 'line_items');
  return { amount, currency };
}

function expiryOf(asked: number | undefined, now: number): number {
  const expiresAt = asked ?? now + DAY;
  const tooSoon = 'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.';
  const tooLate = 'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.';
  if (expiresAt < now + HALF_HOUR) throw badParameter('expires_at', tooSoon);
  if (expiresAt > now + DAY) throw badParameter('expires_at', tooLate);
  return expiresAt;
}

/** The page as it is now: one whose time has come expires when it is looked at, at the latest. */
export async function loadSession(call: Call, id: string): Promise<Saved<CheckoutSession>> {
  const saved = await call.store.lock('checkout.session', id);
  if (saved.object.status !== 'open' || saved.object.expires_at > call.now) return saved;
  return { ...saved, object: await closePage(call, saved.object) };
}

export async function retrieveCheckoutSession(call: Call, tree: Tree, id: string): Promise<CheckoutSession> {
  read(expandable, tree);
  return (await loadSession(call, id)).object;
}

export async function expireCheckoutSession(call: Call, tree: Tree, id: string): Promise<CheckoutSession> {
  read(expandable, tree);
  const { object: session } = await loadSession(call, id);
  if (session.status !== 'open') {
    throw refused(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  }
  return closePage(call, session);
}

/** Expires an open page; a payment that was tried on it can no longer be made. */
async function closePage(call: Call, session: CheckoutSession): Promise<CheckoutSession> {
  const closed = await call.store.save<CheckoutSession>({ ...session, status: 'expired', url: null }, { dueAt: null });
  if (session.payment_intent) {
    const { object: intent } = await call.store.lock('payment_intent', session.payment_intent);
    const canceled = { ...intent, status: 'canceled' as const, canceled_at: call.now, next_action: null };
    await call.store.save(canceled, { dueAt: null });
    await emit(call, 'payment_intent.canceled', canceled);
  }
  await emit(call, 'checkout.session.expired', closed);
  return closed;
}

const LIST = {
  ...expandable,
  ...paging,
  payment_intent: optional(text(100)),
  status: optional(choice('open', 'complete', 'expired')),
};

export async function listCheckoutSessions(call: Call, tree: Tree): Promise<object> {
  const asked = read(LIST, tree);
  const where = fieldsEqual({ payment_intent: asked.payment_intent, status: asked.status });
  return {
    object: 'list',
    url: '/v1/checkout/sessions',
    ...(await call.store.page('checkout.session', { paging: asked, where })),
  };
}
