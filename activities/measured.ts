import type { ActivityExecuteInput, ActivityInboundCallsInterceptor, Next } from '@temporalio/worker';
import type { Context } from '@temporalio/activity';

import { withLogContext } from '../platform/logger';
import type { Metrics } from '../platform/metrics';
import { currentTraceId } from '../platform/tracing';

/** Times every attempt at an activity, and puts its workflow's id on every line that is logged inside it. */
export class Measured implements ActivityInboundCallsInterceptor {
  constructor(
    private readonly context: Context,
    private readonly metrics: Metrics,
  ) {}

  async execute(input: ActivityExecuteInput, next: Next<ActivityInboundCallsInterceptor, 'execute'>): Promise<unknown> {
    const { activityType, workflowExecution } = this.context.info;
    const traceId = currentTraceId();
    const context = {
      ...(workflowExecution ? { workflowId: workflowExecution.workflowId } : {}),
      ...(traceId === undefined ? {} : { traceId }),
    };
    const stop = this.metrics.activitySeconds.startTimer({ activity: activityType });
    try {
      const result = await withLogContext(context, () => next(input));
      stop({ result: 'ok' });
      return result;
    } catch (error) {
      stop({ result: 'failed' });
      throw error;
    }
  }
}
