import type { TutorRulesBody } from '@stoa/contracts/http/hours';

const NAME = 'stoa:hours';

/** Hours as changed so far, and the version that they were changed from. */
export interface HoursEdit {
  readonly body: TutorRulesBody;
  readonly version: number;
}

function isEdit(value: unknown): value is HoursEdit {
  if (typeof value !== 'object' || value === null) return false;
  const { body, version } = value as Partial<HoursEdit>;
  return typeof version === 'number' && Array.isArray(body?.windows) && Array.isArray(body.durations);
}

/** Unsaved hours live in the tab: a sign-in that ran out, or a reload, loses none of them. */
export const keptHours = {
  read(): HoursEdit | null {
    try {
      const kept: unknown = JSON.parse(window.sessionStorage.getItem(NAME) ?? 'null');
      return isEdit(kept) ? kept : null;
    } catch {
      return null;
    }
  },
  write(edit: HoursEdit): void {
    window.sessionStorage.setItem(NAME, JSON.stringify(edit));
  },
  clear(): void {
    window.sessionStorage.removeItem(NAME);
  },
};
