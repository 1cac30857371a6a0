'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { useMe } from '../session/useMe';
import { addressOf, type Filters, meantBy, type Search, searchFrom, writtenBy } from './filters';

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
    go: (next, step = 'new') => {
      const address = addressOf(writtenBy({ ...search, ...next }, own));
      if (address === addressOf(writtenBy(search, own))) return;
      if (step === 'same') window.history.replaceState(null, '', address);
      else window.history.pushState(null, '', address);
    },
  };
}

export type ChangeFilters = (filters: Filters) => void;
