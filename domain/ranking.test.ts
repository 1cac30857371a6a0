import fc from 'fast-check';
import { DAY_MS } from './policies';
import { rankingFor, RANKING_FACTORS, RANKING_WEIGHTS, whyHere, type RankingFacts } from './ranking';

const NOW = Date.UTC(2026, 2, 2);
const PLAIN: RankingFacts = {
  rating: null,
  reviews: 0,
  freeStarts: 0,
  instantBooking: false,
  trial: false,
  hasPhoto: false,
  descriptionLength: 0,
  languages: 0,
  since: NOW - 400 * DAY_MS,
};
const scoreOf = (facts: Partial<RankingFacts>): number => rankingFor({ ...PLAIN, ...facts }, NOW).score;
const BEST: RankingFacts = {
  rating: 5,
  reviews: 50,
  freeStarts: 40,
  instantBooking: true,
  trial: true,
  hasPhoto: true,
  descriptionLength: 400,
  languages: 1,
  since: NOW,
};

describe('the ranking', () => {
  it('gives nothing for nothing and a thousand at most', () => {
    expect(scoreOf({})).toBe(0);
    expect(scoreOf(BEST)).toBe(1_000);
    expect(scoreOf({ ...BEST, reviews: 1e6, freeStarts: 1e6, descriptionLength: 1e6 })).toBe(1_000);
    expect(Object.values(RANKING_WEIGHTS).reduce((sum, one) => sum + one)).toBe(1_000);
  });
  it.each([
    ['rating', { rating: 4 }, { rating: 5 }],
    ['reviews', { reviews: 3 }, { reviews: 30 }],
    ['free_time', { freeStarts: 5 }, { freeStarts: 35 }],
    ['profile', { descriptionLength: 100 }, { descriptionLength: 400, hasPhoto: true, languages: 2 }],
    ['new_here', { since: NOW - 20 * DAY_MS }, { since: NOW - DAY_MS }],
    ['instant', {}, { instantBooking: true }],
    ['trial', {}, { trial: true }],
  ] as const)('rises with %s, and shows by which factor', (code, less, more) => {
    expect(scoreOf(more)).toBeGreaterThan(scoreOf(less));
    const { factors } = rankingFor({ ...PLAIN, ...more }, NOW);
    expect(factors.filter(({ points }) => points > 0).map((one) => one.code)).toEqual([code]);
  });
  it('is the sum of whole points, each between nothing and its most, whatever the facts', () => {
    const number = fc.integer({ min: 0, max: 1e6 });
    const facts = fc.record({
      rating: fc.option(fc.double({ min: 1, max: 5, noNaN: true })),
      reviews: number,
      freeStarts: number,
      instantBooking: fc.boolean(),
      trial: fc.boolean(),
      hasPhoto: fc.boolean(),
      descriptionLength: number,
      languages: number,
      // a clock that was set back must not give more than the most
      since: fc.integer({ min: NOW - 900 * DAY_MS, max: NOW + 9 * DAY_MS }),
    });
    fc.assert(
      fc.property(facts, (one) => {
        const { score, factors } = rankingFor(one, NOW);
        expect(factors.map(({ code }) => code)).toEqual([...RANKING_FACTORS]);
        expect(factors.every(({ points, most }) => Number.isInteger(points) && points >= 0 && points <= most)).toBe(
          true,
        );
        expect(score).toBe(factors.reduce((sum, { points }) => sum + points, 0));
      }),
    );
  });
  it('moves nobody for one booking more or less', () => {
    expect(scoreOf({ freeStarts: 25 })).toBe(scoreOf({ freeStarts: 26 }));
  });
});

describe('what a card says', () => {
  const { factors } = rankingFor(BEST, NOW);
  it('is what was asked for first, then the heaviest, three at most', () => {
    expect(whyHere(factors, { text: false, free: false })).toEqual(['rating', 'free_time', 'reviews']);
    expect(whyHere(factors, { text: true, free: true })).toEqual(['text', 'free_then', 'rating']);
  });
  it('is nothing where nothing speaks for them', () => {
    expect(whyHere(rankingFor({ ...PLAIN, rating: 2, reviews: 1 }, NOW).factors, { text: false, free: false })).toEqual(
      [],
    );
  });
});
