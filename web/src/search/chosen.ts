'use client';

import { SEARCH_LIMITS } from '@stoa/domain/search';
import { useSyncExternalStore } from 'react';

/** Who is set side by side, kept for as long as the browser's tab. */
export interface Compared {
  readonly id: string;
  readonly name: string;
}
export const MOST_COMPARED = SEARCH_LIMITS.compared;

const KEY = 'stoa:compared';
const NOBODY: readonly Compared[] = [];
const listeners = new Set<() => void>();
let kept: readonly Compared[] | null = null;

const isCompared = (value: unknown): value is Compared =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value;

function read(): readonly Compared[] {
  if (kept) return kept;
  try {
    const found: unknown = JSON.parse(window.sessionStorage.getItem(KEY) ?? '[]');
    kept = Array.isArray(found) ? found.filter(isCompared).slice(0, MOST_COMPARED) : NOBODY;
  } catch {
    // a browser that keeps nothing compares until the page is loaded anew
    kept = NOBODY;
  }
  return kept;
}

function write(next: readonly Compared[]): void {
  kept = next;
  try {
    window.sessionStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // see above
  }
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export function useCompared() {
  const compared = useSyncExternalStore(subscribe, read, () => NOBODY);
  return {
    compared,
    toggle: (one: Compared) => {
      const others = compared.filter(({ id }) => id !== one.id);
      if (others.length < compared.length) write(others);
      else if (compared.length < MOST_COMPARED) write([...compared, one]);
    },
    clear: () => write(NOBODY),
  };
}
