import type { AuthProvider } from '@refinedev/core';
import type { MeView } from '@stoa/contracts/http/session';
import { api, bodyOf, ProblemError, toProblemError } from './client';

/** The roles this console is for. */
const STAFF: readonly string[] = ['support', 'admin', 'owner'];
export const SIGN_IN = '/sign-in';

export const isStaff = (me: MeView): boolean => me.roles.some((role) => STAFF.includes(role));

/** Held for the page's life: every guard asks, and only signing in or out changes it. */
let known: Promise<MeView> | null = null;

function whoAmI(): Promise<MeView> {
  known ??= bodyOf<MeView>(api.GET('/me')).catch((error: unknown) => {
    known = null;
    throw error;
  });
  return known;
}

/** What was known of whoever is signed in is old: they may do more, or less, than a moment ago. */
export function askWhoAnew(): void {
  known = null;
}

const signOut = async (): Promise<void> => {
  known = null;
  await bodyOf(api.DELETE('/session')).catch(() => undefined);
};

const notStaff = (): ProblemError =>
  new ProblemError({ type: 'about:blank', title: 'Not for this console', status: 403, code: 'not_staff' });

interface Credentials {
  readonly email: string;
  readonly password: string;
}
/** The code of the authenticator, for the challenge that the password was answered with. */
export interface SecondStep {
  readonly challenge: string;
  readonly code: string;
}

/** What the password was answered with where a code has to follow, or null. */
export function challengeOf({ code, problem }: ProblemError): string | null {
  const challenge = code === 'totp_required' ? problem.details?.['challenge'] : undefined;
  return typeof challenge === 'string' ? challenge : null;
}

const ask = (body: Credentials | SecondStep): Promise<MeView> =>
  'challenge' in body
    ? bodyOf<MeView>(api.POST('/session/totp', { body }))
    : bodyOf<MeView>(api.POST('/session', { body }));

async function signIn(body: Credentials | SecondStep): Promise<MeView> {
  try {
    return await ask(body);
  } catch (error) {
    const problem = toProblemError(error);
    throw problem.code === 'forbidden' || problem.code === 'role_not_held' ? notStaff() : problem;
  }
}

const isSignedOut = (error: ProblemError): boolean => error.statusCode === 401 || error.code === 'not_staff';

export const authProvider: AuthProvider = {
  async login(credentials: Credentials | SecondStep) {
    try {
      const me = await signIn(credentials);
      if (!isStaff(me)) {
        await signOut();
        return { success: false, error: notStaff() };
      }
      known = Promise.resolve(me);
      return { success: true, redirectTo: '/' };
    } catch (error) {
      return { success: false, error: toProblemError(error) };
    }
  },
  async logout() {
    await signOut();
    return { success: true, redirectTo: SIGN_IN };
  },
  async check() {
    try {
      if (isStaff(await whoAmI())) return { authenticated: true };
      return { authenticated: false, redirectTo: SIGN_IN, error: notStaff() };
    } catch (error) {
      const problem = toProblemError(error);
      // Who cannot reach us is not signed out: the page says so and tries again.
      return isSignedOut(problem)
        ? { authenticated: false, redirectTo: SIGN_IN }
        : { authenticated: true, error: problem };
    }
  },
  onError(error: unknown) {
    const problem = toProblemError(error);
    if (!isSignedOut(problem)) return Promise.resolve({});
    // Nothing is ended here: the answer may be a late one, for a sign-in before this one. The door asks, and leads back.
    known = null;
    const { pathname, search } = window.location;
    if (pathname === SIGN_IN) return Promise.resolve({});
    return Promise.resolve({ redirectTo: `${SIGN_IN}?to=${encodeURIComponent(pathname + search)}`, error: problem });
  },
  getIdentity: () => whoAmI(),
};
