/**
 * Protects: a review is read by nobody before its time, counted once and never silently again, and what a tutor writes
 * about a student is read by that student's tutors alone.
 */
import type {
  MyReviewPage,
  MyReviewView,
  StaffReviewPage,
  StudentReviewPage,
  TutorReviewPage,
} from '@stoa/contracts/http/reviews';
import { DAY_MS, HOUR_MS } from '@stoa/domain/policies';
import { bayesOf } from '@stoa/domain/review';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { createReviewActivities } from '../../activities/reviews';
import { ratingDifferences } from '../../db/queries/ratings';
import { buildBooking } from '../../test/factories/bookings';
import { buildStudent, type BuiltPerson } from '../../test/factories/people';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, callerFor, signedIn, testPasswordHash } from '../../test/harness/caller';

const STARTS = Date.parse('2026-02-09T15:00:00Z');
const AFTER = STARTS + 2 * HOUR_MS;
const COMPLETED = { session: 'ENDED', outcome: 'COMPLETED', payment: 'AUTHORIZED', securedAt: STARTS } as const;

let app: TestApp;
let tutor: BuiltTutor;
let asTutor: Caller;
beforeAll(async () => {
  app = await createTestApp({ now: AFTER });
});
afterAll(async () => {
  // whatever the tests did, the sums are those of the reviews they count
  expect(await ratingDifferences(app.database.app)).toEqual([]);
  await app.close();
});
beforeEach(async () => {
  app.time.now = AFTER;
  tutor = await buildTutor(app.database.owner);
  const password_hash = await testPasswordHash();
  await app.database.owner('people').where({ id: tutor.id }).update({ password_hash });
  asTutor = await callerFor(app, tutor, ['tutor']);
});

interface Taught {
  readonly bookingId: string;
  readonly student: BuiltPerson;
  readonly caller: Caller;
}
let hours = 0;
async function taught(more: object = {}): Promise<Taught> {
  const student = await buildStudent(app.database.owner, { passwordHash: await testPasswordHash() });
  // lessons of one tutor one after the other
  const startsAt = STARTS - 2 * HOUR_MS * ++hours;
  const times = { startsAt, endsAt: startsAt + HOUR_MS };
  const { booking } = await buildBooking(app.database.owner, { ...COMPLETED, ...times, ...more }, { student, tutor });
  return { bookingId: booking.id, student, caller: await callerFor(app, student, ['student']) };
}
const body = (stars = 5, text = 'Пояснює терпляче 👍') => ({ id: v7(), stars, text });
const write = (caller: Caller, bookingId: string, review: object = body()) =>
  caller.post<MyReviewView>(`/bookings/${bookingId}/review`, review);
const ofTutor = async (id = tutor.id) =>
  (await new Caller(app).get<z.output<typeof TutorReviewPage>>(`/tutors/${id}/reviews`)).body;
const both = async () => {
  const one = await taught();
  const written = await write(one.caller, one.bookingId);
  await write(asTutor, one.bookingId, body(4));
  return { ...one, reviewId: written.body.id };
};

describe('a review refused', () => {
  it.each([
    ['no stars', { stars: 0 }],
    ['six stars', { stars: 6 }],
    ['half a star', { stars: 4.5 }],
    ['a novel', { text: 'x'.repeat(2_001) }],
    ['control characters', { text: 'a\u0007b' }],
    ['a turned direction', { text: 'a\u202Eb' }],
  ])('for %s', async (_name, change) => {
    const { caller, bookingId } = await taught();
    expect((await write(caller, bookingId, { ...body(), ...change })).body.code).toBe('request_invalid');
  });

  it('for a session that did not take place, and by who was not there', async () => {
    const absent = await taught({ outcome: 'NO_SHOW_TUTOR' });
    expect((await write(absent.caller, absent.bookingId)).body.code).toBe('review_not_open');
    const { bookingId, caller } = await taught();
    const { caller: stranger } = await signedIn(app, ['student', 'tutor']);
    expect((await write(stranger, bookingId)).body.code).toBe('booking_not_found');
    expect((await write(caller, v7())).body.code).toBe('booking_not_found');
  });

  it('twice, and is one when the same is sent again', async () => {
    const { caller, bookingId } = await taught();
    const same = body();
    const answers = await Promise.all(Array.from({ length: 6 }, () => write(caller, bookingId, same)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 201));
    expect((await write(caller, bookingId)).body.code).toBe('review_exists');
  });
});

