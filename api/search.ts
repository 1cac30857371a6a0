import type { SearchFilterQuery } from '@stoa/contracts/http/search';
import { slotsFor, type AvailabilityRules } from '@stoa/domain/availability';
import { isCurrencyCode, type CurrencyCode } from '@stoa/domain/currency';
import { START_GRID_MS } from '@stoa/domain/freeTime';
import { union, type Interval } from '@stoa/domain/intervals';
import { DAY_MS } from '@stoa/domain/policies';
import { SEARCH_LIMITS, wantedHours, wantedStarts, type SearchSort, type WantedHours } from '@stoa/domain/search';
import type { z } from 'zod';
import { findAvailabilities, type Availability } from '../db/queries/availability';
import * as search from '../db/queries/search';
import type { House } from './house';
import { granted, Refusal } from './refusal';

type Asked = z.output<typeof SearchFilterQuery>;

/** A search whose words were understood. */
export interface Search {
  readonly filters: search.SearchFilters;
  readonly hours: WantedHours | null;
}

const LEVELS = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native'];
/** No lesson is shorter: what suits it, suits whatever else could. */
const SHORTEST = 25;

function currencyOf(text: string | undefined): CurrencyCode {
  if (text === undefined) return 'EUR';
  if (isCurrencyCode(text)) return text;
  throw new Refusal('request_invalid', { fields: [{ path: 'query.currency', message: 'is not known here' }] });
}

/** @throws Refusal `search_too_wide`, `search_hours_invalid` */
export function hoursOf({ free, zone = 'UTC', within }: Pick<Asked, 'free' | 'zone' | 'within'>): WantedHours | null {
  if (free === undefined) return null;
  return granted(wantedHours(free, zone, within ?? SEARCH_LIMITS.withinDays.fallback));
}

function languageOf({ language, languageLevel }: Asked): search.SearchFilters['language'] {
  if (language === undefined) return undefined;
  return { code: language, level: languageLevel === undefined ? 0 : LEVELS.indexOf(languageLevel) + 1 };
}

/** @throws Refusal `search_too_wide`, `search_hours_invalid`, `search_price_invalid`, `request_invalid` */
export function readSearch(asked: Asked, now: number): Search {
  const { priceFrom = 0, priceTo = Infinity, durationMinutes = SHORTEST } = asked;
  if (priceFrom > priceTo) throw new Refusal('search_price_invalid');
  const hours = hoursOf(asked);
  return {
    hours,
    filters: {
      ...asked,
      currency: currencyOf(asked.currency),
      ratingAtLeast: asked.rating,
      language: languageOf(asked),
      free: hours === null ? undefined : wantedStarts(hours, durationMinutes, now),
      now,
    },
  };
}

export interface Shown {
  readonly tutor: search.FoundTutor;
  /** the first time that can be booked, in the wanted hours where hours were wanted */
  readonly nextFreeAt: number | null;
}

const shortestOf = ({ durationsMinutes }: AvailabilityRules): number => Math.min(...durationsMinutes);

/** The starts that suit, as instants, by the length of the lesson. */
export function suitingStarts(hours: WantedHours, now: number): (minutes: number) => ReadonlySet<number> {
  const known = new Map<number, ReadonlySet<number>>();
  return (minutes) => {
    const before = known.get(minutes);
    if (before) return before;
    const { weeks, starts } = wantedStarts(hours, minutes, now);
    const set = new Set<number>();
    for (const [i, week] of weeks.entries())
      for (let bit = starts[i]?.indexOf('1') ?? -1; bit >= 0; bit = starts[i]?.indexOf('1', bit + 1) ?? -1)
        set.add(week + bit * START_GRID_MS);
    known.set(minutes, set);
    return set;
  };
}

/** Days from the beginning up to which is looked at one after the other: most people are free within the first. */
const REACHES = [2, 6, Infinity];
/** Whoever wants more than this is given all days at once. */
const FEW = 10;

export interface SlotsWanted {
  readonly now: number;
  readonly from: number;
  readonly to: number;
  readonly durationMinutes: number;
  /** the starts that suit; null: all do */
  readonly suiting: ReadonlySet<number> | null;
  /** how many are enough */
  readonly most: number;
}

