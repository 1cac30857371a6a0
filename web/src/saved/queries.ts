import { queryOptions } from '@tanstack/react-query';
import { paging } from '../client/queries';
import { send } from '../client/send';
import { savedAsks } from './asks';

export const savedKeys = {
  favourites: ['favourites'] as const,
  ids: ['favourites', 'ids'] as const,
  searches: ['saved-searches'] as const,
};
const FRESH_MS = 60_000;

export const savedQueries = {
  favourites: () => paging([...savedKeys.favourites, 'list'], (cursor) => savedAsks.favourites(cursor)),
  favouriteIds: () =>
    queryOptions({
      queryKey: savedKeys.ids,
      queryFn: ({ signal }) => send(savedAsks.favouriteIds(), signal),
      staleTime: FRESH_MS,
    }),
  searches: () =>
    queryOptions({ queryKey: savedKeys.searches, queryFn: ({ signal }) => send(savedAsks.searches(), signal) }),
};
