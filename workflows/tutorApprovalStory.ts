import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';

import { SEARCH_ATTRIBUTES } from '@stoa/contracts/temporal/searchAttributes';
import type { ApprovalReply, ApprovalStateView, TutorApprovalInput } from '@stoa/contracts/temporal/tutorApproval';
import { positionOf, type TutorApproval } from '@stoa/domain/tutor';
import { approvalDeadlinesFor, type ApprovalDeadline, type TutorStanding } from '@stoa/domain/tutorDeadlines';

import { now } from './shared/clock';

/** What the workflow of a tutor's approval remembers between turns, and carries into its next run. */
export interface Story {
  readonly schemaVersion: 1;
  readonly input: TutorApprovalInput;
  /** null until the row was read */
  tutor: TutorApproval | null;
  standing: TutorStanding;
  /** a turn is under way: what stands here may be behind what is recorded already */
  busy: boolean;
  /** turns of the clock that failed in a row, and until when it waits */
  clockFailures: number;
  pausedUntil: number;
  needsAttention: boolean;
}

export function newStory(input: TutorApprovalInput): Story {
  return {
    schemaVersion: 1,
    input,
    tutor: null,
    standing: { certificates: [], strikesChangeAt: null },
    busy: true,
    clockFailures: 0,
    pausedUntil: 0,
    needsAttention: false,
  };
}

export function replyOf(tutor: TutorApproval): ApprovalReply {
  const { tutorId, version } = tutor;
  return { tutorId, version, ...positionOf(tutor), asOf: now() };
}

/** The deadline that the loop serves next; null when the clock has nothing to do with the tutor. */
export function nextDeadline({ tutor, standing }: Story): ApprovalDeadline | null {
  return tutor === null ? null : (approvalDeadlinesFor(tutor, standing)[0] ?? null);
}

/** Shows operators where the tutor stands. Nothing personal is shown. */
export function show(story: Story, needsAttention: boolean): void {
  const { tutor } = story;
  if (tutor === null) return;
  const { state, phase } = positionOf(tutor);
  setCurrentDetails(`${state}, review ${phase}, version ${tutor.version}`);
  if (story.needsAttention === needsAttention) return;
  story.needsAttention = needsAttention;
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.NeedsAttention, value: needsAttention }]);
}

/** For the operators' query. */
export function viewOf(story: Story, waiting: number): ApprovalStateView {
  return { tutor: story.tutor, nextDeadline: nextDeadline(story), waiting };
}
