import { tagOf } from '@stoa/contracts/words/format';

/** A Monday: the weekday after it is the name's. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** "Monday" or "Mon"; 1 is Monday. */
export function weekdayName(weekday: number, locale: string, form: 'long' | 'short' = 'long'): string {
  const options = { weekday: form, timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(tagOf(locale), options).format(MONDAY + (weekday - 1) * DAY_MS);
}

/** A calendar date as people say it; dates know no zone. */
export function dayName(day: string, locale: string, form: 'long' | 'short' = 'short'): string {
  const options = { weekday: form, day: 'numeric', month: form, timeZone: 'UTC' } as const;
  const text = new Intl.DateTimeFormat(tagOf(locale), options).format(Date.parse(`${day}T00:00:00Z`));
  return form === 'short' ? text.replace(',', '') : text;
}

/** "a, b and c" */
export const listed = (items: readonly string[], locale: string): string =>
  new Intl.ListFormat(tagOf(locale)).format(items);
