import { slotsFor, type AvailabilityQuestion } from './availability';
import { DAY_MS, MINUTE_MS } from './policies';

/** A bit of a week stands for a start on this grid: every zone's clock stands on it, and every step is a multiple. */
export const START_GRID_MS = 15 * MINUTE_MS;
export const WEEK_MS = 7 * DAY_MS;
export const WEEK_STARTS = WEEK_MS / START_GRID_MS;
/** 1 January 1970 was a Thursday, and the Monday before it three days earlier. */
const FIRST_MONDAY = -3 * DAY_MS;

/** The UTC Monday at or before an instant. @returns epoch ms */
export function weekOf(at: number): number {
  return FIRST_MONDAY + Math.floor((at - FIRST_MONDAY) / WEEK_MS) * WEEK_MS;
}

/** The UTC Mondays whose weeks touch [from, to), in order. Epoch ms. */
export function weeksBetween(from: number, to: number): number[] {
  const weeks: number[] = [];
  for (let week = weekOf(from); week < to; week += WEEK_MS) weeks.push(week);
  return weeks;
}

/** The weeks that are kept for a tutor: this one and all in which a lesson can begin. @param now epoch ms */
export function keptWeeks({ horizonDays }: { readonly horizonDays: number }, now: number): number[] {
  return weeksBetween(now, now + horizonDays * DAY_MS + 1);
}

/**
 * The starts of a tutor's shortest length in whole weeks, by the engine that lists slots. Notice, horizon and now are
 * left out: they pass, and are applied when somebody asks.
 * @param weeks UTC Mondays without a gap, epoch ms
 * @returns for each week its starts: character i is 1 when a lesson may begin at week + i × 15 minutes
 */
export function freeWeeksFor(
  { rules, busy }: Pick<AvailabilityQuestion, 'rules' | 'busy'>,
  weeks: readonly number[],
): string[] {
  const from = weeks[0];
  if (from === undefined) return [];
  const to = from + weeks.length * WEEK_MS;
  const free = weeks.map(() => new Array<string>(WEEK_STARTS).fill('0'));
  const { slots } = slotsFor({
    rules: { ...rules, noticeMinutes: 0, horizonDays: weeks.length * 7 + 1 },
    busy,
    now: from - 1,
    from,
    to,
    durationMinutes: Math.min(...rules.durationsMinutes),
  });
  for (const { startsAt } of slots) {
    const week = free[Math.floor((startsAt - from) / WEEK_MS)];
    if (week) week[((startsAt - from) % WEEK_MS) / START_GRID_MS] = '1';
  }
  return free.map((week) => week.join(''));
}
