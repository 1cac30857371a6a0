import { PRICE_BANDS } from '@stoa/domain/search';
import { rows, type Db } from '../postgres';
import { Conditions } from './conditions';
import { addFreeAmongAll, ANY_SUBJECT, conditionsOf, type FilterName, type SearchFilters } from './search';

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

/** What every counted row must meet, its facet's own filters left out. */
function shared(filters: SearchFilters, except: readonly FilterName[]): Conditions {
  const { free, ...others } = filters;
  const conditions = conditionsOf(others, except);
  conditions.add(`s.gone IS NULL`);
  if (free) addFreeAmongAll(conditions, free);
  if (filters.text !== undefined)
    conditions.add(`s.tutor_id IN (SELECT tutor_id FROM tutor_text_fits(?) WHERE gone IS NULL)`, filters.text);
  return conditions;
}

const othersOf = (own?: FilterName): string =>
  OWN.filter((name) => name !== own)
    .map((name) => `ok_${name}`)
    .join(' AND ');

async function countSubjects(db: Db, filters: SearchFilters): Promise<FacetCount[]> {
  const conditions = shared(filters, ['subject']);
  return rows<FacetCount>(
    db,
    `SELECT s.subject_id AS value, count(*) AS count FROM tutor_search s
     WHERE s.subject_id <> '${ANY_SUBJECT}' AND ${conditions.toString()}
     GROUP BY 1 ORDER BY 2 DESC, 1`,
    conditions.bindings,
  );
}

interface Row extends FacetCount {
  readonly facet: 'level' | 'language' | 'country' | 'price' | 'rating' | 'offer' | 'total';
}

/** The hours are looked at once for all facets, each filter once for each row. */
async function countOthers(db: Db, filters: SearchFilters): Promise<Row[]> {
  const conditions = shared(filters, OWN);
  const flags = OWN.map((name) => {
    const own = conditionsOf(
      filters,
      ALL.filter((one) => one !== name),
    );
    return { sql: `(${own.toString()}) AS ok_${name}`, bindings: own.bindings };
  });
  return rows<Row>(
    db,
    `WITH fitting AS MATERIALIZED (
       SELECT s.levels, s.languages, s.country, s.price_micros, s.rating_milli, s.trial, s.instant, ${flags.map(({ sql }) => sql).join(', ')}
       FROM tutor_search s WHERE ${conditions.toString()}),
     ends AS (SELECT ARRAY(SELECT price_micros(n, ?) FROM unnest(?::bigint[]) n ORDER BY n) AS micros)
     SELECT 'level' AS facet, level AS value, count(*) AS count FROM fitting, unnest(levels) level
       WHERE ${othersOf('level')} GROUP BY 2
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
      ...flags.flatMap(({ bindings }) => bindings),
      ...conditions.bindings,
      filters.currency,
      [...PRICE_BANDS[filters.currency]],
    ],
  );
}

/**
 * How many tutors each further choice would find, with all the other filters applied. Free hours are counted by the
 * derived table, which may be a moment behind the engine.
 */
export async function countFacets(db: Db, filters: SearchFilters): Promise<Facets> {
  const [subjects, others] = await Promise.all([countSubjects(db, filters), countOthers(db, filters)]);
  const of = (facet: Row['facet']): FacetCount[] =>
    others.filter((row) => row.facet === facet).map(({ value, count }) => ({ value, count }));
  const bands = new Map(of('price').map(({ value, count }) => [Number(value), count]));
  return {
    subjects,
    levels: of('level'),
    languages: of('language'),
    countries: of('country'),
    prices: [...PRICE_BANDS[filters.currency], Infinity].map((_, band) => bands.get(band) ?? 0),
    ratings: of('rating'),
    offers: of('offer'),
    total: of('total')[0]?.count ?? 0,
  };
}
