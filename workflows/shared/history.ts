import { workflowInfo } from '@temporalio/workflow';

import type { StartMemo } from '@stoa/contracts/temporal/booking';

/** Whether this run's history is long enough to go on in a new one. */
export function isLong(): boolean {
  const info = workflowInfo();
  const limit = (info.memo as Partial<StartMemo> | undefined)?.historyLimit ?? Infinity;
  return info.continueAsNewSuggested || info.historyLength > limit;
}
