import { DefaultFailureConverter } from '@temporalio/common';

/**
 * Moves messages and stacks of failures into a payload that the codec encrypts; without it they stand readable in
 * every history. Given by path to the client, the worker and the workflow bundle alike.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
