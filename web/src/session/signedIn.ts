import { ACTING_COOKIE, SIGNED_IN_COOKIE, writeCookie } from '../client/acting';

/**
 * Leaves on this device what a new sign-in leaves: that there is one, and no role that was kept for somebody else.
 * @param isSame the person who was signed in here before: they go on in the role they worked in
 */
export function rememberSignIn({ isSame = false } = {}): void {
  if (!isSame) writeCookie(ACTING_COOKIE, null);
  writeCookie(SIGNED_IN_COOKIE, '1');
}

/** Nobody is signed in on this device any more. */
export function forgetSignIn(): void {
  writeCookie(ACTING_COOKIE, null);
  writeCookie(SIGNED_IN_COOKIE, null);
}
