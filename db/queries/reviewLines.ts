import type { Booking } from '@stoa/domain/booking';
import { HOUR_MS, POLICIES } from '@stoa/domain/policies';
import type { Review } from '@stoa/domain/review';
import type { OutboxLine, ReviewMail } from './outbox';

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
export function reviewWritten(review: Review, isSecond: boolean): OutboxLine {
  const to = { personId: review.aboutId, bookingId: review.bookingId, reviewId: review.id };
  return isSecond
    ? line({ template: 'bothPublished', ...to })
    : line({ template: 'published', ...to }, review.publishesAt);
}

/** The author is told of the reply. */
export function reviewReplied({ id, bookingId, authorId }: Review): OutboxLine {
  return line({ template: 'replied', personId: authorId, bookingId, reviewId: id });
}

/** The author is told under which rule; whom it is about, that it is gone, where they could have read it. */
export function reviewRemoved({ id, bookingId, authorId, aboutId, publishesAt }: Review, now: number): OutboxLine[] {
  const about = { bookingId, reviewId: id };
  const mine = line({ template: 'removed', personId: authorId, ...about });
  const theirs = line({ template: 'removedAboutYou', personId: aboutId, ...about });
  return publishesAt <= now ? [mine, theirs] : [mine];
}