describe('blindness', () => {
  it('keeps what one side wrote from everybody for seven days, then it is read and counted, however late the sweep', async () => {
    const { caller, bookingId } = await taught();
    const { body: written } = await write(caller, bookingId, body(2));
    expect(written).toMatchObject({ published: false, publishesAt: new Date(AFTER + 7 * DAY_MS).toISOString() });
    app.time.now = AFTER + 7 * DAY_MS - 1;
    expect(await ofTutor()).toMatchObject({ items: [], rating: { count: 0, average: null, bayes: 4.5 } });
    const about = await asTutor.get<z.output<typeof MyReviewPage>>('/me/reviews?group=about');
    expect(about.body.items).toEqual([]);
    expect((await asTutor.post(`/reviews/${written.id}/reply`, { text: 'No' })).body.code).toBe('review_not_found');
    expect((await asTutor.post(`/reviews/${written.id}/reports`, { rule: 'spam' })).body.code).toBe('review_not_found');
    app.time.now += 1;
    const rating = { count: 1, average: 2, bayes: bayesOf({ count: 1, sum: 2 }) };
    expect(await ofTutor()).toMatchObject({ items: [{ id: written.id, stars: 2 }], rating });
    expect((await write(asTutor, bookingId)).body.code).toBe('review_closed');
    const { countReviews } = createReviewActivities({ db: app.database.app, clock: app.house.clock });
    expect(await countReviews()).toBeGreaterThan(0);
    expect(await countReviews()).toBe(0);
    expect((await ofTutor()).rating).toMatchObject(rating);
    expect(await app.database.owner('tutor_ratings').where({ tutor_id: tutor.id }).first()).toMatchObject({
      count: 1,
      sum: 2,
      bayes: '4.083',
    });
  });

  it('ends for both at once when both have written', async () => {
    const { reviewId } = await both();
    expect(await ofTutor()).toMatchObject({ items: [{ id: reviewId, publishedAt: new Date(AFTER).toISOString() }] });
    expect(await app.database.owner('tutor_ratings').where({ tutor_id: tutor.id }).first()).toMatchObject({ count: 1 });
  });

  it('ends also when both write at the same moment', async () => {
    for (let round = 0; round < 5; round++) {
      const { caller, bookingId } = await taught();
      const answers = await Promise.all([write(caller, bookingId), write(asTutor, bookingId)]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect(
        await app.database.owner('reviews').where({ booking_id: bookingId, publishes_at: new Date(AFTER) }),
      ).toHaveLength(2);
    }
    expect((await ofTutor()).rating).toMatchObject({ count: 5, average: 5 });
  });

  it('counts each once when many count at the same moment', async () => {
    for (let n = 0; n < 8; n++) {
      const { caller, bookingId } = await taught();
      await write(caller, bookingId, body((n % 5) + 1));
    }
    app.time.now = AFTER + 8 * DAY_MS;
    const { countReviews } = createReviewActivities({ db: app.database.app, clock: app.house.clock });
    const counts = await Promise.all(Array.from({ length: 8 }, () => countReviews()));
    expect(counts.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(8);
    expect(await app.database.owner('tutor_ratings').where({ tutor_id: tutor.id }).first()).toMatchObject({
      count: 8,
      sum: 21,
    });
  });
});

describe('what tutors say of a student', () => {
  it('is read by the tutors of that student’s bookings, by the student, and by nobody else', async () => {
    const { student, caller } = await both();
    const path = `/students/${student.id}/reviews`;
    const read = await asTutor.get<z.output<typeof StudentReviewPage>>(path);
    expect(read.body.items).toMatchObject([{ of: 'student', stars: 4 }]);
    const mine = await caller.get<z.output<typeof MyReviewPage>>('/me/reviews?group=about');
    expect(mine.body.items).toMatchObject([{ of: 'student', actions: [{ action: 'reply' }, { action: 'report' }] }]);
    const { caller: other } = await signedIn(app, ['tutor']);
    expect((await other.get(path)).status).toBe(404);
    expect((await other.post(`/reviews/${mine.body.items[0]!.id}/reports`, { rule: 'insult' })).status).toBe(404);
    expect(JSON.stringify(await ofTutor())).not.toContain(mine.body.items[0]!.id);
  });
});

describe('a review that stands', () => {
  it('is changed by its author for 48 hours, its stars only until it is published', async () => {
    const { caller, bookingId } = await taught();
    const { id } = (await write(caller, bookingId, body(3))).body;
    const edit = (stars: number, text = 'new') => caller.ask('PUT', `/reviews/${id}`, { body: { stars, text } });
    expect((await edit(4)).status).toBe(200);
    expect((await asTutor.ask('PUT', `/reviews/${id}`, { body: { stars: 1, text: '' } })).body.code).toBe(
      'review_not_found',
    );
    await write(asTutor, bookingId);
    expect((await edit(5)).body.code).toBe('review_stars_fixed');
    expect((await edit(4, 'newer')).status).toBe(200);
    expect((await ofTutor()).items).toMatchObject([{ stars: 4, text: 'newer', edited: true }]);
    app.time.now = AFTER + 48 * HOUR_MS + 1;
    expect((await edit(4)).body.code).toBe('review_edit_closed');
  });

  it('gets one reply, from whom it is about, and is not changed after it', async () => {
    const { reviewId, caller } = await both();
    const reply = (text: string) => asTutor.post(`/reviews/${reviewId}/reply`, { text });
    expect((await reply('')).body.code).toBe('request_invalid');
    expect((await caller.post(`/reviews/${reviewId}/reply`, { text: 'me' })).body.code).toBe('review_not_found');
    expect((await reply('Thank you')).status).toBe(201);
    expect((await reply('Thank you')).status).toBe(201);
    expect((await reply('And more')).body.code).toBe('review_replied');
    expect((await caller.ask('PUT', `/reviews/${reviewId}`, { body: { stars: 5, text: 'x' } })).body.code).toBe(
      'review_edit_closed',
    );
    expect((await ofTutor()).items).toMatchObject([{ reply: { text: 'Thank you' } }]);
  });

  it('keeps its place without its author’s name when the account is erased', async () => {
    const { student } = await both();
    const erased = { deleted_at: new Date(AFTER), disabled_at: new Date(AFTER) };
    await app.database.owner('people').where({ id: student.id }).update(erased);
    const { items } = await ofTutor();
    expect(items).toMatchObject([{ author: { name: 'A former student', former: true } }]);
    expect(JSON.stringify(items)).not.toContain(student.name);
  });

  it('is listed page by page, the newest first, without losing one', async () => {
    for (let n = 0; n < 5; n++) await both();
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const path: string = `/tutors/${tutor.id}/reviews?limit=2${cursor && `&cursor=${cursor}`}`;
      const page: z.output<typeof TutorReviewPage> = (await new Caller(app).get<z.output<typeof TutorReviewPage>>(path))
        .body;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });
});

describe('moderation', () => {
  it('removes under a rule that everybody reads, takes the stars out of the rating, and leaves a line in the audit log', async () => {
    const { reviewId, caller } = await both();
    const { caller: reporter } = await signedIn(app, ['student']);
    for (const who of [asTutor, reporter, reporter])
      expect(
        (await who.post(`/reviews/${reviewId}/reports`, { rule: 'personal_data', reason: 'Names my street' })).status,
      ).toBe(204);
    const { caller: support, person } = await signedIn(app, ['support']);
    const queue = async () =>
      (await support.get<z.output<typeof StaffReviewPage>>('/staff/reviews?limit=100')).body.items.find(
        ({ id }) => id === reviewId,
      );
    expect((await queue())?.reports).toHaveLength(2);
    const remove = () =>
      support.post(`/staff/reviews/${reviewId}/remove`, { rule: 'personal_data', reason: 'an address' });
    const answers = await Promise.all([remove(), remove(), remove()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    const { items, rating } = await ofTutor();
    expect(items).toMatchObject([{ id: reviewId, stars: null, text: null, removedUnder: 'personal_data' }]);
    expect(rating).toMatchObject({ count: 0, average: null, bayes: 4.5 });
    expect(await queue()).toBeUndefined();
    const lines = await app.database.owner('audit_log').where({ subject_id: reviewId });
    expect(lines).toMatchObject([{ action: 'review.remove', actor_id: person.id, reason: 'an address' }]);
    expect((await caller.ask('PUT', `/reviews/${reviewId}`, { body: { stars: 5, text: 'x' } })).body.code).toBe(
      'review_removed',
    );
    expect((await asTutor.post(`/reviews/${reviewId}/reply`, { text: 'x' })).body.code).toBe('review_removed');
  });

  it('lets a reported review stand, once, with a line in the audit log', async () => {
    const { reviewId } = await both();
    await asTutor.post(`/reviews/${reviewId}/reports`, { rule: 'insult' });
    const { caller: support } = await signedIn(app, ['support']);
    const dismiss = () => support.post(`/staff/reviews/${reviewId}/dismiss`, { reason: 'an opinion' });
    expect([(await dismiss()).status, (await dismiss()).status]).toEqual([204, 204]);
    expect(await app.database.owner('audit_log').where({ subject_id: reviewId })).toHaveLength(1);
    expect((await ofTutor()).rating.count).toBe(1);
  });

  it('is looked through by whom a review is about, its stars, state and words, either way round, page by page', async () => {
    const { reviewId } = await both();
    const { caller: support } = await signedIn(app, ['support']);
    type Page = z.output<typeof StaffReviewPage>;
    const ids = async (query: string) =>
      (await support.get<Page>(`/staff/reviews?group=all&${query}`)).body.items.map(({ id }) => id);
    expect(await ids(`q=${reviewId}`)).toEqual([reviewId]);
    expect(await ids(`q=${reviewId}&of=tutor&stars=5&state=published`)).toEqual([reviewId]);
    for (const other of ['of=student', 'stars=1', 'state=removed', 'state=waiting'])
      expect(await ids(`q=${reviewId}&${other}`)).toEqual([]);
    expect(await ids('q=%25')).toEqual([]);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path: string = `/staff/reviews?group=all&sort=-since&limit=1${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
      const { body: page } = await support.get<Page>(path);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual((await ids('sort=since&limit=100')).reverse());
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('never counts a review that was removed before its time', async () => {
    const { caller, bookingId } = await taught();
    const { id } = (await write(caller, bookingId, body(1))).body;
    const { caller: support } = await signedIn(app, ['support']);
    expect((await support.post(`/staff/reviews/${id}/remove`, { rule: 'spam', reason: 'x' })).status).toBe(204);
    app.time.now = AFTER + 8 * DAY_MS;
    const { countReviews } = createReviewActivities({ db: app.database.app, clock: app.house.clock });
    await countReviews();
    expect((await ofTutor()).rating.count).toBe(0);
  });

  it('finds sums that somebody altered by hand', async () => {
    await both();
    await app.database.owner('tutor_ratings').where({ tutor_id: tutor.id }).update({ bayes: 4.9 });
    expect(await ratingDifferences(app.database.app)).toMatchObject([
      { tutorId: tutor.id, found: { count: 1, sum: 5 } },
    ]);
    await app.database.owner('tutor_ratings').where({ tutor_id: tutor.id }).update({ bayes: 4.583 });
  });
});
