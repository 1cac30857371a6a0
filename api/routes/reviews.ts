import {
  DueReviewPage,
  EditReviewBody,
  MyReviewPage,
  MyReviewsQuery,
  MyReviewView,
  ReplyBody,
  ReportBody,
  StudentReviewPage,
  TutorReviewPage,
  WriteReviewBody,
} from '@stoa/contracts/http/reviews';
import { Id, PageQuery } from '@stoa/contracts/http/shared';
import { stillWritableSince } from '@stoa/domain/review';
import { z } from 'zod';
import { listToReview } from '../../db/queries/bookingLists';
import { ratingOf } from '../../db/queries/ratings';
import { haveMet, listReviews, type ReviewList, type StoredReview } from '../../db/queries/reviews';
import { findTutor } from '../../db/queries/tutors';
import { PARTIES, TUTORS } from '../access';
import { readerFor } from '../bookingViews';
import { TimePlace } from '../cursor';
import type { House } from '../house';
import { operation, publicOperation, type Operation } from '../operation';
import { partyOf } from '../person';
import { presentDueReview, presentMyReview, presentRating, presentReview } from '../presenters/reviews';
import { instant } from '../presenters/values';
import { found, Refusal } from '../refusal';
import { changeReview, replyToReview, reportReview as report, writeReview } from '../reviews';
import { BookingParams } from './bookings';

const tag = 'Reviews';
const ReviewParams = z.strictObject({ reviewId: Id });

type Ask = Omit<ReviewList, 'after'> & { readonly name: string; readonly cursor?: string | undefined };

/** A page of a list and the cursor of the next. */
async function page(house: House, { name, cursor, ...list }: Ask) {
  const reviews = await listReviews(house.db, { ...list, after: house.cursors.read(name, cursor, TimePlace) });
  const last = reviews.at(-1);
  const place = (one: StoredReview) => ({
    at: list.publishedBy === undefined ? one.writtenAt : one.publishesAt,
    id: one.id,
  });
  return {
    reviews,
    nextCursor: last && reviews.length === list.limit ? house.cursors.write(name, place(last)) : null,
  };
}

const listTutorReviews = publicOperation(
  {
    id: 'listTutorReviews',
    method: 'get',
    path: '/tutors/{tutorId}/reviews',
    tag,
    summary: 'What students say of a tutor, the newest first, and what it comes to',
    params: z.strictObject({ tutorId: Id }),
    query: PageQuery,
    answer: { status: 200, schema: TutorReviewPage },
    errors: ['tutor_not_found', 'cursor_invalid'],
    rate: 'read',
  },
  async ({ params: { tutorId }, query, now }, house) => {
    const tutor = await findTutor(house.db, tutorId);
    found(tutor?.bookable ? tutor : null, 'tutor_not_found');
    const list = { name: `reviews:${tutorId}`, about: tutorId, of: 'tutor', publishedBy: now, ...query } as const;
    const [{ reviews, nextCursor }, rating] = await Promise.all([page(house, list), ratingOf(house.db, tutorId, now)]);
    return { items: reviews.map(presentReview), nextCursor, rating: presentRating(rating), asOf: instant(now) };
  },
);

const listStudentReviews = operation(
  {
    id: 'listStudentReviews',
    method: 'get',
    path: '/students/{studentId}/reviews',
    tag,
    summary: 'What tutors say of a student, for tutors whom the student has booked',
    params: z.strictObject({ studentId: Id }),
    query: PageQuery,
    answer: { status: 200, schema: StudentReviewPage },
    errors: ['not_found', 'cursor_invalid'],
    access: TUTORS,
    rate: 'read',
  },
  async ({ me, params: { studentId }, query, now }, house) => {
    if (!(await haveMet(house.db, { tutorId: me.id, studentId }))) throw new Refusal('not_found');
    const about = { about: studentId, of: 'student', publishedBy: now } as const;
    const { reviews, nextCursor } = await page(house, { name: `reviews:${me.id}:${studentId}`, ...about, ...query });
    return { items: reviews.map(presentReview), nextCursor, asOf: instant(now) };
  },
);

