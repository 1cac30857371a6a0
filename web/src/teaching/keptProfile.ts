import type { ProfileChanges } from './asks';

const NAME = 'stoa:profile';

/** What was entered and is not saved yet lives in the tab: a sign-in that ran out, or a reload, loses none of it. */
export const keptProfile = {
  read(): ProfileChanges {
    try {
      const kept: unknown = JSON.parse(window.sessionStorage.getItem(NAME) ?? 'null');
      return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? kept : {};
    } catch {
      return {};
    }
  },
  write(changes: ProfileChanges): void {
    if (Object.keys(changes).length === 0) window.sessionStorage.removeItem(NAME);
    else window.sessionStorage.setItem(NAME, JSON.stringify(changes));
  },
};
