'use client';

import type { Reader } from '@stoa/contracts/words/format';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useNow } from '../client/town';

/** In whose zone and language this page is written. `known` is false on a stranger's very first page, before the browser said its zone. */
export interface Place {
  readonly zone: string;
  readonly locale: string;
  readonly known: boolean;
}

const PlaceContext = createContext<Place>({ zone: 'UTC', locale: 'en', known: false });

export function PlaceProvider({ zone, locale, known, children }: Place & { readonly children: ReactNode }): ReactNode {
  const place = useMemo(() => ({ zone, locale, known }), [zone, locale, known]);
  return <PlaceContext value={place}>{children}</PlaceContext>;
}

export const usePlace = (): Place => useContext(PlaceContext);

const MINUTE = 60_000;

/** The reader of a view: "today" is the server's today at this minute. */
export function useReader(asOf: string): Reader {
  const { zone, locale } = usePlace();
  const minute = Math.floor(useNow(asOf) / MINUTE) * MINUTE;
  return useMemo(() => ({ zone, locale, now: minute }), [zone, locale, minute]);
}
