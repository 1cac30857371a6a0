import {
  CompareQuery,
  Comparison,
  ListTutorsQuery,
  ManySlots,
  ManySlotsQuery,
  SearchFilterQuery,
  TutorFacets,
  TutorPage,
  type TutorResult,
  VisibilityView,
} from '@stoa/contracts/http/search';
import { DAY_MS } from '@stoa/domain/policies';
import { rankingFor } from '@stoa/domain/ranking';
import { PRICE_BANDS, SEARCH_LIMITS } from '@stoa/domain/search';
import { z } from 'zod';
import { findAvailabilities } from '../../db/queries/availability';
import { findCurrencyRates } from '../../db/queries/currencyRates';
import { countFacets } from '../../db/queries/searchFacets';
import { rankingFactsOf } from '../../db/queries/standings';
import { findTutor } from '../../db/queries/tutors';
import { findVisibility, type Visibility } from '../../db/queries/visibility';
import { TUTORS } from '../access';
import { operation, publicOperation, type Operation } from '../operation';
import { presentResult, type Rates } from '../presenters/search';
import { presentTutor } from '../presenters/tutors';
import { instant, instantOrNull, minor } from '../presenters/values';
import { found, Refusal } from '../refusal';
import { firstSlots, hoursOf, readSearch, searchTutors, suitingStarts } from '../search';

const tag = 'Tutors';
const SearchPlace = z.object({ key: z.string(), id: z.string(), snapshot: z.string(), at: z.number() });
/** Versions that a page read are kept for two hours. */
const TURNABLE_MS = 3_600_000;

const REFUSALS = ['search_too_wide', 'search_hours_invalid', 'search_price_invalid'] as const;

/** The day of the oldest rate by which a price was converted; null: none was. */
function ratesDay(items: readonly z.output<typeof TutorResult>[], rates: Rates): string | null {
  const used = items.some(({ price }) => price.converted !== null);
  return used ? ([...rates.values()].map(({ day }) => day).sort()[0] ?? null) : null;
}

const listTutors = publicOperation(
  {
    id: 'listTutors',
    method: 'get',
    path: '/tutors',
    tag,
    summary: 'Tutors that can be booked: search, sort, page',
    query: ListTutorsQuery,
    answer: { status: 200, schema: TutorPage },
    errors: ['cursor_invalid', ...REFUSALS],
    rate: 'read',
  },
  async ({ query: { cursor, limit, sort, ...asked }, now }, house) => {
    const search = readSearch(asked, now);
    const list = `tutors:${sort}:${JSON.stringify(asked, Object.keys(asked).sort())}`;
    const place = house.cursors.read(list, cursor, SearchPlace);
    // by the system's clock, as what it refers to is kept
    if (place && Date.now() - place.at > TURNABLE_MS) throw new Refusal('cursor_invalid');
    const [{ shown, next }, rates] = await Promise.all([
      searchTutors(house, { search, sort, limit, place }),
      findCurrencyRates(house.db),
    ]);
    const items = shown.map((one) => presentResult({ shown: one, rates, search }));
    return {
      items,
      ratesOf: ratesDay(items, rates),
      nextCursor: next && house.cursors.write(list, { ...next, at: place?.at ?? Date.now() }),
      asOf: instant(now),
    };
  },
);

const listFacets = publicOperation(
  {
    id: 'countTutors',
    method: 'get',
    path: '/tutors/facets',
    tag,
    summary: 'How many tutors each further choice would find, with the other filters applied',
    query: SearchFilterQuery,
    answer: { status: 200, schema: TutorFacets },
    errors: [...REFUSALS],
    rate: 'read',
  },
  async ({ query, now }, house) => {
    const { filters } = readSearch(query, now);
    const { prices, total, ...counts } = await countFacets(house.db, filters);
    const ends = PRICE_BANDS[filters.currency];
    const amountOf = (end: number | undefined) => (end === undefined ? null : minor(end, filters.currency));
    return {
      subjects: [...counts.subjects],
      levels: [...counts.levels],
      languages: [...counts.languages],
      countries: [...counts.countries],
      ratings: [...counts.ratings],
      offers: [...counts.offers],
      total,
      prices: prices.map((count, i) => ({
        from: minor(ends[i - 1] ?? 0, filters.currency),
        to: amountOf(ends[i]),
        count,
      })),
      asOf: instant(now),
    };
  },
);

