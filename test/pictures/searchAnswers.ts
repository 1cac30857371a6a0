/** What searches find in the frozen town: its tutors by the rules, presenters and contracts of the API. */
import { slotsFor } from '@stoa/domain/availability';
import { CURRENCIES, type CurrencyCode } from '@stoa/domain/currency';
import { DAY_MS } from '@stoa/domain/policies';
import { rankingFor, type RankingFacts } from '@stoa/domain/ranking';
import { PRICE_BANDS } from '@stoa/domain/search';
import * as saved from '@stoa/contracts/http/savedSearches';
import * as search from '@stoa/contracts/http/search';
import type { z } from 'zod';
import { presentResult, type Rates } from '../../api/presenters/search';
import { presentTutor, presentTutorCard } from '../../api/presenters/tutors';
import { instant, minor } from '../../api/presenters/values';
import { hoursOf, readSearch, suitingStarts, type Search } from '../../api/search';
import type { TutorProfile } from '../../db/queries/tutors';
import { demoId } from '../../scripts/demo/people';
import { subjectId } from '../../scripts/demo/tutors';
import { agreed, busyOf } from './answers';
import { NOW, PROFILES, profileWith, rulesOf, tutorNamed } from './people';
import { standingOf } from './ratings';

const asOf = instant(NOW);
const PER_USD: Readonly<Record<CurrencyCode, number>> = { USD: 1, EUR: 0.87, GBP: 0.76, JPY: 154, KWD: 0.31, ISK: 125 };
const RATES: Rates = new Map(
  Object.entries(PER_USD).map(([code, perUsd]) => {
    const currency = code as CurrencyCode;
    return [currency, { currency, perUsd, day: '2026-11-24', exponent: CURRENCIES[currency].exponent }];
  }),
);

/** Null for whom nobody has rated. */
function ratingOf({ id }: TutorProfile): number | null {
  const { count, bayes } = standingOf(id);
  return count === 0 ? null : bayes;
}
const reviewsOf = ({ id }: TutorProfile): number => standingOf(id).count;
const hasTrial = ({ trial }: TutorProfile): boolean => trial !== null;
const countryOf = (tutor: TutorProfile): string => tutorNamed(tutor.name).place[1];

function startsOf(tutor: TutorProfile, { durationMinutes, suits }: Wanted): number[] {
  const rules = rulesOf(tutor);
  const minutes = durationMinutes ?? Math.min(...tutor.durationsMinutes);
  const span = { from: NOW, to: NOW + 14 * DAY_MS };
  const { slots } = slotsFor({ rules, busy: busyOf(tutor), now: NOW, ...span, durationMinutes: minutes });
  const suiting = suits?.(minutes);
  return slots.map(({ startsAt }) => startsAt).filter((at) => suiting?.has(at) ?? true);
}
interface Wanted {
  readonly durationMinutes?: number | undefined;
  readonly suits: ((minutes: number) => ReadonlySet<number>) | null;
}
const wantedBy = ({ filters, hours }: Search): Wanted => ({
  durationMinutes: filters.durationMinutes,
  suits: hours && suitingStarts(hours, NOW),
});

function factsOf(tutor: TutorProfile): RankingFacts {
  return {
    rating: ratingOf(tutor),
    reviews: reviewsOf(tutor),
    freeStarts: startsOf(tutor, { suits: null }).length,
    instantBooking: tutor.instantBooking,
    trial: hasTrial(tutor),
    hasPhoto: tutor.avatarUrl !== null,
    descriptionLength: tutor.description.length,
    languages: tutor.languages.length,
    since: NOW - (ratingOf(tutor) === null ? 5 : 400) * DAY_MS,
  };
}

const rateOf = (tutor: TutorProfile, subjectId: string | undefined): number =>
  tutor.subjects.find(({ id }) => id === subjectId)?.rateMinor ?? tutor.rateMinor;

