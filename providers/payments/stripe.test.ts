import { startSandbox, SECRET_KEY, WEBHOOK_SECRET, type TestSandbox } from '../../sandbox/testing/start';
import { signatureHeader } from '../../sandbox/stripe/webhooks';
import { until } from '../../test/harness/wait';
import { PaymentProviderError, type PaymentProvider, type PaymentSnapshot } from './port';
import { createStripePayments } from './stripe';

const HOUR = 3_600_000;
const EUR_24 = { amountMinor: 2400, currency: 'EUR' } as const;
const OK = '4242424242424242';

let sandbox: TestSandbox;
let payments: PaymentProvider;
let counter = 0;

beforeAll(async () => {
  sandbox = await startSandbox();
  payments = adapter();
});
afterAll(() => sandbox.drop());
afterEach(() => sandbox.faults.remove());

function adapter(overrides: { apiBase?: string; secretKey?: string; deadlineMs?: number } = {}): PaymentProvider {
  return createStripePayments({
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    apiBase: sandbox.origin,
    ...overrides,
  });
}

function checkout(bookingId = `booking-${(counter += 1)}`, amount: PaymentSnapshot['amount'] = EUR_24) {
  return {
    bookingId,
    amount,
    description: 'Lesson, 60 minutes',
    customerId: null,
    successUrl: 'http://localhost:3100/done',
    cancelUrl: 'http://localhost:3100/back',
    expiresAt: sandbox.clock.now() + 31 * 60_000,
    idempotencyKey: `booking:${bookingId}:checkout:1`,
  };
}

/** A payment that is held on the card. */
async function held(card = OK, amount: PaymentSnapshot['amount'] = EUR_24) {
  const opened = await payments.openCheckout(checkout(undefined, amount));
  await sandbox.bank.pay(opened.checkoutId!, card);
  const found = await payments.findCheckout(opened.checkoutId!);
  return { ...found, checkoutId: found.checkoutId!, paymentIntentId: found.paymentIntentId! };
}

async function captured(card = OK) {
  const payment = await held(card);
  await payments.capture(byKey(payment.paymentIntentId, 'capture'));
  return payment;
}

const byKey = (paymentIntentId: string, what: string) => ({
  paymentIntentId,
  idempotencyKey: `${paymentIntentId}:${what}:1`,
});
const fault = (kind: Parameters<TestSandbox['faults']['add']>[0]['kind'], scope: string, times: number | null = 1) =>
  sandbox.faults.add({ kind, scope, times, delayMs: null });

async function failureOf(work: Promise<unknown>): Promise<PaymentProviderError> {
  const failure = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(failure).toBeInstanceOf(PaymentProviderError);
  return failure as PaymentProviderError;
}

function codeOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (failure) {
    return failure instanceof PaymentProviderError ? failure.code : String(failure);
  }
}

