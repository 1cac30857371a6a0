import type { Booking } from '@stoa/domain/booking';
import { money } from '@stoa/domain/money';
import { DAY_MS } from '@stoa/domain/policies';
import { buildBooking, REQUESTED_AT, type BuiltWorld } from '../../test/factories/bookings';
import { rows } from '../postgres';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { patiently } from '../testing/patiently';
import { findTimeline, storeNote, storeReason } from './bookingEvents';
import { findBooking, recordMove, type Move } from './bookings';
import { findBookingView } from './bookingViews';
import { accountBalances } from './ledger';
import { strikesOf, wasCompensated } from './strikes';

let database: TestDatabase;
let world: BuiltWorld;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  world = await buildBooking(database.owner);
});

const AT = REQUESTED_AT + 60_000;
const eur = (minor: number) => money(minor, 'EUR');

function securing(differences: Partial<Move> = {}): Move {
  const before = world.booking;
  return {
    key: `booking:${before.id}:authorize`,
    before,
    after: { ...before, payment: 'AUTHORIZED', version: before.version + 1, securedAt: AT, answerBy: AT + 3_600_000 },
    entry: { type: 'secured', actor: 'provider', actorId: null, at: AT, cause: 'evt_1' },
    ledger: [{ event: { kind: 'authorised', bookingId: before.id, amount: eur(3000) } }],
    outbox: [
      {
        kind: 'mail',
        key: `booking:${before.id}:mail:requested`,
        payload: { template: 'requested', personId: world.tutor.id, bookingId: before.id },
      },
    ],
    ...differences,
  };
}

async function traces(bookingId: string): Promise<{ events: number; postings: number; lines: number }> {
  const [row] = await rows<{ events: number; postings: number; lines: number }>(
    database.app,
    `SELECT (SELECT count(*) FROM booking_events WHERE booking_id = ?) AS events,
       (SELECT count(*) FROM ledger_transactions WHERE booking_id = ?) AS postings,
       (SELECT count(*) FROM outbox WHERE dedupe_key LIKE ?) AS lines`,
    [bookingId, bookingId, `booking:${bookingId}:%`],
  );
  return row ?? { events: -1, postings: -1, lines: -1 };
}

