import { createAccountLink } from './accountLinks';
import { createAccount, listAccounts, retrieveAccount } from './accounts';
import type { Call, Reply } from './call';
import {
  createCheckoutSession,
  expireCheckoutSession,
  listCheckoutSessions,
  retrieveCheckoutSession,
} from './checkoutSessions';
import { emit, listEvents } from './events';
import { head, type Customer, type Kind } from './objects';
import { expandable, metadata, optional, paging, read, text, type Tree } from './parameters';
import { cancelPaymentIntent, capturePaymentIntent, listPaymentIntents, retrievePaymentIntent } from './paymentIntents';
import { createRefund, listRefunds, retrieveRefund } from './refunds';
import { fieldsEqual } from './store';

export interface Operation {
  /** the name by which faults reach it */
  readonly name: string;
  readonly method: 'GET' | 'POST';
  /** `:id` stands for one segment */
  readonly path: string;
  readonly run: (call: Call, tree: Tree, id: string) => Promise<object>;
}

const CUSTOMER = {
  ...expandable,
  email: optional(text(512)),
  name: optional(text(256)),
  description: optional(text(500)),
  metadata: optional(metadata()),
};

async function createCustomer(call: Call, tree: Tree): Promise<Customer> {
  const wanted = read(CUSTOMER, tree);
  const customer: Customer = {
    ...head('customer', call.now),
    email: wanted.email ?? null,
    name: wanted.name ?? null,
    description: wanted.description ?? null,
    invoice_settings: { default_payment_method: null },
    metadata: wanted.metadata ?? {},
  };
  await call.store.insert(customer);
  await emit(call, 'customer.created', customer);
  return customer;
}

function retrieve(kind: Kind): Operation['run'] {
  return async (call, tree, id) => {
    read(expandable, tree);
    return (await call.store.find(kind, id)).object;
  };
}

function listOf(kind: Kind, url: string, filters: readonly string[]): Operation['run'] {
  const fields = {
    ...expandable,
    ...paging,
    ...Object.fromEntries(filters.map((name) => [name, optional(text(200))])),
  };
  return async (call, tree) => {
    const asked = read(fields, tree) as Record<string, string | undefined>;
    const where = fieldsEqual(Object.fromEntries(filters.map((name) => [name, asked[name]])));
    return { object: 'list', url, ...(await call.store.page(kind, { paging: asked, where })) };
  };
}

const get = (name: string, path: string, run: Operation['run']): Operation => ({ name, method: 'GET', path, run });
const post = (name: string, path: string, run: Operation['run']): Operation => ({ name, method: 'POST', path, run });

/** Everything of Stripe's API that the sandbox speaks. */
export const OPERATIONS: readonly Operation[] = [
  post('checkout_sessions.create', '/v1/checkout/sessions', createCheckoutSession),
  get('checkout_sessions.list', '/v1/checkout/sessions', listCheckoutSessions),
  get('checkout_sessions.retrieve', '/v1/checkout/sessions/:id', retrieveCheckoutSession),
  post('checkout_sessions.expire', '/v1/checkout/sessions/:id/expire', expireCheckoutSession),
  get('payment_intents.list', '/v1/payment_intents', listPaymentIntents),
  get('payment_intents.retrieve', '/v1/payment_intents/:id', retrievePaymentIntent),
  post('payment_intents.capture', '/v1/payment_intents/:id/capture', capturePaymentIntent),
  post('payment_intents.cancel', '/v1/payment_intents/:id/cancel', cancelPaymentIntent),
  post('refunds.create', '/v1/refunds', createRefund),
  get('refunds.list', '/v1/refunds', listRefunds),
  get('refunds.retrieve', '/v1/refunds/:id', retrieveRefund),
  get('charges.list', '/v1/charges', listOf('charge', '/v1/charges', ['payment_intent', 'customer'])),
  get('charges.retrieve', '/v1/charges/:id', retrieve('charge')),
  get(
    'balance_transactions.list',
    '/v1/balance_transactions',
    listOf('balance_transaction', '/v1/balance_transactions', ['source', 'type', 'currency']),
  ),
  get('balance_transactions.retrieve', '/v1/balance_transactions/:id', retrieve('balance_transaction')),
  post('customers.create', '/v1/customers', createCustomer),
  get('customers.list', '/v1/customers', listOf('customer', '/v1/customers', ['email'])),
  get('customers.retrieve', '/v1/customers/:id', retrieve('customer')),
  get('payment_methods.retrieve', '/v1/payment_methods/:id', retrieve('payment_method')),
  post('accounts.create', '/v1/accounts', createAccount),
  get('accounts.list', '/v1/accounts', listAccounts),
  get('accounts.retrieve', '/v1/accounts/:id', retrieveAccount),
  post('account_links.create', '/v1/account_links', createAccountLink),
  get('events.list', '/v1/events', listEvents),
  get('events.retrieve', '/v1/events/:id', retrieve('event')),
];

const MATCHERS = OPERATIONS.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replace(':id', '([^/]+)')}/?$`),
}));

export function findOperation(method: string, path: string): { operation: Operation; id: string } | null {
  for (const { operation, pattern } of MATCHERS) {
    const match = operation.method === method ? pattern.exec(path) : null;
    if (match) return { operation, id: decodeURIComponent(match[1] ?? '') };
  }
  return null;
}

export function isReply(result: object): result is Reply {
  return 'status' in result && typeof result.status === 'number';
}
