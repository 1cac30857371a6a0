import { SEARCH_LIMITS } from '@stoa/domain/search';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whom an address sets side by side: each once, and no more than fit. */
export function comparedFrom(ids: string | null): string[] {
  const wanted = (ids ?? '').toLowerCase().split(',');
  return [...new Set(wanted.filter((id) => ID.test(id)))].slice(0, SEARCH_LIMITS.compared);
}

export const compareHref = (ids: readonly string[]): string =>
  ids.length === 0 ? '/compare' : `/compare?ids=${ids.join(',')}`;
