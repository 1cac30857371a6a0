import type { CurrencyCode } from '@stoa/domain/currency';
import { SCORE_PARTS, TEXT_PARTS, type RankingFacts } from '@stoa/domain/ranking';
import type { SearchSort, WantedStarts } from '@stoa/domain/search';
import { rows, type Db } from '../postgres';
import { Conditions } from './conditions';
import { FREE_STARTS } from './standings';
import { CARD, listedOf, type ListedRow, type ListedTutor } from './tutors';

/** What a search asks for; what is absent is not asked. */
export interface SearchFilters {
  readonly subjectId?: string | undefined;
  readonly level?: string | undefined;
  /** hourly, minor units of `currency` */
  readonly priceFrom?: number | undefined;
  readonly priceTo?: number | undefined;
  readonly currency: CurrencyCode;
  /** primary subtag, and the least level: 0 any, 1 A1 … 6 C2, 7 native */
  readonly language?: { readonly code: string; readonly level: number } | undefined;
  readonly ratingAtLeast?: number | undefined;
  readonly country?: string | undefined;
  readonly trial?: boolean | undefined;
  readonly instant?: boolean | undefined;
  readonly durationMinutes?: number | undefined;
  readonly text?: string | undefined;
  readonly free?: WantedStarts | undefined;
  /** epoch ms */
  readonly now: number;
}
export type FilterName = 'subject' | 'level' | 'price' | 'language' | 'country' | 'rating' | 'rest';

/** The last tutor of the page before, in the versions that its first page read. */
export interface SearchPlace {
  readonly key: string;
  readonly id: string;
  readonly snapshot: string;
}

/** A tutor that a search found, with all that its page says of them. */
export interface FoundTutor {
  readonly id: string;
  readonly key: string;
  readonly country: string | null;
  readonly card: ListedTutor;
  /** what the ranking looks at: rating, reviews and trial in the version that was found */
  readonly facts: RankingFacts;
}

/** The tutor at their own rate, whatever the subject. */
export const ANY_SUBJECT = '00000000-0000-0000-0000-000000000000';

/** The day on which a week begins, as the table of free weeks has it. */
export const dateOf = (week: number): string => new Date(week).toISOString().slice(0, 10);
/** A week of quarter hours without a start. */
export const NOTHING_FREE = '0'.repeat(672);

/**
 * Free in one of the wanted starts, or not known yet: who is marked, or lacks a week, is asked of the engine by whoever
 * shows the answer, so that a late worker hides nobody.
 */
function addFree(conditions: Conditions, { weeks, starts }: WantedStarts, now: number): void {
  const dates = weeks.map(dateOf);
  conditions.add(
    `(SELECT coalesce(bool_or((f.starts & m.mask) <> '${NOTHING_FREE}'::bit(672)), false)
        OR count(*) < (SELECT count(*) FROM unnest(?::date[]) n WHERE n <= (?::timestamptz AT TIME ZONE 'UTC')::date + s.horizon_days)
        OR EXISTS (SELECT FROM free_time_marks k WHERE k.tutor_id = s.tutor_id AND k.to_week > '-infinity')
      FROM unnest(?::date[], ?::varbit[]) m (week, mask) JOIN tutor_free_weeks f
        ON f.week = m.week AND f.tutor_id = s.tutor_id)`,
    dates,
    new Date(now),
    dates,
    [...starts],
  );
}

type Adder = (conditions: Conditions, filters: SearchFilters) => void;

