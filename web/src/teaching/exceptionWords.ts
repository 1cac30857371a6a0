import type { ExceptionView } from '@stoa/contracts/http/hours';
import { addDays } from '../tutors/weeks';
import { dayName } from './names';

export const dayOf = (local: string): string => local.slice(0, 10);
const timeIn = (local: string): string => local.slice(11, 16);
const MIDNIGHT = '00:00';

type Span = Pick<ExceptionView, 'start' | 'end'>;
const isWhole = ({ start, end }: Span): boolean => timeIn(start) === MIDNIGHT && timeIn(end) === MIDNIGHT;
/** The last day that an exception reaches: one that ends at midnight ends on the day before. */
export const lastDayOf = ({ end }: Span): string => (timeIn(end) === MIDNIGHT ? addDays(dayOf(end), -1) : dayOf(end));

/** "Mon 7 Dec – Wed 9 Dec", "Mon 7 Dec, 18:00–20:00": by the clock of the hours. */
export function spanText(span: Span, locale: string): string {
  const [from, to] = [dayOf(span.start), lastDayOf(span)];
  if (isWhole(span)) return from === to ? dayName(from, locale) : `${dayName(from, locale)} – ${dayName(to, locale)}`;
  const start = `${dayName(from, locale)}, ${timeIn(span.start)}`;
  const end = timeIn(span.end) === MIDNIGHT ? '24:00' : timeIn(span.end);
  return from === to ? `${start}–${end}` : `${start} – ${dayName(to, locale)}, ${end}`;
}
