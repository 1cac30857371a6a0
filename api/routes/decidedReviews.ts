import { DecidedPage, DecidedQuery, PastReviewView } from '@stoa/contracts/http/decidedReviews';
import { Id } from '@stoa/contracts/http/shared';
import { z } from 'zod';
import { findPastReview, listDecidedReviews as list } from '../../db/queries/decidedReviews';
import { findTutorFacts } from '../../db/queries/tutorFacts';
import { TimePlace } from '../cursor';
import { operation, type Operation } from '../operation';
import { presentDecided, presentPastReview } from '../presenters/decidedReview';
import { instant } from '../presenters/values';
import { found } from '../refusal';
import { spanOf } from '../span';

const tag = 'Staff';

const listDecidedReviews = operation(
  {
    id: 'listDecidedReviews',
    method: 'get',
    path: '/staff/decided-reviews',
    tag,
    summary: 'Reviews of profiles that are over: what came out, when, and who decided',
    query: DecidedQuery,
    answer: { status: 200, schema: DecidedPage },
    errors: ['cursor_invalid'],
    permission: 'tutor.review',
    rate: 'read',
  },
  async ({ me, query, now }, house) => {
    const { cursor, limit, sort, reviewer, from, to, ...filters } = query;
    const name = `decidedReviews:${sort}`;
    const after = house.cursors.read(name, cursor, TimePlace);
    const reviewerId = reviewer === 'me' ? me.id : reviewer;
    const items = await list(house.db, { ...filters, ...spanOf({ from, to }), reviewerId, sort, after, limit });
    const last = items.at(-1);
    return {
      items: items.map(presentDecided),
      nextCursor:
        last && items.length === limit ? house.cursors.write(name, { at: last.decidedAt, id: last.id }) : null,
      asOf: instant(now),
    };
  },
);

const getDecidedReview = operation(
  {
    id: 'getDecidedReview',
    method: 'get',
    path: '/staff/decided-reviews/{submissionId}',
    tag,
    summary: 'One review as it was decided, with its verdicts and what was said',
    params: z.strictObject({ submissionId: Id }),
    answer: { status: 200, schema: PastReviewView },
    errors: ['not_found'],
    permission: 'tutor.review',
    rate: 'read',
  },
  async ({ params, now }, house) => {
    const review = found(await findPastReview(house.db, params.submissionId), 'not_found');
    return presentPastReview(review, await findTutorFacts(house.db, review.tutor.id), now);
  },
);

export const decidedReviewOperations: readonly Operation[] = [listDecidedReviews, getDecidedReview];