/** The first slots of somebody, by the engine, without working out more days than it takes. */
export function firstSlots({ rules, busy }: Availability, wanted: SlotsWanted): Interval[] {
  const { now, to, durationMinutes, suiting, most } = wanted;
  const slots: Interval[] = [];
  let from = wanted.from;
  for (const days of most > FEW ? [Infinity] : REACHES) {
    const until = Math.min(to, wanted.from + days * DAY_MS);
    const listed = slotsFor({ rules, busy, now, from, to: until, durationMinutes }).slots;
    slots.push(...(suiting === null ? listed : listed.filter(({ startsAt }) => suiting.has(startsAt))));
    if (slots.length >= most || until === to) break;
    from = until;
  }
  return slots.slice(0, most);
}

/** The first of the starts that suit at which somebody is free: hours of a week are few, and days have many. */
function firstSuiting({ rules, busy }: Availability, { now, durationMinutes, suiting }: Suiting): number | null {
  for (const { startsAt: from, endsAt: to } of suiting.stretches) {
    const { slots } = slotsFor({ rules, busy, now, from, to, durationMinutes });
    const first = slots.find(({ startsAt }) => suiting.starts.has(startsAt));
    if (first) return first.startsAt;
  }
  return null;
}
interface Suiting {
  readonly now: number;
  readonly durationMinutes: number;
  readonly suiting: { readonly starts: ReadonlySet<number>; readonly stretches: readonly Interval[] };
}

/** The starts that suit a length, and the stretches they make; worked out once for all who offer it. */
function suitingStretches(hours: WantedHours, now: number): (minutes: number) => Suiting['suiting'] {
  const startsOf = suitingStarts(hours, now);
  const known = new Map<number, Suiting['suiting']>();
  return (minutes) => {
    const before = known.get(minutes);
    if (before) return before;
    const starts = startsOf(minutes);
    const stretches = union([...starts].map((at) => ({ startsAt: at, endsAt: at + START_GRID_MS })));
    known.set(minutes, { starts, stretches });
    return { starts, stretches };
  };
}

/** The engine's word on when somebody is free first; null: not at all within the days looked at. */
function firstFree({ filters: { now, durationMinutes: asked }, hours }: Search) {
  const suits = hours && suitingStretches(hours, now);
  const to = now + (hours?.withinDays ?? SEARCH_LIMITS.withinDays.fallback) * DAY_MS;
  return {
    to,
    of: (known: Availability): number | null => {
      const durationMinutes = asked ?? shortestOf(known.rules);
      if (suits) return firstSuiting(known, { now, durationMinutes, suiting: suits(durationMinutes) });
      const [first] = firstSlots(known, { now, from: now, to, durationMinutes, suiting: null, most: 1 });
      return first?.startsAt ?? null;
    },
  };
}

/** Those of the candidates who can be booked, in the wanted hours where hours were wanted. */
async function askEngine(house: House, asked: Search, found: readonly search.FoundTutor[]): Promise<Shown[]> {
  const { to, of } = firstFree(asked);
  const ids = found.map(({ id }) => id);
  const known = await findAvailabilities(house.db, ids, { from: asked.filters.now, to });
  return found.flatMap((tutor) => {
    const availability = known.get(tutor.id);
    if (!availability?.bookable) return [];
    const nextFreeAt = of(availability);
    return asked.hours !== null && nextFreeAt === null ? [] : [{ tutor, nextFreeAt }];
  });
}

const ROUNDS = 5;

/**
 * One page of a search: candidates of the derived tables, each asked of the engine. A page is shorter than asked for when
 * many candidates turn out not to be free; the next one goes on behind them.
 */
export async function searchTutors(
  house: House,
  {
    search: asked,
    sort,
    limit,
    place,
  }: { search: Search; sort: SearchSort; limit: number; place: search.SearchPlace | null },
): Promise<{ shown: Shown[]; next: search.SearchPlace | null }> {
  const shown: Shown[] = [];
  let after = place;
  for (let round = 0; round < ROUNDS; round++) {
    const want = limit - shown.length;
    const { found, snapshot } = await search.findTutors(house.db, { filters: asked.filters, sort, after, limit: want });
    shown.push(...(await askEngine(house, asked, found)));
    const last = found.at(-1);
    if (last === undefined || found.length < want) return { shown, next: null };
    after = { key: last.key, id: last.id, snapshot };
    if (shown.length === limit) break;
  }
  return { shown, next: after };
}
