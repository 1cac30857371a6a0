import { createApiClient } from '@stoa/contracts/http/client.gen';
import type { Problem } from '@stoa/contracts/http/shared';
import { learnClock } from '../clock';

const REFRESH = '/api/v1/session/refresh';
const DEADLINE_MS = 20_000;
let refreshing: Promise<boolean> | null = null;

/** A refusal of the API, with the code that says what to do. `unreachable` is ours: nobody answered. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  /** read by Refine */
  readonly statusCode: number;
  readonly code: string;

  constructor(readonly problem: Problem) {
    super(problem.title);
    this.statusCode = problem.status;
    this.code = problem.code;
  }
}

const unreachable = (): ProblemError =>
  new ProblemError({ type: 'about:blank', title: 'Stoa cannot be reached', status: 0, code: 'unreachable' });

export function toProblemError(error: unknown): ProblemError {
  return error instanceof ProblemError ? error : unreachable();
}

/** One refresh at a time: two at once would use the same refresh token twice. */
function refresh(send: typeof fetch): Promise<boolean> {
  refreshing ??= send(REFRESH, { method: 'POST', credentials: 'same-origin', headers: { 'X-Stoa-App': 'admin' } })
    .then((response) => response.ok)
    .catch(() => false)
    .finally(() => {
      refreshing = null;
    });
  return refreshing;
}

const ownsSession = (url: string): boolean => /\/api\/v1\/session(\/|$)/.test(new URL(url, location.origin).pathname);

/** Sends with a deadline; when the access token has ended, renews it once and sends the same again. */
export async function sendRenewing(request: Request, send: typeof fetch = fetch): Promise<Response> {
  const again = request.clone();
  const first = await send(request, { signal: AbortSignal.timeout(DEADLINE_MS) });
  if (first.status !== 401 || ownsSession(request.url)) return first;
  if (!(await refresh(send))) return first;
  return send(again, { signal: AbortSignal.timeout(DEADLINE_MS) });
}

/** A role the console acts in: a person who is tutor and support is support here. */
export const api = createApiClient('admin', { fetch: (request) => sendRenewing(request) });

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

const isProblem = (value: unknown): value is Problem => typeof value === 'object' && value !== null && 'code' in value;

/** The answer's body, or the problem thrown. Every answer also tells Stoa's time. */
export async function bodyOf<T>(answer: Promise<Answer<T>>): Promise<T> {
  let got: Answer<T>;
  try {
    got = await answer;
  } catch {
    throw unreachable();
  }
  if (got.response.ok) {
    const { data } = got;
    if (typeof data === 'object' && data !== null && 'asOf' in data) learnClock(String(data.asOf));
    return data as T;
  }
  if (isProblem(got.error)) throw new ProblemError(got.error);
  throw unreachable();
}