describe('recordMove', () => {
  it('records row, event, postings and outbox lines together', async () => {
    const move = securing();
    expect(await recordMove(database.app, move)).toEqual({ kind: 'recorded', booking: move.after, repeat: false });
    expect(await findBooking(database.app, move.after.id)).toEqual(move.after);
    expect(await traces(move.after.id)).toEqual({ events: 1, postings: 1, lines: 1 });
  });

  it('answers a repeat with what was recorded, and records nothing twice', async () => {
    const move = securing();
    await recordMove(database.app, move);
    expect(await recordMove(database.app, move)).toEqual({ kind: 'recorded', booking: move.after, repeat: true });
    expect(await traces(move.after.id)).toEqual({ events: 1, postings: 1, lines: 1 });
  });

  it('is recorded once when 20 attempts run at once', async () => {
    const move = securing();
    const pools = [database.app, database.openPool(10)];
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, i) => patiently(() => recordMove(pools[i % 2] ?? database.app, move))),
    );
    expect(results.filter((result) => result.kind === 'recorded' && !result.repeat)).toHaveLength(1);
    expect(results.every(({ kind }) => kind === 'recorded')).toBe(true);
    expect(await traces(move.after.id)).toEqual({ events: 1, postings: 1, lines: 1 });
  });

  it('lets one of two different moves win: cancel against expiry', async () => {
    const over: Partial<Booking> = { outcome: 'NOT_HELD', payment: 'VOIDED', version: 2 };
    const rival = (name: string, session: 'CANCELLED' | 'EXPIRED'): Move => ({
      ...securing({ ledger: [], outbox: [] }),
      key: `booking:${world.booking.id}:${name}`,
      after: { ...world.booking, ...over, session },
    });
    const results = await Promise.all([
      recordMove(database.app, rival('cancel', 'CANCELLED')),
      recordMove(database.app, rival('expire', 'EXPIRED')),
    ]);
    expect(results.map(({ kind }) => kind).sort()).toEqual(['recorded', 'stale']);
    const winner = results.find(({ kind }) => kind === 'recorded');
    const loser = results.find(({ kind }) => kind === 'stale');
    expect(loser).toMatchObject({ booking: (winner as { booking: Booking }).booking });
  });

  it('records nothing of a move whose money is refused', async () => {
    const move = securing({ ledger: [{ event: { kind: 'captured', bookingId: world.booking.id, amount: eur(1) } }] });
    await expect(recordMove(database.app, move)).rejects.toMatchObject({ constraint: 'ledger_balances_not_overdrawn' });
    expect(await findBooking(database.app, move.after.id)).toEqual(move.before);
    expect(await traces(move.after.id)).toEqual({ events: 0, postings: 0, lines: 0 });
  });

  it('refuses a jump over a version, and an illegal state', async () => {
    const far = securing();
    await expect(recordMove(database.app, { ...far, after: { ...far.after, version: 5 } })).rejects.toThrow(RangeError);
    const illegal = securing({ after: { ...far.after, session: 'SCHEDULED', payment: 'PENDING' } });
    await expect(recordMove(database.app, illegal)).rejects.toMatchObject({ constraint: 'bookings_state_check' });
  });

  it('says so when there is no such booking', async () => {
    const lost = { ...world.booking, id: world.student.id };
    expect(
      await recordMove(database.app, { ...securing({ ledger: [] }), before: lost, after: { ...lost, version: 2 } }),
    ).toEqual({ kind: 'missing' });
  });

  it('records what was owed under the same version, once', async () => {
    const owed = [{ kind: 'release', attempt: 1, dueAt: AT, failures: 0 }] as const;
    const { booking } = await buildBooking(database.owner, {
      session: 'EXPIRED',
      outcome: 'NOT_HELD',
      payment: 'VOIDED',
      owed,
    });
    const done: Move = {
      key: `booking:${booking.id}:release`,
      before: booking,
      after: { ...booking, owed: [] },
      entry: { type: 'released', actor: 'provider', actorId: null, at: AT },
    };
    expect(await recordMove(database.app, done)).toMatchObject({ kind: 'recorded', repeat: false });
    expect(await recordMove(database.app, done)).toMatchObject({ kind: 'recorded', repeat: true });
    expect(await findBooking(database.app, booking.id)).toEqual(done.after);
    expect((await traces(booking.id)).events).toBe(1);
  });
});

