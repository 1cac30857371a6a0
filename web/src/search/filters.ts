import { SORTS, type SearchSort } from '@stoa/domain/search';

/** What of an address is a filter, and what each may hold: what cannot be read is not asked for. */
const READABLE = {
  text: /^\s*\S[\s\S]{0,99}$/,
  subjectId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  level: /^(primary|lower_secondary|upper_secondary|university|professional)$/,
  free: /^[a-z0-9:,-]{1,1000}$/i,
  zone: /^[A-Za-z0-9_+/-]{1,64}$/,
  within: /^\d{1,2}$/,
  durationMinutes: /^\d{2,3}$/,
  priceFrom: /^\d{1,9}$/,
  priceTo: /^\d{1,9}$/,
  currency: /^[A-Z]{3}$/,
  language: /^[a-z]{2,3}$/,
  languageLevel: /^([ABC][12]|native)$/,
  rating: /^[1-5]$/,
  country: /^[A-Z]{2}$/,
  trial: /^true$/,
  instant: /^true$/,
} as const satisfies Record<string, RegExp>;

export type FilterKey = keyof typeof READABLE;
/** As they stand in the address: the same texts that the API reads and that a saved search keeps. */
export type Filters = { readonly [K in FilterKey]?: string };
export interface Search {
  readonly filters: Filters;
  readonly sort: SearchSort;
}

const KEYS = Object.keys(READABLE) as FilterKey[];
/** What stands together falls together: hours without their zone, or prices without their currency, mean nothing. */
const TOGETHER: readonly (readonly FilterKey[])[] = [
  ['free', 'zone', 'within'],
  ['priceFrom', 'priceTo'],
  ['language', 'languageLevel'],
];

const isSort = (text: string | null): text is SearchSort => SORTS.some((sort) => sort === text);

/** Reads the address of a search. */
export function searchFrom(params: { get(name: string): string | null }): Search {
  const filters: Partial<Record<FilterKey, string>> = {};
  for (const key of KEYS) {
    const value = params.get(key);
    if (value !== null && READABLE[key].test(value)) filters[key] = value;
  }
  const sort = params.get('sort');
  return { filters, sort: isSort(sort) ? sort : 'relevance' };
}

/** The address of a search, always in the same order. */
export function addressOf({ filters, sort }: Search): string {
  const params = new URLSearchParams();
  for (const key of KEYS) {
    const value = filters[key];
    if (value !== undefined) params.set(key, value);
  }
  if (sort !== 'relevance') params.set('sort', sort);
  const text = params.toString();
  return text === '' ? '/' : `/?${text}`;
}

const hasAmounts = ({ priceFrom, priceTo }: Filters): boolean => priceFrom !== undefined || priceTo !== undefined;

/**
 * A search as its reader means it: prices are shown in their own currency, unless the address names one. Amounts without
 * a currency keep the usual one: an address means the same to whoever gets it.
 * @param own the reader's currency; null while nobody is known
 */
export function meantBy(search: Search, own: string | null): Search {
  const { filters } = search;
  if (own === null || filters.currency !== undefined || hasAmounts(filters)) return search;
  return { ...search, filters: changed(filters, { currency: own }) };
}

/** The way back: a currency that is the reader's own and counts for no amount need not stand in the address. */
export function writtenBy(search: Search, own: string | null): Search {
  const { filters } = search;
  if (filters.currency !== own || hasAmounts(filters)) return search;
  return { ...search, filters: changed(filters, { currency: undefined }) };
}

/** Filters with some changed; `undefined` takes one away. */
export function changed(filters: Filters, by: { readonly [K in FilterKey]?: string | undefined }): Filters {
  const next: Partial<Record<FilterKey, string>> = {};
  for (const key of KEYS) {
    const value = key in by ? by[key] : filters[key];
    if (value !== undefined && value !== '') next[key] = value;
  }
  if (next.free === undefined) delete next.zone;
  if (next.language === undefined) delete next.languageLevel;
  return next;
}

/**
 * What somebody changed about the filters that they saw, done to those that stand by now: whoever presses two choices
 * faster than the page follows means both.
 */
export function rebased(next: Filters, { seen, now }: { readonly seen: Filters; readonly now: Filters }): Filters {
  const touched = KEYS.filter((key) => seen[key] !== next[key]);
  return changed(now, Object.fromEntries(touched.map((key) => [key, next[key]])));
}

/** The filters one by one, as a reader counts them: a price from and to is one. */
export function activeFilters(filters: Filters): FilterKey[] {
  const followers = new Set(TOGETHER.flatMap(([, ...others]) => others));
  return KEYS.filter((key) => {
    if (key === 'currency') return false;
    if (key === 'priceTo') return filters.priceTo !== undefined && filters.priceFrom === undefined;
    return filters[key] !== undefined && !followers.has(key);
  });
}

/** Without one of them. */
export function without(filters: Filters, key: FilterKey): Filters {
  const group = TOGETHER.find((keys) => keys.includes(key)) ?? [key];
  return changed(filters, Object.fromEntries(group.map((one) => [one, undefined])));
}