/** Each filter by its name, so that facets can leave one out. */
const ADDERS: Readonly<Record<FilterName, Adder>> = {
  subject: (conditions, { subjectId }) => conditions.add(`s.subject_id = ?`, subjectId ?? ANY_SUBJECT),
  level: (conditions, { level }) => {
    if (level !== undefined) conditions.add(`s.levels @> ARRAY[?]::text[]`, level);
  },
  price: (conditions, { priceFrom, priceTo, currency }) => {
    if (priceFrom !== undefined) conditions.add(`s.price_micros >= (SELECT price_micros(?, ?))`, priceFrom, currency);
    if (priceTo !== undefined) conditions.add(`s.price_micros <= (SELECT price_micros(?, ?))`, priceTo, currency);
  },
  language: (conditions, { language }) => {
    if (language) conditions.add(`s.languages @> ARRAY[?]::text[]`, `${language.code}:${language.level}`);
  },
  country: (conditions, { country }) => {
    if (country !== undefined) conditions.add(`s.country = ?`, country);
  },
  rating: (conditions, { ratingAtLeast }) => {
    if (ratingAtLeast !== undefined) conditions.add(`s.rating_milli >= ?`, Math.round(ratingAtLeast * 1_000));
  },
  rest: (conditions, { trial, instant, durationMinutes, now, free }) => {
    conditions.add(`(s.hidden_until IS NULL OR s.hidden_until <= ?)`, new Date(now));
    if (trial !== undefined) conditions.add(`s.trial = ?`, trial);
    if (instant !== undefined) conditions.add(`s.instant = ?`, instant);
    if (durationMinutes !== undefined) conditions.add(`s.durations @> ARRAY[?]::int[]`, durationMinutes);
    if (free) addFree(conditions, free, now);
  },
};
const NAMES = Object.keys(ADDERS) as FilterName[];

/** The conditions of a search, but for the filters left out. */
export function conditionsOf(filters: SearchFilters, except: readonly FilterName[] = []): Conditions {
  const conditions = new Conditions();
  for (const name of NAMES) if (!except.includes(name)) ADDERS[name](conditions, filters);
  return conditions;
}

interface Order {
  readonly from: string;
  /** the column or expression that is sorted by, and its type */
  readonly key: string;
  readonly type: 'bigint' | 'timestamptz';
  readonly descending: boolean;
  /** beside those of the search itself */
  readonly versions: readonly string[];
}
const SEARCHED = 'tutor_search s';
const STANDING = 'tutor_standings k';
const FITS = `tutor_text_fits(?) x JOIN tutor_search s ON s.tutor_id = x.tutor_id
  JOIN tutor_standings k ON k.tutor_id = x.tutor_id`;

const FIRST: Readonly<Record<SearchSort, Omit<Order, 'versions' | 'from'> & { readonly from: string }>> = {
  relevance: { from: STANDING, key: 'k.score', type: 'bigint', descending: true },
  price: { from: SEARCHED, key: 's.price_micros', type: 'bigint', descending: false },
  rating: { from: SEARCHED, key: 's.rating_milli', type: 'bigint', descending: true },
  soonest: { from: STANDING, key: 'k.soonest_at', type: 'timestamptz', descending: false },
};

function orderOf(sort: SearchSort, text: boolean): Order {
  const order = FIRST[sort];
  if (!text) return { ...order, versions: order.from === SEARCHED ? [] : ['k'] };
  const key = sort === 'relevance' ? `${TEXT_PARTS} * x.fit + ${SCORE_PARTS} * k.score` : order.key;
  return { ...order, from: FITS, key, versions: ['k', 'x'] };
}

/** The tutor's id where the order's index has it. */
const idOf = ({ from }: Order): string => (from === STANDING ? 'k.tutor_id' : 's.tutor_id');

/** The versions that stand now, or those that stood when the first page was read. */
function addVersions(conditions: Conditions, versions: readonly string[], after: SearchPlace | null): void {
  for (const one of versions)
    if (after === null) conditions.add(`${one}.gone IS NULL`);
    else
      conditions.add(
        `pg_visible_in_snapshot(${one}.born, ?::pg_snapshot)
         AND (${one}.gone IS NULL OR NOT pg_visible_in_snapshot(${one}.gone, ?::pg_snapshot))`,
        after.snapshot,
        after.snapshot,
      );
}

