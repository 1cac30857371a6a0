import type { Filters } from './filters';

/** Hours of a week: day × 24 + hour, Monday first. */
export type Hours = ReadonlySet<number>;

export const HOURS_A_DAY = 24;
export const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;
const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEK = DAYS.length * HOURS_A_DAY;
const SPAN = /^(mon|tue|wed|thu|fri|sat|sun):(\d{1,2})(?::(\d\d))?-(\d{1,2})(?::(\d\d))?$/i;
/** 4 January 2021 was a Monday. */
const MONDAY = Date.UTC(2021, 0, 4);

export interface Span {
  readonly day: number;
  readonly from: number;
  /** up to 24 */
  readonly to: number;
}

/** Reads `tue:18-21,sat:9-12`; what begins or ends within an hour counts as the whole hour, and unreadable parts as none. */
export function hoursFrom(free: string | undefined): Hours {
  const hours = new Set<number>();
  for (const part of (free ?? '').split(',')) {
    const found = SPAN.exec(part.trim());
    if (!found) continue;
    const [day, from, to] = [NAMES.indexOf(String(found[1]).toLowerCase()), Number(found[2]), Number(found[4])];
    const end = found[5] === undefined || found[5] === '00' ? to : to + 1;
    // what ends at or before its start reaches into the next day
    const length = end > from ? end - from : end + HOURS_A_DAY - from;
    for (let i = 0; i < length; i++) hours.add((day * HOURS_A_DAY + from + i) % WEEK);
  }
  return hours;
}

/** Hours behind each other as one span, day by day. */
export function spansOf(hours: Hours): Span[] {
  const spans: Span[] = [];
  for (const day of DAYS)
    for (let hour = 0; hour < HOURS_A_DAY; hour++) {
      if (!hours.has(day * HOURS_A_DAY + hour)) continue;
      const from = hour;
      while (hour < HOURS_A_DAY && hours.has(day * HOURS_A_DAY + hour)) hour++;
      spans.push({ day, from, to: hour });
    }
  return spans;
}

/** As an address holds them; undefined for none. */
export function freeOf(hours: Hours): Filters['free'] {
  const text = spansOf(hours)
    .map(({ day, from, to }) => `${NAMES[day] ?? ''}:${from}-${to}`)
    .join(',');
  return text === '' ? undefined : text;
}

/** "Tue", or "Tuesday" */
export function dayName(day: number, locale: string, form: 'short' | 'long' = 'short'): string {
  const tag = locale === 'en' ? 'en-GB' : locale;
  return new Intl.DateTimeFormat(tag, { weekday: form, timeZone: 'UTC' }).format(MONDAY + day * 86_400_000);
}

/** "Tue 18–21, Sat 9–12" */
export function hoursText(hours: Hours, locale: string): string {
  const byDay = new Map<number, string[]>();
  for (const { day, from, to } of spansOf(hours)) byDay.set(day, [...(byDay.get(day) ?? []), `${from}–${to}`]);
  return [...byDay].map(([day, spans]) => `${dayName(day, locale)} ${spans.join(' + ')}`).join(', ');
}

/** Every hour between two corners of the week, whichever way they were drawn. */
export function between(a: number, b: number): number[] {
  const [days, hours] = [
    [Math.floor(a / HOURS_A_DAY), Math.floor(b / HOURS_A_DAY)],
    [a % HOURS_A_DAY, b % HOURS_A_DAY],
  ].map((pair) => [...pair].sort((one, other) => one - other) as [number, number]) as [
    [number, number],
    [number, number],
  ];
  const found: number[] = [];
  for (let day = days[0]; day <= days[1]; day++)
    for (let hour = hours[0]; hour <= hours[1]; hour++) found.push(day * HOURS_A_DAY + hour);
  return found;
}

/** Hours with some of them added or taken away. */
export function painted(hours: Hours, cells: readonly number[], on: boolean): Hours {
  const next = new Set(hours);
  for (const cell of cells)
    if (on) next.add(cell);
    else next.delete(cell);
  return next;
}
