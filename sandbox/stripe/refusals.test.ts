import { fingerprintOf } from './idempotency';
import { SECRET_KEY, startSandbox, type TestSandbox } from '../testing/start';

let sandbox: TestSandbox;
let counter = 0;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.drop());

interface Body extends Record<string, unknown> {
  readonly error: { type: string; code?: string; param?: string; message: string };
  readonly data: { id: string; type: string }[];
}
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

async function call(
  method: string,
  path: string,
  options: { body?: string; key?: string; auth?: string } = {},
): Promise<Answer> {
  const response = await fetch(sandbox.origin + path, {
    method,
    headers: {
      authorization: options.auth ?? `Bearer ${SECRET_KEY}`,
      ...(options.key && { 'idempotency-key': options.key }),
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(method === 'POST' && { body: options.body ?? '' }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body };
}

const now = () => Math.floor(sandbox.clock.now() / 1000);
const page = (): Record<string, string> => ({
  mode: 'payment',
  'line_items[0][quantity]': '1',
  'line_items[0][price_data][currency]': 'eur',
  'line_items[0][price_data][unit_amount]': '2400',
  'line_items[0][price_data][product_data][name]': 'Lesson',
  'payment_intent_data[capture_method]': 'manual',
  'payment_intent_data[metadata][booking_id]': 'b1',
  success_url: 'https://stoa.example/done',
});
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const open = (changes: Record<string, string | null> = {}) => {
  const fields = Object.entries({ ...page(), ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return call('POST', '/v1/checkout/sessions', { body: form(Object.fromEntries(fields)) });
};
const key = () => `refusal-${(counter += 1)}`;

async function held(): Promise<{ session: string; intent: string; charge: string }> {
  const session = String((await open()).body['id']);
  await sandbox.bank.pay(session, '4242424242424242');
  const { body } = await call('GET', `/v1/checkout/sessions/${session}?expand[]=payment_intent`);
  const intent = body['payment_intent'] as { id: string; latest_charge: string };
  return { session, intent: intent.id, charge: intent.latest_charge };
}

describe('who asks', () => {
  it.each([
    ['nobody', '', 401],
    ['a live key', 'Bearer sk_live_1234', 401],
    ['nonsense', 'Bearer hello', 401],
    ['a test key as basic auth', `Basic ${Buffer.from(`${SECRET_KEY}:`).toString('base64')}`, 200],
  ])('%s', async (_who, auth, status) => {
    const answer = await call('GET', '/v1/events?limit=1', { auth });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('request-id')).toMatch(/^req_/);
  });

  it('is told when the sandbox does not speak that part', async () => {
    expect((await call('GET', '/v1/subscriptions')).body).toMatchObject({ error: { type: 'invalid_request_error' } });
    expect((await call('GET', '/v1/subscriptions')).status).toBe(404);
  });
});

describe('a page is refused', () => {
  it.each<[string, Record<string, string | null>, string, string | undefined]>([
    ['with an unknown parameter', { colour: 'red' }, 'colour', 'parameter_unknown'],
    [
      'with an unknown nested one',
      { 'payment_intent_data[colour]': 'red' },
      'payment_intent_data[colour]',
      'parameter_unknown',
    ],
    [
      'with the parameter that this version renamed',
      { 'payment_method_types[0]': 'card' },
      'payment_method_types',
      'parameter_unknown',
    ],
    ['aimed at every object', { '__proto__[polluted]': '1' }, '__proto__', 'parameter_unknown'],
    ['without a mode', { mode: null }, 'mode', 'parameter_missing'],
    ['with a mode it does not play', { mode: 'setup' }, 'mode', undefined],
    ['without a way back', { success_url: null }, 'success_url', 'parameter_missing'],
    ['with a way back that is none', { success_url: 'javascript:alert(1)' }, 'success_url', 'url_invalid'],
    ['with an empty value', { client_reference_id: '' }, 'client_reference_id', 'parameter_invalid_empty'],
    [
      'with half a cent',
      { 'line_items[0][price_data][unit_amount]': '24.5' },
      'line_items[0][price_data][unit_amount]',
      'parameter_invalid_integer',
    ],
    [
      'with a negative amount',
      { 'line_items[0][price_data][unit_amount]': '-1' },
      'line_items[0][price_data][unit_amount]',
      'parameter_invalid_integer',
    ],
    ['under the smallest charge', { 'line_items[0][price_data][unit_amount]': '49' }, 'line_items', 'amount_too_small'],
    ['over the largest', { 'line_items[0][quantity]': '99999' }, 'line_items', 'amount_too_large'],
    [
      'in a currency it does not settle',
      { 'line_items[0][price_data][currency]': 'xyz' },
      'line_items[0][price_data][currency]',
      'currency_not_supported',
    ],
    [
      'in fils that are not tens',
      { 'line_items[0][price_data][currency]': 'kwd', 'line_items[0][price_data][unit_amount]': '2401' },
      'line_items',
      'invalid_amount',
    ],
    ['for a customer nobody knows', { customer: 'cus_nobody' }, 'customer', 'resource_missing'],
    [
      'with an unknown way to capture',
      { 'payment_intent_data[capture_method]': 'later' },
      'payment_intent_data[capture_method]',
      undefined,
    ],
    ['with a note that is too long', { 'metadata[note]': 'x'.repeat(501) }, 'metadata[note]', undefined],
  ])('%s', async (...[, changes, param, code]) => {
    const { status, body } = await open(changes);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ type: 'invalid_request_error', param });
    expect(body.error.code).toBe(code);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each([
    [29 * 60, 400],
    [30 * 60 + 5, 200],
    [24 * 3600 - 5, 200],
    [24 * 3600 + 60, 400],
  ])('when it would close in %i s: %i', async (inSeconds, status) => {
    expect((await open({ expires_at: String(now() + inSeconds) })).status).toBe(status);
  });
});

describe('the wrong moment', () => {
  it('cannot capture, cancel or refund what is not in that state', async () => {
    const { session, intent } = await held();
    const early = await call('POST', '/v1/refunds', { body: form({ payment_intent: intent }) });
    expect([early.status, early.body.error.param]).toEqual([400, 'payment_intent']);
    expect((await call('POST', `/v1/payment_intents/${intent}/capture`)).status).toBe(200);
    for (const action of ['capture', 'cancel']) {
      const again = await call('POST', `/v1/payment_intents/${intent}/${action}`);
      expect(again.status).toBe(400);
      expect(again.body.error).toMatchObject({
        code: 'payment_intent_unexpected_state',
        payment_intent: { status: 'succeeded' },
      });
    }
    const late = await call('POST', `/v1/checkout/sessions/${session}/expire`);
    expect(late.body.error.message).toContain('status of `complete`');
  });

  it('cannot cancel the payment of a page that is open', async () => {
    const session = String((await open()).body['id']);
    await sandbox.bank.pay(session, '4000000000000002');
    const { body } = await call('GET', `/v1/checkout/sessions/${session}`);
    const answer = await call('POST', `/v1/payment_intents/${String(body['payment_intent'])}/cancel`);
    expect(answer.body.error.message).toContain('Expire the Checkout Session instead');
  });

  // two clerks who press at once must not give back more than was taken
  it('gives back no more than was taken, also to ten who ask at once', async () => {
    const { intent } = await held();
    await call('POST', `/v1/payment_intents/${intent}/capture`);
    const body = form({ payment_intent: intent, amount: '700' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => call('POST', '/v1/refunds', { body, key: key() })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    await call('POST', '/v1/refunds', { body: form({ payment_intent: intent, amount: '300' }) });
    const over = await call('POST', '/v1/refunds', { body: form({ payment_intent: intent }) });
    expect(over.body.error.code).toBe('charge_already_refunded');
  });

  it('closes pages and lets holds lapse by the town’s clock', async () => {
    const session = String((await open({ expires_at: String(now() + 31 * 60) })).body['id']);
    const { intent } = await held();
    await sandbox.mover.advanceBy(32 * 60_000);
    expect((await call('GET', `/v1/checkout/sessions/${session}`)).body).toMatchObject({
      status: 'expired',
      url: null,
    });
    await sandbox.mover.advanceBy(7 * 24 * 3_600_000);
    const lapsed = await call('GET', `/v1/payment_intents/${intent}`);
    expect(lapsed.body).toMatchObject({ status: 'canceled', cancellation_reason: 'automatic' });
    expect((await call('POST', `/v1/payment_intents/${intent}/capture`)).status).toBe(400);
  });
});

describe('idempotency keys', () => {
  it('replay an answer, say so, and belong to one request', async () => {
    const { intent } = await held();
    const name = key();
    const first = await call('POST', `/v1/payment_intents/${intent}/capture`, { key: name });
    const second = await call('POST', `/v1/payment_intents/${intent}/capture`, { key: name });
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.body).toEqual(first.body);
    const other = await call('POST', `/v1/payment_intents/${intent}/cancel`, { key: name });
    expect([other.status, other.body.error.type]).toEqual([400, 'idempotency_error']);
  });

  it('keep a refusal that ran, and forget one that did not', async () => {
    const { intent } = await held();
    const name = key();
    await call('POST', '/v1/refunds', { body: form({ payment_intent: intent }), key: name });
    await call('POST', `/v1/payment_intents/${intent}/capture`);
    const stored = await call('POST', '/v1/refunds', { body: form({ payment_intent: intent }), key: name });
    expect([stored.status, stored.headers.get('idempotent-replayed')]).toEqual([400, 'true']);
    const free = key();
    expect((await call('POST', '/v1/refunds', { body: 'colour=red', key: free })).status).toBe(400);
    expect((await call('POST', '/v1/refunds', { body: form({ payment_intent: intent }), key: free })).status).toBe(200);
  });

  it('are forgotten after 24 hours of the clock on the wall, whatever the town’s says', async () => {
    const { intent } = await held();
    const name = key();
    const capture = () => call('POST', `/v1/payment_intents/${intent}/capture`, { key: name });
    await capture();
    await sandbox.mover.advanceBy(48 * 3_600_000);
    expect((await capture()).headers.get('idempotent-replayed')).toBe('true');
    await sandbox.pool.query("UPDATE stripe_keys SET created_at = now() - interval '25 hours' WHERE key = $1", [name]);
    expect((await capture()).body.error.code).toBe('payment_intent_unexpected_state');
  });

  it('answer 409 while their request still runs', async () => {
    const { intent } = await held();
    const name = key();
    const fingerprint = fingerprintOf('POST', `/v1/payment_intents/:id/capture#${intent}`, '');
    await sandbox.pool.query('INSERT INTO stripe_keys (key, fingerprint) VALUES ($1, $2)', [name, fingerprint]);
    const answer = await call('POST', `/v1/payment_intents/${intent}/capture`, { key: name });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'idempotency_key_in_use']);
  });

  it('of a request that died with the sandbox are free again', async () => {
    await sandbox.pool.query("INSERT INTO stripe_keys (key, fingerprint) VALUES ('died', 'x')");
    sandbox = await sandbox.restart();
    const { intent } = await held();
    expect((await call('POST', `/v1/payment_intents/${intent}/capture`, { key: 'died' })).status).toBe(200);
  });
});

describe('lists', () => {
  it('go page by page in both directions without losing or doubling one', async () => {
    const all = (await call('GET', '/v1/events?limit=100')).body.data;
    const first = (await call('GET', '/v1/events?limit=3')).body;
    expect(first.data.map(({ id }) => id)).toEqual(all.slice(0, 3).map(({ id }) => id));
    const second = (await call('GET', `/v1/events?limit=3&starting_after=${all[2]!.id}`)).body;
    expect(second.data.map(({ id }) => id)).toEqual(all.slice(3, 6).map(({ id }) => id));
    const back = (await call('GET', `/v1/events?limit=2&ending_before=${all[3]!.id}`)).body;
    expect(back.data.map(({ id }) => id)).toEqual(all.slice(1, 3).map(({ id }) => id));
  });

  it('filter by type, and refuse a cursor and a limit that do not exist', async () => {
    const { body } = await call('GET', '/v1/events?type=payment_intent.succeeded&limit=100');
    expect(new Set(body.data.map(({ type }) => type))).toEqual(new Set(['payment_intent.succeeded']));
    expect((await call('GET', '/v1/events?starting_after=evt_nothing')).body.error.code).toBe('resource_missing');
    expect((await call('GET', '/v1/events?limit=101')).status).toBe(400);
  });
});
