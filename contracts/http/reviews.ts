import { REMOVAL_RULES } from '@stoa/domain/review';
import { z } from 'zod';
import { Id, Instant, line, PageQuery, pageOf, paragraphs, PersonView } from './shared';

export const WriteReviewBody = z.strictObject({
  id: z.uuidv7().toLowerCase().meta({ description: 'minted by the client: sent twice, it is one review' }),
  stars: z.int().min(1).max(5),
  text: paragraphs(2_000),
});
export const EditReviewBody = WriteReviewBody.omit({ id: true });
export const ReplyBody = z.strictObject({ text: paragraphs(2_000).min(1) });
export const RemovalRule = z.enum(REMOVAL_RULES).meta({ id: 'RemovalRule' });
export const ReportBody = z.strictObject({
  rule: RemovalRule.meta({ description: 'which rule it breaks' }),
  reason: line(500).optional().meta({ description: 'in the reporter’s own words, for the staff alone' }),
});
export const RemoveReviewBody = z.strictObject({
  rule: RemovalRule.meta({ description: 'everybody reads it' }),
  reason: line(500).meta({ description: 'for the audit log' }),
});
export const DismissReportsBody = z.strictObject({ reason: line(500) });

const fields = {
  id: Id,
  of: z.enum(['tutor', 'student']).meta({ description: 'whom it is about' }),
  subject: z.string(),
  author: z.object({ name: z.string(), former: z.boolean().meta({ description: 'the account is erased' }) }),
  /** null where it was removed, with all that was written */
  stars: z.int().nullable(),
  text: z.string().nullable(),
  publishedAt: Instant,
  edited: z.boolean(),
  reply: z.object({ text: z.string(), at: Instant }).nullable(),
  /** the rule that it broke: shown as removed under that rule */
  removedUnder: RemovalRule.nullable(),
};
export const ReviewView = z.object(fields).meta({ id: 'Review' });
export type ReviewView = z.output<typeof ReviewView>;

export const RatingView = z
  .object({
    count: z.int(),
    /** of stars; null where there is no review */
    average: z.number().nullable(),
    /** the average that lists sort by, which begins at the prior and moves with each review */
    bayes: z.number(),
    prior: z.object({ stars: z.number(), weight: z.int() }),
  })
  .meta({ id: 'Rating' });
export const TutorReviewPage = pageOf(ReviewView).extend({ rating: RatingView }).meta({ id: 'TutorReviewPage' });
export const StudentReviewPage = pageOf(ReviewView).meta({ id: 'StudentReviewPage' });

/** One of one's own, written or received, with what can still be done. */
export const MyReviewView = z
  .object({
    ...fields,
    bookingId: Id,
    about: z.object({ name: z.string(), former: z.boolean() }),
    writtenAt: Instant,
    published: z.boolean(),
    /** when it will be, or was: at once when the other side writes too */
    publishesAt: Instant,
    actions: z.array(
      z.object({ action: z.enum(['edit', 'reply', 'report']), until: Instant.nullable(), starsFixed: z.boolean() }),
    ),
    asOf: Instant,
  })
  .meta({ id: 'MyReview' });
export type MyReviewView = z.output<typeof MyReviewView>;
/** What a party of a completed session may know of its reviews. */
export const SessionReviewsView = z
  .object({
    /** open to this reader; `publishesAt`: when the other side reads it, if they write nothing themselves */
    write: z.object({ until: Instant, publishesAt: Instant, withTheirs: z.boolean() }).nullable(),
    mine: MyReviewView.nullable(),
    /** what the other side wrote, once it can be read */
    theirs: MyReviewView.nullable(),
  })
  .meta({ id: 'SessionReviews' });
export type SessionReviewsView = z.output<typeof SessionReviewsView>;

/** A completed session that the reader has not reviewed yet. */
export const DueReviewView = z
  .object({
    bookingId: Id,
    subject: z.string(),
    startsAt: Instant,
    endsAt: Instant,
    about: PersonView,
    until: Instant,
    /** the other side has written: both are read as soon as the reader writes, or at `until` theirs alone */
    withTheirs: z.boolean(),
  })
  .meta({ id: 'DueReview' });
export type DueReviewView = z.output<typeof DueReviewView>;
export const DueReviewPage = pageOf(DueReviewView).meta({ id: 'DueReviewPage' });

export const MyReviewsQuery = PageQuery.extend({ group: z.enum(['written', 'about']) });
export const MyReviewPage = pageOf(MyReviewView).meta({ id: 'MyReviewPage' });

export const StaffReviewsQuery = PageQuery.extend({
  group: z.enum(['reported', 'all']).default('reported'),
  of: z.enum(['tutor', 'student']).optional().meta({ description: 'whom it is about' }),
  stars: z.enum(['1', '2', '3', '4', '5']).optional(),
  state: z.enum(['published', 'waiting', 'removed']).optional(),
  q: z.string().trim().min(1).max(200).optional().meta({
    description: "a part of the text or of either party's name, or an id of the review, its booking or a party",
  }),
  sort: z
    .enum(['since', '-since'])
    .default('since')
    .meta({ description: 'by the oldest open report, or by when it was written where there is none' }),
});
export const StaffReviewView = z
  .object({
    ...fields,
    bookingId: Id,
    authorId: Id,
    aboutId: Id,
    about: z.object({ name: z.string(), former: z.boolean() }),
    writtenAt: Instant,
    published: z.boolean(),
    reports: z.array(
      z.object({ reporterId: Id, rule: RemovalRule.nullable(), reason: z.string().nullable(), at: Instant }),
    ),
    waitingSince: Instant,
  })
  .meta({ id: 'StaffReview' });
export const StaffReviewPage = pageOf(StaffReviewView).meta({ id: 'StaffReviewPage' });