const listMyReviews = operation(
  {
    id: 'listMyReviews',
    method: 'get',
    path: '/me/reviews',
    tag,
    summary: 'Reviews that I wrote, or that are about me and published, in the role acted in',
    query: MyReviewsQuery,
    answer: { status: 200, schema: MyReviewPage },
    errors: ['cursor_invalid'],
    access: PARTIES,
    rate: 'read',
  },
  async ({ me, query: { group, ...query }, now }, house) => {
    const mine = me.actingAs === 'student' ? 'student' : 'tutor';
    const theirs = mine === 'student' ? 'tutor' : 'student';
    const list =
      group === 'written'
        ? ({ author: me.id, of: theirs } as const)
        : ({ about: me.id, of: mine, publishedBy: now } as const);
    const { reviews, nextCursor } = await page(house, {
      name: `my-reviews:${me.id}:${mine}:${group}`,
      ...list,
      ...query,
    });
    const reader = readerFor(me, now);
    return { items: reviews.map((one) => presentMyReview(one, reader)), nextCursor, asOf: instant(now) };
  },
);

const listSessionsToReview = operation(
  {
    id: 'listSessionsToReview',
    method: 'get',
    path: '/me/reviews/due',
    tag,
    summary: 'Completed sessions that I have not reviewed and still may, in the role acted in, the newest first',
    query: PageQuery,
    answer: { status: 200, schema: DueReviewPage },
    errors: ['cursor_invalid'],
    access: PARTIES,
    rate: 'read',
  },
  async ({ me, query: { cursor, limit }, now }, house) => {
    const role = partyOf(me);
    const name = `due-reviews:${me.id}:${role}`;
    const after = house.cursors.read(name, cursor, TimePlace);
    const asked = { personId: me.id, role, now, endedAfter: stillWritableSince(now), after, limit } as const;
    const found = await listToReview(house.db, asked);
    const last = found.at(-1)?.booking;
    const place = last && { at: last.startsAt, id: last.id };
    return {
      items: found.map((one) => presentDueReview(one, readerFor(me, now))),
      nextCursor: place && found.length === limit ? house.cursors.write(name, place) : null,
      asOf: instant(now),
    };
  },
);

const writeMyReview = operation(
  {
    id: 'writeReview',
    method: 'post',
    path: '/bookings/{bookingId}/review',
    tag,
    summary: 'Review a completed session; nobody reads it before the other side has written too, or seven days',
    params: BookingParams,
    body: WriteReviewBody,
    answer: { status: 201, schema: MyReviewView },
    errors: ['booking_not_found', 'review_not_open', 'review_exists', 'review_closed', 'review_not_found'],
    access: PARTIES,
    rate: 'write',
  },
  async ({ me, params: { bookingId }, body, now }, house) =>
    presentMyReview(await writeReview(house, { me, bookingId, review: body, now }), readerFor(me, now)),
);

const editMyReview = operation(
  {
    id: 'editReview',
    method: 'put',
    path: '/reviews/{reviewId}',
    tag,
    summary: 'Change what I wrote, within 48 hours; once it is published the stars stay',
    params: ReviewParams,
    body: EditReviewBody,
    answer: { status: 200, schema: MyReviewView },
    errors: ['review_not_found', 'review_removed', 'review_edit_closed', 'review_stars_fixed'],
    access: PARTIES,
    rate: 'write',
  },
  async ({ me, params: { reviewId }, body, now }, house) =>
    presentMyReview(await changeReview(house, { me, reviewId, change: body, now }), readerFor(me, now)),
);

const replyToMine = operation(
  {
    id: 'replyToReview',
    method: 'post',
    path: '/reviews/{reviewId}/reply',
    tag,
    summary: 'Reply to a review about me, once',
    params: ReviewParams,
    body: ReplyBody,
    answer: { status: 201, schema: MyReviewView },
    errors: ['review_not_found', 'review_removed', 'review_replied'],
    access: PARTIES,
    rate: 'write',
  },
  async ({ me, params: { reviewId }, body, now }, house) =>
    presentMyReview(await replyToReview(house, { me, reviewId, text: body.text, now }), readerFor(me, now)),
);

const reportReview = operation(
  {
    id: 'reportReview',
    method: 'post',
    path: '/reviews/{reviewId}/reports',
    tag,
    summary: 'Tell the staff that a review breaks a rule; it stays until they have decided',
    params: ReviewParams,
    body: ReportBody,
    answer: { status: 204 },
    errors: ['review_not_found', 'review_removed'],
    access: PARTIES,
    rate: 'write',
  },
  async ({ me, params: { reviewId }, body, now }, house) => {
    const { rule, reason = null } = body;
    await report(house, { me, reviewId, rule, reason, now });
  },
);

export const reviewOperations: readonly Operation[] = [
  listTutorReviews,
  listStudentReviews,
  listMyReviews,
  listSessionsToReview,
  writeMyReview,
  editMyReview,
  replyToMine,
  reportReview,
];
