import { ApiProblem } from '../client/problem';
import { addDays } from '../tutors/weeks';
import type { ExceptionWish } from './asks';

/** An exception being put together: days that were picked, whole or with times. */
export interface Wish {
  readonly kind: 'blackout' | 'opening';
  readonly first: string;
  readonly last: string;
  readonly isWhole: boolean;
  readonly start: string;
  readonly end: string;
  readonly reason: string;
}

export const wishFor = (day: string): Wish => ({
  kind: 'blackout',
  first: day,
  last: day,
  isWhole: true,
  start: '18:00',
  end: '20:00',
  reason: '',
});

/** What is asked of the API: whole days end with the midnight after the last. */
export function bodyOfWish({ kind, first, last, isWhole, start, end, reason }: Wish): ExceptionWish {
  const nextMidnight = `${addDays(last, 1)}T00:00`;
  const body = { kind, reason: reason.trim() || null };
  if (isWhole) return { ...body, start: `${first}T00:00`, end: nextMidnight };
  return { ...body, start: `${first}T${start}`, end: end === '24:00' ? nextMidnight : `${last}T${end}` };
}

/** One day picked begins a stretch, a later one after it ends it, and the next begins anew. */
export function picked(wish: Wish, day: string): Wish {
  const isBegun = wish.first === wish.last && day > wish.first;
  return isBegun ? { ...wish, last: day } : { ...wish, first: day, last: day };
}

export type WishProblem =
  | { readonly kind: 'gap'; readonly field: 'start' | 'end'; readonly nearest: string }
  | { readonly kind: 'ends' }
  | { readonly kind: 'past' };

function gapOf({ field, nearest }: Readonly<Record<string, unknown>>): WishProblem {
  return { kind: 'gap', field: field === 'end' ? 'end' : 'start', nearest: typeof nearest === 'string' ? nearest : '' };
}

/** A refusal that belongs to a field of the form; null for every other one. */
export function wishProblemOf(error: unknown): WishProblem | null {
  if (!(error instanceof ApiProblem)) return null;
  const { code, problem } = error;
  if (code === 'time_in_the_past') return { kind: 'past' };
  if (code === 'request_invalid' && problem.fields?.some(({ path }) => path === 'body.end')) return { kind: 'ends' };
  if (code !== 'time_does_not_exist') return null;
  return gapOf(problem.details ?? {});
}

/** The wish with the nearest time that does exist; whole days then begin or end a little later. */
export function withNearest(wish: Wish, { field, nearest }: Extract<WishProblem, { kind: 'gap' }>): Wish {
  const [day = wish.first, time = wish.start] = nearest.split('T');
  const timed = wish.isWhole ? { ...wish, isWhole: false, start: '00:00', end: '24:00' } : wish;
  return field === 'start' ? { ...timed, first: day, start: time } : { ...timed, last: day, end: time };
}
