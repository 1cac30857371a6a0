import { checkSlot } from '@stoa/domain/availability';
import { HOUR_MS, MINUTE_MS } from '@stoa/domain/policies';
import type { CalendarProvider } from '../../providers/calendar/port';
import { buildBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildTutor } from '../../test/factories/tutors';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { replaceBusyTimes, takenTimesOf, type TakenSpans } from './busyTimes';
import { findAvailabilityRules } from './tutors';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const NOTHING = { bookingId: null, bookingCode: null, source: null };
const NEVER = { from: 0, to: 0 };
const takenOf = async (tutorId: string, spans: Partial<TakenSpans>) =>
  (await takenTimesOf(database.app, [tutorId], { touching: NEVER, counted: NEVER, ...spans })).get(tutorId) ?? [];
const ENDED = { session: 'ENDED', outcome: 'COMPLETED', payment: 'AUTHORIZED' };
const CALLED_OFF = { session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'VOIDED' };

describe('what is taken', () => {
  it('is what touches the span, buffer included, and nothing that is over', async () => {
    const { booking, tutor, code } = await buildBooking(database.owner);
    await database.owner('bookings').where({ id: booking.id }).update({ buffer_minutes: 15 });
    const { startsAt, endsAt } = booking;
    const named = { ...NOTHING, bookingId: booking.id, bookingCode: code };
    const busy = [{ kind: 'hold', startsAt, endsAt, bufferMinutes: 15, ...named }];
    const ask = (from: number, to: number) => takenOf(tutor.id, { touching: { from, to } });
    expect(await ask(startsAt - 1, endsAt)).toEqual(busy);
    expect(await ask(endsAt + 14 * MINUTE_MS, endsAt + HOUR_MS)).toEqual(busy);
    expect(await ask(endsAt + 15 * MINUTE_MS, endsAt + HOUR_MS)).toEqual([]);
    expect(await ask(startsAt - HOUR_MS, startsAt)).toEqual([]);
    for (const over of [CALLED_OFF, ENDED]) {
      await database.owner('bookings').where({ id: booking.id }).update(over);
      expect(await ask(startsAt, endsAt)).toEqual([]);
    }
  });

  it('counts live and ended lessons of those who limit their days or weeks, and of nobody else', async () => {
    const { booking, tutor } = await buildBooking(database.owner);
    const { startsAt } = booking;
    const kinds = async (from: number, to: number) =>
      (await takenOf(tutor.id, { counted: { from, to } })).map(({ kind }) => kind);
    const limit = (columns: Record<string, number | null>) =>
      database.owner('tutors').where({ person_id: tutor.id }).update(columns);
    const around = [startsAt - HOUR_MS, startsAt + 1] as const;
    expect(await kinds(...around)).toEqual([]);
    await limit({ max_sessions_per_day: 3 });
    expect(await kinds(...around)).toEqual(['hold']);
    await limit({ max_sessions_per_day: null, max_minutes_per_week: 600 });
    expect(await kinds(...around)).toEqual(['hold']);
    await database.owner('bookings').where({ id: booking.id }).update(ENDED);
    expect(await kinds(...around)).toEqual(['ended']);
    expect(await kinds(startsAt - HOUR_MS, startsAt)).toEqual([]);
    expect(await kinds(startsAt + 1, startsAt + HOUR_MS)).toEqual([]);
    await database.owner('bookings').where({ id: booking.id }).update(CALLED_OFF);
    expect(await kinds(...around)).toEqual([]);
  });

  it('is listed once where it touches the span and counts besides', async () => {
    const { booking, tutor } = await buildBooking(database.owner);
    await database.owner('tutors').where({ person_id: tutor.id }).update({ max_sessions_per_day: 3 });
    const span = { from: booking.startsAt - HOUR_MS, to: booking.endsAt };
    expect(await takenOf(tutor.id, { touching: span, counted: span })).toHaveLength(1);
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
    (await takenOf(tutorId, { touching: span })).map(({ startsAt }) => (startsAt - noon) / HOUR_MS);

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
    expect(await takenOf(id, { touching: { from: noon - HOUR_MS, to: noon - 1 } })).toMatchObject([
      { kind: 'calendar', source: 'google:one', bufferMinutes: 0, bookingId: null },
    ]);
  });

  it('keeps a slot from being offered, with a reason of its own', async () => {
    const { id } = await buildTutor(database.owner, { zone: 'Europe/London' });
    await read(id, calendarOf(1));
    const known = await findAvailabilityRules(database.app, id, span);
    const busy = await takenOf(id, { touching: span });
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
