import { DismissReportsBody, RemoveReviewBody, StaffReviewPage, StaffReviewsQuery } from '@stoa/contracts/http/reviews';
import { Id } from '@stoa/contracts/http/shared';
import { z } from 'zod';
import { inTransaction } from '../../db/postgres';
import { recordAudit } from '../../db/queries/audit';
import { addToOutbox } from '../../db/queries/outbox';
import { reviewLookedAt, reviewRemoved } from '../../db/queries/reviewLines';
import { dismissReports, listForModeration, removeReview as remove } from '../../db/queries/reviewReports';
import { findReview } from '../../db/queries/reviews';
import { auditOf } from '../audit';
import { TimePlace } from '../cursor';
import { operation, type Operation } from '../operation';
import { presentReported } from '../presenters/reviews';
import { instant } from '../presenters/values';
import { found, Refusal } from '../refusal';

const tag = 'Reviews';
const ReviewParams = z.strictObject({ reviewId: Id });

const listStaffReviews = operation(
  {
    id: 'listStaffReviews',
    method: 'get',
    path: '/staff/reviews',
    tag,
    summary: 'Reviews to look at: those reported, the longest waiting first, or all',
    query: StaffReviewsQuery,
    answer: { status: 200, schema: StaffReviewPage },
    errors: ['cursor_invalid'],
    permission: 'review.remove',
    rate: 'read',
  },
  async ({ query: { group, cursor, limit, stars, ...filters }, now }, house) => {
    const name = `staff-reviews:${group}:${filters.sort}`;
    const after = house.cursors.read(name, cursor, TimePlace);
    const asked = { ...filters, stars: stars === undefined ? undefined : Number(stars), after, limit, now };
    const items = await listForModeration(house.db, { reported: group === 'reported', ...asked });
    const last = items.at(-1);
    const place = last && { at: last.since, id: last.review.id };
    return {
      items: items.map((one) => presentReported(one, now)),
      nextCursor: place && items.length === limit ? house.cursors.write(name, place) : null,
      asOf: instant(now),
    };
  },
);

const removeReview = operation(
  {
    id: 'removeReview',
    method: 'post',
    path: '/staff/reviews/{reviewId}/remove',
    tag,
    summary: 'Take a review away under a rule that everybody reads; its stars leave the rating with it',
    params: ReviewParams,
    body: RemoveReviewBody,
    answer: { status: 204 },
    errors: ['review_not_found', 'review_removed'],
    permission: 'review.remove',
    rate: 'write',
  },
  async ({ me, params: { reviewId }, body: { rule, reason }, now, ctx }, house) =>
    inTransaction(house.db, {}, async (trx) => {
      const review = found(await findReview(trx, reviewId), 'review_not_found');
      if (!(await remove(trx, { reviewId, rule, staffId: me.id, at: now }))) throw new Refusal('review_removed');
      await addToOutbox(trx, reviewRemoved(review, now));
      const subject = { kind: 'review', id: reviewId } as const;
      await recordAudit(trx, {
        ...auditOf({ me, ctx, now }),
        action: 'review.remove',
        subject,
        reason,
        details: { rule },
      });
    }),
);

const dismissReviewReports = operation(
  {
    id: 'dismissReviewReports',
    method: 'post',
    path: '/staff/reviews/{reviewId}/dismiss',
    tag,
    summary: 'Let a reported review stand',
    params: ReviewParams,
    body: DismissReportsBody,
    answer: { status: 204 },
    errors: ['review_not_found'],
    permission: 'review.remove',
    rate: 'write',
  },
  async ({ me, params: { reviewId }, body: { reason }, now, ctx }, house) =>
    inTransaction(house.db, {}, async (trx) => {
      const review = found(await findReview(trx, reviewId), 'review_not_found');
      const reports = await dismissReports(trx, { reviewId, staffId: me.id, at: now });
      if (reports === 0) return;
      await addToOutbox(trx, [reviewLookedAt(review, 'dismissed', now)]);
      const subject = { kind: 'review', id: reviewId } as const;
      const entry = { ...auditOf({ me, ctx, now }), action: 'review.dismissReports', subject, reason };
      await recordAudit(trx, { ...entry, details: { reports } });
    }),
);

export const staffReviewOperations: readonly Operation[] = [listStaffReviews, removeReview, dismissReviewReports];
