import type { Client, ScheduleOptions } from '@temporalio/client';

import { PAYMENT_SWEEP_SCHEDULE, PAYMENT_SWEEP_WORKFLOW } from '@stoa/contracts/temporal/booking';

function optionsFor(taskQueue: string, scheduleId: string): ScheduleOptions {
  return {
    scheduleId,
    spec: { intervals: [{ every: '5m' }] },
    action: {
      type: 'startWorkflow',
      workflowType: PAYMENT_SWEEP_WORKFLOW,
      workflowId: scheduleId,
      taskQueue,
      args: [],
      workflowTaskTimeout: '5s',
    },
    policies: {
      // The next sweep begins where the last one ended, so one that is late catches up by itself.
      overlap: 'SKIP',
      catchupWindow: '5m',
      pauseOnFailure: false,
    },
  };
}

/** Makes the schedule of the sweep what this version says it is. */
export async function ensureSweepSchedule(
  client: Client,
  taskQueue: string,
  scheduleId: string = PAYMENT_SWEEP_SCHEDULE,
): Promise<void> {
  const options = optionsFor(taskQueue, scheduleId);
  try {
    await client.schedule.create(options);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ScheduleAlreadyRunning')) throw error;
    await client.schedule
      .getHandle(scheduleId)
      .update(({ state }) => ({ spec: options.spec, action: options.action, policies: options.policies, state }));
  }
}
