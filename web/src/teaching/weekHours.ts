import type { TutorRulesBody } from '@stoa/contracts/http/hours';

export type WeeklyWindow = TutorRulesBody['windows'][number];

const HOUR = 60;
export const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** A window as a stretch of the week: minutes since Monday 00:00, and how long. */
interface Stretch {
  readonly start: number;
  readonly minutes: number;
}
/** What of a window lies on one day, in minutes of that day. */
export interface Piece {
  readonly weekday: number;
  readonly from: number;
  readonly to: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

export function minuteOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * HOUR + Number(minutes);
}

/** "09:30"; the end of the day is "24:00". */
export function timeOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / HOUR))}:${two(minute % HOUR)}`;
}

const around = (minute: number): number => ((minute % WEEK) + WEEK) % WEEK;

export function stretchOf({ weekday, start, end }: WeeklyWindow): Stretch {
  const [from, to] = [minuteOf(start), minuteOf(end)];
  return { start: (weekday - 1) * DAY + from, minutes: to <= from ? to + DAY - from : to - from };
}

/** A window ends where it starts at the latest, and that it cannot do: "10:00 to 10:00" says nothing. */
export const longestFrom = (start: number, step: number): number => (start % DAY === 0 ? DAY : DAY - step);

export function windowOf({ start, minutes }: Stretch): WeeklyWindow {
  const from = around(start);
  const end = (from % DAY) + minutes;
  return {
    weekday: Math.floor(from / DAY) + 1,
    start: timeOf(from % DAY),
    end: timeOf(end > DAY ? end - DAY : end),
  };
}

/** One piece, or two where the window crosses midnight. */
export function piecesOf(window: WeeklyWindow): Piece[] {
  const from = minuteOf(window.start);
  const to = from + stretchOf(window).minutes;
  const { weekday } = window;
  if (to <= DAY) return [{ weekday, from, to, isFirst: true, isLast: true }];
  return [
    { weekday, from, to: DAY, isFirst: true, isLast: false },
    { weekday: (weekday % 7) + 1, from: 0, to: to - DAY, isFirst: false, isLast: true },
  ];
}

/** The window moved as a whole, around the end of the week as well. */
export function moved(window: WeeklyWindow, by: number, step: number): WeeklyWindow {
  const { start, minutes } = stretchOf(window);
  return windowOf({ start: start + by, minutes: Math.min(minutes, longestFrom(around(start + by), step)) });
}

/** The window with its end moved; never shorter than a step, never as long as a day that began later than midnight. */
export function endMoved(window: WeeklyWindow, by: number, step: number): WeeklyWindow {
  const { start, minutes } = stretchOf(window);
  return windowOf({ start, minutes: Math.min(Math.max(minutes + by, step), longestFrom(start, step)) });
}

/** The window with its start moved; its end stays. */
export function startMoved(window: WeeklyWindow, by: number, step: number): WeeklyWindow {
  const { start, minutes } = stretchOf(window);
  const left = Math.min(Math.max(minutes - by, step), DAY - step);
  return windowOf({ start: start + minutes - left, minutes: left });
}

export const replaced = <T>(all: readonly T[], index: number, one: T): T[] =>
  all.map((each, i) => (i === index ? one : each));
export const without = <T>(all: readonly T[], index: number): T[] => all.filter((_, i) => i !== index);

/** The windows that begin on a weekday with their places in the list, the earliest first. */
export function windowsOn(
  windows: readonly WeeklyWindow[],
  weekday: number,
): { window: WeeklyWindow; index: number }[] {
  return windows
    .map((window, index) => ({ window, index }))
    .filter(({ window }) => window.weekday === weekday)
    .sort((a, b) => minuteOf(a.window.start) - minuteOf(b.window.start));
}

/** Other days become as one day is. */
export function copied(windows: readonly WeeklyWindow[], from: number, to: readonly number[]): WeeklyWindow[] {
  const targets = to.filter((weekday) => weekday !== from);
  const pattern = windowsOn(windows, from).map(({ window }) => window);
  return [
    ...windows.filter(({ weekday }) => !targets.includes(weekday)),
    ...targets.flatMap((weekday) => pattern.map((window) => ({ ...window, weekday }))),
  ];
}

const USUAL = { start: 9 * HOUR, minutes: 3 * HOUR };
/** What "add" adds: a usual morning, or three hours after what is there; null when the day is full. */
export function nextWindow(windows: readonly WeeklyWindow[], weekday: number, step: number): WeeklyWindow | null {
  const last = windowsOn(windows, weekday).at(-1)?.window;
  const day = (weekday - 1) * DAY;
  if (!last) return windowOf({ ...USUAL, start: day + USUAL.start });
  const after = minuteOf(last.start) + stretchOf(last).minutes + HOUR;
  if (after + step > DAY) return null;
  return windowOf({ start: day + after, minutes: Math.min(USUAL.minutes, DAY - after) });
}

/** Starts that can be chosen, by the step; one that is already there stays choosable. */
export function startChoices(step: number, chosen: string): string[] {
  const all = Array.from({ length: DAY / step }, (_, i) => timeOf(i * step));
  return all.includes(chosen) ? all : [...all, chosen].sort();
}

/** Ends that can be chosen after a start, up to the next day. */
export function endChoices(window: WeeklyWindow, step: number): { end: string; isNextDay: boolean }[] {
  const { start, minutes } = stretchOf(window);
  const first = start % DAY;
  const lengths = new Set([minutes]);
  for (let at = Math.floor(first / step) * step + step; at - first <= longestFrom(start, step); at += step)
    lengths.add(at - first);
  return [...lengths]
    .sort((a, b) => a - b)
    .map((length) => ({ end: windowOf({ start, minutes: length }).end, isNextDay: first + length > DAY }));
}
