import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Ask } from '../client/asks';
import { send } from '../client/send';
import { searchAsks, type TimesOf } from './asks';
import { addressOf, type Filters, type Search } from './filters';

/** Long enough to look at a tutor and come back to the same place in the same list. */
const KEPT_MS = 30 * 60_000;
const FRESH_MS = 60_000;

function reading<T>(queryKey: readonly unknown[], ask: Ask<T>) {
  const kept = { staleTime: FRESH_MS, gcTime: KEPT_MS };
  return queryOptions({ queryKey, queryFn: ({ signal }) => send(ask, signal), meta: { ask }, ...kept });
}
const named = (filters: Filters): string => addressOf({ filters, sort: 'relevance' });

export const searchQueries = {
  results: (search: Search) =>
    infiniteQueryOptions({
      queryKey: ['search', 'results', addressOf(search)],
      queryFn: ({ pageParam, signal }) => send(searchAsks.page(search, pageParam), signal),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.nextCursor,
      staleTime: FRESH_MS,
      gcTime: KEPT_MS,
    }),
  facets: (filters: Filters) => reading(['search', 'facets', named(filters)], searchAsks.facets(filters)),
  nextTimes: ({ tutorIds, filters }: TimesOf) => {
    const { durationMinutes = '', free = '', zone = '' } = filters;
    const key = ['search', 'times', tutorIds.join(','), durationMinutes, free, zone];
    return reading(key, searchAsks.nextTimes({ tutorIds, filters }));
  },
  compare: (ids: readonly string[]) => reading(['search', 'compare', ids.join(',')], searchAsks.compare(ids)),
};
