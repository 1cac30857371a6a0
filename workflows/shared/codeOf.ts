import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

import { isErrorCode, type ErrorCode } from '@stoa/domain/errors';

/** The one boundary: whatever an effect threw becomes a code. What is not a coded refusal may succeed later. */
export function codeOf(error: unknown): ErrorCode {
  const failure = error instanceof ActivityFailure ? error.cause : error;
  const type = failure instanceof ApplicationFailure && failure.nonRetryable ? failure.type : undefined;
  return typeof type === 'string' && isErrorCode(type) ? type : 'temporarily_unavailable';
}

type Details = Readonly<Record<string, string | number | boolean | null>>;

/** A refusal as it leaves the workflow: the code is the failure's type, readable; the details are encrypted. */
export function refusal(code: ErrorCode, details?: Details): ApplicationFailure {
  return ApplicationFailure.create({
    type: code,
    message: code,
    nonRetryable: true,
    ...(details ? { details: [details] } : {}),
  });
}

/** What cannot happen unless we erred: a plain error would retry the task for ever, this one ends the turn. */
export function bug(message: string): ApplicationFailure {
  return ApplicationFailure.create({ type: 'internal', message, nonRetryable: true });
}
