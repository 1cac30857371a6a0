import Stripe from 'stripe';
import { SECRET_KEY, startSandbox, WEBHOOK_SECRET, type TestSandbox } from '../../sandbox/testing/start';
import { createStripePayments } from './stripe';
import { describePaymentContract, type World } from './testing/contract';
import { Judge } from './testing/judge';

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
  const judge = new Judge(mockUrl ?? '');
  describePaymentContract('the sandbox, with stripe-mock as its judge', () =>
    sandboxWorld(async (sandbox) => {
      closing.push(() => judge.close());
      return judge.open(sandbox.origin);
    }),
  );

  it('was taken by stripe-mock, all of it', () => {
    expect(judge.refused).toEqual([]);
    expect(judge.judged.length).toBeGreaterThan(20);
  });
});

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
