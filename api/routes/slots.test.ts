/** Protects: nobody pays for a time that the tutor does not give, and nobody is refused one that was shown. */
import type { BookingQuoteView } from '@stoa/contracts/http/quotes';
import type { SlotList } from '@stoa/contracts/http/tutors';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { REQUESTED_AT } from '../../test/factories/bookings';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { signedIn, type Caller, type Reply } from '../../test/harness/caller';

let app: TestApp;
let student: Caller;
beforeAll(async () => {
  app = await createTestApp({ now: REQUESTED_AT });
  student = (await signedIn(app, ['student'])).caller;
});
beforeEach(() => {
  app.time.now = REQUESTED_AT;
});
afterAll(() => app.close());

const quote = ({ id, subjectId }: BuiltTutor, startsAt: string, caller = student) =>
  caller.post<BookingQuoteView>('/quotes', { tutorId: id, subjectId, startsAt, durationMinutes: 60 });
const shown = async ({ id }: BuiltTutor, from: string, to: string): Promise<string[]> => {
  const path = `/tutors/${id}/slots?durationMinutes=60&from=${from}&to=${to}`;
  const answer = await student.get<z.output<typeof SlotList>>(path);
  return answer.body.items.map(({ startsAt }) => startsAt);
};
/** every half an hour of a span: the codes that a quote is refused with, `none` where it is given */
async function codesOf(tutor: BuiltTutor, from: string, to: string): Promise<Map<string, string>> {
  const codes = new Map<string, string>();
  for (let at = Date.parse(from); at < Date.parse(to); at += 30 * 60_000) {
    const startsAt = new Date(at).toISOString();
    codes.set(startsAt, (await quote(tutor, startsAt)).body.code ?? 'none');
  }
  return codes;
}
const given = (codes: ReadonlyMap<string, string>): string[] =>
  [...codes].filter(([, code]) => code === 'none').map(([at]) => at);

describe('slots offered inside blackouts', () => {
  it('do not exist: a blackout takes them from the list and from the booking alike, to the minute', async () => {
    const tutor = await buildTutor(app.database.owner, { zone: 'UTC' });
    await app.database.owner('availability_exceptions').insert({
      tutor_id: tutor.id,
      kind: 'blackout',
      starts_at: '2026-02-10T10:30:00Z',
      ends_at: '2026-02-10T12:00:00Z',
      reason: 'dentist',
    });
    const [from, to] = ['2026-02-10T08:00:00Z', '2026-02-10T14:00:00Z'] as const;
    const times = (await shown(tutor, from, to)).map((at) => at.slice(11, 16));
    expect(times).toEqual(['08:00', '08:30', '09:00', '09:30', '12:00', '12:30', '13:00', '13:30']);
    const codes = await codesOf(tutor, from, to);
    expect(given(codes).map((at) => at.slice(11, 16))).toEqual(times);
    expect(codes.get('2026-02-10T10:30:00.000Z')).toBe('slot_not_offered');
  });

  it('cannot be booked with a quote from before the blackout either', async () => {
    const tutor = await buildTutor(app.database.owner, { zone: 'UTC' });
    const { body } = await quote(tutor, '2026-02-10T10:00:00Z');
    await app.database.owner('availability_exceptions').insert({
      tutor_id: tutor.id,
      kind: 'blackout',
      starts_at: '2026-02-10T00:00:00Z',
      ends_at: '2026-02-11T00:00:00Z',
    });
    const headers = { 'idempotency-key': v7() };
    const answer = await student.post('/bookings', { bookingId: v7(), quoteToken: body.token }, { headers });
    expect([answer.status, answer.body.code]).toEqual([409, 'slot_not_offered']);
  });
});

describe('slot list and booking check disagreeing on the zone', () => {
  it.each([
    // hours of the night before and after the change, where a fixed offset or the server's zone would be an hour off
    ['Europe/Kyiv', '2026-03-28T20:00:00Z', '2026-03-29T08:00:00Z'],
    ['America/New_York', '2026-03-08T00:00:00Z', '2026-03-08T12:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T06:00:00Z', '2026-04-04T18:00:00Z'],
    ['Asia/Kathmandu', '2026-02-10T16:00:00Z', '2026-02-11T02:00:00Z'],
  ])('do not: in %s each shown time is quoted, and no other', async (zone, from, to) => {
    const windows = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [
      { weekday, starts_local: '00:00', ends_local: '05:00' },
      { weekday, starts_local: '22:00', ends_local: '24:00' },
    ]);
    const tutor = await buildTutor(app.database.owner, { zone, windows });
    app.time.now = Date.parse(from) - 5 * 24 * 3_600_000;
    const times = await shown(tutor, from, to);
    expect(times.length).toBeGreaterThan(2);
    const halfHours = times.filter((at) => Date.parse(at) % (30 * 60_000) === 0);
    expect(given(await codesOf(tutor, from, to))).toEqual(halfHours);
    for (const at of times.filter((each) => !halfHours.includes(each)))
      expect((await quote(tutor, at)).status).toBe(200);
  });

  it('do not where the tutor moves: the rules stay local, list and check move with them', async () => {
    const tutor = await buildTutor(app.database.owner, { zone: 'Europe/London' });
    const day = ['2026-02-10T00:00:00Z', '2026-02-11T00:00:00Z'] as const;
    expect((await shown(tutor, ...day))[0]).toBe('2026-02-10T08:00:00.000Z');
    await app.database.owner('tutors').where({ person_id: tutor.id }).update({ zone: 'Asia/Tokyo' });
    const times = await shown(tutor, ...day);
    expect(times[0]).toBe('2026-02-10T00:00:00.000Z');
    expect((await quote(tutor, '2026-02-10T00:00:00Z')).status).toBe(200);
    expect((await quote(tutor, '2026-02-10T15:00:00Z')).body.code).toBe('slot_not_offered');
  });
});

describe('the limits of a tutor', () => {
  it('are told by their own codes, in the quote and when somebody was faster', async () => {
    const columns = { max_sessions_per_day: 1, max_minutes_per_week: 120 };
    const tutor = await buildTutor(app.database.owner, { zone: 'UTC', columns });
    const others = await Promise.all(Array.from({ length: 6 }, () => signedIn(app, ['student'])));
    const quotes: Reply<BookingQuoteView>[] = [];
    for (const [i, { caller }] of others.entries())
      quotes.push(await quote(tutor, `2026-02-10T${String(8 + 2 * i).padStart(2, '0')}:00:00Z`, caller));
    const answers = await Promise.all(
      others.map(({ caller }, i) => {
        const body = { bookingId: v7(), quoteToken: quotes[i]!.body.token };
        return caller.post('/bookings', body, { headers: { 'idempotency-key': v7() } });
      }),
    );
    expect(answers.map(({ status, body }) => `${status} ${status === 201 ? '' : body.code}`).sort()).toEqual([
      '201 ',
      ...Array.from({ length: 5 }, () => '409 tutor_day_full'),
    ]);
    expect((await quote(tutor, '2026-02-10T19:00:00Z')).body.code).toBe('tutor_day_full');
    const wednesday = await quote(tutor, '2026-02-11T10:00:00Z', others[0]!.caller);
    const body = { bookingId: v7(), quoteToken: wednesday.body.token };
    const booked = await others[0]!.caller.post('/bookings', body, { headers: { 'idempotency-key': v7() } });
    expect(booked.status).toBe(201);
    expect((await quote(tutor, '2026-02-12T10:00:00Z')).body.code).toBe('tutor_week_full');
    expect((await quote(tutor, '2026-02-16T10:00:00Z')).status).toBe(200);
  });
});
