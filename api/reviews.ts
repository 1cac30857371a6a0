import { isPublished, mayEdit, mayReply, mayWrite, reviewOfBy, type RemovalRule } from '@stoa/domain/review';
import { inTransaction, type Db, type Trx } from '../db/postgres';
import { findBooking } from '../db/queries/bookings';
import { addToOutbox } from '../db/queries/outbox';
import { countDueReviews } from '../db/queries/ratings';
import { reviewEdited, reviewLookedAt, reviewReplied, reviewWritten } from '../db/queries/reviewLines';
import { reportReview as storeReport } from '../db/queries/reviewReports';
import {
  editReview,
  findReview,
  haveMet,
  insertReview,
  lockReviews,
  reviewsOfBooking,
  storeReply,
  type StoredReview,
} from '../db/queries/reviews';
import type { House } from './house';
import type { Person } from './person';
import { found, granted, Refusal } from './refusal';

interface Asked {
  readonly me: Person;
  readonly reviewId: string;
  readonly now: number;
}

interface Written {
  readonly id: string;
  readonly stars: number;
  readonly text: string;
}

/** A repeat of a request whose answer was lost finds its review. */
const isRepeat = (there: StoredReview, { id, stars, text }: Written): boolean =>
  there.id === id && there.stars === stars && there.text === text;

async function written(trx: Trx, reviewId: string): Promise<StoredReview> {
  return found(await findReview(trx, reviewId), 'review_not_found');
}

/**
 * Writes one side's review of a session. Where the other side has written, both are published now, and counted.
 * @throws Refusal `booking_not_found` · `review_not_open` · `review_exists` · `review_closed`
 */
export async function writeReview(
  { db }: House,
  { me, bookingId, review, now }: { me: Person; bookingId: string; review: Written; now: number },
): Promise<StoredReview> {
  return inTransaction(db, {}, async (trx) => {
    await lockReviews(trx, bookingId);
    const booking = found(await findBooking(trx, bookingId), 'booking_not_found');
    const of = reviewOfBy(booking, me.id);
    // a person who holds both roles writes in the one that the booking gave them
    if (of === null || (of === 'tutor') !== (me.actingAs === 'student')) throw new Refusal('booking_not_found');
    const others = await reviewsOfBooking(trx, bookingId);
    const own = others.find((one) => one.of === of);
    if (own !== undefined && isRepeat(own, review)) return own;
    const { publishesAt } = granted(mayWrite(booking, others, { of, now }));
    if ((await findReview(trx, review.id)) !== null) throw new Refusal('review_exists');
    const aboutId = of === 'tutor' ? booking.tutorId : booking.studentId;
    await insertReview(trx, { ...review, bookingId, of, authorId: me.id, aboutId, writtenAt: now, publishesAt });
    if (publishesAt <= now) await countDueReviews(trx, now, { bookingId });
    const stored = await written(trx, review.id);
    await addToOutbox(trx, reviewWritten(stored, others.length > 0));
    return stored;
  });
}

/** @throws Refusal `review_not_found` · `review_removed` · `review_edit_closed` · `review_stars_fixed` */
export async function changeReview(
  { db }: House,
  { me, reviewId, change, now }: Asked & { change: Omit<Written, 'id'> },
): Promise<StoredReview> {
  return inTransaction(db, {}, async (trx) => {
    const review = await findReview(trx, reviewId, { lock: true });
    if (review?.authorId !== me.id) throw new Refusal('review_not_found');
    granted(mayEdit(review, change, now));
    await editReview(trx, reviewId, { ...change, at: now });
    await addToOutbox(trx, [reviewEdited(review, now)]);
    return written(trx, reviewId);
  });
}

/** @throws Refusal `review_not_found` · `review_removed` · `review_replied` */
export async function replyToReview(
  { db }: House,
  { me, reviewId, text, now }: Asked & { text: string },
): Promise<StoredReview> {
  return inTransaction(db, {}, async (trx) => {
    const review = found(await findReview(trx, reviewId, { lock: true }), 'review_not_found');
    const repeat = review.aboutId === me.id && review.reply === text && review.removedAt === null;
    if (repeat) return review;
    granted(mayReply(review, me.id, now));
    await storeReply(trx, reviewId, { text, at: now });
    await addToOutbox(trx, reviewReplied(review, now));
    return written(trx, reviewId);
  });
}

/**
 * A review that somebody can read: of a tutor whoever reads, of a student themself and the tutors of their bookings.
 * @throws Refusal `review_not_found`
 */
async function readableReview(db: Db, { me, reviewId, now }: Asked): Promise<StoredReview> {
  const review = found(await findReview(db, reviewId), 'review_not_found');
  if (!isPublished(review, now)) throw new Refusal('review_not_found');
  const mine = review.of === 'tutor' || review.aboutId === me.id;
  if (mine || (await haveMet(db, { tutorId: me.id, studentId: review.aboutId }))) return review;
  throw new Refusal('review_not_found');
}

/** @throws Refusal `review_not_found` · `review_removed` */
export async function reportReview(
  { db }: House,
  { rule, reason, ...asked }: Asked & { rule: RemovalRule; reason: string | null },
): Promise<void> {
  await inTransaction(db, {}, async (trx) => {
    const { me, reviewId, now: at } = asked;
    const review = await readableReview(trx, asked);
    if (review.removedAt !== null) throw new Refusal('review_removed');
    const isNew = await storeReport(trx, { reviewId, reporterId: me.id, rule, reason, at });
    if (isNew) await addToOutbox(trx, [reviewLookedAt(review, 'reported', at)]);
  });
}