/** @throws Refusal `search_too_wide` or `request_invalid` */
function manyOf({ tutorIds, from, to }: z.output<typeof ManySlotsQuery>, now: number): { from: number; to: number } {
  if (tutorIds.length > SEARCH_LIMITS.slotTutors)
    throw new Refusal('search_too_wide', { details: { limit: SEARCH_LIMITS.slotTutors } });
  const begin = from === undefined ? now : Date.parse(from);
  const end = to === undefined ? begin + SEARCH_LIMITS.slotDays * DAY_MS : Date.parse(to);
  if (end <= begin)
    throw new Refusal('request_invalid', { fields: [{ path: 'query.to', message: 'lies after from' }] });
  if (end - begin > SEARCH_LIMITS.slotDays * DAY_MS)
    throw new Refusal('search_too_wide', { details: { limit: SEARCH_LIMITS.slotDays } });
  return { from: begin, to: end };
}

const listManySlots = publicOperation(
  {
    id: 'listSlotsOfTutors',
    method: 'get',
    path: '/tutors/slots',
    tag,
    summary: 'The next times of several tutors, as the engine that checks bookings sees them',
    query: ManySlotsQuery,
    answer: { status: 200, schema: ManySlots },
    errors: ['search_too_wide', 'search_hours_invalid'],
    rate: 'read',
  },
  async ({ query, now }, house) => {
    const { from, to } = manyOf(query, now);
    const hours = hoursOf({ ...query, within: SEARCH_LIMITS.withinDays.max });
    const suiting = hours && suitingStarts(hours, now);
    const known = await findAvailabilities(house.db, query.tutorIds, { from, to });
    const items = query.tutorIds.flatMap((tutorId) => {
      const one = known.get(tutorId);
      if (!one?.bookable) return [];
      const durationMinutes = query.durationMinutes ?? Math.min(...one.rules.durationsMinutes);
      const suits = suiting?.(durationMinutes) ?? null;
      const shown = firstSlots(one, { now, from, to, durationMinutes, suiting: suits, most: query.perTutor });
      return [
        {
          tutorId,
          tutorZone: one.rules.zone,
          durationMinutes,
          starts: shown.map(({ startsAt }) => instant(startsAt)),
        },
      ];
    });
    return { items, from: instant(from), to: instant(to), asOf: instant(now) };
  },
);

const compareTutors = publicOperation(
  {
    id: 'compareTutors',
    method: 'get',
    path: '/tutors/compare',
    tag,
    summary: 'Up to four tutors beside each other; who cannot be booked is left out',
    query: CompareQuery,
    answer: { status: 200, schema: Comparison },
    errors: ['search_too_wide'],
    rate: 'read',
  },
  async ({ query: { ids }, now }, house) => {
    if (ids.length > SEARCH_LIMITS.compared)
      throw new Refusal('search_too_wide', { details: { limit: SEARCH_LIMITS.compared } });
    const tutors = await Promise.all(ids.map((id) => findTutor(house.db, id)));
    const items = tutors.flatMap((tutor) => (tutor?.bookable ? [presentTutor(tutor, now)] : []));
    return { items, asOf: instant(now) };
  },
);

type Hidden = z.output<typeof VisibilityView>['hidden'];
function hiddenBy(
  { approved, payoutsEnabled, disabled, closing, hasRate, hiddenUntil }: Visibility,
  now: number,
): Hidden {
  const strikes = hiddenUntil !== null && hiddenUntil > now;
  const reasons: [boolean, Hidden[number]['code']][] = [
    [!approved, 'not_approved'],
    [!payoutsEnabled, 'payouts_missing'],
    [disabled, 'account_disabled'],
    [closing && !disabled, 'account_closing'],
    [!hasRate, 'currency_without_rate'],
    [strikes, 'strikes'],
  ];
  return reasons.flatMap(([holds, code]) =>
    holds ? [{ code, until: code === 'strikes' ? instantOrNull(hiddenUntil) : null }] : [],
  );
}

const getVisibility = operation(
  {
    id: 'getMyVisibility',
    method: 'get',
    path: '/me/tutor/visibility',
    tag,
    summary: 'Whether searches show me, why not, and what the ranking sees',
    answer: { status: 200, schema: VisibilityView },
    errors: ['tutor_not_found'],
    access: TUTORS,
    rate: 'read',
  },
  async ({ me, now }, house) => {
    const visibility = found(await findVisibility(house.db, me.id), 'tutor_not_found');
    const facts = found((await rankingFactsOf(house.db, [me.id], now)).get(me.id), 'tutor_not_found');
    const hidden = hiddenBy(visibility, now);
    return { listed: hidden.length === 0, hidden, ...rankingFor(facts, now), asOf: instant(now) };
  },
);

export const searchOperations: readonly Operation[] = [
  listTutors,
  listFacets,
  listManySlots,
  compareTutors,
  getVisibility,
];
