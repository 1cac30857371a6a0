/**
 * Protects: a tutor's hours are saved whole or not at all, one page never undoes another's change, and no booking is
 * touched by an edit: whoever booked keeps their lesson.
 */
import type { RulesChangeView, TutorRulesView } from '@stoa/contracts/http/hours';
import type { SlotExplanation } from '@stoa/contracts/http/hoursExplained';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { replaceBusyTimes } from '../../db/queries/busyTimes';
import { buildBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { callerFor, signedIn, testPasswordHash, type Caller } from '../../test/harness/caller';

let app: TestApp;
let tutor: BuiltTutor;
let caller: Caller;
beforeAll(async () => {
  app = await createTestApp({ now: REQUESTED_AT });
});
afterAll(() => app.close());
beforeEach(async () => {
  tutor = await buildTutor(app.database.owner, { zone: 'Europe/Kyiv' });
  await app.database
    .owner('people')
    .where({ id: tutor.id })
    .update({ password_hash: await testPasswordHash() });
  caller = await callerFor(app, tutor, ['tutor']);
});

const RULES = {
  zone: 'Europe/Kyiv',
  windows: [{ weekday: 1, start: '09:00', end: '12:00' }],
  durations: [60, 30],
  slotStepMinutes: 30,
  minimumNoticeMinutes: 120,
  horizonDays: 60,
  bufferMinutes: 0,
  maxSessionsPerDay: null as number | null,
  maxMinutesPerWeek: null as number | null,
};
type Change = z.output<typeof RulesChangeView>;
const read = async () => (await caller.get<TutorRulesView>('/me/tutor/rules')).body;
const save = (change: object = {}, version = '"1"') =>
  caller.ask<Change>('PUT', '/me/tutor/rules', { body: { ...RULES, ...change }, headers: { 'if-match': version } });
const preview = (change: object = {}) => caller.post<Change>('/me/tutor/rules/preview', { ...RULES, ...change });
/** a booking that the tutor knows of */
const lesson = (startsAt: string) =>
  buildBooking(
    app.database.owner,
    { startsAt: Date.parse(startsAt), session: 'SCHEDULED', payment: 'AUTHORIZED', securedAt: REQUESTED_AT },
    { tutor },
  );

describe('hours refused', () => {
  const window = (weekday: number, start: string, end: string) => ({ weekday, start, end });
  const many = (count: number) => Array.from({ length: count }, () => window(1, '09:00', '09:05'));
  it.each([
    ['a zone that does not exist', { zone: 'Europe/Atlantis' }, 422, 'zone_unknown'],
    ['a fixed offset', { zone: '+02:00' }, 422, 'zone_unknown'],
    [
      'windows that overlap',
      { windows: [window(1, '09:00', '12:00'), window(1, '11:30', '13:00')] },
      422,
      'hours_overlap',
    ],
    [
      'an overlap over midnight',
      { windows: [window(1, '22:00', '02:00'), window(2, '01:00', '03:00')] },
      422,
      'hours_overlap',
    ],
    [
      'an overlap around the week',
      { windows: [window(7, '23:00', '01:00'), window(1, '00:30', '02:00')] },
      422,
      'hours_overlap',
    ],
    [
      'more than a week',
      { windows: [1, 2, 3, 4, 5, 6, 7, 7].map((day) => window(day, '00:00', '24:00')) },
      422,
      'hours_overlap',
    ],
    ['too many windows', { windows: many(85) }, 400, 'request_invalid'],
    ['a window that ends where it starts', { windows: [window(1, '09:00', '09:00')] }, 400, 'request_invalid'],
    ['an hour that no clock shows', { windows: [window(1, '24:00', '24:00')] }, 400, 'request_invalid'],
    ['an eighth day', { windows: [window(8, '09:00', '10:00')] }, 400, 'request_invalid'],
    ['a length that nobody offers', { durations: [55] }, 400, 'request_invalid'],
    ['no length', { durations: [] }, 400, 'request_invalid'],
    ['a step of ten minutes', { slotStepMinutes: 10 }, 400, 'request_invalid'],
    ['a horizon of a year', { horizonDays: 365 }, 400, 'request_invalid'],
    ['a limit of no lesson', { maxSessionsPerDay: 0 }, 400, 'request_invalid'],
  ])('for %s, and nothing is changed', async (_name, change, ...[status, code]) => {
    const before = await read();
    for (const answer of [await save(change), await preview(change)])
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await read()).toEqual(before);
  });

  it('name both windows', async () => {
    const windows = [window(3, '09:00', '12:00'), window(3, '11:30', '13:00')];
    expect((await save({ windows })).body.details).toMatchObject({ weekday: 3, start: '09:00', otherStart: '11:30' });
  });

  it.each([undefined, '', '1', 'W/"1"', '"x"', '"1", "2"'])('without a version to change: %s', async (version) => {
    const answer = await caller.ask('PUT', '/me/tutor/rules', { body: RULES, headers: { 'if-match': version } });
    expect([answer.status, answer.body.fields?.[0]?.path]).toEqual([400, 'header.If-Match']);
  });

  it('for somebody who does not teach', async () => {
    const { caller: other } = await signedIn(app, ['tutor']);
    expect((await other.get('/me/tutor/rules')).body.code).toBe('tutor_not_found');
  });
});

