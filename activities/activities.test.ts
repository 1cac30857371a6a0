import { rows } from '../db/postgres';
import { findBooking } from '../db/queries/bookings';
import { paymentsOf } from '../db/queries/payments';
import { Hands } from '../test/harness/hands';

// Temporal runs an activity at least once: a worker may die after the effect and before its answer.
describe('an activity that runs twice', () => {
  let hands: Hands;
  beforeAll(async () => {
    hands = await Hands.open();
  });
  beforeEach(() => hands.renew());
  afterAll(() => hands?.database.drop());

  const twice = async <T>(run: () => Promise<T>): Promise<readonly [T, T]> => [await run(), await run()];

  it('holds the slot once', async () => {
    const booking = await hands.request();
    expect(await twice(() => hands.activities.reserveSlot(hands.slot(booking)))).toEqual([
      { kind: 'held' },
      { kind: 'held' },
    ]);
    expect(await hands.count('booking_events', booking.id)).toBe(1);
  });

  it('leaves a tombstone that a late reservation finds', async () => {
    const booking = await hands.request();
    await twice(() => hands.activities.releaseSlot(hands.slot(booking)));
    expect(await hands.activities.reserveSlot(hands.slot(booking))).toEqual({ kind: 'gone' });
    expect(await findBooking(hands.database.app, booking.id)).toMatchObject({ session: 'EXPIRED', payment: 'VOIDED' });
  });

  it('opens one page, and knows it as one payment', async () => {
    const booking = await hands.reserved();
    const [first, second] = await twice(() => hands.activities.openCheckout(hands.openTask(booking)));
    expect(first).toMatchObject({ kind: 'opened' });
    expect(second).toEqual(first);
    expect(hands.company.payments).toHaveLength(1);
    expect((await findBooking(hands.database.app, booking.id))?.owed).toEqual([]);
  });

  it('says the same of a page that is closed, and of one that was paid', async () => {
    const unpaid = await hands.opened();
    const close = (bookingId: string) => hands.activities.closeCheckout({ bookingId, attempt: 1, asOf: Date.now() });
    expect(await twice(() => close(unpaid.id))).toEqual([{ kind: 'expired' }, { kind: 'expired' }]);
    const booking = await hands.opened();
    hands.company.pay(booking.id);
    expect(await twice(() => close(booking.id))).toEqual(Array(2).fill({ kind: 'paid', captureBefore: null }));
  });

  it('records a move once', async () => {
    const booking = await hands.opened();
    hands.company.pay(booking.id);
    const secured = hands.recording(booking, hands.deciding(booking, 'authorize'), 'authorize');
    expect(await twice(() => hands.activities.recordMove(secured))).toEqual(Array(2).fill({ kind: 'recorded' }));
    expect(await hands.count('booking_events', booking.id)).toBe(2);
  });

  it('captures once, and records it once', async () => {
    const booking = await hands.paid();
    const task = { ...hands.captureTask(booking), attempt: 1, lookUp: false };
    expect(await twice(() => hands.activities.capturePayment(task))).toEqual(Array(2).fill({ kind: 'done' }));
    expect(hands.company.paymentOf(booking.id).status).toBe('captured');
    expect(await hands.count('booking_events', booking.id)).toBe(3);
    expect((await findBooking(hands.database.app, booking.id))?.session).toBe('SCHEDULED');
  });

  it('refunds once, also under a new key: the business key finds it', async () => {
    const booking = await hands.scheduled();
    const task = { ...hands.refundTask(booking), lookUp: false };
    expect(await twice(() => hands.activities.refundPayment({ ...task, attempt: 1 }))).toEqual(
      Array(2).fill({ kind: 'done' }),
    );
    expect(await hands.activities.refundPayment({ ...task, attempt: 2 })).toEqual({ kind: 'done' });
    expect(hands.company.refundsOf(booking.id)).toHaveLength(1);
    expect(await hands.count('refunds', booking.id)).toBe(1);
  });

  it('gives back once', async () => {
    const booking = await hands.paid();
    const task = { done: { after: booking, entry: null, at: Date.now(), part: 'release:1' }, attempt: 1 };
    expect(await twice(() => hands.activities.releasePayment(task))).toEqual(Array(2).fill({ kind: 'done' }));
    expect(hands.company.paymentOf(booking.id).status).toBe('released');
  });

  it('returns a payment that no booking needs, and leaves the one that its booking lives on', async () => {
    const booking = await hands.scheduled();
    const [needed] = await paymentsOf(hands.database.app, booking.id);
    expect(await hands.activities.returnLatePayment({ paymentId: needed?.id ?? '', attempt: 1 })).toEqual({
      kind: 'done',
    });
    expect(hands.company.paymentOf(booking.id).status).toBe('captured');

    const late = await hands.opened();
    await hands.activities.releaseSlot(hands.slot(late));
    hands.company.pay(late.id);
    const [payment] = await paymentsOf(hands.database.app, late.id);
    const give = () => hands.activities.returnLatePayment({ paymentId: payment?.id ?? '', attempt: 1 });
    expect(await twice(give)).toEqual(Array(2).fill({ kind: 'done' }));
    expect(hands.company.paymentOf(late.id).status).toBe('released');
  });

  it('sweeps what no webhook brought, once, and tells the workflow', async () => {
    const booking = await hands.opened();
    hands.company.pay(booking.id);
    hands.company.events.push({
      eventId: `evt_${booking.id}`,
      type: 'checkout.session.completed',
      createdAt: Date.now(),
      subject: { kind: 'checkout', id: hands.company.paymentOf(booking.id).checkoutId ?? '', bookingId: booking.id },
    });
    const cursor = await hands.activities.sweepPayments(null);
    await hands.activities.sweepPayments(cursor);
    const told = await rows<{ status: string }>(
      hands.database.app,
      `SELECT payload->'input'->>'status' AS status FROM outbox WHERE kind = 'signal' AND payload->>'bookingId' = ?`,
      [booking.id],
    );
    expect(told).toEqual([{ status: 'authorized' }]);
    expect((await paymentsOf(hands.database.app, booking.id))[0]?.status).toBe('authorized');
  });

  it('does not step over an event that could not be looked up', async () => {
    const booking = await hands.opened();
    const createdAt = Date.now() - 3_600_000;
    hands.company.events.push({
      eventId: `evt_${booking.id}`,
      type: 'checkout.session.completed',
      createdAt,
      subject: { kind: 'checkout', id: hands.company.paymentOf(booking.id).checkoutId ?? '', bookingId: booking.id },
    });
    hands.company.fail('findCheckout', 'payment_outcome_unknown', { times: 1 });
    const { since } = await hands.activities.sweepPayments(null);
    expect(since).toBeLessThan(createdAt);
  });

  it('asks the company again for a day-old answer with its old key, and looks it up first when it is told to', async () => {
    const booking = await hands.paid();
    hands.company.fail('capture', 'payment_outcome_unknown', { effect: true });
    const task = { ...hands.captureTask(booking), attempt: 1 };
    expect(await hands.activities.capturePayment({ ...task, lookUp: false })).toEqual({
      kind: 'unknown',
      storedFailure: false,
    });
    expect(await hands.activities.capturePayment({ ...task, attempt: 2, lookUp: true })).toEqual({ kind: 'done' });
    expect(hands.company.keysOf('capture')).toEqual([`booking:${booking.id}:capture:1`]);
  });
});