describe('a tutor’s late cancel', () => {
  async function lateCancel({ booking, student, tutor }: BuiltWorld, key: string): Promise<unknown> {
    return recordMove(database.app, {
      key: `booking:${booking.id}:${key}`,
      before: booking,
      after: { ...booking, session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'REFUNDED', version: 2 },
      entry: { type: 'cancelled', actor: 'tutor', actorId: tutor.id, at: AT },
      ledger: [{ event: { kind: 'compensation', bookingId: booking.id, studentId: student.id, amount: eur(500) } }],
      strike: { cause: 'late_cancel', at: AT, expiresAt: AT + 90 * DAY_MS },
    });
  }
  const promoOf = async (bookingId: string, studentId: string): Promise<number | undefined> =>
    (await accountBalances(database.app, bookingId)).find(({ account }) => account === `student_promo:${studentId}`)
      ?.balanceMinor;

  it('counts a strike and compensates, but a pair only once in 90 days', async () => {
    const scheduled = { session: 'SCHEDULED', payment: 'AUTHORIZED' } as const;
    const first = await buildBooking(database.owner, scheduled);
    const { student, tutor } = first;
    const second = await buildBooking(
      database.owner,
      { ...scheduled, startsAt: first.booking.startsAt + DAY_MS },
      { student, tutor },
    );
    await lateCancel(first, 'cancel');
    await lateCancel(second, 'cancel');
    expect(await promoOf(first.booking.id, student.id)).toBe(500);
    expect(await promoOf(second.booking.id, student.id)).toBeUndefined();
    expect(await strikesOf(database.app, tutor.id, AT)).toHaveLength(2);
    expect(await strikesOf(database.app, tutor.id, AT + 90 * DAY_MS)).toHaveLength(0);
    const pair = { studentId: student.id, tutorId: tutor.id };
    expect(await wasCompensated(database.app, pair, AT + 89 * DAY_MS)).toBe(true);
    expect(await wasCompensated(database.app, pair, AT + 90 * DAY_MS)).toBe(false);
  });

  it('compensates once when both bookings of a pair are cancelled at the same moment', async () => {
    const scheduled = { session: 'SCHEDULED', payment: 'AUTHORIZED' } as const;
    const first = await buildBooking(database.owner, scheduled);
    const { student, tutor } = first;
    const second = await buildBooking(
      database.owner,
      { ...scheduled, startsAt: first.booking.startsAt + DAY_MS },
      { student, tutor },
    );
    await Promise.all([lateCancel(first, 'cancel'), lateCancel(second, 'cancel')]);
    const promo = [await promoOf(first.booking.id, student.id), await promoOf(second.booking.id, student.id)];
    expect(promo.filter((amount) => amount === 500)).toHaveLength(1);
  });
});

describe('findTimeline', () => {
  it('tells events in order, with the postings of each and the reason of a person', async () => {
    const { booking, tutor } = world;
    await recordMove(database.app, securing());
    const paid = await findBooking(database.app, booking.id);
    const reasonId = '019a0000-0000-7000-8000-00000000abcd';
    await storeReason(database.app, { id: reasonId, bookingId: booking.id, authorId: tutor.id, text: 'Flu', at: AT });
    await recordMove(database.app, {
      key: `booking:${booking.id}:decline`,
      before: paid as Booking,
      after: { ...(paid as Booking), session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'VOIDED', version: 3 },
      entry: { type: 'declined', actor: 'tutor', actorId: tutor.id, at: AT + 1, reasonId },
      ledger: [{ event: { kind: 'released', bookingId: booking.id, amount: eur(3000) } }],
    });
    const timeline = await findTimeline(database.app, booking.id);
    expect(timeline.map(({ type }) => type)).toEqual(['secured', 'declined']);
    expect(timeline[0]).toMatchObject({ at: AT, cause: 'evt_1', actor: 'provider', ledger: [{ code: 'authorised' }] });
    expect(timeline[1]).toMatchObject({ actorName: tutor.name, reason: 'Flu', ledger: [{ code: 'released' }] });
    expect(timeline[1]?.ledger[0]?.postings).toContainEqual({
      account: `booking_escrow:${booking.id}`,
      amountMinor: 3000,
      currency: 'EUR',
    });
  });
});

describe('findBookingView', () => {
  it('shows names, zones and the student’s note, but never a note that somebody else left under the id', async () => {
    const { booking, student, tutor, code } = world;
    const note = { bookingId: booking.id, text: 'Fractions, please', at: AT };
    expect(await storeNote(database.app, { ...note, authorId: student.id })).toBe('Fractions, please');
    expect(await storeNote(database.app, { ...note, authorId: student.id, text: 'Other' })).toBe('Fractions, please');
    expect(await storeNote(database.app, { ...note, authorId: tutor.id })).toBeNull();
    expect(await findBookingView(database.app, booking.id)).toMatchObject({
      booking,
      code,
      student: { id: student.id, name: 'Robin', zone: 'Europe/London' },
      tutor: { id: tutor.id, name: 'Marlo', zone: 'Europe/Kyiv' },
      note: 'Fractions, please',
      meetingUrl: 'https://meet.example/room',
      payments: [],
    });
    expect(await findBookingView(database.app, student.id)).toBeNull();
  });
});