/** Behind the last row of the page before. A row comparison would turn both ways round, and the id always rises. */
function addPlace(conditions: Conditions, order: Order, after: SearchPlace): void {
  const { key, type, descending } = order;
  const [beyond, from] = descending ? ['<', '<='] : ['>', '>='];
  conditions.add(`${key} ${from} ?::${type}`, after.key);
  conditions.add(`(${key} ${beyond} ?::${type} OR ${idOf(order)} > ?)`, after.key, after.id);
}

/**
 * Those who stand first are looked up one by one until the page is full: the planner, who cannot know how many are free,
 * would first work out everybody.
 */
function joined({ from }: Order, searched: Conditions): string {
  if (from !== STANDING) return `${from} WHERE ${searched.toString()}`;
  return `${from} CROSS JOIN LATERAL (
    SELECT * FROM tutor_search s WHERE s.tutor_id = k.tutor_id AND ${searched.toString()} OFFSET 0) s WHERE true`;
}

type FoundRow = Pick<FoundTutor, 'key' | 'country'> &
  Pick<RankingFacts, 'rating' | 'reviews' | 'trial' | 'freeStarts' | 'descriptionLength'> &
  ListedRow & { readonly snapshot: string };

function foundOf(row: FoundRow): FoundTutor {
  const { key, country, rating, reviews, trial, freeStarts, descriptionLength, snapshot: _, ...listed } = row;
  const card = listedOf(listed);
  const { instantBooking, photoKey, avatarUrl, languages, createdAt: since } = card;
  const hasPhoto = photoKey !== null || avatarUrl !== null;
  const offered = { rating, reviews, trial, instantBooking, hasPhoto, languages: languages.length };
  return { id: card.id, key, country, card, facts: { ...offered, freeStarts, descriptionLength, since } };
}

/**
 * Tutors that fit, in order, in the versions of the first page: what changes meanwhile moves nobody from one page into
 * another. Whether they can be booked now, and are free in the wanted hours, is for the caller to ask.
 * @param limit how many at most
 */
export async function findTutors(
  db: Db,
  question: {
    readonly filters: SearchFilters;
    readonly sort: SearchSort;
    readonly after: SearchPlace | null;
    readonly limit: number;
  },
): Promise<{ found: FoundTutor[]; snapshot: string }> {
  const { filters, sort, after, limit } = question;
  const order = orderOf(sort, filters.text !== undefined);
  const { key, versions } = order;
  const searched = conditionsOf(filters);
  addVersions(searched, ['s'], after);
  const placed = new Conditions();
  addVersions(placed, versions, after);
  if (after) addPlace(placed, order, after);
  const now = new Date(filters.now);
  const text = filters.text === undefined ? [] : [filters.text];
  const found = await rows<FoundRow>(
    db,
    `WITH found AS MATERIALIZED (
       SELECT s.tutor_id, (${key})::text AS key, s.country, s.trial, nullif(s.rating_milli, 0)::float8 / 1000 AS rating, s.reviews
       FROM ${joined(order, searched)} AND ${placed.toString()}
       ORDER BY ${key} ${order.descending ? 'DESC' : 'ASC'}, ${idOf(order)} LIMIT ?)
     SELECT f.key, f.country, f.trial, f.rating, f.reviews, pg_current_snapshot()::text AS snapshot, ${CARD},
       length(t.description) AS "descriptionLength", ${FREE_STARTS} AS "freeStarts"
     FROM (SELECT *, row_number() OVER () AS place FROM found) f
       JOIN tutors t ON t.person_id = f.tutor_id JOIN people p ON p.id = t.person_id
     ORDER BY f.place`,
    [...text, ...searched.bindings, ...placed.bindings, limit, now, now],
  );
  return { found: found.map(foundOf), snapshot: after?.snapshot ?? found[0]?.snapshot ?? '' };
}
