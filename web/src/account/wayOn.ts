import { safeNext } from '../session/next';

const KEPT = 'stoa:way-on';

type Role = 'student' | 'tutor';

/** Where somebody goes on who has just registered: whoever came to teach and was on no way, to where they stand. */
export const wayFrom = (next: string, role: Role): string => (next === '/' && role === 'tutor' ? '/teaching' : next);

/** Keeps where somebody was going when they registered: the link of the mail opens in another tab. */
export function rememberWayOn(next: string, role: Role): void {
  const way = wayFrom(next, role);
  if (way !== '/') window.localStorage.setItem(KEPT, way);
  else window.localStorage.removeItem(KEPT);
}

/** Where they were going, or the start. */
export const wayOn = (): string => safeNext(window.localStorage.getItem(KEPT));
