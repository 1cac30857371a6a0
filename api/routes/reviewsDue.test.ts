/** Protects: nobody is asked for a review that would be refused, and nobody learns before its time what was written about them. */
import type { BookingView } from '@stoa/contracts/http/bookings';
import type { DueReviewPage, MyReviewView } from '@stoa/contracts/http/reviews';
import { DAY_MS, HOUR_MS, POLICIES } from '@stoa/domain/policies';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { buildBooking } from '../../test/factories/bookings';
import { buildStudent, type BuiltPerson } from '../../test/factories/people';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { type Caller, callerFor, signedIn, testPasswordHash } from '../../test/harness/caller';

const STARTS = Date.parse('2026-02-09T15:00:00Z');
const ENDS = STARTS + HOUR_MS;
const NOW = ENDS + HOUR_MS;
const at = (ms: number): string => new Date(ms).toISOString();

let app: TestApp;
let tutor: BuiltTutor;
let student: BuiltPerson;
let asTutor: Caller;
let asStudent: Caller;
beforeAll(async () => {
  app = await createTestApp({ now: NOW });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.time.now = NOW;
  const password_hash = await testPasswordHash();
  tutor = await buildTutor(app.database.owner);
  await app.database.owner('people').where({ id: tutor.id }).update({ password_hash });
  student = await buildStudent(app.database.owner, { passwordHash: password_hash });
  asTutor = await callerFor(app, tutor, ['tutor']);
  asStudent = await callerFor(app, student, ['student']);
});

async function taught(more: { readonly earlier?: number; readonly outcome?: string } = {}): Promise<string> {
  const { earlier = 0, outcome = 'COMPLETED' } = more;
  const startsAt = STARTS - earlier * 2 * HOUR_MS;
  const state = { session: 'ENDED', outcome, payment: 'AUTHORIZED', securedAt: startsAt - DAY_MS };
  const lesson = { ...state, startsAt, endsAt: startsAt + HOUR_MS } as object;
  return (await buildBooking(app.database.owner, lesson, { student, tutor })).booking.id;
}
const write = (caller: Caller, bookingId: string) =>
  caller.post<MyReviewView>(`/bookings/${bookingId}/review`, { id: v7(), stars: 4, text: 'secret words' });
const due = async (caller: Caller, query = '') =>
  (await caller.get<z.output<typeof DueReviewPage>>(`/me/reviews/due${query}`)).body;
const reviewsOn = async (caller: Caller, bookingId: string) =>
  (await caller.get<BookingView>(`/bookings/${bookingId}`)).body.reviews;

