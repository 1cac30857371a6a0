import { randomUUID } from 'node:crypto';

import type { Booking } from '@stoa/domain/booking';
import { decide } from '@stoa/domain/decide';
import { applyMove, fulfil, inOneTurn, newBooking as born } from '@stoa/domain/moves';

import { findBooking } from '../db/queries/bookings';
import { paymentsOf } from '../db/queries/payments';
import { rows } from '../db/postgres';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { systemClock } from '../platform/clock';
import { createLogger } from '../platform/logger';
import { createMetrics } from '../platform/metrics';
import { buildTerms, hashOf } from '../test/factories/bookings';
import { buildStudent } from '../test/factories/people';
import { buildTutor } from '../test/factories/tutors';
import { CardCompany } from '../test/harness/cardCompany';
import { createActivities, type Activities } from './index';
import type { Recording } from './recordings';

// Temporal runs an activity at least once: a worker may die after the effect and before its answer.
describe('an activity that runs twice', () => {
  let database: TestDatabase;
  let company: CardCompany;
  let activities: Activities;
  let subjectId: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    subjectId = (await buildTutor(database.owner)).subjectId;
  });
  beforeEach(() => {
    company = new CardCompany();
    const calls = { logger: createLogger({ process: 'test', level: 'silent' }), metrics: createMetrics('test') };
    const deps = { db: database.app, clock: systemClock, payments: company, webOrigin: 'http://web.example', calls };
    activities = createActivities(deps);
  });
  afterAll(() => database?.drop());

  const twice = async <T>(run: () => Promise<T>): Promise<readonly [T, T]> => [await run(), await run()];

  async function request(): Promise<Booking> {
    const terms = buildTerms();
    const startsAt = Date.now() + 4 * 86_400_000;
    const [student, tutor] = [await buildStudent(database.owner), await buildTutor(database.owner, { subjectId })];
    const parties = { studentId: student.id, tutorId: tutor.id };
    const time = { startsAt, endsAt: startsAt + 3_600_000 };
    return born({ id: randomUUID(), ...parties, ...time, terms, policyHash: hashOf(terms) }, Date.now());
  }

  const slot = (booking: Booking) => ({
    booking,
    subjectId,
    bufferMinutes: 0,
    replacesBookingId: null,
    asOf: Date.now(),
  });

  async function reserved(): Promise<Booking> {
    const booking = await request();
    await activities.reserveSlot(slot(booking));
    return booking;
  }

  async function opened(): Promise<Booking> {
    const booking = await reserved();
    await activities.openCheckout(openTask(booking));
    const row = await findBooking(database.app, booking.id);
    return row ?? booking;
  }

  const openTask = (booking: Booking) => {
    const after = fulfil(booking, { kind: 'open_checkout', at: Date.now() }).booking;
    const done = { after, entry: null, at: Date.now(), part: 'open_checkout:1' };
    return { done, attempt: 1, expiresAt: booking.pageEndsAt };
  };

  const recording = (
    before: Booking,
    applied: Pick<Recording, 'events' | 'strike'> & { booking: Booking },
    type: string,
  ) => ({
    from: { session: before.session, outcome: before.outcome, payment: before.payment, dispute: before.dispute },
    after: applied.booking,
    entry: { type, actor: 'tutor', actorId: before.tutorId, at: Date.now() } as const,
    events: applied.events,
    strike: applied.strike,
  });

  function deciding(booking: Booking, action: 'accept' | 'authorize' | 'cancel') {
    const actor = action === 'authorize' ? ('provider' as const) : ('tutor' as const);
    const actorId = action === 'authorize' ? null : booking.tutorId;
    const decision = decide(booking, { action, actor, actorId, at: Date.now() });
    if (!decision.ok) throw new Error(decision.code);
    return applyMove(booking, decision.value);
  }

  async function paid(): Promise<Booking> {
    const booking = await opened();
    company.pay(booking.id);
    await activities.closeCheckout({ bookingId: booking.id, attempt: 1, asOf: Date.now() });
    const secured = deciding(booking, 'authorize');
    await activities.recordMove(recording(booking, secured, 'authorize'));
    return secured.booking;
  }

  async function scheduled(): Promise<Booking> {
    const booking = await paid();
    const decided = deciding(booking, 'accept');
    const done = inOneTurn(booking, [decided, fulfil(decided.booking, { kind: 'capture', at: Date.now() })]);
    await activities.capturePayment({ recording: recording(booking, done, 'accept'), attempt: 1, lookUp: false });
    return done.booking;
  }

  const count = async (table: string, bookingId: string): Promise<number> => {
    const [row] = await rows<{ n: number }>(database.app, `SELECT count(*) AS n FROM ${table} WHERE booking_id = ?`, [
      bookingId,
    ]);
    return row?.n ?? 0;
  };

  it('holds the slot once', async () => {
    const booking = await request();
    expect(await twice(() => activities.reserveSlot(slot(booking)))).toEqual([{ kind: 'held' }, { kind: 'held' }]);
    expect(await count('booking_events', booking.id)).toBe(1);
  });

  it('leaves a tombstone that a late reservation finds', async () => {
    const booking = await request();
    await twice(() => activities.releaseSlot(slot(booking)));
    expect(await activities.reserveSlot(slot(booking))).toEqual({ kind: 'gone' });
    expect(await findBooking(database.app, booking.id)).toMatchObject({ session: 'EXPIRED', payment: 'VOIDED' });
  });

  it('opens one page, and knows it as one payment', async () => {
    const booking = await reserved();
    const [first, second] = await twice(() => activities.openCheckout(openTask(booking)));
    expect(first).toMatchObject({ kind: 'opened' });
    expect(second).toEqual(first);
    expect(company.payments).toHaveLength(1);
    expect((await findBooking(database.app, booking.id))?.owed).toEqual([]);
  });

  it('says the same of a page that is closed, and of one that was paid', async () => {
    const unpaid = await opened();
    const close = (bookingId: string) => activities.closeCheckout({ bookingId, attempt: 1, asOf: Date.now() });
    expect(await twice(() => close(unpaid.id))).toEqual([{ kind: 'expired' }, { kind: 'expired' }]);
    const booking = await opened();
    company.pay(booking.id);
    expect(await twice(() => close(booking.id))).toEqual(Array(2).fill({ kind: 'paid', captureBefore: null }));
  });

  it('records a move once', async () => {
    const booking = await opened();
    company.pay(booking.id);
    const secured = recording(booking, deciding(booking, 'authorize'), 'authorize');
    expect(await twice(() => activities.recordMove(secured))).toEqual(Array(2).fill({ kind: 'recorded' }));
    expect(await count('booking_events', booking.id)).toBe(2);
  });

  it('captures once, and records it once', async () => {
    const booking = await paid();
    const decided = deciding(booking, 'accept');
    const done = inOneTurn(booking, [decided, fulfil(decided.booking, { kind: 'capture', at: Date.now() })]);
    const task = { recording: recording(booking, done, 'accept'), attempt: 1, lookUp: false };
    expect(await twice(() => activities.capturePayment(task))).toEqual(Array(2).fill({ kind: 'done' }));
    expect(company.paymentOf(booking.id).status).toBe('captured');
    expect(await count('booking_events', booking.id)).toBe(3);
    expect((await findBooking(database.app, booking.id))?.session).toBe('SCHEDULED');
  });

  it('refunds once, also under a new key: the business key finds it', async () => {
    const booking = await scheduled();
    const decided = deciding(booking, 'cancel');
    const done = inOneTurn(booking, [decided, fulfil(decided.booking, { kind: 'refund', at: Date.now() })]);
    const task = { recording: recording(booking, done, 'cancel'), amount: booking.terms.price, lookUp: false };
    expect(await twice(() => activities.refundPayment({ ...task, attempt: 1 }))).toEqual(
      Array(2).fill({ kind: 'done' }),
    );
    expect(await activities.refundPayment({ ...task, attempt: 2 })).toEqual({ kind: 'done' });
    expect(company.refundsOf(booking.id)).toHaveLength(1);
    expect(await count('refunds', booking.id)).toBe(1);
  });

  it('gives back once', async () => {
    const booking = await paid();
    const task = { done: { after: booking, entry: null, at: Date.now(), part: 'release:1' }, attempt: 1 };
    expect(await twice(() => activities.releasePayment(task))).toEqual(Array(2).fill({ kind: 'done' }));
    expect(company.paymentOf(booking.id).status).toBe('released');
  });

  it('returns a payment that no booking needs, and leaves the one that its booking lives on', async () => {
    const booking = await scheduled();
    const [needed] = await paymentsOf(database.app, booking.id);
    expect(await activities.returnLatePayment({ paymentId: needed?.id ?? '', attempt: 1 })).toEqual({ kind: 'done' });
    expect(company.paymentOf(booking.id).status).toBe('captured');

    const late = await opened();
    await activities.releaseSlot(slot(late));
    company.pay(late.id);
    const [payment] = await paymentsOf(database.app, late.id);
    const give = () => activities.returnLatePayment({ paymentId: payment?.id ?? '', attempt: 1 });
    expect(await twice(give)).toEqual(Array(2).fill({ kind: 'done' }));
    expect(company.paymentOf(late.id).status).toBe('released');
  });

  it('sweeps what no webhook brought, once, and tells the workflow', async () => {
    const booking = await opened();
    company.pay(booking.id);
    company.events.push({
      eventId: `evt_${booking.id}`,
      type: 'checkout.session.completed',
      createdAt: Date.now(),
      subject: { kind: 'checkout', id: company.paymentOf(booking.id).checkoutId ?? '', bookingId: booking.id },
    });
    const cursor = await activities.sweepPayments(null);
    await activities.sweepPayments(cursor);
    const told = await rows<{ status: string }>(
      database.app,
      `SELECT payload->'input'->>'status' AS status FROM outbox WHERE kind = 'signal' AND payload->>'bookingId' = ?`,
      [booking.id],
    );
    expect(told).toEqual([{ status: 'authorized' }]);
    expect((await paymentsOf(database.app, booking.id))[0]?.status).toBe('authorized');
  });

  it('does not step over an event that could not be looked up', async () => {
    const booking = await opened();
    const createdAt = Date.now() - 3_600_000;
    company.events.push({
      eventId: `evt_${booking.id}`,
      type: 'checkout.session.completed',
      createdAt,
      subject: { kind: 'checkout', id: company.paymentOf(booking.id).checkoutId ?? '', bookingId: booking.id },
    });
    company.fail('findCheckout', 'payment_outcome_unknown', { times: 1 });
    const { since } = await activities.sweepPayments(null);
    expect(since).toBeLessThan(createdAt);
  });

  it('asks the company again for a day-old answer with its old key, and looks it up first when it is told to', async () => {
    const booking = await paid();
    const decided = deciding(booking, 'accept');
    const done = inOneTurn(booking, [decided, fulfil(decided.booking, { kind: 'capture', at: Date.now() })]);
    company.fail('capture', 'payment_outcome_unknown', { effect: true });
    const task = { recording: recording(booking, done, 'accept'), attempt: 1 };
    expect(await activities.capturePayment({ ...task, lookUp: false })).toEqual({
      kind: 'unknown',
      storedFailure: false,
    });
    expect(await activities.capturePayment({ ...task, attempt: 2, lookUp: true })).toEqual({ kind: 'done' });
    expect(company.keysOf('capture')).toEqual([`booking:${booking.id}:capture:1`]);
  });
});
