import type { Client, ScheduleOptions } from '@temporalio/client';

import { PAYMENT_SWEEP_SCHEDULE, PAYMENT_SWEEP_WORKFLOW } from '@stoa/contracts/temporal/booking';
import { FREE_TIME_SCHEDULE, FREE_TIME_WORKFLOW } from '@stoa/contracts/temporal/freeTime';
import { PAYOUT_ACCOUNT_SWEEP_SCHEDULE, PAYOUT_ACCOUNT_SWEEP_WORKFLOW } from '@stoa/contracts/temporal/payouts';
import { REVIEW_SWEEP_SCHEDULE, REVIEW_SWEEP_WORKFLOW } from '@stoa/contracts/temporal/reviews';

interface Regular {
  readonly scheduleId: string;
  readonly workflowType: string;
  readonly every: '5m' | '1h';
}

function optionsFor({ scheduleId, workflowType, every }: Regular, taskQueue: string): ScheduleOptions {
  return {
    scheduleId,
    spec: { intervals: [{ every }] },
    action: {
      type: 'startWorkflow',
      workflowType,
      workflowId: scheduleId,
      taskQueue,
      args: [],
      workflowTaskTimeout: '5s',
    },
    policies: {
      // The next run begins where the last one ended, so one that is late catches up by itself.
      overlap: 'SKIP',
      catchupWindow: '5m',
      pauseOnFailure: false,
    },
  };
}

/** Makes a schedule what this version says it is. */
async function ensureSchedule(client: Client, taskQueue: string, regular: Regular): Promise<void> {
  const options = optionsFor(regular, taskQueue);
  try {
    await client.schedule.create(options);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ScheduleAlreadyRunning')) throw error;
    await client.schedule
      .getHandle(regular.scheduleId)
      .update(({ state }) => ({ spec: options.spec, action: options.action, policies: options.policies, state }));
  }
}

/** The sweep of payments: every five minutes. */
export function ensureSweepSchedule(
  client: Client,
  taskQueue: string,
  scheduleId: string = PAYMENT_SWEEP_SCHEDULE,
): Promise<void> {
  return ensureSchedule(client, taskQueue, { scheduleId, workflowType: PAYMENT_SWEEP_WORKFLOW, every: '5m' });
}

/** The weeks of free time that are kept follow the clock: every hour. */
export function ensureFreeTimeSchedule(
  client: Client,
  taskQueue: string,
  scheduleId: string = FREE_TIME_SCHEDULE,
): Promise<void> {
  return ensureSchedule(client, taskQueue, { scheduleId, workflowType: FREE_TIME_WORKFLOW, every: '1h' });
}

/** Reviews whose blind days are over join the ratings: every five minutes. */
export function ensureReviewSchedule(
  client: Client,
  taskQueue: string,
  scheduleId: string = REVIEW_SWEEP_SCHEDULE,
): Promise<void> {
  return ensureSchedule(client, taskQueue, { scheduleId, workflowType: REVIEW_SWEEP_WORKFLOW, every: '5m' });
}

/** What the company says of payout accounts, where its own messages were lost: every five minutes. */
export function ensurePayoutAccountSchedule(
  client: Client,
  taskQueue: string,
  scheduleId: string = PAYOUT_ACCOUNT_SWEEP_SCHEDULE,
): Promise<void> {
  return ensureSchedule(client, taskQueue, { scheduleId, workflowType: PAYOUT_ACCOUNT_SWEEP_WORKFLOW, every: '5m' });
}
