/**
 * Protects: what is on screen about a review is fetched anew when it changes, and nobody is told what they did themselves,
 * or what they may not know.
 */
import type { SessionReviewsView } from '@stoa/contracts/http/reviews';
import type { ReviewChanged } from '@stoa/contracts/realtime/events';
import type { ReviewEvent } from '@stoa/domain/review';
import { QueryClient } from '@tanstack/react-query';
import { newsOfReview, type News } from './news';
import { keys } from './queries';

let reviews: Partial<SessionReviewsView> | null;
jest.mock('./send', () => ({
  send: () =>
    reviews === null
      ? Promise.reject(new Error('booking_not_found'))
      : Promise.resolve({
          ...{ id: 'b1', student: { name: 'Robin Reed' }, tutor: { id: 't', name: 'Aurelia' } },
          reviews: { write: null, mine: null, theirs: null, ...reviews },
        }),
}));

const AT = '2026-11-24T16:05:00.000Z';
const EARLIER = '2026-11-20T16:05:00.000Z';
const review = (id: string, more: object = {}) =>
  ({ id, publishesAt: AT, removedUnder: null, ...more }) as unknown as NonNullable<SessionReviewsView['mine']>;
const change = (event: ReviewEvent, reviewId = 'theirs'): ReviewChanged => ({
  ...{ bookingId: 'b1', reviewId, event, at: AT },
});
async function heard(event: ReviewEvent, seen: typeof reviews, reviewId?: string): Promise<News | null> {
  reviews = seen;
  return newsOfReview(new QueryClient({ defaultOptions: { queries: { retry: false } } }), change(event, reviewId));
}
const told = { bookingId: 'b1', student: 'Robin Reed', tutor: 'Aurelia', tutorId: 't' };

describe('a review that changed', () => {
  it('makes every screen that shows reviews or the booking ask anew', async () => {
    reviews = {};
    const client = new QueryClient();
    const shown = [
      [...keys.bookings, 'toReview', 'student'],
      keys.booking('b1'),
      [...keys.reviews, 'mine', 'student', 'about'],
      [...keys.reviews, 't', 'list'],
    ];
    for (const key of shown) client.setQueryData(key, {});
    await newsOfReview(client, change('edited'));
    const isOld = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;
    // the booking was asked for again at once, to tell what happened
    expect(shown.map(isOld)).toEqual([true, false, true, true]);
  });

  it('is told when the other side’s can be read, was answered, or was removed', async () => {
    expect(await heard('published', { theirs: review('theirs') })).toEqual({ ...told, review: 'published' });
    expect(await heard('replied', { mine: review('mine') }, 'mine')).toEqual({ ...told, review: 'replied' });
    expect(await heard('removed', { mine: review('mine') }, 'mine')).toEqual({ ...told, review: 'removed' });
    expect(await heard('removed', { theirs: review('theirs') })).toEqual({ ...told, review: 'theirsRemoved' });
  });

  it('invites to write where the other side has written, and says nothing of what it says', async () => {
    const write = { until: AT, publishesAt: AT, withTheirs: true };
    expect(await heard('written', { write })).toEqual({ ...told, review: 'written' });
    expect(await heard('written', { write: { ...write, withTheirs: false } })).toBeNull();
    expect(await heard('removed', { write })).toBeNull();
  });

  it('is no news to whoever did it', async () => {
    for (const event of ['written', 'published', 'edited'] as const)
      expect(await heard(event, { mine: review('mine') }, 'mine')).toBeNull();
    expect(await heard('replied', { theirs: review('theirs') })).toBeNull();
  });

  it('is not told as published when the blind days end of what both wrote long before, nor of what was removed', async () => {
    expect(await heard('published', { theirs: review('theirs', { publishesAt: EARLIER }) })).toBeNull();
    expect(await heard('published', { theirs: review('theirs', { removedUnder: 'spam' }) })).toBeNull();
  });

  it('is nothing to whom the booking is not shown', async () => {
    expect(await heard('published', null)).toBeNull();
  });
});