describe('hours saved', () => {
  it('are read back whole, with a version that rises and what a buffer costs', async () => {
    const windows = [
      { weekday: 1, start: '09:00', end: '12:00' },
      { weekday: 6, start: '22:00', end: '24:00' },
      { weekday: 7, start: '22:00', end: '01:00' },
    ];
    const { status, body } = await save({ windows, zone: 'europe/kyiv', bufferMinutes: 15, maxSessionsPerDay: 4 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ outside: [], outsideMore: 0, zoneMove: null });
    expect(body.rules).toMatchObject({
      version: 2,
      zone: 'Europe/Kyiv',
      windows,
      durations: [30, 60],
      maxSessionsPerDay: 4,
      minutesPerWeek: 480,
      bufferCost: {
        durationMinutes: 30,
        lessonsADayWithoutBuffer: [6, 0, 0, 0, 0, 4, 6],
        lessonsADay: [3, 0, 0, 0, 0, 2, 3],
      },
    });
    expect(await read()).toEqual(body.rules);
  });

  it('are refused to a page that has not seen the last change, with how they stand', async () => {
    await save({ bufferMinutes: 5 });
    const late = await save({ bufferMinutes: 10 });
    expect([late.status, late.body.code]).toEqual([409, 'hours_changed']);
    expect(late.body.details).toMatchObject({ current: { version: 2, bufferMinutes: 5 } });
    expect((await read()).bufferMinutes).toBe(5);
  });

  it('are saved by one of many pages at the same moment, and whole', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        save({ bufferMinutes: i, windows: [{ weekday: (i % 7) + 1, start: '09:00', end: '10:00' }] }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const won = answers.findIndex(({ status }) => status === 200);
    expect(await read()).toMatchObject({
      version: 2,
      bufferMinutes: won,
      windows: [{ weekday: (won % 7) + 1, start: '09:00', end: '10:00' }],
    });
  });

  it('list the bookings that fall outside, with what the tutor can do, and touch none', async () => {
    const inside = await lesson('2026-02-09T08:00:00Z');
    const falls = await lesson('2026-02-10T08:00:00Z');
    const was = await lesson('2026-02-11T20:00:00Z');
    const unpaid = await buildBooking(app.database.owner, { startsAt: Date.parse('2026-02-12T08:00:00Z') }, { tutor });
    const shown = await preview();
    const rows = () => app.database.owner('bookings').where({ tutor_id: tutor.id }).orderBy('id');
    const before = await rows();
    const { body } = await save();
    expect(body.outside).toEqual(shown.body.outside);
    expect(body.outside.map((one) => [one.booking.id, one.byThisChange, one.reasons])).toEqual([
      [falls.booking.id, true, ['outside_hours']],
      [was.booking.id, false, ['outside_hours']],
    ]);
    expect(JSON.stringify(body)).not.toContain(unpaid.booking.id);
    expect(JSON.stringify(body)).not.toContain(inside.booking.id);
    const [first] = body.outside;
    expect(first?.actions).toContainEqual(expect.objectContaining({ action: 'cancel', allowed: true }));
    expect((await caller.post(first!.quotePath, { action: 'cancel' })).status).toBe(200);
    expect(await rows()).toEqual(before);
  });

  it('are not saved by a preview', async () => {
    const before = await read();
    expect((await preview({ zone: 'Asia/Tokyo' })).status).toBe(200);
    expect(await read()).toEqual(before);
  });

  it('keep their local times in a new zone, and say by how much they move for others', async () => {
    const { body } = await save({ zone: 'America/New_York' });
    expect(body.zoneMove).toEqual({ from: 'Europe/Kyiv', to: 'America/New_York', laterMinutes: 420 });
    expect(body.rules.windows).toEqual(RULES.windows);
  });
});

