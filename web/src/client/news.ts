import type { ApprovalChanged, BookingChanged, PayoutsChanged, ReviewChanged } from '@stoa/contracts/realtime/events';
import type { BookingView } from '@stoa/contracts/http/bookings';
import type { MyReviewView } from '@stoa/contracts/http/reviews';
import { en } from '@stoa/contracts/words/en';
import type { ReviewEvent } from '@stoa/domain/review';
import type { QueryClient } from '@tanstack/react-query';
import { keys, queries } from './queries';

interface AboutBooking {
  readonly bookingId: string;
  readonly student: string;
  readonly tutor: string;
  readonly tutorId: string;
}
export interface BookingNews extends AboutBooking {
  readonly event: string;
}
type ApprovalEvent = keyof typeof en.web.live.approval;
/** about where the reader stands as a tutor, by the words that say it */
interface StandingNews {
  readonly bookingId: null;
  readonly event: `approval.${ApprovalEvent}` | `payouts.${PayoutsChanged['event']}`;
}
type ReviewSaid = keyof typeof en.web.live.review;
export interface ReviewNews extends AboutBooking {
  readonly review: ReviewSaid;
}
export type News = BookingNews | StandingNews | ReviewNews;

interface Known {
  readonly version: number;
}

/** Makes everything about bookings and their reviews old; what is on screen is fetched anew and replaced in place. */
export const refresh = (client: QueryClient) =>
  Promise.all([keys.bookings, keys.reviews].map((queryKey) => client.invalidateQueries({ queryKey })));
/** The same about where the reader stands as a tutor. */
export const refreshStanding = (client: QueryClient) =>
  Promise.all([keys.approval, keys.visibility, keys.payouts].map((queryKey) => client.invalidateQueries({ queryKey })));

const about = ({ id, student, tutor }: BookingView): AboutBooking => ({
  ...{ bookingId: id, student: student.name, tutor: tutor.name, tutorId: tutor.id },
});
/** What was named, as the reader may see it now; null where they may not. */
const look = (client: QueryClient, bookingId: string) =>
  client.fetchQuery(queries.booking(bookingId)).catch(() => null);

/** What there is to say of a booking's change; null where it is known, or none of the reader's business any more. */
export async function newsOfBooking(client: QueryClient, change: BookingChanged): Promise<News | null> {
  const known = client.getQueryData<Known>(keys.booking(change.bookingId));
  const old = known !== undefined && known.version >= change.version;
  await client.invalidateQueries({ queryKey: keys.bookings });
  if (old) return null;
  const booking = await look(client, change.bookingId);
  return booking && { ...about(booking), event: change.event };
}

/** What tutors did themselves, and what the house notes for itself, is no news to them. */
const isNews = (event: string): event is ApprovalEvent => Object.hasOwn(en.web.live.approval, event);

export async function newsOfApproval(client: QueryClient, change: ApprovalChanged): Promise<News | null> {
  const known = client.getQueryData<Known>(keys.approval);
  const old = known !== undefined && known.version >= change.version;
  await refreshStanding(client);
  return old || !isNews(change.event) ? null : { bookingId: null, event: `approval.${change.event}` };
}

export async function newsOfPayouts(client: QueryClient, { event }: PayoutsChanged): Promise<News> {
  await refreshStanding(client);
  return { bookingId: null, event: `payouts.${event}` };
}

/** What the other side, or the staff, did to the reader's own. */
const OF_MINE: Partial<Record<ReviewEvent, ReviewSaid>> = { replied: 'replied', removed: 'removed' };

/**
 * What a reader is told of a review, from what they may see of it: nothing of what they did themselves, and nothing that
 * has not come true, as the end of blind days that the other side's review ended before.
 */
function said(change: ReviewChanged, { reviews }: BookingView): ReviewSaid | null {
  if (!reviews) return null;
  const { event, reviewId } = change;
  const { mine, theirs, write } = reviews;
  if (mine?.id === reviewId) return OF_MINE[event] ?? null;
  if (theirs?.id === reviewId) return saidOf(theirs, change);
  return event === 'written' && write?.withTheirs ? event : null;
}

function saidOf(theirs: MyReviewView, { event, at }: ReviewChanged): ReviewSaid | null {
  if (event === 'removed') return 'theirsRemoved';
  const isTrue = theirs.removedUnder === null && theirs.publishesAt === at;
  return event === 'published' && isTrue ? event : null;
}

export async function newsOfReview(client: QueryClient, change: ReviewChanged): Promise<News | null> {
  await refresh(client);
  const booking = await look(client, change.bookingId);
  const review = booking && said(change, booking);
  return booking && review && { ...about(booking), review };
}
