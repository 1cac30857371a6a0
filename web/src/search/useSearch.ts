'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { useMe } from '../session/useMe';
import { addressOf, type Filters, meantBy, rebased, type Search, searchFrom, writtenBy } from './filters';

export interface Searching extends Search {
  /** another search: a step that the back button undoes, or a correction of the one that stands there */
  readonly go: (next: Partial<Search>, step?: 'new' | 'same') => void;
}

/** The search that stands in the address. It changes without a trip to the server: the data comes by its own queries. */
export function useSearch(): Searching {
  const params = useSearchParams();
  const own = useMe().me?.currency ?? null;
  const search = useMemo(() => meantBy(searchFrom(params), own), [params, own]);
  return {
    ...search,
    go: ({ filters, sort }, step = 'new') => {
      // the page follows the address a moment later
      const now = meantBy(searchFrom(new URLSearchParams(window.location.search)), own);
      const wanted = filters ? rebased(filters, { seen: search.filters, now: now.filters }) : now.filters;
      const address = addressOf(writtenBy({ filters: wanted, sort: sort ?? now.sort }, own));
      if (address === addressOf(writtenBy(now, own))) return;
      if (step === 'same') window.history.replaceState(null, '', address);
      else window.history.pushState(null, '', address);
    },
  };
}

export type ChangeFilters = (filters: Filters) => void;
