import type { ApprovalActor, ApprovalState, ReviewPhase, TutorApproval } from '@stoa/domain/tutor';
import type { ItemVerdict, ReviewedItem } from '@stoa/domain/tutorChecklist';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

import { SEARCH_ATTRIBUTES } from './searchAttributes';

export const TUTOR_APPROVAL_WORKFLOW = 'tutorApprovalWorkflow';

/** The one place that spells the id of a tutor's approval. */
export function tutorApprovalWorkflowId(tutorId: string): string {
  return `tutor-approval:${tutorId}`;
}

/** Where the tutor stands is read from their row: it may have been approved before the workflow began. */
export interface TutorApprovalInput {
  readonly schemaVersion: 1;
  readonly tutorId: string;
}

/** Who asks, in which role. Ids and codes only; free text stays in Postgres and is named by its id. */
export interface ApprovalAsker {
  readonly actor: ApprovalActor;
  readonly actorId: string;
  /** the version of the approval that they saw; another one is refused with `profile_changed` */
  readonly expectedVersion: number;
  readonly noteId: string | null;
}
export interface DecideInput extends ApprovalAsker {
  readonly overall: 'approved' | 'rejected';
  readonly verdicts: readonly ItemVerdict[];
}
export interface SuspendInput extends ApprovalAsker {
  readonly bookings: 'cancelled' | 'kept';
}
export interface ExcuseInput extends ApprovalAsker {
  readonly strikeId: string;
}

/** What the corridor answers: enough to read the rows anew at the right version. */
export interface ApprovalReply {
  readonly tutorId: string;
  readonly state: ApprovalState;
  readonly phase: ReviewPhase;
  readonly version: number;
  readonly asOf: number;
}

export const submit = defineUpdate<ApprovalReply, [ApprovalAsker]>('submit');
export const appeal = defineUpdate<ApprovalReply, [ApprovalAsker]>('appeal');
export const claim = defineUpdate<ApprovalReply, [ApprovalAsker]>('claim');
export const release = defineUpdate<ApprovalReply, [ApprovalAsker]>('release');
export const decide = defineUpdate<ApprovalReply, [DecideInput]>('decide');
export const suspend = defineUpdate<ApprovalReply, [SuspendInput]>('suspend');
export const proposeLift = defineUpdate<ApprovalReply, [ApprovalAsker]>('proposeLift');
export const confirmLift = defineUpdate<ApprovalReply, [ApprovalAsker]>('confirmLift');
export const archive = defineUpdate<ApprovalReply, [ApprovalAsker]>('archive');
export const reopen = defineUpdate<ApprovalReply, [ApprovalAsker]>('reopen');
export const excuseStrike = defineUpdate<ApprovalReply, [ExcuseInput]>('excuseStrike');

/** A part of the profile was edited that people have looked at. */
export const materialChanged = defineSignal<[{ readonly item: ReviewedItem }]>('materialChanged');
/** Strikes, certificates or payouts are not what they were; the first one makes the workflow begin. */
export const factsChanged = defineSignal<[Record<string, never>]>('factsChanged');

/** What a query answers about a running approval: for operators. */
export interface ApprovalStateView {
  readonly tutor: TutorApproval | null;
  readonly nextDeadline: { readonly at: number; readonly action: string } | null;
  readonly waiting: number;
}
export const state = defineQuery<ApprovalStateView>('state');

/** What every start of a tutor's approval has in common, whoever starts it. A workflow that runs is used as it is. */
export function approvalStartFor(
  tutorId: string,
  from: { readonly taskQueue: string; readonly clockOffsetMs: number },
) {
  const input: TutorApprovalInput = { schemaVersion: 1, tutorId };
  return {
    workflowId: tutorApprovalWorkflowId(tutorId),
    taskQueue: from.taskQueue,
    args: [input] as [TutorApprovalInput],
    memo: { clockOffsetMs: from.clockOffsetMs },
    typedSearchAttributes: [{ key: SEARCH_ATTRIBUTES.TutorId, value: tutorId }],
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    // a worker killed in the middle is noticed after this, inside of the caller's deadline
    workflowTaskTimeout: '5s' as const,
  };
}
