/** Protects: a tutor who teaches two lessons a day is never given a third, however many students ask at once. */
import { limitsAt, type Limit } from '@stoa/domain/availability';
import { HOUR_MS, MINUTE_MS } from '@stoa/domain/policies';
import { buildBooking, newBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildStudent } from '../../test/factories/people';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import type { Db } from '../postgres';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { patiently } from '../testing/patiently';
import { findBooking } from './bookings';
import { reserveSlot, type Reservation, type ReserveResult } from './reservations';

const CROWD = 50;
/** Monday, 06:00 in London */
const MORNING = Date.parse('2026-02-09T06:00:00Z');

let database: TestDatabase;
let pools: Db[];
let tutor: BuiltTutor;
beforeAll(async () => {
  database = await createTestDatabase();
  // several processes: one pool alone would put the requests in a row
  pools = [database.app, database.openPool(10), database.openPool(10)];
});
afterAll(() => database.drop());
beforeEach(async () => {
  tutor = await buildTutor(database.owner, { zone: 'Europe/London' });
});

const limitsOf = (sessionsPerDay: number | null, minutesPerWeek: number | null, startsAt = MORNING): Limit[] =>
  limitsAt({ zone: 'Europe/London', sessionsPerDay, minutesPerWeek }, startsAt);

async function wish(startsAt: number, limits: Limit[], more: Partial<Reservation> = {}): Promise<Reservation> {
  const { id: studentId } = await buildStudent(database.owner);
  const booking = newBooking({ studentId, tutorId: tutor.id, startsAt, endsAt: startsAt + 15 * MINUTE_MS });
  return { booking, subjectId: tutor.subjectId, bufferMinutes: 0, replacesBookingId: null, limits, ...more };
}
const reserve = (input: Reservation, db: Db = database.app) => patiently(() => reserveSlot(db, input, REQUESTED_AT));
const tally = (results: readonly ReserveResult[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const result of results) {
    const word = result.kind === 'conflict' ? result.code : result.kind;
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
};
const live = async () =>
  Number((await database.owner('bookings').where({ tutor_id: tutor.id, session: 'REQUESTED' })).length);

describe('fifty students who ask for fifty different times at once', () => {
  const crowd = (limits: Limit[]) =>
    Promise.all(Array.from({ length: CROWD }, (_, i) => wish(MORNING + i * 20 * MINUTE_MS, limits)));
  const race = (inputs: readonly Reservation[]) =>
    Promise.all(inputs.map((input, i) => reserve(input, pools[i % pools.length])));

  it('get as many lessons as the day has, and the others are told that it is full', async () => {
    const results = await race(await crowd(limitsOf(3, null)));
    expect(tally(results)).toEqual({ booked: 3, tutor_day_full: CROWD - 3 });
    expect(await live()).toBe(3);
    expect(results.find(({ kind }) => kind === 'conflict')).toMatchObject({ details: { limit: 3, taken: 3 } });
  }, 30_000);

  it('get as many minutes as the week has', async () => {
    const results = await race(await crowd(limitsOf(null, 100)));
    expect(tally(results)).toEqual({ booked: 6, tutor_week_full: CROWD - 6 });
    expect(await live()).toBe(6);
  }, 30_000);

  it('are not counted where the tutor has no limits', async () => {
    expect(tally(await race(await crowd([])))).toEqual({ booked: CROWD });
  }, 30_000);
});

describe('a limit', () => {
  it('counts the lessons that are over, and none that was called off', async () => {
    const ended = { session: 'ENDED', outcome: 'COMPLETED', payment: 'AUTHORIZED' } as const;
    await buildBooking(database.owner, { startsAt: MORNING, endsAt: MORNING + HOUR_MS, ...ended }, { tutor });
    const limits = limitsOf(1, null);
    const later = await wish(MORNING + 5 * HOUR_MS, limits);
    expect(await reserve(later)).toMatchObject({ kind: 'conflict', code: 'tutor_day_full' });
    const off = { session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'VOIDED' };
    await database.owner('bookings').where({ tutor_id: tutor.id }).update(off);
    expect(await reserve(later)).toMatchObject({ kind: 'booked' });
  });

  it('takes the local day: what begins after midnight there is another day', async () => {
    const late = Date.parse('2026-02-09T23:30:00Z');
    expect((await reserve(await wish(late, limitsOf(1, null, late)))).kind).toBe('booked');
    const next = late + HOUR_MS;
    expect((await reserve(await wish(next, limitsOf(1, null, next)))).kind).toBe('booked');
  });

  it('answers a repeat with its own booking, also when the day is full by it', async () => {
    const once = await wish(MORNING, limitsOf(1, null));
    expect((await reserve(once)).kind).toBe('booked');
    expect((await reserve(once)).kind).toBe('mine');
  });

  it('leaves a hold that was to be replaced as it is, when the new time cannot be had', async () => {
    const first = await wish(MORNING, limitsOf(1, null));
    await reserve(first);
    await reserve(await wish(MORNING + 24 * HOUR_MS, limitsOf(1, null, MORNING + 24 * HOUR_MS)));
    const startsAt = MORNING + 26 * HOUR_MS;
    const { studentId } = first.booking;
    const replacing = await wish(startsAt, limitsOf(1, null, startsAt), { replacesBookingId: first.booking.id });
    const moved = { ...replacing, booking: { ...replacing.booking, studentId } };
    expect(await reserve(moved)).toMatchObject({ kind: 'conflict', code: 'tutor_day_full' });
    expect((await findBooking(database.app, first.booking.id))?.session).toBe('REQUESTED');
  });

  it('counts a replaced hold no more', async () => {
    const first = await wish(MORNING, limitsOf(1, null));
    await reserve(first);
    const replacing = await wish(MORNING + 2 * HOUR_MS, limitsOf(1, null), { replacesBookingId: first.booking.id });
    const { studentId } = first.booking;
    expect((await reserve({ ...replacing, booking: { ...replacing.booking, studentId } })).kind).toBe('booked');
  });
});
