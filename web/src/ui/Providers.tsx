'use client';

import { MantineProvider } from '@mantine/core';
import { en } from '@stoa/contracts/words/en';
import { zoneHere } from '@stoa/contracts/words/zones';
import { type DehydratedState, HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { NextIntlClientProvider } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { readCookie, writeCookie, ZONE_COOKIE } from '../client/acting';
import { Live } from '../client/Live';
import { mayRetry } from '../client/problem';
import { SessionHint, useMe } from '../session/useMe';
import { PlaceProvider } from './reader';
import { cssVariables, theme } from './theme';

const FRESH_MS = 15_000;
const TRIES = 2;

function newClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => failures < TRIES && mayRetry(error),
      },
      // money and state: a repeat is the reader's decision, with the same key
      mutations: { retry: false },
    },
  });
}

interface Props {
  readonly session: boolean;
  /** the zone this page was written in on the server */
  readonly zone: string | null;
  /** who is signed in, as the server found out */
  readonly state: DehydratedState | null;
  readonly children: ReactNode;
}

/** What every page stands on: looks, words, data, the reader's place and the live connection. */
export function Providers({ session, zone, state, children }: Props): ReactNode {
  const [client] = useState(newClient);
  return (
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <HydrationBoundary state={state}>
            <SessionHint value={session}>
              <Placed zone={zone}>{children}</Placed>
            </SessionHint>
          </HydrationBoundary>
        </QueryClientProvider>
      </MantineProvider>
    </NextIntlClientProvider>
  );
}

/** The saved zone of whoever is signed in, otherwise the browser's. */
function Placed({ zone: written, children }: Pick<Props, 'zone' | 'children'>): ReactNode {
  const { me } = useMe();
  const [zone, setZone] = useState(written);
  useEffect(() => {
    const here = zoneHere();
    if (readCookie(ZONE_COOKIE) !== here) writeCookie(ZONE_COOKIE, here);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the browser's zone exists only after the first paint
    setZone(here);
  }, []);
  return (
    <PlaceProvider zone={me?.zone ?? zone ?? 'UTC'} locale={me?.locale ?? 'en'} known={me !== null || zone !== null}>
      <Live>{children}</Live>
    </PlaceProvider>
  );
}
