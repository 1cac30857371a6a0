/** Protects: nobody rates a lesson that did not take place, and nobody writes or trims a review after reading the other. */
import fc from 'fast-check';
import { DAY_MS, HOUR_MS, POLICIES } from './policies';
import {
  bayesOf,
  blindUntil,
  editableUntil,
  isPublished,
  mayEdit,
  mayReply,
  mayWrite,
  reviewOfBy,
  writableUntil,
  type Review,
} from './review';

const ENDS = Date.UTC(2026, 1, 9, 16);
const session = { session: 'ENDED', outcome: 'COMPLETED', endsAt: ENDS } as const;
const review = (more: Partial<Review> = {}): Review => ({
  id: 'r',
  bookingId: 'b',
  of: 'tutor',
  authorId: 'student',
  aboutId: 'tutor',
  stars: 4,
  text: 'Patient',
  writtenAt: ENDS,
  publishesAt: blindUntil(ENDS),
  repliedAt: null,
  removedAt: null,
  ...more,
});
const write = (written: Review[] = [], now = ENDS + HOUR_MS, of: 'tutor' | 'student' = 'student') =>
  mayWrite(session, written, { of, now });

describe('writing', () => {
  it.each([
    ['SCHEDULED', null],
    ['ACTIVE', null],
    ['ENDED', 'NO_SHOW_STUDENT'],
    ['ENDED', 'NO_SHOW_TUTOR'],
    ['ENDED', 'NOT_HELD'],
    ['CANCELLED', 'NOT_HELD'],
    ['EXPIRED', 'NOT_HELD'],
  ] as const)('is refused for a session that is %s, %s', (state, outcome) => {
    const answer = mayWrite({ session: state, outcome, endsAt: ENDS }, [], { of: 'tutor', now: ENDS });
    expect(answer).toMatchObject({ code: 'review_not_open' });
  });

  it('is for the two parties, each about the other', () => {
    const booking = { studentId: 's', tutorId: 't' };
    expect(['s', 't', 'x'].map((id) => reviewOfBy(booking, id))).toEqual(['tutor', 'student', null]);
  });

  it('is blind for the days of the policy, and publishes both when the second is written', () => {
    const now = ENDS + HOUR_MS;
    expect(write([], now)).toEqual({ ok: true, value: { publishesAt: now + 7 * DAY_MS } });
    expect(write([review()], now)).toEqual({ ok: true, value: { publishesAt: now } });
  });

  it('is refused twice, after its days, and once the other side’s can be read', () => {
    expect(write([review({ of: 'student' })])).toMatchObject({ code: 'review_exists' });
    expect(write([], writableUntil(ENDS)).ok).toBe(true);
    expect(write([], writableUntil(ENDS) + 1)).toMatchObject({ code: 'review_closed' });
    const first = review();
    expect(write([first], first.publishesAt - 1).ok).toBe(true);
    expect(write([first], first.publishesAt)).toMatchObject({ code: 'review_closed' });
  });
});

describe('changing', () => {
  const edit = (one: Review, now: number, stars = one.stars) => mayEdit(one, { stars }, now);
  it('is open for 48 hours, stars included while nobody reads them', () => {
    expect(editableUntil(review())).toBe(ENDS + 48 * HOUR_MS);
    expect(edit(review(), ENDS + 48 * HOUR_MS, 1).ok).toBe(true);
    expect(edit(review(), ENDS + 48 * HOUR_MS + 1)).toMatchObject({ code: 'review_edit_closed' });
  });
  it('leaves the stars of what is published, and what is answered or removed whole', () => {
    const published = review({ publishesAt: ENDS + 1 });
    expect(edit(published, ENDS + HOUR_MS).ok).toBe(true);
    expect(edit(published, ENDS + HOUR_MS, 5)).toMatchObject({ code: 'review_stars_fixed' });
    expect(edit({ ...published, repliedAt: ENDS + 2 }, ENDS + HOUR_MS)).toMatchObject({ code: 'review_edit_closed' });
    expect(edit(review({ removedAt: ENDS }), ENDS + 1)).toMatchObject({ code: 'review_removed' });
  });
});

describe('replying', () => {
  const now = blindUntil(ENDS);
  it('is for whom it is about, once, to what can be read', () => {
    expect(isPublished(review(), now)).toBe(true);
    expect(mayReply(review(), 'tutor', now).ok).toBe(true);
    expect(mayReply(review(), 'tutor', now - 1)).toMatchObject({ code: 'review_not_found' });
    expect(mayReply(review(), 'student', now)).toMatchObject({ code: 'review_not_found' });
    expect(mayReply(review({ repliedAt: now }), 'tutor', now)).toMatchObject({ code: 'review_replied' });
    expect(mayReply(review({ removedAt: now }), 'tutor', now)).toMatchObject({ code: 'review_removed' });
  });
});

describe('the Bayesian average', () => {
  it('begins at the prior and ends at the mean', () => {
    expect(bayesOf({ count: 0, sum: 0 })).toBe(POLICIES.reviews.priorStars);
    expect(bayesOf({ count: 1, sum: 1 })).toBe(3.917);
    expect(bayesOf({ count: 1, sum: 5 })).toBe(4.583);
    expect(bayesOf({ count: 10_000, sum: 30_000 })).toBeCloseTo(3, 2);
  });
  it('lies between the prior and the mean, and follows every star', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 200 }), (stars) => {
        const [count, sum] = [stars.length, stars.reduce((a, b) => a + b, 0)];
        const [low, high] = [Math.min(sum / count, 4.5), Math.max(sum / count, 4.5)];
        const bayes = bayesOf({ count, sum });
        expect(bayes).toBeGreaterThanOrEqual(low - 0.0005);
        expect(bayes).toBeLessThanOrEqual(high + 0.0005);
        if (sum < 5 * count) expect(bayesOf({ count, sum: sum + 1 })).toBeGreaterThan(bayes);
      }),
    );
  });
});
