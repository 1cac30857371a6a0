import { checkSlot } from '@stoa/domain/availability';
import { HOUR_MS, MINUTE_MS } from '@stoa/domain/policies';
import type { CalendarProvider } from '../../providers/calendar/port';
import { buildBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildTutor } from '../../test/factories/tutors';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { busyTimesFor, countedTimesOf, endedTimesOf, replaceBusyTimes } from './busyTimes';
import { findAvailabilityRules } from './tutors';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NOTHING = { bookingId: null, bookingCode: null, source: null };

describe('busyTimesFor', () => {
  it('finds what touches the range, buffer included, and nothing that is over', async () => {
    const { booking, tutor, code } = await buildBooking(database.owner);
    await database.owner('bookings').where({ id: booking.id }).update({ buffer_minutes: 15 });
    const { startsAt, endsAt } = booking;
    const named = { ...NOTHING, bookingId: booking.id, bookingCode: code };
    const busy = [{ kind: 'hold', startsAt, endsAt, bufferMinutes: 15, ...named }];
    const ask = (from: number, to: number) => busyTimesFor(database.app, tutor.id, { from, to });
    expect(await ask(startsAt - 1, endsAt)).toEqual(busy);
    expect(await ask(endsAt + 14 * MINUTE_MS, endsAt + HOUR_MS)).toEqual(busy);
    expect(await ask(endsAt + 15 * MINUTE_MS, endsAt + HOUR_MS)).toEqual([]);
    expect(await ask(startsAt - HOUR_MS, startsAt)).toEqual([]);
    const over = { session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'VOIDED' };
    await database.owner('bookings').where({ id: booking.id }).update(over);
    expect(await ask(startsAt, endsAt)).toEqual([]);
  });
});

describe('endedTimesOf', () => {
  it('finds lessons that are over, for the limits, and none that was called off', async () => {
    const { booking, tutor } = await buildBooking(database.owner, {
      session: 'ENDED',
      outcome: 'COMPLETED',
      payment: 'AUTHORIZED',
    });
    const { startsAt } = booking;
    const ask = async (from: number, to: number) =>
      (await endedTimesOf(database.app, [tutor.id], { from, to })).get(tutor.id) ?? [];
    expect(await ask(startsAt, startsAt + 1)).toMatchObject([{ kind: 'ended', startsAt, bookingId: booking.id }]);
    expect(await ask(startsAt + 1, startsAt + HOUR_MS)).toEqual([]);
    const off = { session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'VOIDED' };
    await database.owner('bookings').where({ id: booking.id }).update(off);
    expect(await ask(startsAt, startsAt + 1)).toEqual([]);
  });
});

describe('countedTimesOf', () => {
  it('finds live and ended lessons of those who limit their days or weeks, and of nobody else', async () => {
    const { booking, tutor } = await buildBooking(database.owner);
    const { startsAt } = booking;
    const kinds = async (from: number, to: number) =>
      ((await countedTimesOf(database.app, [tutor.id], { from, to })).get(tutor.id) ?? []).map(({ kind }) => kind);
    const limit = (columns: Record<string, number | null>) =>
      database.owner('tutors').where({ person_id: tutor.id }).update(columns);
    const around = [startsAt - HOUR_MS, startsAt + 1] as const;
    expect(await kinds(...around)).toEqual([]);
    await limit({ max_sessions_per_day: 3 });
    expect(await kinds(...around)).toEqual(['hold']);
    await limit({ max_sessions_per_day: null, max_minutes_per_week: 600 });
    expect(await kinds(...around)).toEqual(['hold']);
    const ended = { session: 'ENDED', outcome: 'COMPLETED', payment: 'AUTHORIZED' };
    await database.owner('bookings').where({ id: booking.id }).update(ended);
    expect(await kinds(...around)).toEqual(['ended']);
    expect(await kinds(startsAt + 1, startsAt + HOUR_MS)).toEqual([]);
  });
});

describe('what a calendar says', () => {
  const noon = Date.parse('2026-02-09T12:00:00Z');
  const span = { from: noon, to: noon + 4 * HOUR_MS };
  /** a calendar of a test's own */
  const calendarOf = (...starts: number[]): CalendarProvider => ({
    busyTimes: () =>
      Promise.resolve({
        kind: 'busy',
        times: starts.map((hours) => ({
          startsAt: noon + hours * HOUR_MS,
          endsAt: noon + (hours + 1) * HOUR_MS,
        })),
      }),
  });
  const read = async (tutorId: string, calendar: CalendarProvider, source = 'google:one'): Promise<void> => {
    const answer = await calendar.busyTimes('one', span);
    if (answer.kind === 'busy') await replaceBusyTimes(database.app, { tutorId, source, ...span }, answer.times);
  };
  const taken = async (tutorId: string) =>
    (await busyTimesFor(database.app, tutorId, span)).map(({ startsAt }) => (startsAt - noon) / HOUR_MS);

  it('replaces what the same calendar said before, in the times it was asked about and nowhere else', async () => {
    const { id } = await buildTutor(database.owner);
    await read(id, calendarOf(0, 2));
    await read(id, calendarOf(1), 'outlook:two');
    await replaceBusyTimes(database.app, { tutorId: id, source: 'google:one', from: 0, to: 1 }, [
      { startsAt: noon - HOUR_MS, endsAt: noon - 1 },
    ]);
    expect(await taken(id)).toEqual([0, 1, 2]);
    await read(id, calendarOf(3));
    await read(id, calendarOf(3));
    expect(await taken(id)).toEqual([1, 3]);
    expect(await busyTimesFor(database.app, id, { from: noon - HOUR_MS, to: noon - 1 })).toMatchObject([
      { kind: 'calendar', source: 'google:one', bufferMinutes: 0, bookingId: null },
    ]);
  });

  it('keeps a slot from being offered, with a reason of its own', async () => {
    const { id } = await buildTutor(database.owner, { zone: 'Europe/London' });
    await read(id, calendarOf(1));
    const known = await findAvailabilityRules(database.app, id, span);
    const busy = await busyTimesFor(database.app, id, span);
    const check = (hours: number) =>
      checkSlot({
        rules: known!.rules,
        busy,
        now: REQUESTED_AT,
        startsAt: noon + hours * HOUR_MS,
        durationMinutes: 60,
      });
    expect(check(0)).toEqual({ ok: true });
    expect(check(1)).toEqual({ ok: false, refused: ['calendar_busy'] });
    expect(check(2)).toEqual({ ok: true });
  });
});
