import { dateKey, offsetMinutes } from '@stoa/contracts/words/format';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
export const WEEK_DAYS = 7;

/** A calendar date some days later; dates are YYYY-MM-DD and know no zone. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one calendar date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

/** The first instant of a calendar date in a zone, also where the clocks skip midnight. */
export function startOfDay(day: string, zone: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`);
  const guess = wall - offsetMinutes(wall, zone) * MINUTE_MS;
  const start = wall - offsetMinutes(guess, zone) * MINUTE_MS;
  return dateKey(start, zone) === day ? start : start + HOUR_MS;
}

export interface Week {
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** Seven days of the reader's calendar; week 0 begins today. */
export function weekAt(index: number, zone: string, now: number): Week {
  const first = addDays(dateKey(now, zone), index * WEEK_DAYS);
  const iso = (day: string) => new Date(startOfDay(day, zone)).toISOString();
  return {
    days: Array.from({ length: WEEK_DAYS }, (_, i) => addDays(first, i)),
    from: iso(first),
    to: iso(addDays(first, WEEK_DAYS)),
  };
}

/** Which week a moment lies in, as `weekAt` counts them. */
export function weekIndexOf(instant: number, zone: string, now: number): number {
  return Math.floor(daysBetween(dateKey(now, zone), dateKey(instant, zone)) / WEEK_DAYS);
}

interface Slot {
  readonly startsAt: string;
}

/** The slots of each day as the reader's calendar has it: a tutor's evening may be the reader's tomorrow. */
export function byDay<T extends Slot>(slots: readonly T[], zone: string): Map<string, T[]> {
  const days = new Map<string, T[]>();
  for (const slot of slots) {
    const day = dateKey(Date.parse(slot.startsAt), zone);
    const there = days.get(day);
    if (there) there.push(slot);
    else days.set(day, [slot]);
  }
  return days;
}

const QUARTER_MS = 15 * MINUTE_MS;

/**
 * Hours and half hours of the reader's clock. A quarter hour between them stays only where the start before it is not
 * free: a day of forty starts reads as one of twenty, and nobody misses a time that has no neighbour.
 */
export function roundStarts<T extends Slot>(slots: readonly T[], zone: string): T[] {
  const free = new Set(slots.map(({ startsAt }) => Date.parse(startsAt)));
  return slots.filter(({ startsAt }) => {
    const at = Date.parse(startsAt);
    return (at / MINUTE_MS + offsetMinutes(at, zone)) % 30 === 0 || !free.has(at - QUARTER_MS);
  });
}
