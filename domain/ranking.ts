import { DAY_MS } from './policies';

/** What is known about a tutor that the ranking looks at. */
export interface RankingFacts {
  /** Bayesian average, 1 to 5; null: nobody has rated */
  readonly rating: number | null;
  readonly reviews: number;
  /** starts that are free within the next 14 days */
  readonly freeStarts: number;
  readonly instantBooking: boolean;
  readonly trial: boolean;
  readonly hasPhoto: boolean;
  readonly descriptionLength: number;
  readonly languages: number;
  /** epoch ms */
  readonly since: number;
}

export const RANKING_FACTORS = ['rating', 'reviews', 'free_time', 'profile', 'new_here', 'instant', 'trial'] as const;
export type RankingFactor = (typeof RANKING_FACTORS)[number];

/** The most that each factor can give; together 1 000. Nothing is bought, and nothing that is not listed here counts. */
export const RANKING_WEIGHTS: Readonly<Record<RankingFactor, number>> = {
  rating: 350,
  reviews: 150,
  free_time: 200,
  profile: 120,
  new_here: 100,
  instant: 50,
  trial: 30,
};

const NEW_DAYS = 30;
const MANY_REVIEWS = 50;
const MUCH_FREE = 40;
const FULL_DESCRIPTION = 400;

/** How far a fact fills its factor, 0 to 1. */
const SHARES: Readonly<Record<RankingFactor, (facts: RankingFacts, now: number) => number>> = {
  rating: ({ rating }) => (rating === null ? 0 : (rating - 1) / 4),
  reviews: ({ reviews }) => Math.log1p(reviews) / Math.log1p(MANY_REVIEWS),
  // in steps of a quarter: one booking more or less moves nobody
  free_time: ({ freeStarts }) => Math.ceil(Math.min(1, freeStarts / MUCH_FREE) * 4) / 4,
  profile: ({ hasPhoto, descriptionLength, languages }) =>
    (Number(hasPhoto) + Math.min(1, descriptionLength / FULL_DESCRIPTION) + Number(languages > 0)) / 3,
  // a tutor whom nobody can know yet gets a start, fading day by day
  new_here: ({ since }, now) => 1 - Math.floor((now - since) / DAY_MS) / NEW_DAYS,
  instant: ({ instantBooking }) => Number(instantBooking),
  trial: ({ trial }) => Number(trial),
};

/** One factor with what it gave and the most it can give. */
export interface FactorPoints {
  readonly code: RankingFactor;
  readonly points: number;
  readonly most: number;
}

/**
 * Where the ranking places a tutor, whatever is searched for.
 * @param now epoch ms
 * @returns 0 to 1 000, the sum of the factors' points
 */
export function rankingFor(facts: RankingFacts, now: number): { score: number; factors: FactorPoints[] } {
  const factors = RANKING_FACTORS.map((code) => {
    const share = Math.min(1, Math.max(0, SHARES[code](facts, now)));
    return { code, points: Math.round(RANKING_WEIGHTS[code] * share), most: RANKING_WEIGHTS[code] };
  });
  return { score: factors.reduce((sum, { points }) => sum + points, 0), factors };
}

/**
 * With a text, how well it fits weighs seven parts and the tutor's standing three: relevance = 7 × fit + 3 × score, the
 * fit being 0 to 1 000.
 */
export const TEXT_PARTS = 7;
export const SCORE_PARTS = 3;

/** A reason that a card shows; `text` and `free_then` come from the question, the rest from the tutor. */
export type WhyHere = RankingFactor | 'text' | 'free_then';
const SHOWN_FROM = 0.6;
const SHOWN_AT_MOST = 3;

/** The factors that speak most for a tutor, as words codes: those at least 60 % filled, the heaviest first, three at most. */
export function whyHere(
  factors: readonly FactorPoints[],
  asked: { readonly text: boolean; readonly free: boolean },
): WhyHere[] {
  const own = factors
    .filter(({ points, most }) => points >= most * SHOWN_FROM)
    .sort((a, b) => b.points - a.points)
    .map(({ code }) => code);
  const first: WhyHere[] = [...(asked.text ? ['text' as const] : []), ...(asked.free ? ['free_then' as const] : [])];
  return [...first, ...own].slice(0, SHOWN_AT_MOST);
}