describe('the hosted page', () => {
  it('opens with the amount and the booking, and nothing is paid yet', async () => {
    const request = checkout();
    const opened = await payments.openCheckout(request);
    expect(opened).toMatchObject({
      bookingId: request.bookingId,
      checkout: 'open',
      status: 'none',
      amount: EUR_24,
      authorized: null,
      paymentIntentId: null,
      checkoutExpiresAt: Math.ceil(request.expiresAt / 1000) * 1000,
    });
    expect(opened.checkoutUrl).toBe(`${sandbox.origin}/checkout/${opened.checkoutId}`);
  });

  it('is the same page when asked for twice with one key', async () => {
    const request = checkout();
    const [first, second] = [await payments.openCheckout(request), await payments.openCheckout(request)];
    expect(second.checkoutId).toBe(first.checkoutId);
  });

  it('refuses another request under the same key as a mistake of ours', async () => {
    const request = checkout();
    await payments.openCheckout(request);
    const failure = await failureOf(payments.openCheckout({ ...request, description: 'Something else' }));
    expect(failure.code).toBe('payment_request_invalid');
  });

  it('holds the money on the card without taking it', async () => {
    const payment = await held();
    expect(payment).toMatchObject({
      checkout: 'complete',
      status: 'authorized',
      authorized: EUR_24,
      captured: null,
      fee: null,
    });
    const week = 7 * 24 * HOUR;
    expect(Math.abs(payment.captureBefore! - sandbox.clock.now() - week)).toBeLessThan(60_000);
  });

  it('sends krónur in hundredths and reads them back whole', async () => {
    const ISK = { amountMinor: 4500, currency: 'ISK' } as const;
    const payment = await held(OK, ISK);
    expect(payment.authorized).toEqual(ISK);
    const { rows } = await sandbox.pool.query('SELECT data FROM stripe_objects WHERE id = $1', [
      payment.paymentIntentId,
    ]);
    expect(rows[0]).toMatchObject({ data: { amount: 450_000, currency: 'isk' } });
  });

  it.each([
    ['4000000000000002', 'generic_decline'],
    ['4000000000009995', 'insufficient_funds'],
    ['4000000000000069', 'expired_card'],
    ['4000000000000127', 'incorrect_cvc'],
  ])('stays open after card %s, which says %s', async (card, declineCode) => {
    const payment = await held(card);
    expect(payment).toMatchObject({ checkout: 'open', status: 'none', authorized: null, declineCode });
  });

  it('lets a declined student pay with another card', async () => {
    const payment = await held('4000000000000002');
    await sandbox.bank.pay(payment.checkoutId, OK);
    const again = await payments.findCheckout(payment.checkoutId);
    expect(again).toMatchObject({ checkout: 'complete', status: 'authorized', declineCode: null });
    expect(again.paymentIntentId).toBe(payment.paymentIntentId);
  });

  it.each([
    [true, { checkout: 'complete', status: 'authorized', declineCode: null }],
    [false, { checkout: 'open', status: 'none', declineCode: 'payment_intent_authentication_failure' }],
  ])('asks the bank first with a card that wants it (confirmed: %s)', async (confirmed, expected) => {
    const payment = await held('4000002760003184');
    expect(payment).toMatchObject({ checkout: 'open', status: 'none' });
    await sandbox.bank.confirm(payment.checkoutId, confirmed);
    expect(await payments.findCheckout(payment.checkoutId)).toMatchObject(expected);
  });

  it('closes early, and closing again or after payment answers with what it is', async () => {
    const opened = await payments.openCheckout(checkout());
    const close = { checkoutId: opened.checkoutId!, idempotencyKey: `${opened.checkoutId}:expire:1` };
    expect((await payments.expireCheckout(close)).checkout).toBe('expired');
    expect((await payments.expireCheckout({ ...close, idempotencyKey: 'another' })).checkout).toBe('expired');
    const paid = await held();
    const late = await payments.expireCheckout({ checkoutId: paid.checkoutId, idempotencyKey: 'third' });
    expect(late).toMatchObject({ checkout: 'complete', status: 'authorized' });
  });

  it('has failed, not only waited, when it closes on a declined card', async () => {
    const payment = await held('4000000000000002');
    const closed = await payments.expireCheckout({
      checkoutId: payment.checkoutId,
      idempotencyKey: `${payment.checkoutId}:x`,
    });
    expect(closed).toMatchObject({ checkout: 'expired', status: 'failed', declineCode: 'generic_decline' });
  });

  it('is not found under an id that does not exist', async () => {
    expect((await failureOf(payments.findCheckout('cs_test_nothing'))).code).toBe('payment_not_found');
  });
});

describe('what is held', () => {
  it('is captured whole, with the fee that Stripe keeps', async () => {
    const payment = await held();
    const taken = await payments.capture(byKey(payment.paymentIntentId, 'capture'));
    const fee = { amountMinor: Math.round(2400 * 0.029) + 30, currency: 'EUR' };
    expect(taken).toMatchObject({ status: 'captured', captured: EUR_24, refunded: null, fee });
    expect(await payments.findPayment(payment.paymentIntentId)).toEqual(taken);
  });

  it('is let go, and what was let go cannot be captured', async () => {
    const payment = await held();
    const released = await payments.release(byKey(payment.paymentIntentId, 'release'));
    expect(released).toMatchObject({ status: 'released', captured: null, refunded: null });
    const failure = await failureOf(payments.capture(byKey(payment.paymentIntentId, 'capture')));
    expect(failure.code).toBe('payment_already_done');
  });

  it('is taken once, however often capturing is repeated with one key', async () => {
    const payment = await held();
    const request = byKey(payment.paymentIntentId, 'capture');
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => payments.capture(request)));
    for (const one of all.filter((result) => result.status === 'rejected')) {
      expect(one.reason).toMatchObject({ code: 'payment_outcome_unknown' });
    }
    expect((await payments.capture(request)).status).toBe('captured');
    const { rows } = await sandbox.pool.query(
      "SELECT 1 FROM stripe_objects WHERE kind = 'balance_transaction' AND data->>'source' = $1",
      [payment.chargeId],
    );
    expect(rows).toHaveLength(1);
  });

  it('is refused for good when the bank declines the capture', async () => {
    const payment = await held();
    await fault('decline', 'payment_intents.capture');
    const failure = await failureOf(payments.capture(byKey(payment.paymentIntentId, 'capture')));
    expect(failure).toMatchObject({ code: 'payment_declined', declineCode: 'do_not_honor' });
    expect((await payments.findPayment(payment.paymentIntentId)).status).toBe('authorized');
  });
});

