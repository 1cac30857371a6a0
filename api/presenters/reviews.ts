import type { MyReviewView, RatingView, ReviewView } from '@stoa/contracts/http/reviews';
import { POLICIES } from '@stoa/domain/policies';
import { editableUntil, isPublished, mayEdit, mayReply, type ReviewOf } from '@stoa/domain/review';
import type { z } from 'zod';
import type { TutorRating } from '../../db/queries/ratings';
import type { ReportedReview } from '../../db/queries/reviewReports';
import type { StoredReview } from '../../db/queries/reviews';
import type { Reader } from './reader';
import { instant, instantOrNull } from './values';

const FORMER = { student: 'A former student', tutor: 'A former tutor' } as const;
const other = (of: ReviewOf): ReviewOf => (of === 'tutor' ? 'student' : 'tutor');
/** Who was erased is nobody any more: what they wrote stays without their name. */
const named = (name: string | null, role: ReviewOf) => ({ name: name ?? FORMER[role], former: name === null });

/** What everybody may read of a published review. Of a removed one: that it was, and under which rule. */
export function presentReview(review: StoredReview): ReviewView {
  const stands = review.removedAt === null;
  return {
    id: review.id,
    of: review.of,
    subject: review.subject,
    author: named(review.authorName, other(review.of)),
    stars: stands ? review.stars : null,
    text: stands ? review.text : null,
    publishedAt: instant(review.publishesAt),
    edited: review.editedAt !== null,
    reply:
      stands && review.reply !== null
        ? { text: review.reply, at: instant(review.repliedAt ?? review.publishesAt) }
        : null,
    removedUnder: review.removalRule,
  };
}

function actionsOn(review: StoredReview, { id, now }: Reader): MyReviewView['actions'] {
  if (review.authorId === id) {
    const may = mayEdit(review, review, now).ok;
    const starsFixed = isPublished(review, now);
    return may ? [{ action: 'edit', until: instantOrNull(editableUntil(review)), starsFixed }] : [];
  }
  const plain = { until: null, starsFixed: false };
  return [
    ...(mayReply(review, id, now).ok ? [{ action: 'reply' as const, ...plain }] : []),
    ...(review.removedAt === null ? [{ action: 'report' as const, ...plain }] : []),
  ];
}

/** One of the reader's own, written or received, with what they can still do. */
export function presentMyReview(review: StoredReview, reader: Reader): MyReviewView {
  return {
    ...presentReview(review),
    bookingId: review.bookingId,
    about: named(review.aboutName, review.of),
    writtenAt: instant(review.writtenAt),
    published: isPublished(review, reader.now),
    publishesAt: instant(review.publishesAt),
    actions: actionsOn(review, reader),
    asOf: instant(reader.now),
  };
}

export function presentRating({ count, sum, bayes }: TutorRating): z.output<typeof RatingView> {
  const { priorStars, priorWeight } = POLICIES.reviews;
  return {
    count,
    average: count === 0 ? null : Math.round((sum / count) * 100) / 100,
    bayes,
    prior: { stars: priorStars, weight: priorWeight },
  };
}

/** What staff see: all of it, also what was removed or is not published yet. */
export function presentReported({ review, reports, since }: ReportedReview, now: number) {
  return {
    ...presentReview({ ...review, removedAt: null }),
    bookingId: review.bookingId,
    authorId: review.authorId,
    aboutId: review.aboutId,
    writtenAt: instant(review.writtenAt),
    published: isPublished(review, now),
    reports: reports.map(({ reporterId, reason, at }) => ({ reporterId, reason, at: instant(at) })),
    waitingSince: instant(since),
  };
}
