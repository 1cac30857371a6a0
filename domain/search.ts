import type { WeeklyWindow } from './weeklyHours';
import type { CurrencyCode } from './currency';
import type { Decision } from './errors';
import { freeWeeksFor, weeksBetween } from './freeTime';
import { isZone } from './localTime';
import { DAY_MS } from './policies';

export const SORTS = ['relevance', 'price', 'rating', 'soonest'] as const;
export type SearchSort = (typeof SORTS)[number];

/** What one search may ask for at most. */
export const SEARCH_LIMITS = {
  freeWindows: 21,
  withinDays: { fallback: 14, max: 28 },
  textLength: 100,
  savedSearches: 20,
  compared: 4,
  slotTutors: 50,
  slotDays: 14,
} as const;

/** Hours of somebody's week in which a lesson should lie. */
export interface WantedHours {
  readonly windows: readonly WeeklyWindow[];
  readonly zone: string;
  readonly withinDays: number;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WINDOW = /^(mon|tue|wed|thu|fri|sat|sun):([01]?\d|2[0-3])(?::([0-5]\d))?-([01]?\d|2[0-4])(?::([0-5]\d))?$/;

function windowOf(text: string): WeeklyWindow | null {
  const [, day = '', fromHour = '', fromMinute = '00', toHour = '', toMinute = '00'] = WINDOW.exec(text) ?? [];
  const start = `${fromHour.padStart(2, '0')}:${fromMinute}`;
  const end = `${toHour.padStart(2, '0')}:${toMinute}`;
  return day === '' || start === end || end > '24:00' ? null : { weekday: DAYS.indexOf(day) + 1, start, end };
}

/**
 * Reads `tue:18-21,sat:9:30-12` in a zone: hours that end at or before they start reach into the next day.
 * @returns `search_too_wide` above the limits (details: limit), `search_hours_invalid` for what is no such text or zone
 */
export function wantedHours(free: string, zone: string, withinDays: number): Decision<WantedHours> {
  const texts = free.toLowerCase().split(',');
  const { freeWindows, withinDays: days } = SEARCH_LIMITS;
  if (texts.length > freeWindows) return { ok: false, code: 'search_too_wide', details: { limit: freeWindows } };
  if (withinDays > days.max) return { ok: false, code: 'search_too_wide', details: { limit: days.max } };
  const windows = texts.map(windowOf);
  if (!isZone(zone) || windows.some((one) => one === null)) return { ok: false, code: 'search_hours_invalid' };
  return { ok: true, value: { windows: windows.filter((one) => one !== null), zone, withinDays } };
}

/** Starts that would suit, week by week: the same bits as a tutor's free weeks. */
export interface WantedStarts {
  /** UTC Mondays, epoch ms */
  readonly weeks: readonly number[];
  readonly starts: readonly string[];
}

/**
 * The starts at which a lesson of this length lies within the wanted hours, from now on. The engine that knows tutors'
 * hours reads these hours as well: clock changes mean the same on both sides.
 * @param now epoch ms
 */
export function wantedStarts({ windows, zone, withinDays }: WantedHours, minutes: number, now: number): WantedStarts {
  const until = now + withinDays * DAY_MS;
  const weeks = weeksBetween(now, until);
  const rules = {
    zone,
    windows,
    openings: [],
    blackouts: [
      { startsAt: now - 28 * DAY_MS, endsAt: now },
      { startsAt: until, endsAt: until + 28 * DAY_MS },
    ],
    durationsMinutes: [minutes],
    slotStepMinutes: 15,
    noticeMinutes: 0,
    horizonDays: 0,
    bufferMinutes: 0,
    sessionsPerDay: null,
    minutesPerWeek: null,
  };
  return { weeks, starts: freeWeeksFor({ rules, busy: [] }, weeks) };
}

const DECIMAL = [1_000, 2_000, 3_000, 4_000, 6_000];
/** Where the bands of hourly prices end, in minor units; the last band has no end. */
export const PRICE_BANDS: Readonly<Record<CurrencyCode, readonly number[]>> = {
  USD: DECIMAL,
  EUR: DECIMAL,
  GBP: DECIMAL,
  JPY: [1_500, 3_000, 4_500, 6_000, 9_000],
  KWD: [3_000, 6_000, 9_000, 12_000, 18_000],
  ISK: [1_400, 2_800, 4_200, 5_600, 8_400],
};
