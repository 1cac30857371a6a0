import { useSyncExternalStore } from 'react';

/** The last thing worth saying aloud; the shell holds the one polite region that reads it. */
let said = '';
const listeners = new Set<() => void>();

export function announce(text: string): void {
  // The same words twice are two events: readers skip an unchanged region.
  said = said === text ? `${text}\u200b` : text;
  for (const listener of listeners) listener();
}

export const useAnnouncement = (): string =>
  useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    () => said,
  );
