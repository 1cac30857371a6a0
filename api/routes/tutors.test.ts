import type { TutorPage } from '@stoa/contracts/http/search';
import type { SlotList, SubjectList, TutorView } from '@stoa/contracts/http/tutors';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { buildBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildSubject, buildTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller } from '../../test/harness/caller';

let app: TestApp;
let anybody: Caller;
beforeAll(async () => {
  app = await createTestApp({ now: REQUESTED_AT });
  anybody = new Caller(app);
});
afterAll(() => app.close());

const slotsOf = (tutorId: string, query: string) =>
  anybody.get<z.output<typeof SlotList>>(`/tutors/${tutorId}/slots?${query}`);

describe('a tutor that nobody can book', () => {
  it.each(['incomplete', 'pending_approval', 'under_review', 'rejected', 'suspended', 'archived'])(
    'is not found while %s, neither listed nor shown nor with slots',
    async (approval) => {
      const { id } = await buildTutor(app.database.owner, { columns: { approval } });
      expect((await anybody.get(`/tutors/${id}`)).body.code).toBe('tutor_not_found');
      expect((await slotsOf(id, 'durationMinutes=60')).body.code).toBe('tutor_not_found');
      expect((await anybody.get('/tutors?limit=100')).text).not.toContain(id);
    },
  );

  it('is not found without payouts, nor when there is none', async () => {
    const { id } = await buildTutor(app.database.owner, { columns: { payouts_enabled: false } });
    expect((await anybody.get(`/tutors/${id}`)).status).toBe(404);
    expect((await anybody.get(`/tutors/${v7()}`)).status).toBe(404);
  });
});

describe('the list of tutors', () => {
  it('is paged without losing one, and filtered by subject', async () => {
    const subjectId = await buildSubject(app.database.owner, 'Paging');
    const tutors = [];
    for (let i = 0; i < 5; i++) tutors.push((await buildTutor(app.database.owner, { subjectId })).id);
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; page < 10 && cursor !== null; page++) {
      const from: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const answer = await anybody.get<z.output<typeof TutorPage>>(`/tutors?subjectId=${subjectId}&limit=2${from}`);
      seen.push(...answer.body.items.map(({ id }) => id));
      cursor = answer.body.nextCursor;
    }
    expect([...seen].sort()).toEqual([...tutors].sort());
  });

  it('refuses the cursor of another subject’s list', async () => {
    const subjectId = await buildSubject(app.database.owner, 'Cursors');
    for (let i = 0; i < 2; i++) await buildTutor(app.database.owner, { subjectId });
    const { nextCursor } = (await anybody.get<z.output<typeof TutorPage>>(`/tutors?subjectId=${subjectId}&limit=1`))
      .body;
    expect((await anybody.get(`/tutors?limit=1&cursor=${nextCursor}`)).body.code).toBe('cursor_invalid');
  });

  it('names the subjects that can be booked', async () => {
    const { subjectId } = await buildTutor(app.database.owner);
    const unused = await buildSubject(app.database.owner, 'Unused');
    const ids = (await anybody.get<z.output<typeof SubjectList>>('/subjects')).body.items.map(({ id }) => id);
    expect(ids).toContain(subjectId);
    expect(ids).not.toContain(unused);
  });
});

describe('a tutor', () => {
  it('is shown with the price of every length and the terms, and never with an address', async () => {
    const tutor = await buildTutor(app.database.owner, { columns: { cancellation_preset: 'moderate' } });
    const answer = await anybody.get<TutorView>(`/tutors/${tutor.id}`);
    expect(answer.body.prices).toEqual([
      { durationMinutes: 30, price: { amountMinor: 1500, currency: 'EUR' } },
      { durationMinutes: 60, price: { amountMinor: 3000, currency: 'EUR' } },
      { durationMinutes: 90, price: { amountMinor: 4500, currency: 'EUR' } },
    ]);
    expect(answer.body.cancellation.rows).toHaveLength(2);
    expect(answer.text).not.toContain('@');
    expect(answer.text).not.toContain('meet.example');
  });
});

describe('slots', () => {
  const day = 'durationMinutes=60&from=2026-02-10T00:00:00Z&to=2026-02-11T00:00:00Z';

  it('are those of the tutor’s hours, without what is taken and its buffer', async () => {
    const tutor = await buildTutor(app.database.owner, { zone: 'Europe/Kyiv', columns: { buffer_minutes: 30 } });
    const free = (await slotsOf(tutor.id, day)).body.items.map(({ startsAt }) => startsAt);
    expect(free[0]).toBe('2026-02-10T06:00:00.000Z');
    expect(free.at(-1)).toBe('2026-02-10T17:00:00.000Z');
    await buildBooking(app.database.owner, { startsAt: Date.parse('2026-02-10T12:00:00Z') }, { tutor });
    const left = (await slotsOf(tutor.id, day)).body.items.map(({ startsAt }) => startsAt.slice(11, 16));
    expect(left).toContain('10:30');
    expect(left).not.toContain('11:00');
    expect(left).not.toContain('12:30');
    expect(left).toContain('13:00');
  });

  it('count what a day’s limit counts outside of the asked span', async () => {
    const tutor = await buildTutor(app.database.owner, { zone: 'UTC', columns: { max_sessions_per_day: 1 } });
    await buildBooking(app.database.owner, { startsAt: Date.parse('2026-02-10T08:00:00Z') }, { tutor });
    const afternoon = 'durationMinutes=60&from=2026-02-10T14:00:00Z&to=2026-02-11T10:00:00Z';
    const items = (await slotsOf(tutor.id, afternoon)).body.items.map(({ startsAt }) => startsAt.slice(0, 10));
    expect(new Set(items)).toEqual(new Set(['2026-02-11']));
  });

  it('are refused for a length that is not given', async () => {
    const { id } = await buildTutor(app.database.owner);
    expect(await slotsOf(id, 'durationMinutes=45')).toMatchObject({
      status: 422,
      body: { code: 'duration_not_offered' },
    });
  });
});
