import { createHmac, randomUUID } from 'node:crypto';
import { createStripePayments } from '../../providers/payments/stripe';
import type { PaymentSnapshot } from '../../providers/payments/port';
import { buildBooking } from '../../test/factories/bookings';
import { createTestApp, type TestApp } from '../../test/harness/api';

const SECRET = 'whsec_test_secret_of_this_file';
/** Signatures are the real ones; only what would be fetched from the company is played. */
const stripe = createStripePayments({
  secretKey: 'sk_test_12345678',
  webhookSecret: SECRET,
  apiBase: 'http://127.0.0.1:9',
});
let snapshot: PaymentSnapshot | Error;
let fetched = 0;
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({
    payments: {
      readEvent: (body, signature) => stripe.readEvent(body, signature),
      findCheckout: () => {
        fetched += 1;
        return snapshot instanceof Error ? Promise.reject(snapshot) : Promise.resolve(snapshot);
      },
    },
  });
});
afterAll(() => app.close());

const eventFor = (bookingId: string, id = `evt_${randomUUID()}`) =>
  JSON.stringify({
    id,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1000),
    type: 'checkout.session.completed',
    data: { object: { id: `cs_${bookingId}`, object: 'checkout.session', metadata: { booking_id: bookingId } } },
  });
function signatureOf(body: string, at = Math.floor(Date.now() / 1000), secret = SECRET): string {
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
}
async function deliver(body: string, signature: string | undefined = signatureOf(body)) {
  const response = await fetch(`${app.origin}/api/v1/webhooks/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(signature ? { 'stripe-signature': signature } : {}) },
    body,
  });
  return { status: response.status, body: (await response.json()) as { code?: string } };
}
async function paidBooking(): Promise<string> {
  const { booking } = await buildBooking(app.database.owner);
  const amount = booking.terms.price;
  snapshot = {
    bookingId: booking.id,
    checkoutId: `cs_${booking.id}`,
    checkoutUrl: null,
    checkout: 'complete',
    checkoutExpiresAt: null,
    paymentIntentId: `pi_${booking.id}`,
    status: 'authorized',
    amount,
    authorized: amount,
    captured: null,
    refunded: null,
    captureBefore: null,
    chargeId: `ch_${booking.id}`,
    fee: null,
    declineCode: null,
  };
  return booking.id;
}
const count = async (table: string, where: Record<string, unknown> = {}) =>
  Number(((await app.database.owner(table).where(where).count('* as n').first()) as { n: string | number }).n);

describe('a delivery refused', () => {
  it('without a signature, with a forged one, with another body and a year old: nothing is stored', async () => {
    const body = eventFor(await paidBooking());
    const year = Math.floor(Date.now() / 1000) - 365 * 86_400;
    const signatures = [
      undefined,
      'nonsense',
      signatureOf(body, undefined, 'whsec_another'),
      signatureOf(`${body} `),
      signatureOf(body, year),
    ];
    for (const signature of signatures) {
      const answer = await deliver(body, signature ?? '');
      expect(answer).toMatchObject({ status: 400, body: { code: 'webhook_signature_invalid' } });
    }
    expect(await count('webhook_deliveries')).toBe(0);
    expect(await count('webhook_events')).toBe(0);
  });

  it('over the limit', async () => {
    expect(await deliver('x'.repeat(1_100_000))).toMatchObject({ status: 413 });
  });
});

describe('a delivery applied', () => {
  it('stores event, payment, postings and the signal in one go, the raw body apart', async () => {
    const bookingId = await paidBooking();
    const body = eventFor(bookingId);
    expect((await deliver(body)).status).toBe(200);
    expect(await count('payments', { booking_id: bookingId, status: 'authorized' })).toBe(1);
    expect(await count('ledger_transactions', { booking_id: bookingId, code: 'authorised' })).toBe(1);
    expect(await count('outbox', { kind: 'signal' })).toBeGreaterThan(0);
    expect(await count('webhook_deliveries', { outcome: 'applied' })).toBe(1);
  });

  it('once, however often and at once it comes', async () => {
    const bookingId = await paidBooking();
    const body = eventFor(bookingId);
    const answers = await Promise.all([deliver(body), deliver(body), deliver(body)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const before = fetched;
    expect((await deliver(body)).status).toBe(200);
    expect(fetched).toBe(before);
    expect(await count('ledger_transactions', { booking_id: bookingId })).toBe(1);
  });

  it('not at all when the company cannot be asked: answered 5xx, and good the next time', async () => {
    const bookingId = await paidBooking();
    const body = eventFor(bookingId);
    const good = snapshot;
    snapshot = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    expect((await deliver(body)).status).toBe(503);
    expect(
      await count('webhook_deliveries', { outcome: 'failed', type: (JSON.parse(body) as { type: string }).type }),
    ).toBe(1);
    expect(await count('payments', { booking_id: bookingId })).toBe(0);
    snapshot = good;
    expect((await deliver(body)).status).toBe(200);
    expect(await count('payments', { booking_id: bookingId })).toBe(1);
  });
});