describe('what was captured', () => {
  it('goes back in parts, each once, never more than there was', async () => {
    const { paymentIntentId } = await captured();
    const part = (amountMinor: number, businessKey: string) =>
      payments.refund({
        paymentIntentId,
        amount: { amountMinor, currency: 'EUR' },
        businessKey,
        idempotencyKey: businessKey,
      });
    const first = await part(1000, `${paymentIntentId}:r1:1`);
    expect(first).toMatchObject({ status: 'succeeded', paymentIntentId, businessKey: `${paymentIntentId}:r1:1` });
    expect((await part(1000, `${paymentIntentId}:r1:1`)).refundId).toBe(first.refundId);
    expect((await failureOf(part(1401, `${paymentIntentId}:r2:1`))).code).toBe('payment_request_invalid');
    await part(1400, `${paymentIntentId}:r3:1`);
    expect((await failureOf(part(1, `${paymentIntentId}:r4:1`))).code).toBe('payment_already_done');
    const { items, next } = await payments.listRefunds({ paymentIntentId });
    expect(items.map((refund) => refund.amount.amountMinor)).toEqual([1400, 1000]);
    expect(next).toBeNull();
    expect((await payments.findPayment(paymentIntentId)).refunded).toEqual(EUR_24);
    expect(await payments.findRefund(first.refundId)).toEqual(first);
  });

  it('cannot go back before it was taken', async () => {
    const { paymentIntentId } = await held();
    const wanted = { paymentIntentId, amount: EUR_24, businessKey: 'k', idempotencyKey: `${paymentIntentId}:early` };
    expect((await failureOf(payments.refund(wanted))).code).toBe('payment_request_invalid');
  });

  it.each([
    ['4000000000007726', 'pending', 'succeeded'],
    ['4000000000005126', 'succeeded', 'failed'],
  ])('may end another way a day later (card %s: %s, then %s)', async (card, first, later) => {
    const { paymentIntentId } = await captured(card);
    const wanted = { paymentIntentId, amount: EUR_24, businessKey: 'k', idempotencyKey: `${paymentIntentId}:back` };
    const refund = await payments.refund(wanted);
    expect(refund.status).toBe(first);
    await sandbox.mover.advanceBy(25 * HOUR);
    expect((await payments.findRefund(refund.refundId)).status).toBe(later);
  });
});

