import { APPROVAL_STATES, REVIEW_KINDS } from '@stoa/domain/tutor';
import { CHECKLIST_ITEMS, REVIEWED_ITEMS, VERDICT_REASONS } from '@stoa/domain/tutorChecklist';
import { z } from 'zod';
import { ReviewedProfileView } from './reviewedProfile';
import { Id, Instant, MoneyView, PageQuery, pageOf, PersonView } from './shared';

const Text = z.string().trim().min(1).max(2_000);
const Version = z.int().min(0).meta({ description: 'the version of the approval that was looked at' });
const Details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const ChecklistLineView = z.object({
  item: z.enum(CHECKLIST_ITEMS),
  required: z.boolean(),
  done: z.boolean(),
  has: z.int().nullable(),
  needs: z.int().nullable(),
  where: z.enum(['profile', 'hours', 'account']).meta({ description: 'the page on which it is filled in' }),
});
export const VerdictView = z.object({
  item: z.enum(REVIEWED_ITEMS),
  verdict: z.enum(['approved', 'changes_needed']),
  reason: z.enum(VERDICT_REASONS).nullable(),
  note: z.string().nullable(),
  current: z.boolean().meta({ description: 'whether it speaks of what stands in the profile now' }),
  at: Instant,
});
const ReviewView = z.object({
  id: Id,
  kind: z.enum(REVIEW_KINDS),
  items: z.array(z.enum(REVIEWED_ITEMS)),
  submittedAt: Instant,
  promisedBy: Instant,
  escalated: z.boolean(),
});
const TimelineLine = z.object({
  type: z.string(),
  actor: z.string(),
  at: Instant,
  from: z.enum(APPROVAL_STATES),
  to: z.enum(APPROVAL_STATES),
  note: z.string().nullable(),
  details: Details,
});
export const ApprovalView = z
  .object({
    tutorId: Id,
    state: z.enum(APPROVAL_STATES),
    version: Version,
    listed: z.boolean().meta({ description: 'approved, with payouts enabled, and not hidden' }),
    payoutsEnabled: z.boolean(),
    hiddenUntil: Instant.nullable(),
    checklist: z.array(ChecklistLineView),
    missing: z.array(z.enum(CHECKLIST_ITEMS)),
    review: ReviewView.nullable(),
    verdicts: z.array(VerdictView),
    suspension: z
      .object({ at: Instant, reason: z.string(), bookings: z.enum(['cancelled', 'kept']), appealed: z.boolean() })
      .nullable(),
    actions: z.array(z.string()),
    timeline: z.array(TimelineLine),
    asOf: Instant,
  })
  .meta({ id: 'Approval' });
export type ApprovalView = z.output<typeof ApprovalView>;

/** A step that needs a version alone. */
export const StepBody = z.strictObject({ version: Version });
/** A step with words: what the tutor says in an appeal, why staff do what they do. */
export const ReasonedBody = StepBody.extend({ reason: Text });

export const QueueQuery = PageQuery.extend({
  kind: z.enum(REVIEW_KINDS).optional(),
  claimed: z.enum(['mine', 'others', 'nobody']).optional(),
  late: z.enum(['true', 'false']).optional(),
  q: z.string().trim().min(1).max(200).optional().meta({ description: "a part of the tutor's name, or an id" }),
  sort: z.enum(['promisedBy', '-promisedBy', 'submittedAt', '-submittedAt']).default('promisedBy'),
});
const Colleague = PersonView.pick({ id: true, name: true });
const ClaimView = z.object({ by: Colleague, until: Instant });
export const QueuePage = pageOf(
  z.object({
    tutor: PersonView,
    review: ReviewView,
    late: z.boolean(),
    waitedMinutes: z.int(),
    claim: ClaimView.nullable(),
  }),
).meta({ id: 'ApprovalQueue' });
export type QueuePage = z.output<typeof QueuePage>;

export const StrikeView = z.object({
  id: Id,
  bookingId: Id,
  cause: z.enum(['late_cancel', 'no_show']),
  at: Instant,
  expiresAt: Instant,
  counts: z.boolean(),
  excuse: z.string().nullable(),
});
export const StaffApprovalView = ApprovalView.extend({
  tutor: PersonView.extend({ country: z.string().nullable() }),
  profile: ReviewedProfileView,
  itemVersions: z
    .record(z.enum(REVIEWED_ITEMS), z.string())
    .meta({ description: 'of what stands in the profile now; verdicts name them' }),
  sinceApproval: z
    .record(z.enum(REVIEWED_ITEMS), z.enum(['new', 'changed', 'same']))
    .meta({ description: 'what stands now beside what a reviewer found good the last time; new: never found good' }),
  changedItems: z.array(z.enum(REVIEWED_ITEMS)),
  claim: ClaimView.nullable(),
  liftProposedBy: Colleague.nullable(),
  strikes: z.array(StrikeView),
}).meta({ id: 'StaffApproval' });
export type StaffApprovalView = z.output<typeof StaffApprovalView>;

export const DecideBody = StepBody.extend({
  overall: z.enum(['approved', 'rejected']),
  verdicts: z
    .array(
      z.strictObject({
        item: z.enum(REVIEWED_ITEMS),
        version: z.string().min(1).max(64),
        verdict: z.enum(['approved', 'changes_needed']),
        reason: z.enum(VERDICT_REASONS).nullable().default(null),
        note: Text.nullable().default(null),
      }),
    )
    .max(20),
  note: Text.nullable().default(null),
});
export const SuspendBody = ReasonedBody.extend({
  bookings: z.enum(['cancelled', 'kept']),
  lessons: z.int().min(0).meta({ description: 'how many lessons to come the preview showed' }),
});
export const SuspensionPreview = z
  .object({
    version: Version,
    lessons: z.array(
      z.object({
        bookingId: Id,
        code: z.string(),
        session: z.string(),
        startsAt: Instant,
        student: z.object({ id: Id, name: z.string() }),
        returned: MoneyView,
      }),
    ),
    count: z.int(),
    returned: z.array(MoneyView).meta({ description: 'what goes back in all when they are cancelled, by currency' }),
    asOf: Instant,
  })
  .meta({ id: 'SuspensionPreview' });
