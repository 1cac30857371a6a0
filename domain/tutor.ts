import type { ReviewedItem } from './tutorChecklist';

/** Where a tutor stands with us (domain page, section 6). Only approved ones, with payouts enabled, are listed. */
export const APPROVAL_STATES = [
  'incomplete',
  'pending_approval',
  'under_review',
  'approved',
  'rejected',
  'suspended',
  'archived',
] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];

/** Whether something of a tutor waits for a reviewer, or one has it in hand. */
export const REVIEW_PHASES = ['none', 'waiting', 'claimed'] as const;
export type ReviewPhase = (typeof REVIEW_PHASES)[number];

/** The two fields that say all about what may happen next. */
export interface ApprovalPosition {
  readonly state: ApprovalState;
  readonly phase: ReviewPhase;
}

/** `system` brings facts: a material edit, a strike. */
export type ApprovalActor = 'tutor' | 'admin' | 'owner' | 'clock' | 'system';

export type ApprovalAction =
  | 'submit'
  | 'claim'
  | 'release'
  | 'approve'
  | 'reject'
  | 'appeal'
  | 'suspend'
  | 'proposeLift'
  | 'confirmLift'
  | 'archive'
  | 'reopen'
  | 'recheck'
  | 'escalate'
  | 'excuseStrike'
  | 'noteStanding';

/** What a review is about: a whole profile, what was edited in an approved one, or a decision that is objected to. */
export const REVIEW_KINDS = ['application', 'recheck', 'appeal'] as const;

/** How a review ends; `withdrawn`: without a verdict. */
export const REVIEW_OUTCOMES = ['approved', 'rejected', 'withdrawn'] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** Something of a tutor that waits for a verdict. Instants are epoch ms. */
export interface Review {
  readonly id: string;
  /** `recheck`: of somebody who is approved and stays listed meanwhile */
  readonly kind: (typeof REVIEW_KINDS)[number];
  /** what wants a verdict; none in the appeal against a suspension */
  readonly items: readonly ReviewedItem[];
  readonly submittedAt: number;
  /** until when an answer was promised */
  readonly promisedBy: number;
  readonly escalated: boolean;
  readonly claim: { readonly by: string; readonly until: number } | null;
  /** whose decision is appealed against: they do not decide again */
  readonly excludedReviewerId: string | null;
}

/** One tutor's approval as the domain, its workflow and its rows know it. */
export interface TutorApproval {
  readonly tutorId: string;
  readonly state: ApprovalState;
  /** rises by one with every recorded move */
  readonly version: number;
  readonly review: Review | null;
  /** the last rejection, while it stands */
  readonly rejection: {
    readonly reviewId: string;
    readonly by: string;
    /** it was itself the answer to an appeal */
    readonly appealed: boolean;
    /** what was found wanting, in the version that was looked at */
    readonly failed: Readonly<Partial<Record<ReviewedItem, string>>>;
  } | null;
  readonly suspension: {
    readonly id: string;
    readonly by: string;
    readonly appealed: boolean;
    readonly liftProposedBy: string | null;
  } | null;
}

/** Where a tutor stands in the lifecycle table. */
export function positionOf({ state, review }: Pick<TutorApproval, 'state' | 'review'>): ApprovalPosition {
  if (review === null) return { state, phase: 'none' };
  return { state, phase: review.claim === null ? 'waiting' : 'claimed' };
}
