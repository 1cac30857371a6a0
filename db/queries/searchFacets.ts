import { PRICE_BANDS } from '@stoa/domain/search';
import type { Knex } from 'knex';
import { rows, type Db } from '../postgres';
import { Conditions } from './conditions';
import { ANY_SUBJECT, conditionsOf, dateOf, NOTHING_FREE, type FilterName, type SearchFilters } from './search';

export interface Facets {
  readonly subjects: readonly FacetCount[];
  readonly levels: readonly FacetCount[];
  readonly languages: readonly FacetCount[];
  readonly countries: readonly FacetCount[];
  /** how many in each band of `PRICE_BANDS`, the open one last */
  readonly prices: readonly number[];
  /** rated at least so high, by whole stars */
  readonly ratings: readonly FacetCount[];
  /** `trial` and `instant` */
  readonly offers: readonly FacetCount[];
  /** all that the search finds */
  readonly total: number;
}
export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

const OWN = ['level', 'price', 'language', 'country', 'rating'] as const satisfies readonly FilterName[];
const ALL: readonly FilterName[] = ['subject', ...OWN, 'rest'];

interface Known {
  /** common table expressions, worked out once for all facets */
  readonly sql: readonly string[];
  readonly bindings: readonly Knex.RawBinding[];
  /** what a counted row must meet of them */
  readonly conditions: readonly string[];
}

/**
 * Who is free in the wanted starts, all of the table in one go, and whom the words fit. Candidate by candidate, as a page
 * asks, would cost five times as much here. Who is not derived yet counts as free.
 */
function knownFor({ free, text }: SearchFilters): Known {
  const asked: { name: string; sql: string; bindings: Knex.RawBinding[] }[] = [];
  if (free)
    asked.push({
      name: 'free',
      sql: `SELECT f.tutor_id FROM unnest(?::date[], ?::varbit[]) m (week, mask)
         JOIN tutor_free_weeks f ON f.week = m.week WHERE (f.starts & m.mask) <> '${NOTHING_FREE}'::bit(672)
       UNION SELECT tutor_id FROM free_time_marks WHERE to_week > '-infinity'`,
      bindings: [free.weeks.map(dateOf), [...free.starts]],
    });
  if (text !== undefined)
    asked.push({
      name: 'worded',
      sql: `SELECT tutor_id FROM tutor_text_fits(?) WHERE gone IS NULL`,
      bindings: [text],
    });
  return {
    sql: asked.map(({ name, sql }) => `${name} AS MATERIALIZED (${sql})`),
    bindings: asked.flatMap(({ bindings }) => bindings),
    conditions: asked.map(({ name }) => `s.tutor_id IN (SELECT tutor_id FROM ${name})`),
  };
}

/** What every counted row must meet, its facet's own filters left out. */
function shared(filters: SearchFilters, known: Known, except: readonly FilterName[]): Conditions {
  const conditions = conditionsOf({ ...filters, free: undefined }, except);
  conditions.add(`s.gone IS NULL`);
  for (const one of known.conditions) conditions.add(one);
  return conditions;
}

const othersOf = (own?: FilterName): string =>
  OWN.filter((name) => name !== own)
    .map((name) => `ok_${name}`)
    .join(' AND ');

interface Row extends FacetCount {
  readonly facet: 'subject' | 'level' | 'language' | 'country' | 'price' | 'rating' | 'offer' | 'total';
}

/** All facets in one statement: hours and words are looked at once, each other filter once for each row. */
async function count(db: Db, filters: SearchFilters): Promise<Row[]> {
  const known = knownFor(filters);
  const conditions = shared(filters, known, OWN);
  const ofSubjects = shared(filters, known, ['subject']);
  const flags = OWN.map((name) => {
    const own = conditionsOf(
      filters,
      ALL.filter((one) => one !== name),
    );
    return { sql: `(${own.toString()}) AS ok_${name}`, bindings: own.bindings };
  });
  const fitting = `fitting AS MATERIALIZED (
    SELECT s.levels, s.languages, s.country, s.price_micros, s.rating_milli, s.trial, s.instant, ${flags.map(({ sql }) => sql).join(', ')}
    FROM tutor_search s WHERE ${conditions.toString()})`;
  const ends = `ends AS (SELECT ARRAY(SELECT price_micros(n, ?) FROM unnest(?::bigint[]) n ORDER BY n) AS micros)`;
  return rows<Row>(
    db,
    `WITH ${[...known.sql, fitting, ends].join(', ')}
     SELECT 'subject' AS facet, s.subject_id::text AS value, count(*) AS count FROM tutor_search s
       WHERE s.subject_id <> '${ANY_SUBJECT}' AND ${ofSubjects.toString()} GROUP BY 2
     UNION ALL SELECT 'level', level, count(*) FROM fitting, unnest(levels) level WHERE ${othersOf('level')} GROUP BY 2
     UNION ALL SELECT 'language', split_part(language, ':', 1), count(*) FROM fitting, unnest(languages) language
       WHERE language LIKE '%:0' AND ${othersOf('language')} GROUP BY 2
     UNION ALL SELECT 'country', country, count(*) FROM fitting
       WHERE country IS NOT NULL AND ${othersOf('country')} GROUP BY 2
     UNION ALL SELECT 'price', width_bucket(price_micros, micros)::text, count(*) FROM fitting, ends
       WHERE ${othersOf('price')} GROUP BY 2
     UNION ALL SELECT 'rating', stars::text, count(*) FROM fitting, generate_series(3, 4) stars
       WHERE rating_milli >= stars * 1000 AND ${othersOf('rating')} GROUP BY 2
     UNION ALL SELECT 'offer', offer, count(*) FROM fitting, unnest(ARRAY['trial', 'instant']) offer
       WHERE CASE offer WHEN 'trial' THEN trial ELSE instant END AND ${othersOf()} GROUP BY 2
     UNION ALL SELECT 'total', '', count(*) FROM fitting WHERE ${othersOf()}
     ORDER BY 3 DESC, 2`,
    [
      ...known.bindings,
      ...flags.flatMap(({ bindings }) => bindings),
      ...conditions.bindings,
      filters.currency,
      [...PRICE_BANDS[filters.currency]],
      ...ofSubjects.bindings,
    ],
  );
}

/**
 * How many tutors each further choice would find, with all the other filters applied. Free hours are counted by the
 * derived table, which may be a moment behind the engine.
 */
export async function countFacets(db: Db, filters: SearchFilters): Promise<Facets> {
  const counted = await count(db, filters);
  const of = (facet: Row['facet']): FacetCount[] =>
    counted.filter((row) => row.facet === facet).map(({ value, count }) => ({ value, count }));
  const bands = new Map(of('price').map(({ value, count }) => [Number(value), count]));
  return {
    subjects: of('subject'),
    levels: of('level'),
    languages: of('language'),
    countries: of('country'),
    prices: [...PRICE_BANDS[filters.currency], Infinity].map((_, band) => bands.get(band) ?? 0),
    ratings: of('rating'),
    offers: of('offer'),
    total: of('total')[0]?.count ?? 0,
  };
}
