/** Protects: a holiday is never lost or doubled by a repeated request, and thousands of them cost the others nothing. */
import type { ExceptionChangeView, ExceptionPage } from '@stoa/contracts/http/hours';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { findBooking } from '../../db/queries/bookings';
import { buildBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { callerFor, testPasswordHash, type Caller } from '../../test/harness/caller';

let app: TestApp;
let tutor: BuiltTutor;
let caller: Caller;
beforeAll(async () => {
  app = await createTestApp({ now: REQUESTED_AT });
});
afterAll(() => app.close());
const aTutor = async (): Promise<[BuiltTutor, Caller]> => {
  const built = await buildTutor(app.database.owner, { zone: 'Europe/Kyiv' });
  const password_hash = await testPasswordHash();
  await app.database.owner('people').where({ id: built.id }).update({ password_hash });
  return [built, await callerFor(app, built, ['tutor'])];
};
beforeEach(async () => {
  [tutor, caller] = await aTutor();
});

type Change = z.output<typeof ExceptionChangeView>;
type Page = z.output<typeof ExceptionPage>;
const blackout = (change: object = {}) => ({
  id: v7(),
  kind: 'blackout',
  start: '2026-02-10T00:00',
  end: '2026-02-11T00:00',
  reason: 'Šventė – świętо',
  ...change,
});
const add = (change: object = {}) => caller.post<Change>('/me/tutor/exceptions', blackout(change));
const list = async (query = '') => (await caller.get<Page>(`/me/tutor/exceptions?limit=100${query}`)).body.items;
const count = async () =>
  Number((await app.database.owner('availability_exceptions').where({ tutor_id: tutor.id })).length);

describe('an exception refused', () => {
  it.each([
    [
      'a local time that the clocks skip',
      { start: '2026-03-29T03:30', end: '2026-03-29T06:00' },
      422,
      'time_does_not_exist',
    ],
    ['an end that the clocks skip', { start: '2026-03-28T03:30', end: '2026-03-29T03:00' }, 422, 'time_does_not_exist'],
    ['a day that is none', { start: '2026-02-30T03:30', end: '2026-03-29T06:00' }, 400, 'request_invalid'],
    ['an end before the start', { end: '2026-02-09T00:00' }, 400, 'request_invalid'],
    ['more than a year', { end: '2027-02-12T00:00' }, 400, 'request_invalid'],
    ['what is over', { start: '2026-01-01T00:00', end: '2026-01-02T00:00' }, 422, 'time_in_the_past'],
    ['control characters', { reason: 'a\u0007b' }, 400, 'request_invalid'],
    ['a reason of a novel', { reason: 'x'.repeat(201) }, 400, 'request_invalid'],
    ['no kind', { kind: 'maybe' }, 400, 'request_invalid'],
    ['an offset', { start: '2026-02-10T00:00Z' }, 400, 'request_invalid'],
  ])('for %s', async (_name, change, ...[status, code]) => {
    const answer = await add(change);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    const { id: _id, ...rest } = blackout(change);
    expect((await caller.post('/me/tutor/exceptions/preview', rest)).body.code).toBe(code);
    expect(await count()).toBe(0);
  });

  it('names the nearest time that exists', async () => {
    const { body } = await add({ start: '2026-03-29T03:30', end: '2026-03-29T06:00' });
    expect(body.details).toEqual({ field: 'start', nearest: '2026-03-29T04:00' });
  });
});

describe('an exception', () => {
  it('takes the first of two equal local times', async () => {
    const { body } = await add({ start: '2026-10-25T03:30', end: '2026-10-25T05:00' });
    expect(body.exception).toMatchObject({ startsAt: '2026-10-25T00:30:00.000Z', endsAt: '2026-10-25T03:00:00.000Z' });
  });

  it('lists the bookings that it takes out of the hours, with the reason, and touches none', async () => {
    const known = { session: 'SCHEDULED', payment: 'AUTHORIZED', securedAt: REQUESTED_AT } as const;
    const startsAt = Date.parse('2026-02-10T09:00:00Z');
    const { booking } = await buildBooking(app.database.owner, { ...known, startsAt }, { tutor });
    const { id: _id, ...rest } = blackout();
    const shown = await caller.post<Change>('/me/tutor/exceptions/preview', rest);
    expect(await count()).toBe(0);
    const { body } = await add();
    expect(body.outside).toMatchObject([{ booking: { id: booking.id }, reasons: ['blackout'], byThisChange: true }]);
    expect(shown.body.outside).toEqual(body.outside);
    expect((await findBooking(app.database.app, booking.id))?.session).toBe('SCHEDULED');
    const gone = await caller.ask<Change>('DELETE', `/me/tutor/exceptions/${body.exception.id}`);
    expect([gone.status, gone.body.outside]).toEqual([200, []]);
  });

  it('is one, however often it is sent, and its id is nobody else’s', async () => {
    const same = blackout();
    const answers = await Promise.all(Array.from({ length: 5 }, () => caller.post('/me/tutor/exceptions', same)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(await count()).toBe(1);
    const [, other] = await aTutor();
    expect((await other.post('/me/tutor/exceptions', same)).body.code).toBe('request_invalid');
    expect((await add({ id: same.id, kind: 'opening' })).body.code).toBe('request_invalid');
    expect(await list()).toMatchObject([{ kind: 'blackout', reason: 'Šventė – świętо' }]);
  });

  it('is taken away once, and by nobody else', async () => {
    const { id } = (await add()).body.exception;
    const [, other] = await aTutor();
    expect((await other.ask('DELETE', `/me/tutor/exceptions/${id}`)).body.code).toBe('exception_not_found');
    expect((await caller.ask('DELETE', `/me/tutor/exceptions/${id}`)).status).toBe(200);
    expect((await caller.ask('DELETE', `/me/tutor/exceptions/${id}`)).status).toBe(404);
  });
});

describe('the list of exceptions', () => {
  it('is paged without losing one, and filtered by kind and time', async () => {
    for (let day = 10; day < 15; day++)
      await add({ start: `2026-02-${day}T00:00`, end: `2026-02-${day}T12:00`, kind: day % 2 ? 'opening' : 'blackout' });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/me/tutor/exceptions?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await caller.get<Page>(path);
      seen.push(...body.items.map(({ start }) => start.slice(8, 10)));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(['10', '11', '12', '13', '14']);
    expect(await list('&kind=opening')).toHaveLength(2);
    expect(await list('&from=2026-02-12T00:00:00Z&to=2026-02-12T20:00:00Z')).toHaveLength(1);
    app.time.now = Date.parse('2026-02-13T20:00:00Z');
    expect(await list()).toHaveLength(1);
    app.time.now = REQUESTED_AT;
  });
});

describe('ten thousand exceptions', () => {
  const fill = (many: number, year = 2027) =>
    app.database.owner.raw(
      `INSERT INTO availability_exceptions (tutor_id, kind, starts_at, ends_at)
       SELECT ?, 'blackout', make_timestamptz(?, 1, 1, 0, 0, 0) + n * interval '30 minutes',
         make_timestamptz(?, 1, 1, 0, 0, 0) + n * interval '30 minutes' + interval '10 minutes'
       FROM generate_series(1, ?) n`,
      [tutor.id, year, year, many],
    );

  it('are never there: the limit holds when many come at once, and what was saved stays', async () => {
    await fill(995);
    const answers = await Promise.all(Array.from({ length: 40 }, () => add()));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
      new Set(['409 exceptions_full']),
    );
    expect(await count()).toBe(1_000);
  });

  it('are refused in one body before they are read', async () => {
    const raw = JSON.stringify(Array.from({ length: 10_000 }, () => blackout()));
    const headers = { 'content-type': 'application/json' };
    const answer = await caller.ask('POST', '/me/tutor/exceptions', { raw, headers });
    expect([answer.status, answer.body.code]).toEqual([413, 'request_too_large']);
  });

  it('of years that are over count for nothing', async () => {
    await fill(1_200, 2025);
    expect((await add()).status).toBe(201);
  });
});
