/** The role a person acts in, kept in a cookie so that the first page already comes in that role. */
export const ACTING_COOKIE = 'stoa_web_acting';
export const ZONE_COOKIE = 'stoa_web_zone';
/**
 * Says that somebody signed in on this device, and nothing else: the refresh cookie goes to its own path only, so a page
 * could not tell a sign-in whose access has run out from a stranger.
 */
export const SIGNED_IN_COOKIE = 'stoa_web_here';
export type Acting = 'student' | 'tutor';

export const isActing = (value: unknown): value is Acting => value === 'student' || value === 'tutor';

export function readCookie(name: string): string | null {
  if (typeof document === 'undefined') return null;
  const found = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
}

export function writeCookie(name: string, value: string | null): void {
  const life = value === null ? 0 : 31_536_000;
  document.cookie = `${name}=${encodeURIComponent(value ?? '')}; path=/; max-age=${life}; samesite=lax`;
}

export function actingAs(): Acting | null {
  const value = readCookie(ACTING_COOKIE);
  return isActing(value) ? value : null;
}
