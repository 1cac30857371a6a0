import { ApiProblem } from '../client/problem';
import type { WeeklyWindow } from './weekHours';

interface Named {
  readonly weekday: number;
  readonly start: string;
  readonly end: string;
}

/** Two windows that overlap, as the server names them. */
export interface Overlap {
  readonly one: Named;
  readonly other: Named;
}

/** The overlap that a refusal names; null for every other error. */
export function overlapOf(error: unknown): Overlap | null {
  if (!(error instanceof ApiProblem) || error.code !== 'hours_overlap') return null;
  const d = error.problem.details ?? {};
  const named = (weekday: unknown, start: unknown, end: unknown): Named => ({
    weekday: Number(weekday),
    start: String(start),
    end: String(end),
  });
  return {
    one: named(d['weekday'], d['start'], d['end']),
    other: named(d['otherWeekday'], d['otherStart'], d['otherEnd']),
  };
}

/** Where the refused windows stand in the list. */
export function wrongIn(windows: readonly WeeklyWindow[], overlap: Overlap | null): ReadonlySet<number> {
  if (!overlap) return new Set();
  const is = (window: WeeklyWindow, { weekday, start, end }: Named) =>
    window.weekday === weekday && window.start === start && window.end === end;
  return new Set(windows.flatMap((one, i) => (is(one, overlap.one) || is(one, overlap.other) ? [i] : [])));
}
