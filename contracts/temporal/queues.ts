/** The default task queue; an installation may name its own (`TEMPORAL_TASK_QUEUE`). */
export const DEFAULT_TASK_QUEUE = 'stoa';
