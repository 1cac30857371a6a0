'use client';

import { useSearchParams } from 'next/navigation';
import { useMemo } from 'react';
import { addressOf, type Filters, type Search, searchFrom } from './filters';

export interface Searching extends Search {
  /** another search: a step that the back button undoes, or a correction of the one that stands there */
  readonly go: (next: Partial<Search>, step?: 'new' | 'same') => void;
}

/** The search that stands in the address. It changes without a trip to the server: the data comes by its own queries. */
export function useSearch(): Searching {
  const params = useSearchParams();
  const search = useMemo(() => searchFrom(params), [params]);
  return {
    ...search,
    go: (next, step = 'new') => {
      const address = addressOf({ ...search, ...next });
      if (address === addressOf(search)) return;
      if (step === 'same') window.history.replaceState(null, '', address);
      else window.history.pushState(null, '', address);
    },
  };
}

export type ChangeFilters = (filters: Filters) => void;
