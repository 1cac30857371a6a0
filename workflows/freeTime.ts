// Durable because the weeks in which tutors can be found move with the clock, whether or not anybody changes anything.
// Its id is the schedule's with the time of the run; runs never overlap.
// The clock is the activity's: what a schedule starts takes its time from its first activity, never from its own.
// A run that fails is tried again for a while, then the next one does what was left: a week is kept long before its time.
// It ends with the number of tutors whose weeks were missing; the refresher derives them.
import { proxyActivities } from '@temporalio/workflow';

import type { Activities } from '../activities/index';

const { extendFreeTime } = proxyActivities<Activities>({
  // A thousand tutors a statement, some hundred statements.
  startToCloseTimeout: '2m',
  scheduleToCloseTimeout: '10m',
  retry: { initialInterval: '5s', maximumInterval: '1m', maximumAttempts: 4 },
});

export async function freeTimeWorkflow(): Promise<number> {
  return extendFreeTime();
}
