/** The reviews that the frozen API answers with: texts are written of Aurelia alone. */
import { TutorReviewPage } from '@stoa/contracts/http/reviews';
import { DAY_MS, HOUR_MS } from '@stoa/domain/policies';
import { presentRating, presentReview } from '../../api/presenters/reviews';
import { instant } from '../../api/presenters/values';
import type { StoredReview } from '../../db/queries/reviews';
import { demoId } from '../../scripts/demo/people';
import { agreed } from './answers';
import { NOW, partyNamed } from './people';
import { AURELIA, SAID, type Said, standingOf } from './ratings';

/** A review of Aurelia as it is stored. */
export function stored(
  { by, days, stars, text, reply = undefined, removed = null }: Said,
  index: number,
): StoredReview {
  const publishesAt = NOW - days * DAY_MS;
  return {
    id: demoId(11, index + 1),
    bookingId: demoId(5, 40 + index),
    of: 'tutor',
    authorId: by === null ? demoId(1, 99) : partyNamed(by).id,
    aboutId: AURELIA,
    stars,
    text,
    writtenAt: publishesAt - HOUR_MS,
    publishesAt,
    repliedAt: reply === undefined ? null : publishesAt + DAY_MS,
    removedAt: removed === null ? null : publishesAt + DAY_MS,
    editedAt: null,
    reply: reply ?? null,
    removalRule: removed,
    authorName: by,
    aboutName: 'Aurelia',
    subject: 'Mathematics',
  };
}

export function tutorReviews(tutorId: string): unknown {
  const items = tutorId === AURELIA ? SAID.map(stored).map(presentReview) : [];
  const rating = presentRating(standingOf(tutorId));
  return agreed(TutorReviewPage, { items, nextCursor: null, rating, asOf: instant(NOW) });
}
