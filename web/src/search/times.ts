'use client';

import { useQueries } from '@tanstack/react-query';
import type { Search } from './filters';
import { searchQueries } from './queries';

export interface Times {
  readonly state: 'waiting' | 'known' | 'unknown';
  readonly minutes: number;
  readonly starts: readonly string[];
}

/** The next times of everybody on the page, asked for together. */
export function useTimes(
  { filters }: Pick<Search, 'filters'>,
  pages: readonly { readonly items: readonly { readonly id: string }[] }[],
) {
  const answers = useQueries({
    queries: pages
      .filter(({ items }) => items.length > 0)
      .map(({ items }) => searchQueries.nextTimes({ tutorIds: items.map(({ id }) => id), filters })),
  });
  const known = new Map(answers.flatMap(({ data }) => data?.items ?? []).map((one) => [one.tutorId, one]));
  const isWaiting = pages.length === 0 || answers.some(({ isPending }) => isPending);
  return {
    of: (id: string): Times => {
      const one = known.get(id);
      if (one) return { state: 'known', minutes: one.durationMinutes, starts: one.starts };
      return { state: isWaiting ? 'waiting' : 'unknown', minutes: 0, starts: [] };
    },
  };
}
