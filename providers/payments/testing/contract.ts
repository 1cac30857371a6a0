import { PaymentProviderError, type PaymentProvider } from '../port';

/** One place where the same promises are tried: the sandbox, or the company's own test mode. */
export interface World {
  readonly payments: PaymentProvider;
  /** epoch ms on the company's clock */
  readonly now: () => number;
  /** holds 24.00 EUR on a good card for this booking; answers the payment's id */
  readonly hold: (bookingId: string) => Promise<string>;
}

/** A world and names that nobody used there before: the company remembers every id and key. */
interface Run extends World {
  readonly newBooking: () => string;
  readonly key: (paymentIntentId: string, what: string) => { paymentIntentId: string; idempotencyKey: string };
}

const EUR = (amountMinor: number) => ({ amountMinor, currency: 'EUR' as const });
const PRICE = EUR(2400);

/** What the port promises, whoever keeps it. */
const PROMISES: Readonly<Record<string, (run: Run) => Promise<void>>> = {
  'opens a page once per key, finds it and closes it for good': onePage,
  'finds nothing under an id that nobody gave': nothingThere,
  'captures a hold once and gives it back up to what it was': captureAndRefund,
  'lets go of a hold, and then nothing can be taken': letGo,
  'lists what happened lately, newest first': lately,
};

export function describePaymentContract(name: string, open: () => Promise<World>): void {
  describe(`the payment port, kept by ${name}`, () => {
    const mark = `${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
    let run: Run;
    let counter = 0;
    beforeAll(async () => {
      run = {
        ...(await open()),
        newBooking: () => `contract-${mark}-${(counter += 1)}`,
        key: (paymentIntentId, what) => ({ paymentIntentId, idempotencyKey: `${mark}:${paymentIntentId}:${what}` }),
      };
    });
    for (const [promise, keep] of Object.entries(PROMISES)) it(promise, () => keep(run));
  });
}

async function onePage({ payments, now, newBooking }: Run): Promise<void> {
  const bookingId = newBooking();
  const request = {
    bookingId,
    amount: PRICE,
    description: 'Lesson, 60 minutes',
    customerId: null,
    successUrl: 'https://stoa.example/done',
    cancelUrl: 'https://stoa.example/back',
    expiresAt: now() + 35 * 60_000,
    idempotencyKey: `booking:${bookingId}:checkout:1`,
  };
  const opened = await payments.openCheckout(request);
  expect(opened).toMatchObject({ bookingId, checkout: 'open', status: 'none', amount: PRICE });
  const checkoutId = opened.checkoutId!;
  expect((await payments.openCheckout(request)).checkoutId).toBe(checkoutId);
  expect(await codeOf(payments.openCheckout({ ...request, description: 'Other' }))).toBe('payment_request_invalid');
  expect(await payments.findCheckout(checkoutId)).toMatchObject({ checkoutId, checkout: 'open' });
  const close = (attempt: number) =>
    payments.expireCheckout({ checkoutId, idempotencyKey: `${bookingId}:expire:${attempt}` });
  expect((await close(1)).checkout).toBe('expired');
  expect((await close(2)).checkout).toBe('expired');
}

async function nothingThere({ payments }: Run): Promise<void> {
  expect(await codeOf(payments.findCheckout('cs_test_nothing'))).toBe('payment_not_found');
  expect(await codeOf(payments.findPayment('pi_nothing'))).toBe('payment_not_found');
  expect(await codeOf(payments.findRefund('re_nothing'))).toBe('payment_not_found');
}

async function captureAndRefund({ payments, newBooking, hold, key }: Run): Promise<void> {
  const bookingId = newBooking();
  const id = await hold(bookingId);
  expect(await payments.findPayment(id)).toMatchObject({ bookingId, status: 'authorized', authorized: PRICE });
  const taken = await payments.capture(key(id, 'capture:1'));
  expect(taken).toMatchObject({ status: 'captured', captured: PRICE, refunded: null });
  expect((await payments.capture(key(id, 'capture:1'))).status).toBe('captured');
  expect(await codeOf(payments.capture(key(id, 'capture:2')))).toBe('payment_already_done');
  expect(await codeOf(payments.release(key(id, 'release:1')))).toBe('payment_already_done');

  const refund = (amount: number, attempt: string) =>
    payments.refund({ ...key(id, attempt), amount: EUR(amount), businessKey: `${id}:${attempt}` });
  const part = await refund(1000, 'r1');
  expect(part).toMatchObject({ paymentIntentId: id, amount: EUR(1000), businessKey: `${id}:r1` });
  expect((await refund(1000, 'r1')).refundId).toBe(part.refundId);
  expect(await codeOf(refund(1500, 'r2'))).toBe('payment_request_invalid');
  await refund(1400, 'r3');
  expect(await codeOf(refund(1, 'r4'))).toBe('payment_already_done');
  const { items } = await payments.listRefunds({ paymentIntentId: id });
  expect(items.map(({ amount }) => amount)).toEqual([EUR(1400), EUR(1000)]);
  expect(await payments.findRefund(part.refundId)).toMatchObject({ refundId: part.refundId });
  expect((await payments.findPayment(id)).refunded).toEqual(PRICE);
}

async function letGo({ payments, newBooking, hold, key }: Run): Promise<void> {
  const id = await hold(newBooking());
  expect((await payments.release(key(id, 'release:1'))).status).toBe('released');
  expect(await codeOf(payments.capture(key(id, 'capture:1')))).toBe('payment_already_done');
  const refund = { ...key(id, 'refund:1'), amount: PRICE, businessKey: 'none' };
  expect(await codeOf(payments.refund(refund))).toBe('payment_request_invalid');
}

async function lately({ payments, now }: Run): Promise<void> {
  const { items } = await payments.listEvents({ since: now() - 3_600_000 });
  expect(items.length).toBeGreaterThan(0);
  const times = items.map(({ createdAt }) => createdAt);
  expect(times).toEqual([...times].sort((a, b) => b - a));
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'no failure';
  } catch (failure) {
    return failure instanceof PaymentProviderError ? failure.code : String(failure);
  }
}