describe('sessions to review', () => {
  it('are the completed ones, for both sides, with whom they are about and until when', async () => {
    const bookingId = await taught();
    await taught({ earlier: 1, outcome: 'NO_SHOW_STUDENT' });
    const until = at(ENDS + POLICIES.reviews.writeDays * DAY_MS);
    expect((await due(asStudent)).items).toMatchObject([
      { bookingId, about: { id: tutor.id }, until, withTheirs: false },
    ]);
    expect((await due(asTutor)).items).toMatchObject([{ bookingId, about: { id: student.id } }]);
  });

  it('are open only until the other side’s can be read, where they have written, and say that they have', async () => {
    const bookingId = await taught();
    await write(asStudent, bookingId);
    const until = at(NOW + POLICIES.reviews.blindDays * DAY_MS);
    expect((await due(asTutor)).items).toMatchObject([{ bookingId, until, withTheirs: true }]);
    expect((await reviewsOn(asTutor, bookingId))?.write).toMatchObject({ until, withTheirs: true });
  });

  it('leave the list when they are written, when the days are over, and when the other side’s can be read', async () => {
    const [first, second] = [await taught(), await taught({ earlier: 1 })];
    await write(asStudent, first);
    expect((await due(asStudent)).items.map(({ bookingId }) => bookingId)).toEqual([second]);
    expect((await due(asTutor)).items).toHaveLength(2);
    app.time.now = NOW + POLICIES.reviews.blindDays * DAY_MS;
    expect((await due(asTutor)).items.map(({ bookingId }) => bookingId)).toEqual([second]);
    app.time.now = ENDS + POLICIES.reviews.writeDays * DAY_MS + 1;
    expect((await due(asStudent)).items).toEqual([]);
  });

  it('are paged without losing one or showing one twice', async () => {
    for (let n = 0; n < 5; n++) await taught({ earlier: n });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: z.output<typeof DueReviewPage> = await due(asStudent, `?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ bookingId }) => bookingId));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });
});

describe('the reviews on a booking’s page', () => {
  it('are nothing where nothing can be reviewed', async () => {
    expect(await reviewsOn(asStudent, await taught({ outcome: 'NO_SHOW_STUDENT' }))).toBeNull();
    const old = await taught({ earlier: 1 });
    app.time.now = ENDS + POLICIES.reviews.writeDays * DAY_MS + 1;
    expect(await reviewsOn(asStudent, old)).toBeNull();
  });

  it('show the writer theirs with its edit window, and the other side only that it was written', async () => {
    const bookingId = await taught();
    const publishesAt = at(NOW + POLICIES.reviews.blindDays * DAY_MS);
    expect(await reviewsOn(asTutor, bookingId)).toMatchObject({ write: { publishesAt, withTheirs: false } });
    await write(asStudent, bookingId);
    const until = at(NOW + POLICIES.reviews.editHours * HOUR_MS);
    const actions = [{ action: 'edit', until, starsFixed: false }];
    const mine = { text: 'secret words', published: false, publishesAt, actions };
    expect(await reviewsOn(asStudent, bookingId)).toMatchObject({ write: null, mine, theirs: null });
    const theirs = await reviewsOn(asTutor, bookingId);
    expect(theirs).toEqual({
      write: { until: publishesAt, publishesAt: at(NOW), withTheirs: true },
      mine: null,
      theirs: null,
    });
  });

  it('show both once both have written, each with what can be done', async () => {
    const bookingId = await taught();
    await write(asStudent, bookingId);
    await write(asTutor, bookingId);
    expect(await reviewsOn(asTutor, bookingId)).toMatchObject({
      write: null,
      mine: { of: 'student', published: true, actions: [{ action: 'edit', starsFixed: true }] },
      theirs: { of: 'tutor', text: 'secret words', actions: [{ action: 'reply' }, { action: 'report' }] },
    });
  });
});

describe('a report', () => {
  it('names a rule, and needs no words', async () => {
    const bookingId = await taught();
    await write(asTutor, bookingId);
    const { id } = (await write(asStudent, bookingId)).body;
    const report = (body: object) => asTutor.post(`/reviews/${id}/reports`, body);
    expect((await report({ reason: 'words alone' })).body.code).toBe('request_invalid');
    expect((await report({ rule: 'because' })).body.code).toBe('request_invalid');
    expect((await report({ rule: 'insult' })).status).toBe(204);
    const kept = await app.database.owner('review_reports').where({ review_id: id });
    expect(kept).toMatchObject([{ reporter_id: tutor.id, rule: 'insult', reason: null }]);
  });
});

describe('what sockets are told of a review', () => {
  type News = { event: string; reviewId: string; to: string[]; at: number };
  const toldOf = async (bookingId: string) =>
    (
      await app.database
        .owner<{ payload: News; available_at: Date | null }>('outbox')
        .whereRaw(`payload->>'about' = 'review' AND payload->>'bookingId' = ?`, [bookingId])
        .orderBy('id')
    ).map(({ payload: { event, reviewId, to, at: moment }, available_at }) => {
      const later = available_at === null ? '' : ' later';
      expect(later === '' ? moment : available_at?.getTime()).toBe(moment);
      return [`${event}${later}`, reviewId, to.length];
    });

  it('is its address, to both parties, when it is written, read, changed and answered, each once', async () => {
    const bookingId = await taught();
    const first = { id: v7(), stars: 4, text: 'x' };
    for (let n = 0; n < 2; n++) await asStudent.post(`/bookings/${bookingId}/review`, first);
    const { id: second } = (await write(asTutor, bookingId)).body;
    await asStudent.ask('PUT', `/reviews/${first.id}`, { body: { stars: 4, text: 'y' } });
    for (let n = 0; n < 2; n++) await asTutor.post(`/reviews/${first.id}/reply`, { text: 'Thank you' });
    expect(await toldOf(bookingId)).toEqual([
      ['written', first.id, 2],
      ['published later', first.id, 2],
      ['published', second, 2],
      ['edited', first.id, 2],
      ['replied', first.id, 2],
    ]);
  });

  it('is for the staff alone where somebody reports, once each, and for both parties when they remove', async () => {
    const bookingId = await taught();
    const { id } = (await write(asStudent, bookingId)).body;
    await write(asTutor, bookingId);
    const before = (await toldOf(bookingId)).length;
    for (let n = 0; n < 2; n++) await asTutor.post(`/reviews/${id}/reports`, { rule: 'insult' });
    const { caller: support } = await signedIn(app, ['support']);
    for (let n = 0; n < 2; n++) await support.post(`/staff/reviews/${id}/dismiss`, { reason: 'an opinion' });
    const remove = { rule: 'insult', reason: 'looked again' };
    for (let n = 0; n < 2; n++) await support.post(`/staff/reviews/${id}/remove`, remove);
    expect((await toldOf(bookingId)).slice(before)).toEqual([
      ['reported', id, 0],
      ['dismissed', id, 0],
      ['removed', id, 2],
    ]);
  });
});

describe('mails about reviews', () => {
  const linesFor = async (bookingId: string) =>
    (
      await app.database
        .owner<{ payload: { template: string; personId: string } }>('outbox')
        .whereRaw(`payload->>'family' = 'review' AND payload->>'bookingId' = ?`, [bookingId])
        .orderBy('id')
    ).map(({ payload }) => [payload.template, payload.personId]);

  it('leave with what was written, in its transaction: once for the first, once for both, once for the reply', async () => {
    const bookingId = await taught();
    const review = { id: v7(), stars: 4, text: 'x' };
    for (let n = 0; n < 2; n++) await asStudent.post(`/bookings/${bookingId}/review`, review);
    await write(asTutor, bookingId);
    for (let n = 0; n < 2; n++) await asTutor.post(`/reviews/${review.id}/reply`, { text: 'Thank you' });
    expect(await linesFor(bookingId)).toEqual([
      ['published', tutor.id],
      ['bothPublished', student.id],
      ['replied', student.id],
    ]);
  });
});
