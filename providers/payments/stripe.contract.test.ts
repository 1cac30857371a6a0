import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { SECRET_KEY, startSandbox, WEBHOOK_SECRET, type TestSandbox } from '../../sandbox/testing/start';
import { createStripePayments } from './stripe';
import { describePaymentContract, type World } from './testing/contract';

const mockUrl = process.env['STRIPE_MOCK_URL'];
const liveKey = process.env['STRIPE_TEST_SECRET_KEY'];
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

async function sandboxWorld(through?: (sandbox: TestSandbox) => Promise<string>): Promise<World> {
  const sandbox = await startSandbox();
  closing.push(() => sandbox.drop());
  const apiBase = through ? await through(sandbox) : sandbox.origin;
  const payments = createStripePayments({ secretKey: SECRET_KEY, webhookSecret: WEBHOOK_SECRET, apiBase });
  const now = () => sandbox.clock.now();
  const hold = async (bookingId: string) => {
    const { checkoutId } = await payments.openCheckout({
      bookingId,
      amount: { amountMinor: 2400, currency: 'EUR' },
      description: 'Lesson',
      customerId: null,
      successUrl: 'https://stoa.example/done',
      cancelUrl: 'https://stoa.example/back',
      expiresAt: now() + 35 * 60_000,
      idempotencyKey: `${bookingId}:hold`,
    });
    await sandbox.bank.pay(checkoutId!, '4242424242424242');
    return (await payments.findCheckout(checkoutId!)).paymentIntentId!;
  };
  return { payments, now, hold };
}

describePaymentContract("the sandbox's Stripe", () => sandboxWorld());

/**
 * A second oracle: everything that goes to the sandbox also goes to stripe-mock, which judges it by Stripe's published
 * description of its API. Without it, sandbox and adapter could agree on a mistake.
 */
(mockUrl ? describe : describe.skip)('what is sent to Stripe', () => {
  const refused: string[] = [];
  const judged: string[] = [];
  describePaymentContract('the sandbox, with stripe-mock as its judge', () =>
    sandboxWorld(async (sandbox) => {
      const server = createServer((request, response) => void judge(request, response, sandbox));
      closing.push(() => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()));
      return listen(server);
    }),
  );

  async function judge(request: IncomingMessage, response: import('node:http').ServerResponse, sandbox: TestSandbox) {
    const body = await read(request);
    const opinion = await send(mockUrl!, request, inOlderWords(body));
    judged.push(`${request.method} ${request.url}`);
    if (opinion.status >= 400) refused.push(`${request.method} ${request.url} ${body}: ${await opinion.text()}`);
    const answer = await send(sandbox.origin, request, body);
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      'request-id': answer.headers.get('request-id') ?? '',
      ...(answer.headers.get('idempotent-replayed') && { 'idempotent-replayed': 'true' }),
    });
    response.end(await answer.text());
  }

  it('was taken by stripe-mock, all of it', () => {
    expect(refused).toEqual([]);
    expect(judged.length).toBeGreaterThan(20);
  });
});

/** stripe-mock knows Stripe's API of September 2025; since then one parameter that we send was renamed. */
function inOlderWords(body: string): string {
  return body.replaceAll('allowed_payment_method_types', 'payment_method_types');
}

(liveKey ? describe : describe.skip)('in Stripe’s own test mode', () => {
  describePaymentContract('Stripe', () => Promise.resolve(liveWorld(liveKey ?? '')));
});

/** A hosted page needs a person, so the hold is made by Stripe's API itself; the rest is the adapter's. */
function liveWorld(secretKey: string): World {
  if (!secretKey.startsWith('sk_test_')) throw new Error('STRIPE_TEST_SECRET_KEY is not a test key');
  const stripe = new Stripe(secretKey, { telemetry: false });
  const apiBase = 'https://api.stripe.com';
  return {
    payments: createStripePayments({ secretKey, webhookSecret: WEBHOOK_SECRET, apiBase }),
    now: () => Date.now(),
    hold: async (bookingId) => {
      const { id } = await stripe.paymentIntents.create({
        amount: 2400,
        currency: 'eur',
        confirm: true,
        capture_method: 'manual',
        payment_method: 'pm_card_visa',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        metadata: { booking_id: bookingId },
      });
      return id;
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function send(origin: string, request: IncomingMessage, body: string): Promise<Response> {
  const names = ['authorization', 'content-type', 'stripe-version', 'idempotency-key'];
  const headers = names.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  const method = request.method ?? 'GET';
  return fetch(origin + request.url, { method, headers, ...(method === 'POST' && { body }) });
}
