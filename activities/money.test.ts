import type { Booking } from '@stoa/domain/booking';

import { paymentsOf } from '../db/queries/payments';
import { rows } from '../db/postgres';
import { Hands } from '../test/harness/hands';

const SETTLED = { kind: 'done' } as const;
const REFUSED = { kind: 'refused' } as const;
const UNKNOWN = { kind: 'unknown', storedFailure: false } as const;
/** the key is spent: the next call carries a new one */
const SPENT = { kind: 'unknown', storedFailure: true } as const;

describe('money at a company that does not do as it is asked', () => {
  let hands: Hands;
  beforeAll(async () => {
    hands = await Hands.open();
  });
  beforeEach(() => hands.renew());
  afterAll(() => hands?.database.drop());

  const paymentOf = async ({ id }: Booking) => (await paymentsOf(hands.database.app, id))[0];
  /** Done by somebody else at the company, while our call was on its way. */
  const intentOf = ({ id }: Booking): string => hands.company.paymentOf(id).paymentIntentId ?? '';

  describe('a capture', () => {
    const capture = (booking: Booking, more: { attempt?: number; lookUp?: boolean } = {}) =>
      hands.activities.capturePayment({ ...hands.captureTask(booking), attempt: 1, lookUp: false, ...more });

    // A hold runs out after days: a tutor who accepts then would teach for nothing.
    it('is refused when the hold was let go of, and what became of it is kept', async () => {
      const booking = await hands.paid();
      await hands.company.release({ paymentIntentId: intentOf(booking), idempotencyKey: 'the bank’s' });
      expect(await capture(booking)).toEqual(REFUSED);
      expect((await paymentOf(booking))?.status).toBe('released');
      expect((await hands.row(booking)).session).toBe('REQUESTED');
    });

    it('is done when it turns out to be captured already: nobody pays twice', async () => {
      const booking = await hands.paid();
      await hands.company.capture({ paymentIntentId: intentOf(booking), idempotencyKey: 'another' });
      expect(await capture(booking)).toEqual(SETTLED);
      expect((await hands.row(booking)).session).toBe('SCHEDULED');
    });

    it('is refused when the card is declined and the money is still only held', async () => {
      const booking = await hands.paid();
      hands.company.fail('capture', 'payment_declined');
      expect(await capture(booking)).toEqual(REFUSED);
      expect((await paymentOf(booking))?.status).toBe('authorized');
    });

    it('is tried with a new key when a failure is stored behind the old one', async () => {
      const booking = await hands.paid();
      hands.company.fail('capture', 'payment_stored_failure');
      expect(await capture(booking)).toEqual(SPENT);
      expect(await capture(booking, { attempt: 2, lookUp: true })).toEqual(SETTLED);
      expect(hands.company.keysOf('capture')).toEqual([1, 2].map((n) => `booking:${booking.id}:capture:${n}`));
    });

    it('is not known while nothing can be looked up either', async () => {
      const booking = await hands.paid();
      hands.company.fail('capture', 'payment_already_done');
      hands.company.fail('findPayment', 'payment_outcome_unknown');
      expect(await capture(booking)).toEqual(UNKNOWN);
    });

    it('is refused where nothing was ever paid', async () => {
      const booking = await hands.opened();
      const unpaid = { ...hands.deciding(booking, 'authorize').booking };
      expect(await capture(unpaid)).toEqual(REFUSED);
      expect(hands.company.keysOf('capture')).toEqual([]);
    });

    // The answer of the company is a fact even when our row has moved on.
    it('is kept when the booking was moved meanwhile, and the move is not', async () => {
      const booking = await hands.paid();
      const task = hands.captureTask(booking);
      await hands.database.owner('bookings').where({ id: booking.id }).increment('version', 1);
      expect(await hands.activities.capturePayment({ ...task, attempt: 1, lookUp: false })).toEqual(UNKNOWN);
      expect((await paymentOf(booking))?.status).toBe('captured');
      expect((await hands.row(booking)).session).toBe('REQUESTED');
    });
  });

  describe('a refund', () => {
    const refund = (booking: Booking, attempt = 1) =>
      hands.activities.refundPayment({ ...hands.refundTask(booking), attempt, lookUp: false });

    it('whose answer was lost is found by its business key, and not given twice', async () => {
      const booking = await hands.scheduled();
      hands.company.fail('refund', 'payment_outcome_unknown', { effect: true });
      expect(await refund(booking)).toEqual(UNKNOWN);
      expect(await refund(booking, 2)).toEqual(SETTLED);
      expect(hands.company.refundsOf(booking.id)).toHaveLength(1);
      expect((await hands.row(booking)).payment).toBe('REFUNDED');
    });

    it('that is said to be done is looked for', async () => {
      const booking = await hands.scheduled();
      hands.company.fail('refund', 'payment_already_done', { effect: true });
      expect(await refund(booking)).toEqual(SETTLED);
      expect(hands.company.refundsOf(booking.id)).toHaveLength(1);
    });

    it('that is refused with nothing behind it is sent again with a new key', async () => {
      const booking = await hands.scheduled();
      hands.company.fail('refund', 'payment_request_invalid');
      expect(await refund(booking)).toEqual(SPENT);
      expect((await hands.row(booking)).session).toBe('SCHEDULED');
      expect(await refund(booking, 2)).toEqual(SETTLED);
      expect(hands.company.keysOf('refund')).toEqual([1, 2].map((n) => `booking:${booking.id}:refund:${n}`));
    });

    it('is not known for a booking without a payment', async () => {
      const booking = await hands.scheduled();
      await hands.database.owner('payments').where({ booking_id: booking.id }).update({ payment_intent_id: null });
      expect(await refund(booking)).toEqual(UNKNOWN);
    });
  });

  describe('a return', () => {
    const give = (booking: Booking, attempt = 1) => hands.activities.releasePayment(hands.returnTask(booking, attempt));

    it('of what was captured is a refund of all that has not gone back yet, once', async () => {
      const booking = await hands.scheduled();
      expect(await give(booking)).toEqual(SETTLED);
      expect(await give(booking, 2)).toEqual(SETTLED);
      expect(hands.company.refundsOf(booking.id).map(({ amount }) => amount)).toEqual([booking.terms.price]);
      expect(await hands.count('refunds', booking.id)).toBe(1);
    });

    it('closes the page first, so that nobody pays there afterwards', async () => {
      const booking = await hands.opened();
      expect(await give(booking)).toEqual(SETTLED);
      expect(hands.company.paymentOf(booking.id).checkout).toBe('expired');
      expect(hands.company.keysOf('release')).toEqual([]);
    });

    it('lets go of what was paid on the page in the last moment', async () => {
      const booking = await hands.opened();
      hands.company.pay(booking.id);
      expect(await give(booking)).toEqual(SETTLED);
      expect(hands.company.paymentOf(booking.id).status).toBe('released');
    });

    it.each(['payment_outcome_unknown', 'payment_stored_failure'] as const)(
      'is not over while the page may still be open: %s',
      async (code) => {
        const booking = await hands.opened();
        hands.company.fail('expireCheckout', code);
        expect(await give(booking)).toEqual(code === 'payment_stored_failure' ? SPENT : UNKNOWN);
        expect(await give(booking, 2)).toEqual(SETTLED);
        expect(hands.company.paymentOf(booking.id).checkout).toBe('expired');
      },
    );

    it('believes what it finds when the company will not close a page that is closed', async () => {
      const booking = await hands.opened();
      await hands.company.expireCheckout({
        checkoutId: (await paymentOf(booking))?.checkoutId ?? '',
        idempotencyKey: 'x',
      });
      hands.company.fail('expireCheckout', 'payment_already_done');
      expect(await give(booking)).toEqual(SETTLED);
      expect((await paymentOf(booking))?.checkout).toBe('expired');
    });

    it.each(['release', 'refund'] as const)('is not over while nobody knows of the %s', async (call) => {
      const booking = call === 'release' ? await hands.paid() : await hands.scheduled();
      hands.company.fail(call, 'payment_outcome_unknown');
      expect(await give(booking)).toEqual(UNKNOWN);
      expect(await give(booking, 2)).toEqual(SETTLED);
      expect(hands.company.paymentOf(booking.id)).toMatchObject(
        call === 'release' ? { status: 'released' } : { refunded: booking.terms.price },
      );
    });

    it('is not over when the hold stays as it was', async () => {
      const booking = await hands.paid();
      hands.company.fail('release', 'payment_stored_failure');
      expect(await give(booking)).toEqual(SPENT);
      hands.company.fail('release', 'payment_already_done');
      hands.company.fail('findPayment', 'payment_outcome_unknown');
      expect(await give(booking, 2)).toEqual(UNKNOWN);
    });

    it('of a late payment is asked for again while it is not known', async () => {
      const late = await hands.opened();
      await hands.activities.releaseSlot(hands.slot(late));
      hands.company.pay(late.id);
      const paymentId = (await paymentOf(late))?.id ?? '';
      hands.company.fail('expireCheckout', 'payment_outcome_unknown');
      expect(await hands.activities.returnLatePayment({ paymentId, attempt: 1 })).toEqual(UNKNOWN);
      expect(await hands.activities.returnLatePayment({ paymentId, attempt: 2 })).toEqual(SETTLED);
      expect((await paymentOf(late))?.status).toBe('released');
    });
  });

  describe('a page', () => {
    it('that could not be opened is asked for again, with its key where nobody knows', async () => {
      const booking = await hands.reserved();
      hands.company.fail('openCheckout', 'payment_outcome_unknown');
      expect(await hands.activities.openCheckout(hands.openTask(booking))).toEqual(UNKNOWN);
      hands.company.fail('openCheckout', 'payment_request_invalid');
      expect(await hands.activities.openCheckout(hands.openTask(booking))).toEqual(SPENT);
      expect(await hands.activities.openCheckout(hands.openTask(booking))).toMatchObject({ kind: 'opened' });
      expect(await paymentOf(booking)).toMatchObject({ checkout: 'open' });
    });

    it('of which nobody knows whether it is closed does not end the hold', async () => {
      const booking = await hands.opened();
      const close = () => hands.activities.closeCheckout({ bookingId: booking.id, attempt: 1, asOf: Date.now() });
      hands.company.fail('expireCheckout', 'payment_outcome_unknown');
      expect(await close()).toEqual(UNKNOWN);
      hands.company.fail('expireCheckout', 'payment_stored_failure');
      expect(await close()).toEqual(SPENT);
      expect(await close()).toEqual({ kind: 'expired' });
    });
  });

  describe('the sweep', () => {
    const HOUR_MS = 3_600_000;
    const event = (booking: Booking, subject: object | null, type = 'refund.updated') => ({
      eventId: `evt_${booking.id}_${type}`,
      type,
      createdAt: Date.now(),
      subject: subject && ({ bookingId: booking.id, ...subject } as never),
    });
    const isApplied = async (booking: Booking): Promise<boolean> =>
      (await rows(hands.database.app, `SELECT FROM webhook_events WHERE event_id LIKE ?`, [`evt_${booking.id}%`]))
        .length > 0;

    it('records a refund that no webhook brought', async () => {
      const booking = await hands.scheduled();
      const refund = await hands.company.refund({
        paymentIntentId: intentOf(booking),
        amount: booking.terms.price,
        businessKey: `booking:${booking.id}:refund`,
        idempotencyKey: 'by hand',
      });
      hands.company.events.push(event(booking, { kind: 'refund', id: refund.refundId }));
      await hands.activities.sweepPayments(null);
      expect(await hands.count('refunds', booking.id)).toBe(1);
      expect(await isApplied(booking)).toBe(true);
    });

    it('fetches a payment anew: what the event says may be old', async () => {
      const booking = await hands.paid();
      await hands.company.release({ paymentIntentId: intentOf(booking), idempotencyKey: 'the bank’s' });
      hands.company.events.push(event(booking, { kind: 'payment', id: intentOf(booking) }, 'payment_intent.canceled'));
      await hands.activities.sweepPayments(null);
      expect((await paymentOf(booking))?.status).toBe('released');
    });

    it('steps over what is about nothing of ours', async () => {
      const booking = await hands.opened();
      hands.company.events.push(event(booking, null, 'customer.created'));
      hands.company.events.push(event(booking, { kind: 'refund', id: 're_of_another_shop' }));
      const { since } = await hands.activities.sweepPayments(null);
      expect(since).toBeGreaterThan(Date.now() - HOUR_MS);
      expect(await isApplied(booking)).toBe(true);
    });

    // A webhook and its event may both be lost: the payment itself is asked about.
    it('asks after payments that nobody has heard of for an hour', async () => {
      // what other tests left is heard of
      await hands.database.owner('payments').update({ snapshot_at: new Date(Date.now() + 24 * HOUR_MS) });
      const [held, waiting] = [await hands.paid(), await hands.opened()];
      await hands.company.release({ paymentIntentId: intentOf(held), idempotencyKey: 'the bank’s' });
      hands.company.pay(waiting.id);
      await hands.activities.sweepPayments(null);
      expect((await paymentOf(held))?.status).toBe('authorized');
      hands.ahead = 2 * HOUR_MS;
      await hands.activities.sweepPayments(null);
      expect((await paymentOf(held))?.status).toBe('released');
      expect((await paymentOf(waiting))?.status).toBe('authorized');
    });
  });
});
