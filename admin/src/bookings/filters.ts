import { DISPUTES, OUTCOMES, PAYMENTS, SESSIONS } from '@stoa/domain/booking';
import type { CrudFilter, CrudSort } from '@refinedev/core';
import { dateKey, offsetMinutes } from '@stoa/contracts/words/format';

export const SORTS = ['-createdAt', 'createdAt', 'startsAt', '-startsAt'] as const;
export type Sort = (typeof SORTS)[number];
/** A day in the reader's zone as YYYY-MM-DD, or the word that follows Stoa's clock. */
export const TODAY = 'today';

/** What narrows the list, exactly as the address bar holds it. */
export interface BookingFilters {
  readonly q?: string;
  readonly session?: string;
  readonly outcome?: string;
  readonly payment?: string;
  readonly dispute?: string;
  readonly needsAttention?: 'true' | 'false';
  readonly personId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly sort?: Sort;
  readonly cursor?: string;
}

const oneOf =
  (values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value);
const isDay = (value: string): boolean => value === TODAY || /^\d{4}-\d\d-\d\d$/.test(value);

/** What each part may say; anything else in a hand-written address is left out rather than sent on to be refused. */
const ACCEPTS: Record<keyof BookingFilters, (value: string) => boolean> = {
  q: (value) => value.length <= 200,
  session: oneOf(SESSIONS),
  outcome: oneOf(OUTCOMES),
  payment: oneOf(PAYMENTS),
  dispute: oneOf(DISPUTES),
  needsAttention: oneOf(['true', 'false']),
  personId: (value) => /^[0-9a-f-]{36}$/i.test(value),
  from: isDay,
  to: isDay,
  sort: oneOf(SORTS),
  cursor: (value) => value.length <= 512,
};
const NAMES = Object.keys(ACCEPTS) as (keyof BookingFilters)[];

export function filtersFrom(search: URLSearchParams): BookingFilters {
  const found = NAMES.flatMap((name) => {
    const value = search.get(name)?.trim();
    return value && ACCEPTS[name](value) ? [[name, value] as const] : [];
  });
  return Object.fromEntries(found);
}

/** Always in the same order, so that one view has one address. */
export function searchFrom(filters: BookingFilters): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of NAMES) {
    const value = filters[name];
    if (value) search.set(name, value);
  }
  return search;
}

/** A change of what is asked starts at the first page: a cursor belongs to its query. */
export function changed(
  filters: BookingFilters,
  change: Partial<Record<keyof BookingFilters, string>>,
): BookingFilters {
  return filtersFrom(searchFrom({ ...filters, cursor: undefined, ...change } as BookingFilters));
}

export const needsClock = (filters: BookingFilters): boolean => filters.from === TODAY || filters.to === TODAY;

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

function range(filters: BookingFilters, { zone, now }: Clock) {
  const day = (value: string) => (value === TODAY ? dateKey(now, zone) : value);
  const iso = (value: string) => new Date(dayStart(value, zone)).toISOString();
  return {
    from: filters.from && iso(day(filters.from)),
    // 'until' a day means to its end
    to: filters.to && iso(dayAfter(day(filters.to))),
  };
}

const ASKED = ['q', 'session', 'outcome', 'payment', 'dispute', 'needsAttention', 'personId'] as const;

/** The same question for Refine's data provider; days become instants in the reader's zone. */
export function crudFiltersFrom(filters: BookingFilters, clock: Clock): CrudFilter[] {
  const asked = ASKED.map((field) => [field, filters[field]] as const);
  return [...asked, ...Object.entries(range(filters, clock))].flatMap(([field, value]) =>
    value ? [{ field, operator: 'eq' as const, value }] : [],
  );
}

export function crudSortFrom(filters: BookingFilters): CrudSort[] {
  const sort = filters.sort ?? SORTS[0];
  return [{ field: sort.replace('-', ''), order: sort.startsWith('-') ? 'desc' : 'asc' }];
}

export type ViewName = 'all' | 'attention' | 'waiting' | 'paying' | 'today' | 'settling';

/** Questions that are asked every day, one click each. */
export const VIEWS: Record<ViewName, BookingFilters> = {
  all: {},
  attention: { needsAttention: 'true' },
  waiting: { session: 'REQUESTED', payment: 'AUTHORIZED' },
  paying: { session: 'REQUESTED', payment: 'PENDING' },
  today: { from: TODAY, to: TODAY, sort: 'startsAt' },
  settling: { session: 'ENDED', payment: 'AUTHORIZED' },
};

/** The saved view that these filters are, if any. */
export function viewOf(filters: BookingFilters): ViewName | null {
  const asked = searchFrom({ ...filters, cursor: undefined }).toString();
  const names = Object.keys(VIEWS) as ViewName[];
  return names.find((name) => searchFrom(VIEWS[name]).toString() === asked) ?? null;
}
