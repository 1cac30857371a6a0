import { WorkflowUpdateFailedError, type Client, type WorkflowHandle } from '@temporalio/client';
import { ApplicationFailure, WorkflowNotFoundError } from '@temporalio/common';
import { isErrorCode, type ErrorCode } from '@stoa/domain/errors';
import type { Metrics } from '../platform/metrics';
import { Refusal } from './refusal';

const UPDATE_DEADLINE_MS = 5_000;
export const LOOK_DEADLINE_MS = 2_000;

/** The code inside of a failed update; a failure without one of ours is a bug of the workflow. */
function codeInside(error: WorkflowUpdateFailedError): ErrorCode {
  const { cause } = error;
  const type = cause instanceof ApplicationFailure ? cause.type : null;
  // terminated or closed while it waited: nobody knows how far it came
  if (type === 'AcceptedUpdateCompletedWorkflow') return 'outcome_unknown';
  if (type && isErrorCode(type)) return type;
  throw error;
}

/**
 * The refusal that a failed update carries, or that its failing means. @param gone what it means when the workflow never
 * was, or has closed
 */
export async function refusalOf(error: unknown, gone: () => Promise<ErrorCode>): Promise<Refusal> {
  if (error instanceof Refusal) return error;
  if (error instanceof WorkflowUpdateFailedError) {
    const code = codeInside(error);
    const [details] = error.cause instanceof ApplicationFailure ? (error.cause.details ?? []) : [];
    return new Refusal(
      code,
      details && typeof details === 'object' ? { details: details as Record<string, unknown> } : {},
    );
  }
  if (error instanceof WorkflowNotFoundError) return new Refusal(await gone());
  // Neither an outcome nor "there is none": the same id and key may be sent again.
  return new Refusal('outcome_unknown', { details: { sameKeyMayBeSentAgain: true } });
}

/** What an update that was sent before came to; null when the workflow has never heard of it. */
export async function knownOutcome<T>(handle: WorkflowHandle, updateId: string): Promise<T | null> {
  try {
    return await handle.getUpdateHandle<T>(updateId).result();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** How every question to a workflow is asked: with a deadline, and measured. */
export interface Corridor {
  readonly within: <T>(ms: number, work: () => Promise<T>) => Promise<T>;
  readonly measured: <T>(update: string, work: () => Promise<T>) => Promise<T>;
}

export function createCorridor(client: Client, metrics: Pick<Metrics, 'updateSeconds'>): Corridor {
  const within: Corridor['within'] = (ms, work) => client.withDeadline(Date.now() + ms, work);
  return {
    within,
    measured: async (update, work) => {
      const stop = metrics.updateSeconds.startTimer({ update });
      try {
        const reply = await within(UPDATE_DEADLINE_MS, work);
        stop({ result: 'ok' });
        return reply;
      } catch (error) {
        stop({ result: error instanceof WorkflowUpdateFailedError ? 'refused' : 'failed' });
        throw error;
      }
    },
  };
}
