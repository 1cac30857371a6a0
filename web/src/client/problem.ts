import type { Problem as ProblemView } from '@stoa/contracts/http/shared';

export type { ProblemView };

/** A refusal of the API, thrown by every call; `code` decides what the page says. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  constructor(readonly problem: ProblemView) {
    super(problem.code);
  }
  get code(): string {
    return this.problem.code;
  }
}

/** The answer never came: the browser is offline, or nobody listens. */
export const unreachable = (): ApiProblem =>
  new ApiProblem({ type: 'about:blank', title: 'unreachable', status: 0, code: 'unreachable' });

export const codeOf = (error: unknown): string => (error instanceof ApiProblem ? error.code : 'internal');

/** Sending the same request again may help, and does no harm. */
export function mayRetry(error: unknown): boolean {
  return error instanceof ApiProblem && (error.problem.status === 0 || error.problem.status >= 500);
}

export const isSignedOut = (error: unknown): boolean => error instanceof ApiProblem && error.problem.status === 401;

/** Turns an answer that is no success into a problem, also when something between us and the API answered in HTML. */
export function problemFrom(status: number, body: unknown): ApiProblem {
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string')
    return new ApiProblem({ type: 'about:blank', title: body.code, status, ...body, code: body.code });
  const code = status >= 500 ? 'temporarily_unavailable' : status === 404 ? 'not_found' : 'internal';
  return new ApiProblem({ type: 'about:blank', title: code, status, code });
}
