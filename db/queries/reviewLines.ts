import type { Booking } from '@stoa/domain/booking';
import { HOUR_MS, POLICIES } from '@stoa/domain/policies';
import type { Review } from '@stoa/domain/review';
import type { OutboxLine, ReviewMail, ReviewNews } from './outbox';

/** One mail to one person about one review, or about the session where none is written yet. */
function line(mail: Omit<ReviewMail, 'family'>, availableAt?: number): OutboxLine {
  const { reviewId, bookingId, template, personId } = mail;
  return {
    kind: 'mail',
    key: `mail:review:${reviewId ?? bookingId}:${template}:${personId}`,
    payload: { family: 'review', ...mail },
    ...(availableAt !== undefined && { availableAt }),
  };
}

interface Moment extends Pick<ReviewNews, 'event' | 'at'> {
  readonly to?: readonly string[];
  readonly availableAt?: number;
}

/** News of a review, to both parties unless said otherwise: they carry its address, and each reads what they may. */
function news({ id, bookingId, authorId, aboutId }: Review, { event, at, to, availableAt }: Moment): OutboxLine {
  return {
    kind: 'realtime',
    key: `realtime:review:${id}:${event}:${at}`,
    payload: { about: 'review', bookingId, reviewId: id, event, at, to: to ?? [authorId, aboutId] },
    ...(availableAt !== undefined && { availableAt }),
  };
}

/**
 * Both parties of a completed session are asked for a review, once, some time after its end; who has written by then, or
 * may not any more, gets no mail.
 */
export function askForReviews({ id, studentId, tutorId, endsAt }: Booking): OutboxLine[] {
  const at = endsAt + POLICIES.reviews.askAfterHours * HOUR_MS;
  return [studentId, tutorId].map((personId) => line({ template: 'ask', personId, bookingId: id }, at));
}

/**
 * What leaves with a review that was just written: where it publishes both, the first writer is told; else whom it is
 * about will be told when its blind days are over, unless they have written by then and were told already.
 * @param isSecond whether the other side's is published with it
 */
export function reviewWritten(review: Review, isSecond: boolean): OutboxLine[] {
  const { publishesAt } = review;
  const to = { personId: review.aboutId, bookingId: review.bookingId, reviewId: review.id };
  const published = { event: 'published', at: publishesAt } as const;
  if (isSecond) return [line({ template: 'bothPublished', ...to }), news(review, published)];
  return [
    line({ template: 'published', ...to }, publishesAt),
    news(review, { event: 'written', at: review.writtenAt }),
    news(review, { ...published, availableAt: publishesAt }),
  ];
}

/** Whoever reads it sees the change. @param at epoch ms */
export const reviewEdited = (review: Review, at: number): OutboxLine => news(review, { event: 'edited', at });

/** The author is told of the reply. @param at epoch ms */
export function reviewReplied(review: Review, at: number): OutboxLine[] {
  const { id, bookingId, authorId } = review;
  return [
    line({ template: 'replied', personId: authorId, bookingId, reviewId: id }),
    news(review, { event: 'replied', at }),
  ];
}

/** The staff's queue is told of a report, and of what they decided to let stand; the parties of neither. @param at epoch ms */
export const reviewLookedAt = (review: Review, event: 'reported' | 'dismissed', at: number): OutboxLine =>
  news(review, { event, at, to: [] });

/** The author is told under which rule; whom it is about, that it is gone, where they could have read it. */
export function reviewRemoved(review: Review, now: number): OutboxLine[] {
  const { id, bookingId, authorId, aboutId, publishesAt } = review;
  const about = { bookingId, reviewId: id };
  const mine = line({ template: 'removed', personId: authorId, ...about });
  const theirs = line({ template: 'removedAboutYou', personId: aboutId, ...about });
  const told = news(review, { event: 'removed', at: now });
  return publishesAt <= now ? [mine, theirs, told] : [mine, told];
}
