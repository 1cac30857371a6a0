import type {
  DueReviewView,
  MyReviewView,
  RatingView,
  ReviewView,
  SessionReviewsView,
} from '@stoa/contracts/http/reviews';
import { POLICIES } from '@stoa/domain/policies';
import type { Booking } from '@stoa/domain/booking';
import {
  editableUntil,
  isPublished,
  mayEdit,
  mayReply,
  mayWrite,
  writeClosesAt,
  type ReviewOf,
} from '@stoa/domain/review';
import type { z } from 'zod';
import type { TutorRating } from '../../db/queries/ratings';
import type { ReportedReview } from '../../db/queries/reviewReports';
import type { ToReview } from '../../db/queries/bookingLists';
import type { StoredReview } from '../../db/queries/reviews';
import { isStaff, type Reader } from './reader';
import { instant, instantOrNull, presentPerson } from './values';

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

/**
 * What one party may know of a session's reviews, and whether they may write theirs.
 * @param reviews both sides', as far as they are written
 * @returns null for the staff, and where there is nothing to review
 */
export function presentSessionReviews(
  booking: Booking,
  reviews: readonly StoredReview[],
  reader: Reader,
): SessionReviewsView | null {
  if (isStaff(reader)) return null;
  const of: ReviewOf = reader.role === 'student' ? 'tutor' : 'student';
  const [mine, theirs] = [reviews.find((one) => one.of === of), reviews.find((one) => one.of !== of)];
  const may = mayWrite(booking, reviews, { of, now: reader.now });
  if (!may.ok && reviews.length === 0) return null;
  return {
    write: may.ok
      ? {
          until: instant(writeClosesAt(booking.endsAt, theirs)),
          publishesAt: instant(may.value.publishesAt),
          withTheirs: theirs !== undefined,
        }
      : null,
    mine: mine ? presentMyReview(mine, reader) : null,
    theirs: theirs && isPublished(theirs, reader.now) ? presentMyReview(theirs, reader) : null,
  };
}

/** A session that waits for the reader's review. */
export function presentDueReview({ booking, theirsPublishAt, ...summary }: ToReview, { role }: Reader): DueReviewView {
  const theirs = theirsPublishAt === null ? undefined : { publishesAt: theirsPublishAt };
  return {
    bookingId: booking.id,
    subject: summary.subject.name,
    startsAt: instant(booking.startsAt),
    endsAt: instant(booking.endsAt),
    about: presentPerson(role === 'student' ? summary.tutor : summary.student),
    until: instant(writeClosesAt(booking.endsAt, theirs)),
    withTheirs: theirs !== undefined,
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
    about: named(review.aboutName, review.of),
    writtenAt: instant(review.writtenAt),
    published: isPublished(review, now),
    reports: reports.map(({ at, ...report }) => ({ ...report, at: instant(at) })),
    waitingSince: instant(since),
  };
}
