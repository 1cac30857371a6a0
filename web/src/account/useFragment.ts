'use client';

import { useEffect, useState } from 'react';

/**
 * What stood behind the # when the page opened: undefined until it is read, '' for nothing. It is taken out of the
 * address bar at once, so that it is in no bookmark and in no picture of the screen.
 */
export function useFragment(): string | undefined {
  const [fragment, setFragment] = useState<string>();
  useEffect(() => {
    const { hash, pathname, search } = window.location;
    if (hash) window.history.replaceState(window.history.state, '', pathname + search);
    // only the browser has it, and only once
    setFragment((read) => read || hash.slice(1));
  }, []);
  return fragment;
}

/** The token of a mail's link. */
export function useLinkToken(): string | null | undefined {
  const fragment = useFragment();
  return fragment === undefined ? undefined : new URLSearchParams(fragment).get('token');
}
