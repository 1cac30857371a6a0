import { en } from './en';
import { say } from './say';

/** Whose words and clock a text is written in. */
export interface Reader {
  /** BCP 47 tag; a bare `en` is read as British */
  readonly locale: string;
  /** IANA zone */
  readonly zone: string;
  /** epoch milliseconds: what "today" means */
  readonly now: number;
}

interface Amount {
  readonly amountMinor: number;
  readonly currency: string;
}

const DAY_MS = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making an `Intl` formatter costs far more than using it, and a week of slots uses hundreds. */
function formatter(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formatters.set(key, made);
  return made;
}

/** The tag that `Intl` gets: texts are British where nobody said otherwise. */
export const tagOf = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);

/** An amount with its currency. The decimal text is made of whole numbers, so no float touches money on its way out. */
export function moneyText(amount: Amount, locale: string): string {
  const form = new Intl.NumberFormat(tagOf(locale), { style: 'currency', currency: amount.currency });
  const digits = form.resolvedOptions().maximumFractionDigits ?? 2;
  const whole = String(Math.abs(amount.amountMinor)).padStart(digits + 1, '0');
  const cut = whole.length - digits;
  const decimal = digits === 0 ? whole : `${whole.slice(0, cut)}.${whole.slice(cut)}`;
  const text = form.format(decimal as `${number}`);
  return amount.amountMinor < 0 ? `−${text}` : text;
}

/** The calendar date in a zone as YYYY-MM-DD: a key to group by, not a text to show. */
export function dateKey(instant: number, zone: string): string {
  return formatter('en-CA', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
}

/** Whole calendar days from `now` to `instant` as the zone counts them; negative for the past. */
export function daysAway(instant: number, zone: string, now: number): number {
  return Math.round((Date.parse(dateKey(instant, zone)) - Date.parse(dateKey(now, zone))) / DAY_MS);
}

/** "18:00" */
export function timeText(instant: number, reader: Pick<Reader, 'locale' | 'zone'>): string {
  return formatter(tagOf(reader.locale), reader.zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    instant,
  );
}

/** "Tue 24 Nov", with the year where it is another one. */
export function dateText(instant: number, reader: Reader, form: 'short' | 'long' = 'short'): string {
  const year = dateKey(instant, reader.zone).slice(0, 4) === dateKey(reader.now, reader.zone).slice(0, 4);
  const text = formatter(tagOf(reader.locale), reader.zone, {
    weekday: form,
    day: 'numeric',
    month: form,
    ...(year ? {} : { year: 'numeric' }),
  }).format(instant);
  return form === 'short' ? text.replace(',', '') : text;
}

/** A day of the calendar, `YYYY-MM-DD`, the same in every zone: "30 Jun 2020". */
export function dayText(day: string, locale: string): string {
  return formatter(tagOf(locale), 'UTC', { day: 'numeric', month: 'short', year: 'numeric' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
}

/** "today", "tomorrow", "yesterday", or null. */
export function nearDay(instant: number, reader: Reader): string | null {
  const days = daysAway(instant, reader.zone, reader.now);
  if (days === 0) return en.time.today;
  if (days === 1) return en.time.tomorrow;
  return days === -1 ? en.time.yesterday : null;
}

/** "20:15 tomorrow", or "Tue 24 Nov, 20:15". */
export function momentText(instant: number, reader: Reader): string {
  const near = nearDay(instant, reader);
  const time = timeText(instant, reader);
  return near ? say(en.time.soon, { time, day: near }) : say(en.time.far, { time, day: dateText(instant, reader) });
}

/** How far a zone is ahead of UTC at an instant, in minutes. */
export function offsetMinutes(instant: number, zone: string): number {
  const whole = Math.floor(instant / 60_000) * 60_000;
  const parts = formatter('en-US', zone, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(whole);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return Math.round((wall - whole) / 60_000);
}

/** A language by its name: `uk` → `Ukrainian`. What is no code stays as it was written. */
export function languageText(language: string, locale: string): string {
  if (!/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/.test(language)) return language;
  return new Intl.DisplayNames(locale, { type: 'language' }).of(language) ?? language;
}

/** A country by its name: `UA` → `Ukraine`. What is no code stays as it was written. */
export function countryText(country: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames(tagOf(locale), { type: 'region' }).of(country) ?? country;
}
