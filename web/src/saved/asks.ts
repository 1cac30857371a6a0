import type { ApiClient, paths } from '@stoa/contracts/http/client.gen';
import type { Ask } from '../client/asks';
import { dataOf } from '../client/send';
import type { Filters } from '../search/filters';

type Page = paths['/me/favourites']['get']['responses'][200]['content']['application/json'];

const PAGE = 20;
const MOST = 100;

/** Whoever shows hearts needs all of them: page behind page, into one answer. */
const everyFavourite: Ask<readonly string[]> = async (api, signal) => {
  const ids: string[] = [];
  let cursor: string | null = null;
  for (;;) {
    const answered: { data?: Page; error?: unknown; response: Response } = await savedAsks.favourites(cursor, MOST)(
      api,
      signal,
    );
    if (!answered.response.ok) return { error: answered.error, response: answered.response };
    const page: Page = dataOf<Page>(answered);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
    if (cursor === null) return { data: ids, response: answered.response };
  }
};

export const savedAsks = {
  favourites:
    (cursor: string | null, limit: number = PAGE) =>
    (api: ApiClient, signal?: AbortSignal) =>
      api.GET('/me/favourites', {
        params: { query: { limit, ...(cursor !== null && { cursor }) } },
        signal: signal ?? null,
      }),
  favouriteIds: () => everyFavourite,
  keep: (tutorId: string) => (api: ApiClient) => api.PUT('/me/favourites/{tutorId}', { params: { path: { tutorId } } }),
  letGo: (tutorId: string) => (api: ApiClient) =>
    api.DELETE('/me/favourites/{tutorId}', { params: { path: { tutorId } } }),

  searches: () => (api: ApiClient, signal?: AbortSignal) => api.GET('/me/saved-searches', { signal: signal ?? null }),
  save: (name: string, filters: Filters) => (api: ApiClient) =>
    api.POST('/me/saved-searches', { body: { name, filters: { ...filters } } }),
  rename: (searchId: string, name: string) => (api: ApiClient) =>
    api.PUT('/me/saved-searches/{searchId}', { params: { path: { searchId } }, body: { name } }),
  remove: (searchId: string) => (api: ApiClient) =>
    api.DELETE('/me/saved-searches/{searchId}', { params: { path: { searchId } } }),
};
