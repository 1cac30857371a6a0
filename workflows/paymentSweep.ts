// Durable because a webhook that never came must not strand anybody's money: a schedule starts one every five minutes.
// Its id is the schedule's with the time of the run; runs never overlap.
// The clock is the activity's: what a schedule starts takes its time from its first activity, never from its own.
// A sweep that fails is tried again for a while, then the next one begins where the last that succeeded ended.
// It ends with the cursor for the next one.
import { proxyActivities, workflowInfo } from '@temporalio/workflow';

import type { Activities } from '../activities/index';
import type { SweepCursor } from '../activities/sweep';

const { sweepPayments } = proxyActivities<Activities>({
  // Some hundred calls to the company, one after the other.
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '10m',
  retry: { initialInterval: '5s', maximumInterval: '1m', maximumAttempts: 4 },
});

export async function paymentSweepWorkflow(): Promise<SweepCursor> {
  return sweepPayments((workflowInfo().lastResult as SweepCursor | undefined) ?? null);
}
