/** Where to go after signing in: a path of our own, never another site. */
export function safeNext(next: string | null | undefined): string {
  if (!next || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) return '/';
  try {
    const address = new URL(next, 'http://stoa.invalid');
    const inside = address.host === 'stoa.invalid' && !/^\/(sign-in|register|view-as)\b/.test(address.pathname);
    return inside ? address.pathname + address.search + address.hash : '/';
  } catch {
    return '/';
  }
}
