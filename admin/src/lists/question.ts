import type { CrudFilter, CrudSort } from '@refinedev/core';
import { dateKey, offsetMinutes } from '@stoa/contracts/words/format';

/** A day in the reader's zone as YYYY-MM-DD, or the word that follows Stoa's clock. */
export const TODAY = 'today';

/** What narrows a list, exactly as the address bar holds it. */
export interface Filters {
  readonly q?: string;
  readonly from?: string;
  readonly to?: string;
  readonly sort?: string;
  readonly cursor?: string;
  readonly [name: string]: string | undefined;
}
export type Change = Readonly<Record<string, string | undefined>>;
type Accepts = (value: string) => boolean;

/** What a list can be asked: its page, where its rows come from, and what each part of the question may say. */
export interface Question {
  readonly path: string;
  readonly resource: string;
  /** anything else in a hand-written address is left out rather than sent on to be refused; in the order of the address */
  readonly accepts: Readonly<Record<string, Accepts>>;
  /** the first is the one that needs no word in the address; empty where the API knows one order only */
  readonly sorts: readonly string[];
  /** questions that are asked every day, one click each; the first is the list as it is */
  readonly views: Readonly<Record<string, Filters>>;
}

export const oneOf =
  (values: readonly string[]): Accepts =>
  (value) =>
    values.includes(value);
export const isDay: Accepts = (value) => value === TODAY || /^\d{4}-\d\d-\d\d$/.test(value);
export const isText: Accepts = (value) => value.length <= 200;
export const isId: Accepts = (value) => /^[0-9a-f-]{36}$/i.test(value);

function acceptsOf({ accepts, sorts }: Question): [string, Accepts][] {
  const order: [string, Accepts][] = sorts.length > 0 ? [['sort', oneOf(sorts)]] : [];
  return [...Object.entries(accepts), ...order, ['cursor', (value) => value.length <= 512]];
}

export function filtersFrom(question: Question, search: URLSearchParams): Filters {
  const found = acceptsOf(question).flatMap(([name, accepts]) => {
    const value = search.get(name)?.trim();
    return value && accepts(value) ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Always in the same order, so that one view has one address. */
export function searchFrom(question: Question, filters: Filters): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name] of acceptsOf(question)) {
    const value = filters[name];
    if (value) search.set(name, value);
  }
  return search;
}

/** A change of what is asked starts at the first page: a cursor belongs to its query. */
export function changed(question: Question, filters: Filters, change: Change): Filters {
  return filtersFrom(question, searchFrom(question, { ...filters, cursor: undefined, ...change }));
}

export const needsClock = (filters: Filters): boolean => filters.from === TODAY || filters.to === TODAY;

/** The instant a day begins in a zone. Asked twice, because the offset at midnight UTC may be that of another day. */
function dayStart(day: string, zone: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const guess = midnight - offsetMinutes(midnight, zone) * 60_000;
  return midnight - offsetMinutes(guess, zone) * 60_000;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

interface Clock {
  readonly zone: string;
  readonly now: number;
}

function range(filters: Filters, { zone, now }: Clock) {
  const day = (value: string) => (value === TODAY ? dateKey(now, zone) : value);
  const iso = (value: string) => new Date(dayStart(value, zone)).toISOString();
  return {
    from: filters.from && iso(day(filters.from)),
    // 'until' a day means to its end
    to: filters.to && iso(dayAfter(day(filters.to))),
  };
}

const ELSEWHERE: readonly string[] = ['sort', 'cursor'];

/** The same question for Refine's data provider; days become instants in the reader's zone. */
export function crudFiltersFrom(filters: Filters, clock: Clock): CrudFilter[] {
  return Object.entries({ ...filters, ...range(filters, clock) }).flatMap(([field, value]) =>
    value && !ELSEWHERE.includes(field) ? [{ field, operator: 'eq' as const, value }] : [],
  );
}

export function crudSortFrom({ sorts }: Question, filters: Filters): CrudSort[] {
  const sort = filters.sort ?? sorts[0];
  return sort ? [{ field: sort.replace('-', ''), order: sort.startsWith('-') ? 'desc' : 'asc' }] : [];
}

/** The view that these filters are, if any. */
export function viewOf(question: Question, filters: Filters): string | null {
  const asked = searchFrom(question, { ...filters, cursor: undefined }).toString();
  const named = Object.entries(question.views).find(([, view]) => searchFrom(question, view).toString() === asked);
  return named?.[0] ?? null;
}
