import { WithStartWorkflowOperation, type Client } from '@temporalio/client';
import * as contract from '@stoa/contracts/temporal/accountErasure';
import type { Clock } from '../platform/clock';
import type { Metrics } from '../platform/metrics';
import { createCorridor, refusalOf } from './corridor';

/** The corridor between routes and the closing of accounts. Every refusal is a `Refusal` with the workflow's own code. */
export interface ClosingDesk {
  /** Begins it; one that is under way answers for itself. */
  ask(personId: string, request: { input: contract.AskClosingInput; updateId: string }): Promise<contract.ClosingReply>;
  withdraw(
    personId: string,
    request: { input: contract.WithdrawClosingInput; updateId: string },
  ): Promise<contract.ClosingReply>;
}

interface DeskOptions {
  readonly client: Client;
  readonly taskQueue: string;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'updateSeconds'>;
}

export function createClosingDesk({ client, taskQueue, clock, metrics }: DeskOptions): ClosingDesk {
  const { measured } = createCorridor(client, metrics);
  const gone = () => Promise.resolve('closing_state_conflict' as const);
  const asked = <T>(update: string, work: () => Promise<T>): Promise<T> =>
    measured(update, work).catch(async (error: unknown) => {
      throw await refusalOf(error, gone);
    });
  return {
    ask: (personId, { input, updateId }) =>
      asked('askClosing', () => {
        const start = contract.erasureStartFor(personId, { taskQueue, clockOffsetMs: clock.offsetMs() });
        return client.workflow.executeUpdateWithStart(contract.askClosing, {
          updateId,
          args: [input],
          startWorkflowOperation: new WithStartWorkflowOperation(contract.ACCOUNT_ERASURE_WORKFLOW, start),
        });
      }),
    withdraw: (personId, { input, updateId }) =>
      asked('withdrawClosing', () =>
        client.workflow
          .getHandle(contract.accountErasureWorkflowId(personId))
          .executeUpdate(contract.withdrawClosing, { updateId, args: [input] }),
      ),
  };
}
