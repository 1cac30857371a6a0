import { PaymentProviderError, type PaymentProvider, type PaymentSnapshot } from '../port';

/** One place where the same promises are tried: the sandbox, or the company's own test mode. */
export interface World {
  readonly payments: PaymentProvider;
  /** epoch ms on the company's clock */
  now(): number;
  /** holds 24.00 EUR on a good card for this booking; answers the payment's id */
  hold(bookingId: string): Promise<string>;
}

const EUR = (amountMinor: number) => ({ amountMinor, currency: 'EUR' as const });
const PRICE = EUR(2400);

/** What the port promises, whoever keeps it. Every id and key is new in every run: the company remembers them. */
export function describePaymentContract(name: string, open: () => Promise<World>): void {
  describe(`the payment port, kept by ${name}`, () => {
    const run = `${Date.now().toString(36)}${Math.floor(Math.random() * 1e6).toString(36)}`;
    let world: World;
    let counter = 0;
    beforeAll(async () => {
      world = await open();
    });

    const newBooking = () => `contract-${run}-${(counter += 1)}`;
    const checkout = (bookingId = newBooking()) => ({
      bookingId,
      amount: PRICE,
      description: 'Lesson, 60 minutes',
      customerId: null,
      successUrl: 'https://stoa.example/done',
      cancelUrl: 'https://stoa.example/back',
      expiresAt: world.now() + 35 * 60_000,
      idempotencyKey: `booking:${bookingId}:checkout:1`,
    });
    const key = (id: string, what: string) => ({ paymentIntentId: id, idempotencyKey: `${run}:${id}:${what}` });

    it('opens a page once per key, finds it and closes it for good', async () => {
      const request = checkout();
      const opened = await world.payments.openCheckout(request);
      expect(opened).toMatchObject({ bookingId: request.bookingId, checkout: 'open', status: 'none', amount: PRICE });
      expect((await world.payments.openCheckout(request)).checkoutId).toBe(opened.checkoutId);
      const different = { ...request, description: 'Something else' };
      expect(await codeOf(world.payments.openCheckout(different))).toBe('payment_request_invalid');
      const checkoutId = opened.checkoutId!;
      expect(await world.payments.findCheckout(checkoutId)).toMatchObject({ checkoutId, checkout: 'open' });
      const close = { checkoutId, idempotencyKey: `${run}:${checkoutId}:expire` };
      expect((await world.payments.expireCheckout(close)).checkout).toBe('expired');
      expect(
        (await world.payments.expireCheckout({ ...close, idempotencyKey: `${close.idempotencyKey}:2` })).checkout,
      ).toBe('expired');
    });

    it('finds nothing under an id that nobody gave', async () => {
      expect(await codeOf(world.payments.findCheckout('cs_test_nothing'))).toBe('payment_not_found');
      expect(await codeOf(world.payments.findPayment('pi_nothing'))).toBe('payment_not_found');
      expect(await codeOf(world.payments.findRefund('re_nothing'))).toBe('payment_not_found');
    });

    it('captures a hold once and gives it back up to what it was', async () => {
      const bookingId = newBooking();
      const id = await world.hold(bookingId);
      expect(await world.payments.findPayment(id)).toMatchObject({
        bookingId,
        status: 'authorized',
        authorized: PRICE,
      });
      const taken = await world.payments.capture(key(id, 'capture:1'));
      expect(taken).toMatchObject({
        status: 'captured',
        captured: PRICE,
        refunded: null,
      } satisfies Partial<PaymentSnapshot>);
      expect((await world.payments.capture(key(id, 'capture:1'))).status).toBe('captured');
      expect(await codeOf(world.payments.capture(key(id, 'capture:2')))).toBe('payment_already_done');
      expect(await codeOf(world.payments.release(key(id, 'release:1')))).toBe('payment_already_done');

      const refund = (amount: number, attempt: string) =>
        world.payments.refund({ ...key(id, attempt), amount: EUR(amount), businessKey: `${run}:${attempt}` });
      const part = await refund(1000, 'r1');
      expect(part).toMatchObject({ paymentIntentId: id, amount: EUR(1000), businessKey: `${run}:r1` });
      expect((await refund(1000, 'r1')).refundId).toBe(part.refundId);
      expect(await codeOf(refund(1500, 'r2'))).toBe('payment_request_invalid');
      await refund(1400, 'r3');
      expect(await codeOf(refund(1, 'r4'))).toBe('payment_already_done');
      const listed = await world.payments.listRefunds({ paymentIntentId: id });
      expect(listed.items.map(({ amount }) => amount)).toEqual([EUR(1400), EUR(1000)]);
      expect(await world.payments.findRefund(part.refundId)).toMatchObject({ refundId: part.refundId });
      expect((await world.payments.findPayment(id)).refunded).toEqual(PRICE);
    });

    it('lets go of a hold, and then nothing can be taken', async () => {
      const id = await world.hold(newBooking());
      expect((await world.payments.release(key(id, 'release:1'))).status).toBe('released');
      expect(await codeOf(world.payments.capture(key(id, 'capture:1')))).toBe('payment_already_done');
      const refund = { ...key(id, 'refund:1'), amount: PRICE, businessKey: 'none' };
      expect(await codeOf(world.payments.refund(refund))).toBe('payment_request_invalid');
    });

    it('lists what happened lately, newest first', async () => {
      const { items } = await world.payments.listEvents({ since: world.now() - 3_600_000 });
      expect(items.length).toBeGreaterThan(0);
      const times = items.map(({ createdAt }) => createdAt);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    });
  });
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'no failure';
  } catch (failure) {
    return failure instanceof PaymentProviderError ? failure.code : String(failure);
  }
}
