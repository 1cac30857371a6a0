import { safeNext } from '../session/next';

const KEPT = 'stoa:google';

/** Why somebody went to Google, and where they go on afterwards. */
export interface Trip {
  readonly for: 'signIn' | 'link';
  readonly next: string;
}

/** Leaves for Google; what for is kept in this tab, because the way back carries nothing of ours. */
export function leaveForGoogle(trip: Trip, url: string): void {
  window.sessionStorage.setItem(KEPT, JSON.stringify(trip));
  window.location.assign(url);
}

/** What for somebody left; a sign-in where nothing is known. */
export function tripToGoogle(): Trip {
  const [purpose, next] = (() => {
    try {
      const kept = JSON.parse(window.sessionStorage.getItem(KEPT) ?? '{}') as Partial<Trip>;
      return [kept.for, kept.next] as const;
    } catch {
      return [undefined, undefined] as const;
    }
  })();
  return { for: purpose === 'link' ? 'link' : 'signIn', next: safeNext(next) };
}
