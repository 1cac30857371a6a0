import type { Decision } from './errors';
import type { Interval } from './intervals';
import { instantOfWall, localDayOf, type ZoneSegment } from './localTime';
import { DAY_MS, MINUTE_MS } from './policies';

/** Hours that repeat every week, as a local rule in the tutor's zone. */
export interface WeeklyWindow {
  /** 1 Monday to 7 Sunday: the day it starts */
  readonly weekday: number;
  /** HH:MM */
  readonly start: string;
  /** HH:MM up to 24:00; at or before `start`: on the next day */
  readonly end: string;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** Minutes of its own day at which a window starts and ends; what crosses midnight ends after 24:00. */
function spanOf(window: WeeklyWindow): { readonly start: number; readonly end: number } {
  const start = minutesOf(window.start);
  const end = minutesOf(window.end);
  return { start, end: end <= start ? end + DAY : end };
}

/** The ISO weekday of a day since 1 January 1970, which was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
/** The number of a day's week, Monday first. */
export const weekOf = (day: number): number => Math.floor((day + 3) / 7);
/** The Monday that a week begins with, as a day since 1 January 1970. */
export const mondayOf = (week: number): number => week * 7 - 3;

/** Weekly windows as instants: those that touch a range, without order and not united. */
export function windowsBetween(
  windows: readonly WeeklyWindow[],
  segments: readonly ZoneSegment[],
  range: Interval,
): Interval[] {
  const spans = windows.map((window) => ({ weekday: window.weekday, ...spanOf(window) }));
  const found: Interval[] = [];
  // a window of the day before may reach into the range
  const last = localDayOf(segments, range.endsAt).day;
  for (let day = localDayOf(segments, range.startsAt).day - 1; day <= last; day++)
    for (const span of spans) {
      if (span.weekday !== weekdayOf(day)) continue;
      const edge = (minutes: number): number => instantOfWall(segments, day * DAY_MS + minutes * MINUTE_MS).at;
      found.push({ startsAt: edge(span.start), endsAt: edge(span.end) });
    }
  return found;
}

/**
 * Whether weekly windows leave each other alone, over midnight and around the end of the week as well. Windows that
 * touch are fine. Windows apart from each other cannot be longer than a week together.
 * @returns `hours_overlap` with both windows, in words of the rule: weekday 1 is Monday
 */
export function windowsApart(windows: readonly WeeklyWindow[]): Decision<null> {
  const inWeek = windows
    .map((window) => {
      const { start, end } = spanOf(window);
      const from = (window.weekday - 1) * DAY;
      return { window, start: from + start, end: from + end };
    })
    .sort((a, b) => a.start - b.start);
  for (const [index, one] of inWeek.entries()) {
    const next = inWeek[(index + 1) % inWeek.length] ?? one;
    const nextStart = index + 1 < inWeek.length ? next.start : next.start + WEEK;
    if (one.end <= nextStart) continue;
    const { weekday, start, end } = one.window;
    const other = next.window;
    return {
      ok: false,
      code: 'hours_overlap',
      details: { weekday, start, end, otherWeekday: other.weekday, otherStart: other.start, otherEnd: other.end },
    };
  }
  return { ok: true, value: null };
}

/** Minutes of a week that windows open, as the local clock shows them. */
export function weeklyMinutes(windows: readonly WeeklyWindow[]): number {
  return windows.reduce((sum, window) => sum + spanOf(window).end - spanOf(window).start, 0);
}

/** How many lessons of one length fit into a day's opening hours, weekday 1 (Monday) first. */
export type LessonsADay = readonly number[];

/**
 * What a buffer costs: how many lessons of one length fit into each day's windows with it.
 * Lessons begin one after the other as early as the step allows; the buffer must be free before the next one begins.
 * @param stepMinutes, durationMinutes, bufferMinutes in minutes
 */
export function lessonsADay(
  windows: readonly WeeklyWindow[],
  {
    stepMinutes,
    durationMinutes,
    bufferMinutes,
  }: { readonly stepMinutes: number; readonly durationMinutes: number; readonly bufferMinutes: number },
): LessonsADay {
  const apart = Math.ceil((durationMinutes + bufferMinutes) / stepMinutes) * stepMinutes;
  const fitting = (window: WeeklyWindow): number => {
    const { start, end } = spanOf(window);
    const first = Math.ceil(start / stepMinutes) * stepMinutes;
    return first + durationMinutes > end ? 0 : Math.floor((end - durationMinutes - first) / apart) + 1;
  };
  return [1, 2, 3, 4, 5, 6, 7].map((day) =>
    windows.filter(({ weekday }) => weekday === day).reduce((sum, window) => sum + fitting(window), 0),
  );
}