describe('why a time is not offered', () => {
  const explain = async (at: string, durationMinutes = 60) =>
    (
      await caller.get<z.output<typeof SlotExplanation>>(
        `/me/tutor/hours/explain?at=${at}&durationMinutes=${durationMinutes}`,
      )
    ).body;
  const exception = (kind: string, [starts_at, ends_at]: readonly [string, string], reason: string | null = null) =>
    app.database
      .owner('availability_exceptions')
      .insert({ id: v7(), tutor_id: tutor.id, kind, starts_at, ends_at, reason });

  it('is nothing when it is', async () => {
    expect(await explain('2026-02-10T08:00:00Z')).toMatchObject({
      offered: true,
      reasons: [],
      zone: 'Europe/Kyiv',
      local: '2026-02-10T10:00',
    });
  });

  it('names the blackout, the booking, the calendar and the limit that stand in the way, all at once', async () => {
    await exception('blackout', ['2026-02-10T08:30:00Z', '2026-02-10T09:00:00Z'], 'dentist');
    const taken = await lesson('2026-02-10T08:00:00Z');
    const span = { tutorId: tutor.id, source: 'google:one', from: 0, to: 1 };
    const startsAt = Date.parse('2026-02-10T08:00:00Z');
    await replaceBusyTimes(app.database.app, span, [{ startsAt, endsAt: startsAt + 60_000 }]);
    await app.database.owner('tutors').where({ person_id: tutor.id }).update({ max_sessions_per_day: 1 });
    const { offered, reasons } = await explain('2026-02-10T08:00:00Z');
    expect(offered).toBe(false);
    expect(reasons).toMatchObject([
      { reason: 'blackout', blackouts: [{ reason: 'dentist', start: '2026-02-10T10:30' }] },
      { reason: 'busy', busy: [{ kind: 'booking', bookingCode: taken.code, bookingId: taken.booking.id }] },
      { reason: 'calendar_busy', busy: [{ source: 'google:one' }] },
      { reason: 'day_limit', limit: 1, taken: 1, during: { startsAt: '2026-02-09T22:00:00.000Z' } },
    ]);
  });

  it('tells of an unpaid hold no more than its time', async () => {
    const { booking, code } = await buildBooking(
      app.database.owner,
      { startsAt: Date.parse('2026-02-10T08:00:00Z') },
      { tutor },
    );
    const answer = await explain('2026-02-10T08:00:00Z');
    expect(answer.reasons).toMatchObject([
      { reason: 'busy', busy: [{ kind: 'hold', bookingCode: null, bookingId: null }] },
    ]);
    expect(JSON.stringify(answer)).not.toContain(booking.id);
    expect(JSON.stringify(answer)).not.toContain(code);
  });

  it('says until when the notice reaches, and what is open that day', async () => {
    await exception('opening', ['2026-02-02T20:00:00Z', '2026-02-02T21:00:00Z']);
    expect((await explain('2026-02-02T10:00:00Z')).reasons).toEqual([
      { reason: 'notice', noticeMinutes: 120, until: '2026-02-02T11:00:00.000Z' },
    ]);
    expect((await explain('2026-02-02T18:30:00Z')).reasons).toMatchObject([
      {
        reason: 'outside_hours',
        open: [{ endsAt: '2026-02-02T18:00:00.000Z' }, { startsAt: '2026-02-02T20:00:00.000Z' }],
      },
    ]);
    expect((await explain('2031-02-02T10:00:00Z')).reasons).toMatchObject([{ reason: 'horizon', horizonDays: 60 }]);
  });
});
