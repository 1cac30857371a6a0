'use client';

import { useSyncExternalStore } from 'react';

/**
 * What time it is at the server. Every view carries `asOf`; the first time one is seen, it is set beside the local clock,
 * and from then on only the *distance* run by the local clock counts. So a laptop whose clock is wrong counts down rightly,
 * and one that slept is right the moment it wakes.
 */
export interface Town {
  /** tells the clock about a view; older views than the last seen one change nothing */
  observe(asOf: number): void;
  now(): number;
}

export function createTown(local: () => number): Town {
  let latest = -Infinity;
  let ahead = 0;
  return {
    observe(asOf) {
      if (!(asOf > latest)) return;
      latest = asOf;
      ahead = asOf - local();
    },
    // a local clock that was set back must not let a countdown run backwards behind what the server has said already
    now: () => Math.max(local() + ahead, latest),
  };
}

export const town = createTown(() => Date.now());

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | null = null;
let second = 0;
const WAKING = ['visibilitychange', 'focus', 'pageshow'] as const;

function tick(): void {
  second = Math.floor(town.now() / 1000) * 1000;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) {
    second = Math.floor(town.now() / 1000) * 1000;
    timer = setInterval(tick, 1000);
    for (const event of WAKING) window.addEventListener(event, tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
    for (const event of WAKING) window.removeEventListener(event, tick);
  };
}

/** The server's time in whole seconds, moving; while a page is rendered on the server it is the view's own `asOf`. */
export function useNow(asOf: string): number {
  const from = Date.parse(asOf);
  town.observe(from);
  return useSyncExternalStore(
    subscribe,
    () => Math.max(second, Math.floor(from / 1000) * 1000),
    () => Math.floor(from / 1000) * 1000,
  );
}
