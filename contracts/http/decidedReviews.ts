import { REVIEW_KINDS, REVIEW_OUTCOMES } from '@stoa/domain/tutor';
import { REVIEWED_ITEMS } from '@stoa/domain/tutorChecklist';
import { z } from 'zod';
import { VerdictView } from './approvals';
import { AskedInstant, Id, Instant, PageQuery, pageOf, PersonView } from './shared';

export const DecidedQuery = PageQuery.extend({
  outcome: z.enum(REVIEW_OUTCOMES).optional(),
  kind: z.enum(REVIEW_KINDS).optional(),
  reviewer: z
    .union([z.literal('me'), Id])
    .optional()
    .meta({ description: 'who decided: `me`, or the id of a colleague' }),
  from: AskedInstant.optional().meta({ description: 'decided then or later' }),
  to: AskedInstant.optional().meta({ description: 'decided before' }),
  q: z.string().trim().min(1).max(200).optional().meta({ description: "a part of the tutor's name, or an id" }),
  sort: z.enum(['-decidedAt', 'decidedAt']).default('-decidedAt'),
});
export const DecidedReviewView = z
  .object({
    id: Id,
    tutor: PersonView,
    kind: z.enum(REVIEW_KINDS),
    items: z.array(z.enum(REVIEWED_ITEMS)),
    outcome: z.enum(REVIEW_OUTCOMES).meta({ description: 'withdrawn: it ended without a verdict' }),
    decidedAt: Instant,
    decidedBy: PersonView.pick({ id: true, name: true }).nullable(),
    submittedAt: Instant,
    promisedBy: Instant,
    late: z.boolean().meta({ description: 'decided after the promised time' }),
    tookMinutes: z.int().meta({ description: 'from handing in to the decision' }),
  })
  .meta({ id: 'DecidedReview' });
export type DecidedReviewView = z.output<typeof DecidedReviewView>;
export const DecidedPage = pageOf(DecidedReviewView).meta({ id: 'DecidedReviews' });

/** A review that is over, as it was decided; nothing can be done about it any more. */
export const PastReviewView = DecidedReviewView.extend({
  changedItems: z.array(z.enum(REVIEWED_ITEMS)).meta({ description: 'edited while it was looked at' }),
  verdicts: z.array(VerdictView),
  appeal: z.string().nullable().meta({ description: 'what the tutor said, where it was an appeal' }),
  note: z.string().nullable().meta({ description: 'what the reviewer said in all' }),
  asOf: Instant,
}).meta({ id: 'PastReview' });
export type PastReviewView = z.output<typeof PastReviewView>;