describe('when no answer comes', () => {
  it.each(['lost_response', 'timeout_after_effect'] as const)(
    '%s: the effect is there and the same key finds it',
    async (kind) => {
      const impatient = adapter({ deadlineMs: 300 });
      const payment = await held();
      const request = byKey(payment.paymentIntentId, 'capture');
      await fault(kind, 'payment_intents.capture');
      expect((await failureOf(impatient.capture(request))).code).toBe('payment_outcome_unknown');
      expect((await payments.findPayment(payment.paymentIntentId)).status).toBe('captured');
      expect((await payments.capture(request)).status).toBe('captured');
    },
  );

  it('does not ask a second time by itself when the connection breaks', async () => {
    const payment = await held();
    await fault('lost_response', 'payment_intents.retrieve', 2);
    await failureOf(payments.findPayment(payment.paymentIntentId));
    expect(await sandbox.faults.list()).toMatchObject([{ remaining: 1 }]);
  });

  it.each(['timeout', 'rate_limit'] as const)(
    '%s: nothing happened and the same key may be sent again',
    async (kind) => {
      const impatient = adapter({ deadlineMs: 300 });
      const payment = await held();
      const request = byKey(payment.paymentIntentId, 'capture');
      await fault(kind, 'payment_intents.capture');
      expect((await failureOf(impatient.capture(request))).code).toBe('payment_outcome_unknown');
      expect((await payments.findPayment(payment.paymentIntentId)).status).toBe('authorized');
      expect((await payments.capture(request)).status).toBe('captured');
    },
  );

  it.each([
    ['error_500', 'authorized'],
    ['error_500_after_effect', 'captured'],
  ] as const)('%s is stored: the key replays it, the payment says what is true (%s)', async (kind, truth) => {
    const payment = await held();
    const request = byKey(payment.paymentIntentId, 'capture');
    await fault(kind, 'payment_intents.capture');
    expect((await failureOf(payments.capture(request))).code).toBe('payment_outcome_unknown');
    expect((await failureOf(payments.capture(request))).code).toBe('payment_stored_failure');
    expect((await payments.findPayment(payment.paymentIntentId)).status).toBe(truth);
    const next = payments.capture({ ...request, idempotencyKey: `${payment.paymentIntentId}:capture:2` });
    if (truth === 'authorized') expect((await next).status).toBe('captured');
    else expect((await failureOf(next)).code).toBe('payment_already_done');
  });

  it('counts an unreachable Stripe and a refused key as unknown, never as a no', async () => {
    const nobody = adapter({ apiBase: 'http://127.0.0.1:9' });
    expect((await failureOf(nobody.findPayment('pi_x'))).code).toBe('payment_outcome_unknown');
    const stranger = adapter({ secretKey: 'sk_live_wrong' });
    expect((await failureOf(stranger.findPayment('pi_x'))).code).toBe('payment_outcome_unknown');
  });
});

describe('events', () => {
  it('arrive signed, once per change, about what changed', async () => {
    const payment = await captured();
    const about = (type: string, id: string) => until(type, () => Promise.resolve(sandbox.receiver.of(type, id)[0]));
    const eventId = await about('payment_intent.amount_capturable_updated', payment.paymentIntentId);
    await about('checkout.session.completed', payment.checkoutId);
    const { rawBody, headers } = sandbox.receiver.received.find(({ event }) => event.id === eventId)!;
    expect(payments.readEvent(rawBody, String(headers['stripe-signature']))).toMatchObject({
      eventId,
      type: 'payment_intent.amount_capturable_updated',
      subject: { kind: 'payment', id: payment.paymentIntentId, bookingId: payment.bookingId },
    });
  });

  // a forged message would mark a lesson as paid that nobody paid
  it('are refused when forged, tampered with, too old, or not signed', () => {
    const body = Buffer.from(
      JSON.stringify({
        id: 'evt_1',
        object: 'event',
        type: 'charge.captured',
        created: 1,
        data: { object: { id: 'ch_1' } },
      }),
    );
    const text = body.toString();
    const good = signatureHeader(text, WEBHOOK_SECRET, Date.now());
    expect(payments.readEvent(body, good).eventId).toBe('evt_1');
    const bad: [Buffer, string | undefined][] = [
      [body, undefined],
      [body, ''],
      [body, 'nonsense'],
      [body, signatureHeader(text, 'whsec_of_somebody_else', Date.now())],
      [body, signatureHeader(text, WEBHOOK_SECRET, Date.now() - 301_000)],
      [Buffer.from(text.replace('evt_1', 'evt_2')), good],
    ];
    for (const [raw, signature] of bad) {
      expect(codeOf(() => payments.readEvent(raw, signature))).toBe('webhook_signature_invalid');
    }
  });

  it('can be listed since an instant, a page at a time, newest first', async () => {
    const payment = await captured();
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await payments.listEvents({ since: sandbox.clock.now() - HOUR, ...(after && { after }) });
      seen.push(...page.items.map((event) => event.eventId));
      after = page.next ?? undefined;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    const captures = await payments.listEvents({ since: sandbox.clock.now() - HOUR });
    const newest = captures.items.find(
      (event) => event.subject?.kind === 'payment' && event.subject.id === payment.paymentIntentId,
    );
    expect(newest?.type).toBe('payment_intent.succeeded');
    expect((await payments.listEvents({ since: sandbox.clock.now() + HOUR })).items).toEqual([]);
  });
});
