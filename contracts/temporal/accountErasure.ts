import type { Closing, ClosingState, ReviewWords } from '@stoa/domain/closing';
import { defineQuery, defineUpdate } from '@temporalio/workflow';

export const ACCOUNT_ERASURE_WORKFLOW = 'accountErasureWorkflow';

/** The one place that spells the id of the closing of an account. */
export function accountErasureWorkflowId(personId: string): string {
  return `account-erasure:${personId}`;
}

/** Whether a closing is open, and how it stands, is read from its row. */
export interface AccountErasureInput {
  readonly schemaVersion: 1;
  readonly personId: string;
}

export interface AskClosingInput {
  readonly actingAs: 'student' | 'tutor';
  readonly reviewWords: ReviewWords;
}
export interface WithdrawClosingInput {
  readonly actingAs: 'student' | 'tutor';
}

/** What the corridor answers: enough to read the row anew. */
export interface ClosingReply {
  readonly personId: string;
  readonly state: ClosingState;
  readonly version: number;
  readonly asOf: number;
}

export const askClosing = defineUpdate<ClosingReply, [AskClosingInput]>('askClosing');
export const withdrawClosing = defineUpdate<ClosingReply, [WithdrawClosingInput]>('withdrawClosing');

/** What a query answers about a closing under way: for operators. */
export interface ClosingStateView {
  readonly closing: Closing | null;
  readonly nextDeadline: { readonly at: number; readonly action: string } | null;
  readonly waiting: number;
}
export const state = defineQuery<ClosingStateView>('state');

/** How the closing of an account is started. One that is under way is used as it is; after a closed one comes a new run. */
export function erasureStartFor(
  personId: string,
  from: { readonly taskQueue: string; readonly clockOffsetMs: number },
) {
  const input: AccountErasureInput = { schemaVersion: 1, personId };
  return {
    workflowId: accountErasureWorkflowId(personId),
    taskQueue: from.taskQueue,
    args: [input] as [AccountErasureInput],
    memo: { clockOffsetMs: from.clockOffsetMs },
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
    // a worker killed in the middle is noticed after this, inside of the caller's deadline
    workflowTaskTimeout: '5s' as const,
  };
}
