// Durable because a review that nobody answered is published after its blind days, whether or not anybody looks.
// Its id is the schedule's with the time of the run; runs never overlap.
// The clock is the activity's: what a schedule starts takes its time from its first activity, never from its own.
// A run that fails is tried again for a while, then the next one does what was left: readers see what is due by its time.
// It ends with the number of reviews that it added to their tutors' ratings.
import { proxyActivities } from '@temporalio/workflow';

import type { Activities } from '../activities/index';

const { countReviews } = proxyActivities<Activities>({
  // A thousand reviews a statement.
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '4m',
  retry: { initialInterval: '5s', maximumInterval: '1m', maximumAttempts: 4 },
});

export async function reviewSweepWorkflow(): Promise<number> {
  return countReviews();
}
