import { createApiClient } from '@stoa/contracts/http/client.gen';
import { actingAs, SIGNED_IN_COOKIE, writeCookie } from './acting';
import type { Ask } from './asks';
import { problemFrom, unreachable } from './problem';

const SESSION = '/api/v1/session';

async function reach(request: Request): Promise<Response> {
  const role = actingAs();
  if (role) request.headers.set('X-Acting-As', role);
  try {
    return await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw unreachable();
  }
}

let renewing: Promise<boolean> | null = null;

/** Renews the sign-in once, however many calls found it expired at the same moment. */
export function renew(): Promise<boolean> {
  const request = new Request(new URL(`${SESSION}/refresh`, window.location.origin), {
    method: 'POST',
    headers: { 'X-Stoa-App': 'web' },
  });
  renewing ??= reach(request)
    .then((answer) => {
      if (answer.ok || answer.status === 401) writeCookie(SIGNED_IN_COOKIE, answer.ok ? '1' : null);
      return answer.ok;
    })
    .finally(() => {
      renewing = null;
    });
  return renewing;
}

/** Whether somebody who is signed out signs in again over the page they work on. */
export type ComeBack = () => Promise<boolean>;
let comeBack: ComeBack | null = null;
let coming: Promise<boolean> | null = null;

/** Who asks for the password when a sign-in is over and something is being sent; null: nobody, and the page says so. */
export function onSignInOver(ask: ComeBack | null): void {
  comeBack = ask;
}

/** One question, however many requests wait for its answer. */
function backAgain(): Promise<boolean> {
  coming ??= (comeBack?.() ?? Promise.resolve(false)).finally(() => {
    coming = null;
  });
  return coming;
}

/**
 * An expired sign-in is renewed and the request repeated: nobody loses a form to a token that lives ten minutes. What
 * cannot be renewed is asked for over the page, but only for what somebody sends: reading interrupts nobody.
 */
async function renewingFetch(request: Request): Promise<Response> {
  const [again, later] = [request.clone(), request.clone()];
  const answer = await reach(request);
  if (answer.status !== 401 || new URL(request.url).pathname.startsWith(SESSION)) return answer;
  if (await renew()) return reach(again);
  return request.method !== 'GET' && (await backAgain()) ? reach(later) : answer;
}

const api = createApiClient('web', { fetch: renewingFetch });

/** The data of an answer, or its problem thrown. */
export function dataOf<T>(answered: Awaited<ReturnType<Ask<T>>>): T {
  if (!answered.response.ok) throw problemFrom(answered.response.status, answered.error);
  return (answered.data ?? null) as T;
}

/**
 * Sends one request from the browser.
 * @throws ApiProblem with the API's code; `unreachable` when no answer came
 */
export async function send<T>(ask: Ask<T>, signal?: AbortSignal): Promise<T> {
  return dataOf(await ask(api, signal));
}
