import { dateKey, offsetMinutes } from '@stoa/contracts/words/format';
import { addDays, startOfDay } from '../tutors/weeks';

const MINUTE_MS = 60_000;

/** "2026-11" */
export const monthOf = (day: string): string => day.slice(0, 7);

/** Months later or earlier. */
export function addMonths(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The weeks of a month, Monday first, with the days of its neighbours that fill them. */
export function weeksOf(month: string): string[][] {
  const first = `${month}-01`;
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const start = addDays(first, -weekday);
  const weeks: string[][] = [];
  for (let day = start; day < `${addMonths(month, 1)}-01`; day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, i) => addDays(day, i)));
  return weeks;
}

/** The instant of a local day and minute; one that the clocks skip is an hour later. */
export function instantAt(day: string, minute: number, zone: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  const guess = wall - offsetMinutes(wall, zone) * MINUTE_MS;
  return wall - offsetMinutes(guess, zone) * MINUTE_MS;
}

/** The first and the last instant of a month's weeks in a zone, as the API asks for them. */
export function spanOfMonth(month: string, zone: string): { from: string; to: string } {
  const weeks = weeksOf(month);
  const [first = '', end = ''] = [weeks[0]?.[0], weeks.at(-1)?.[6]];
  const iso = (day: string) => new Date(startOfDay(day, zone)).toISOString();
  return { from: iso(first), to: iso(addDays(end, 1)) };
}

/** Today by the clock of a zone. */
export const todayIn = (zone: string, now: number): string => dateKey(now, zone);
