import { safeNext } from '../session/next';

const KEPT = 'stoa:way-on';

/** Keeps where somebody was going when they registered: the link of the mail opens in another tab. */
export function rememberWayOn(next: string): void {
  if (next !== '/') window.localStorage.setItem(KEPT, next);
  else window.localStorage.removeItem(KEPT);
}

/** Where they were going, or the start. */
export const wayOn = (): string => safeNext(window.localStorage.getItem(KEPT));