/** An hourly rate in another currency. */
function inCurrency(tutor: TutorProfile, { filters }: Search): number {
  const exponent = (code: CurrencyCode) => 10 ** CURRENCIES[code].exponent;
  const dollars = rateOf(tutor, filters.subjectId) / exponent(tutor.currency) / PER_USD[tutor.currency];
  return Math.round(dollars * PER_USD[filters.currency] * exponent(filters.currency));
}

type Condition = (tutor: TutorProfile, search: Search) => boolean;
const CONDITIONS = {
  subject: (tutor, { filters: { subjectId } }) => !subjectId || tutor.subjects.some(({ id }) => id === subjectId),
  level: (_tutor, { filters: { level } }) => level === undefined || level === 'upper_secondary',
  price: (tutor, asked) => {
    const [price, { priceFrom = 0, priceTo = Infinity }] = [inCurrency(tutor, asked), asked.filters];
    return price >= priceFrom && price <= priceTo;
  },
  language: (tutor, { filters: { language } }) =>
    !language || tutor.languages.some((one) => one.language === language.code),
  country: (tutor, { filters: { country } }) => !country || countryOf(tutor) === country,
  rating: (tutor, { filters: { ratingAtLeast = 0 } }) => (ratingOf(tutor) ?? 0) >= ratingAtLeast,
  text: ({ name, headline }, { filters: { text = '' } }) =>
    `${name} ${headline}`.toLowerCase().includes(text.toLowerCase()),
  offers: (tutor, { filters: { trial, instant: atOnce, durationMinutes: minutes } }) =>
    (!trial || hasTrial(tutor)) &&
    (!atOnce || tutor.instantBooking) &&
    (minutes === undefined || tutor.durationsMinutes.includes(minutes)),
  free: (tutor, asked) => asked.hours === null || startsOf(tutor, wantedBy(asked)).length > 0,
} as const satisfies Record<string, Condition>;
type ConditionName = keyof typeof CONDITIONS;

function fitting(asked: Search, except?: ConditionName): TutorProfile[] {
  const names = (Object.keys(CONDITIONS) as ConditionName[]).filter((name) => name !== except);
  return PROFILES.filter((tutor) => names.every((name) => CONDITIONS[name](tutor, asked)));
}

const asked = (query: URLSearchParams): z.output<typeof search.ListTutorsQuery> =>
  search.ListTutorsQuery.parse(Object.fromEntries(query));

/** How far in front somebody stands: the lower the sooner. */
const PLACES: Readonly<Record<string, (tutor: TutorProfile, search: Search) => number>> = {
  relevance: (tutor) => -rankingFor(factsOf(tutor), NOW).score,
  price: inCurrency,
  rating: (tutor) => -(ratingOf(tutor) ?? 0),
  soonest: (tutor, all) => startsOf(tutor, wantedBy(all))[0] ?? Infinity,
};

/** One page; the cursor says how many were before it. */
export function tutorList(query: URLSearchParams): unknown {
  const { cursor, limit, sort, ...rest } = asked(query);
  const wanted = readSearch(rest, NOW);
  const place = PLACES[sort]!;
  const all = fitting(wanted).sort((a, b) => place(a, wanted) - place(b, wanted));
  const from = Number(cursor ?? 0);
  const items = all.slice(from, from + limit).map((tutor) => {
    const found = {
      id: tutor.id,
      key: '',
      country: countryOf(tutor),
      card: tutor,
      facts: factsOf(tutor),
    };
    const shown = { tutor: found, nextFreeAt: startsOf(tutor, wantedBy(wanted))[0] ?? null };
    return presentResult({ shown, rates: RATES, search: wanted });
  });
  const nextCursor = from + limit < all.length ? String(from + limit) : null;
  const ratesOf = items.some(({ price }) => price.converted) ? '2026-11-24' : null;
  return agreed(search.TutorPage, { items, nextCursor, ratesOf, asOf });
}

