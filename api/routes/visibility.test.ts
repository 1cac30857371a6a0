import type { Comparison, ManySlots, TutorPage, VisibilityView } from '@stoa/contracts/http/search';
import type { SlotList } from '@stoa/contracts/http/tutors';
import { DAY_MS, HOUR_MS } from '@stoa/domain/policies';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { buildBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, callerFor, testPasswordHash } from '../../test/harness/caller';

let app: TestApp;
let anybody: Caller;
beforeAll(async () => {
  app = await createTestApp({ now: REQUESTED_AT });
  anybody = new Caller(app);
});
afterAll(() => app.close());

/** A tutor who can sign in. */
async function tutorWith(columns: Record<string, unknown> = {}): Promise<{ tutor: BuiltTutor; caller: Caller }> {
  const tutor = await buildTutor(app.database.owner, { zone: 'UTC', columns });
  await app.database
    .owner('people')
    .where({ id: tutor.id })
    .update({ password_hash: await testPasswordHash() });
  return { tutor, caller: await callerFor(app, tutor, ['tutor']) };
}
const visibilityOf = async (caller: Caller) =>
  (await caller.get<z.output<typeof VisibilityView>>('/me/tutor/visibility')).body;
const isListed = async ({ id, subjectId }: BuiltTutor): Promise<boolean> => {
  const { body } = await anybody.get<z.output<typeof TutorPage>>(`/tutors?subjectId=${subjectId}`);
  return body.items.some((one) => one.id === id);
};

describe('why I am here, or not', () => {
  it('is told with every factor and the most it can give', async () => {
    const { tutor, caller } = await tutorWith({ instant_booking: true });
    const seen = await visibilityOf(caller);
    expect(seen).toMatchObject({ listed: true, hidden: [] });
    expect(seen.score).toBe(seen.factors.reduce((sum, { points }) => sum + points, 0));
    expect(seen.factors).toContainEqual({ code: 'instant', points: 50, most: 50 });
    expect(await isListed(tutor)).toBe(true);
  });

  it.each([
    ['not_approved', { approval: 'under_review' }],
    ['payouts_missing', { payouts_enabled: false }],
    ['currency_without_rate', { currency: 'CHF' }],
  ])('is told for everybody who is not: %s', async (code, columns) => {
    const { tutor, caller } = await tutorWith(columns);
    expect(await visibilityOf(caller)).toMatchObject({ listed: false, hidden: [{ code, until: null }] });
    expect(await isListed(tutor)).toBe(false);
  });

  it('is seven days from the third strike, unless it is excused', async () => {
    const { tutor, caller } = await tutorWith();
    const strike = async (at: number): Promise<void> => {
      const { booking } = await buildBooking(app.database.owner, { startsAt: at + 2 * DAY_MS }, { tutor });
      await app.database.owner('tutor_strikes').insert({
        tutor_id: tutor.id,
        booking_id: booking.id,
        cause: 'late_cancel',
        at: new Date(at),
        expires_at: new Date(at + 90 * DAY_MS),
      });
    };
    await strike(REQUESTED_AT - 91 * DAY_MS);
    await strike(REQUESTED_AT - 20 * DAY_MS);
    await strike(REQUESTED_AT - 10 * DAY_MS);
    // the first one has expired: two count
    expect(await isListed(tutor)).toBe(true);
    await strike(REQUESTED_AT - HOUR_MS);
    const until = new Date(REQUESTED_AT - HOUR_MS + 7 * DAY_MS).toISOString();
    expect(await visibilityOf(caller)).toMatchObject({ listed: false, hidden: [{ code: 'strikes', until }] });
    expect(await isListed(tutor)).toBe(false);
    app.time.now = Date.parse(until);
    expect(await isListed(tutor)).toBe(true);
    app.time.now = REQUESTED_AT;
    await app.database
      .owner('tutor_strikes')
      .where({ tutor_id: tutor.id })
      .update({ excused_at: new Date(REQUESTED_AT), excused_by: tutor.id, excuse: 'A power cut' });
    expect(await isListed(tutor)).toBe(true);
  });

  it('is asked by tutors about themselves alone', async () => {
    const answer = await anybody.get('/me/tutor/visibility');
    expect(answer.body.code).toBe('unauthenticated');
  });
});

describe('the times of several tutors', () => {
  const ask = (query: string) => anybody.get<z.output<typeof ManySlots>>(`/tutors/slots?${query}`);

  it('are those of each tutor’s own page, in the order asked for, without who cannot be booked', async () => {
    const [one, two] = [(await tutorWith()).tutor, (await tutorWith({ durations: [90] })).tutor];
    const gone = (await tutorWith({ approval: 'suspended' })).tutor;
    await buildBooking(app.database.owner, { startsAt: REQUESTED_AT + 3 * HOUR_MS }, { tutor: one });
    const span = 'from=2026-02-02T00:00:00Z&to=2026-02-05T00:00:00Z';
    const { body } = await ask(`tutorIds=${two.id},${one.id},${gone.id},${v7()},${two.id}&${span}&perTutor=700`);
    expect(body.items.map(({ tutorId }) => tutorId)).toEqual([two.id, one.id]);
    for (const { tutorId, durationMinutes, starts } of body.items) {
      const own = await anybody.get<z.output<typeof SlotList>>(
        `/tutors/${tutorId}/slots?durationMinutes=${durationMinutes}&${span}`,
      );
      expect(starts).toEqual(own.body.items.map(({ startsAt }) => startsAt));
    }
    const first = await ask(`tutorIds=${one.id}&perTutor=2&durationMinutes=60`);
    expect(first.body.items[0]!.starts).toHaveLength(2);
  });

  it.each([
    [`tutorIds=${Array.from({ length: 51 }, () => v7()).join(',')}`, 'search_too_wide'],
    [`tutorIds=${v7()}&from=2026-02-02T00:00:00Z&to=2026-02-17T00:00:00Z`, 'search_too_wide'],
    [`tutorIds=${v7()}&from=2026-02-02T00:00:00Z&to=2026-02-01T00:00:00Z`, 'request_invalid'],
    ['tutorIds=', 'request_invalid'],
    ['tutorIds=one', 'request_invalid'],
    ['', 'request_invalid'],
  ])('are refused for too many, too long and for nobody', async (query, code) => {
    expect((await ask(query)).body.code).toBe(code);
  });
});

describe('a comparison', () => {
  const compare = (ids: readonly string[]) =>
    anybody.get<z.output<typeof Comparison>>(`/tutors/compare?ids=${ids.join(',')}`);

  it('shows up to four as their pages do, each once', async () => {
    const [one, two] = [(await tutorWith()).tutor, (await tutorWith()).tutor];
    const gone = (await tutorWith({ payouts_enabled: false })).tutor;
    const { body } = await compare([two.id, one.id, gone.id, two.id]);
    expect(body.items.map(({ id }) => id)).toEqual([two.id, one.id]);
    expect(body.items[0]).toEqual((await anybody.get(`/tutors/${two.id}`)).body);
  });

  it('of five is refused', async () => {
    expect((await compare(Array.from({ length: 5 }, () => v7()))).body.code).toBe('search_too_wide');
  });
});
