'use client';

import { useSyncExternalStore } from 'react';

const nothing = () => () => undefined;

/** False while the page is written on the server and taken over: names of countries and zones differ between runtimes. */
export const useInBrowser = (): boolean =>
  useSyncExternalStore(
    nothing,
    () => true,
    () => false,
  );
