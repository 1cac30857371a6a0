import { HydrationBoundary } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { queries } from '../src/client/queries';
import { currentMe, prefetched, sendOnServer } from '../src/client/server';
import { searchAsks } from '../src/search/asks';
import { meantBy, searchFrom, type Search } from '../src/search/filters';
import { searchQueries } from '../src/search/queries';
import { SearchPage } from '../src/search/SearchPage';

interface Props {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The first page, and the next times of those on it; what fails here the browser asks for again. */
async function firstPage(search: Search) {
  const page = await sendOnServer(searchAsks.page(search, null)).catch(() => null);
  if (!page) return [];
  const results = { ...searchQueries.results(search), data: { pages: [page], pageParams: [null] } };
  const tutorIds = page.items.map(({ id }) => id);
  return tutorIds.length === 0 ? [results] : [results, searchQueries.nextTimes({ tutorIds, filters: search.filters })];
}

export default async function LandingPage({ searchParams }: Props): Promise<ReactElement> {
  const asked = await searchParams;
  const address = searchFrom({ get: (name) => [asked[name]].flat()[0] ?? null });
  const search = meantBy(address, (await currentMe())?.currency ?? null);
  const [page, counts] = await Promise.all([
    firstPage(search).then((wanted) => prefetched(...wanted)),
    prefetched(searchQueries.facets(search.filters), queries.subjects()),
  ]);
  return (
    <HydrationBoundary state={page}>
      <HydrationBoundary state={counts}>
        <SearchPage />
      </HydrationBoundary>
    </HydrationBoundary>
  );
}
