// Durable because a message that never came must not keep a tutor off the list, or on it: a schedule starts one regularly.
// Its id is the schedule's with the time of the run; runs never overlap.
// The clock is the activity's: what a schedule starts takes its time from its first activity, never from its own.
// A run that fails is tried again for a while, then the next one looks at whoever has waited the longest.
// It ends with the number of accounts that the company answered about.
import { proxyActivities } from '@temporalio/workflow';

import type { Activities } from '../activities/index';

const { sweepPayoutAccounts } = proxyActivities<Activities>({
  // Fifty calls to the company, one after the other, each for at most four seconds.
  startToCloseTimeout: '4m',
  scheduleToCloseTimeout: '10m',
  retry: { initialInterval: '5s', maximumInterval: '1m', maximumAttempts: 4 },
});

export async function payoutAccountSweepWorkflow(): Promise<number> {
  return sweepPayoutAccounts();
}
