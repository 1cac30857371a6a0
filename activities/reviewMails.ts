import { en } from '@stoa/contracts/words/en';
import { momentText, type Reader } from '@stoa/contracts/words/format';
import { say } from '@stoa/contracts/words/say';
import { isPublished, mayWrite, reviewOfBy, writeClosesAt } from '@stoa/domain/review';

import { findBookingView, type BookingDetail } from '../db/queries/bookingViews';
import type { ReviewMail } from '../db/queries/outbox';
import { findPerson } from '../db/queries/people';
import { reviewsOfBooking, type StoredReview } from '../db/queries/reviews';
import type { Db } from '../db/postgres';
import type { Clock } from '../platform/clock';
import { whenText, type Letter } from './letter';

export interface ReviewMailDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly webOrigin: string;
}

interface Case {
  readonly detail: BookingDetail;
  readonly reviews: readonly StoredReview[];
  readonly payload: ReviewMail;
  readonly now: number;
}

/** Whether the mail still says something that is so, and that its reader has not seen by acting themself. */
function isTrue({ detail, reviews, payload, now }: Case): boolean {
  const { template, personId, reviewId } = payload;
  if (template === 'ask') {
    const of = reviewOfBy(detail.booking, personId);
    return of !== null && mayWrite(detail.booking, reviews, { of, now }).ok;
  }
  const review = reviews.find(({ id }) => id === reviewId);
  if (review === undefined) return false;
  if (template === 'removed' || template === 'removedAboutYou') return review.removalRule !== null;
  if (review.removedAt !== null || !isPublished(review, now)) return false;
  // who wrote as well was told when both were published
  if (template === 'published') return !reviews.some(({ authorId }) => authorId === personId);
  return template !== 'replied' || review.reply !== null;
}

function valuesOf({ detail, reviews, payload }: Case, reader: Reader): Record<string, string> {
  const { booking, student, tutor, subject } = detail;
  const other = payload.personId === tutor.id ? student : tutor;
  const theirs = reviews.find(({ authorId }) => authorId === other.id);
  const rule = reviews.find(({ id }) => id === payload.reviewId)?.removalRule;
  return {
    other: other.name,
    subject: subject.name,
    at: whenText(booking.startsAt, reader, other.zone),
    until: momentText(writeClosesAt(booking.endsAt, theirs), reader),
    blind: theirs ? say(en.reviewMails.blindSecond, { other: other.name }) : en.reviewMails.blind,
    rule: rule ? en.web.reviews.rules[rule] : '',
  };
}

/** A mail about the reviews of a session; null where it would tell nothing any more, or nobody is there to read it. */
export async function reviewLetter(
  { db, clock, webOrigin }: ReviewMailDeps,
  payload: ReviewMail,
): Promise<Letter | null> {
  const [detail, reviews, person] = await Promise.all([
    findBookingView(db, payload.bookingId),
    reviewsOfBooking(db, payload.bookingId),
    findPerson(db, payload.personId),
  ]);
  if (detail === null || person === null || person.disabledAt !== null) return null;
  const now = clock.now();
  const told = { detail, reviews, payload, now };
  if (!isTrue(told)) return null;
  const { subject, text } = en.reviewMails[payload.template];
  const values = { name: person.name, ...valuesOf(told, { locale: person.locale, zone: person.zone, now }) };
  const foot = say(en.mails.foot, { link: `${webOrigin}/bookings/${payload.bookingId}#reviews` });
  return { to: person.email, subject: say(subject, values), text: `${say(text, values)}\n\n${foot}\n` };
}
