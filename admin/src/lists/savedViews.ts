import { useGetIdentity } from '@refinedev/core';
import type { MeView } from '@stoa/contracts/http/session';
import { useState } from 'react';

/** A question somebody gave a name: the search part of the address. */
export interface SavedView {
  readonly name: string;
  readonly search: string;
}
const MOST = 20;

const keyOf = (personId: string, resource: string): string => `stoa.views.${personId}.${resource}`;
const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' && value !== null && 'name' in value && 'search' in value;

/** What this browser keeps; what somebody else wrote there is left out. */
function read(key: string): SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Named questions of whoever is signed in, kept in this browser; a name that is used again means the new question. */
export function useSavedViews(resource: string) {
  const { data: me } = useGetIdentity<MeView>();
  const key = keyOf(me?.id ?? 'nobody', resource);
  const [changedBy, setChangedBy] = useState(0);
  const views = changedBy >= 0 ? read(key) : [];
  const write = (next: readonly SavedView[]) => {
    try {
      localStorage.setItem(key, JSON.stringify(next.slice(-MOST)));
    } catch {
      // a browser that keeps nothing shows the lists without names
    }
    setChangedBy((times) => times + 1);
  };
  return {
    views,
    save: (view: SavedView) => write([...views.filter(({ name }) => name !== view.name), view]),
    remove: (name: string) => write(views.filter((view) => view.name !== name)),
  };
}
