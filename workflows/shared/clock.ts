import { workflowInfo } from '@temporalio/workflow';

import type { StartMemo } from '@stoa/contracts/temporal/booking';

/**
 * The injected clock of a workflow, epoch ms: this run's own time plus how far the town's clock ran ahead when it was
 * started. Never the run's start time: that stays real when the server skips.
 */
export function now(): number {
  const memo = workflowInfo().memo as Partial<StartMemo> | undefined;
  return Date.now() + (memo?.clockOffsetMs ?? 0);
}
