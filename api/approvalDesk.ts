import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import * as contract from '@stoa/contracts/temporal/tutorApproval';
import type { Clock } from '../platform/clock';
import type { Metrics } from '../platform/metrics';
import { createCorridor, refusalOf } from './corridor';

/** What each step of the corridor takes. */
export interface ApprovalActs {
  submit: contract.ApprovalAsker;
  appeal: contract.ApprovalAsker;
  claim: contract.ApprovalAsker;
  release: contract.ApprovalAsker;
  decide: contract.DecideInput;
  suspend: contract.SuspendInput;
  proposeLift: contract.ApprovalAsker;
  confirmLift: contract.ApprovalAsker;
  archive: contract.ApprovalAsker;
  reopen: contract.ApprovalAsker;
  excuseStrike: contract.ExcuseInput;
}

/** The corridor between routes and the approvals of tutors. Every refusal is a `Refusal` with the workflow's own code. */
export interface ApprovalDesk {
  /** A tutor whose approval has no workflow yet gets one: it begins from where their row stands. */
  act<K extends keyof ApprovalActs>(
    kind: K,
    tutorId: string,
    request: { input: ApprovalActs[K]; updateId: string },
  ): Promise<contract.ApprovalReply>;
}

interface DeskOptions {
  readonly client: Client;
  readonly taskQueue: string;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'updateSeconds'>;
}

export function createApprovalDesk({ client, taskQueue, clock, metrics }: DeskOptions): ApprovalDesk {
  const { measured } = createCorridor(client, metrics);
  return {
    act: (kind, tutorId, { input, updateId }) =>
      measured(kind, () => {
        const start = contract.approvalStartFor(tutorId, { taskQueue, clockOffsetMs: clock.offsetMs() });
        const update = contract[kind] as unknown as UpdateDefinition<contract.ApprovalReply, [typeof input]>;
        return client.workflow.executeUpdateWithStart(update, {
          updateId,
          args: [input],
          startWorkflowOperation: new WithStartWorkflowOperation(contract.TUTOR_APPROVAL_WORKFLOW, start),
        });
      }).catch(async (error: unknown) => {
        throw await refusalOf(error, () => Promise.resolve('tutor_not_found'));
      }),
  };
}