function counted(values: readonly string[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

export function facets(query: URLSearchParams): unknown {
  const wanted = readSearch(search.SearchFilterQuery.parse(Object.fromEntries(query)), NOW);
  const ends = PRICE_BANDS[wanted.filters.currency];
  const inMoney = (amountMinor: number) => minor(amountMinor, wanted.filters.currency);
  const all = fitting(wanted);
  const prices = fitting(wanted, 'price').map((tutor) => inCurrency(tutor, wanted));
  const stars = (n: number) => fitting(wanted, 'rating').filter((one) => (ratingOf(one) ?? 0) >= n).length;
  return agreed(search.TutorFacets, {
    subjects: counted(fitting(wanted, 'subject').flatMap(({ subjects }) => subjects.map(({ id }) => id))),
    levels: counted(fitting(wanted, 'level').map(() => 'upper_secondary')),
    languages: counted(fitting(wanted, 'language').flatMap(({ languages }) => languages.map((one) => one.language))),
    countries: counted(fitting(wanted, 'country').map(countryOf)),
    prices: [...ends, Infinity].map((to, i) => {
      const from = ends[i - 1] ?? 0;
      const count = prices.filter((price) => price >= from && price < to).length;
      return { from: inMoney(from), to: to === Infinity ? null : inMoney(to), count };
    }),
    ratings: [4, 3].map((n) => ({ value: String(n), count: stars(n) })),
    offers: [
      { value: 'trial', count: all.filter(hasTrial).length },
      { value: 'instant', count: all.filter(({ instantBooking }) => instantBooking).length },
    ],
    total: all.length,
    asOf,
  });
}

export function nextTimes(query: URLSearchParams): unknown {
  const { tutorIds, durationMinutes, perTutor, ...hours } = search.ManySlotsQuery.parse(Object.fromEntries(query));
  const wanted = hoursOf({ ...hours, within: 28 });
  const suits = wanted && suitingStarts(wanted, NOW);
  const items = tutorIds.flatMap((id) => {
    const tutor = profileWith(id);
    if (!tutor) return [];
    const minutes = durationMinutes ?? Math.min(...tutor.durationsMinutes);
    const starts = startsOf(tutor, { durationMinutes, suits }).slice(0, perTutor);
    return [{ tutorId: id, tutorZone: tutor.zone, durationMinutes: minutes, starts: starts.map(instant) }];
  });
  return agreed(search.ManySlots, { items, from: asOf, to: instant(NOW + 14 * DAY_MS), asOf });
}

export function comparison(query: URLSearchParams): unknown {
  const { ids } = search.CompareQuery.parse(Object.fromEntries(query));
  const items = ids.flatMap((id) => {
    const tutor = profileWith(id);
    return tutor ? [presentTutor(tutor, NOW)] : [];
  });
  return agreed(search.Comparison, { items, asOf });
}

/** Robin keeps three, one of whom takes no bookings for now; nobody else keeps anybody. */
const KEPT = ['Aurelia', 'Isaura', 'Bram'];

export function favourites(who: string): unknown {
  const kept = who === 'Robin' ? PROFILES.filter(({ name }) => KEPT.includes(name)) : [];
  const items = kept.map((tutor) => ({ ...presentTutorCard(tutor), bookable: tutor.name !== 'Bram' }));
  return agreed(saved.FavouritePage, { items, nextCursor: null, asOf });
}

const evenings = { free: 'tue:18-21,thu:18-21', zone: 'Europe/London' };

export function savedSearches(who: string): unknown {
  const searches: readonly { readonly name: string; readonly filters: Record<string, string> }[] = [
    {
      name: 'Maths on school nights',
      filters: { subjectId: subjectId('Mathematics'), ...evenings, priceTo: '3500', currency: 'GBP' },
    },
    { name: 'Somebody for Japanese', filters: { subjectId: subjectId('Japanese'), language: 'en', trial: 'true' } },
  ];
  const items = who === 'Robin' ? searches : [];
  return agreed(saved.SavedSearchList, {
    items: items.map((one, i) => ({ id: demoId(10, i + 1), createdAt: asOf, ...one })),
    asOf,
  });
}
