import type { TutorResult } from '@stoa/contracts/http/search';
import type { CurrencyCode } from '@stoa/domain/currency';
import { rankingFor, whyHere, type RankingFacts } from '@stoa/domain/ranking';
import type { CurrencyRate } from '../../db/queries/currencyRates';
import type { ListedTutor } from '../../db/queries/tutors';
import type { Search, Shown } from '../search';
import { presentTutorCard } from './tutors';
import { instantOrNull, minor } from './values';

export type Rates = ReadonlyMap<CurrencyCode, CurrencyRate>;

/** An amount in another currency, rounded to its minor unit; null where a rate is missing. For showing only. */
function converted(amountMinor: number, [from, to]: readonly [CurrencyCode, CurrencyCode], rates: Rates) {
  const [a, b] = [rates.get(from), rates.get(to)];
  if (from === to || a === undefined || b === undefined) return null;
  return minor(Math.round((amountMinor / 10 ** a.exponent / a.perUsd) * b.perUsd * 10 ** b.exponent), to);
}

export interface ResultParts {
  readonly shown: Shown;
  readonly listed: ListedTutor;
  readonly facts: RankingFacts;
  readonly rates: Rates;
  readonly search: Search;
}

/** One line of a search. */
export function presentResult({ shown, listed, facts, rates, search: { filters } }: ResultParts): TutorResult {
  const { tutor, nextFreeAt } = shown;
  const rateMinor = listed.subjects.find(({ id }) => id === filters.subjectId)?.rateMinor ?? listed.rateMinor;
  const asked = { text: filters.text !== undefined, free: filters.free !== undefined };
  return {
    ...presentTutorCard(listed),
    price: {
      amount: minor(rateMinor, listed.currency),
      converted: converted(rateMinor, [listed.currency, filters.currency], rates),
    },
    rating: tutor.rating === null ? null : { average: tutor.rating, count: tutor.reviews },
    trial: tutor.trial,
    country: tutor.country,
    nextFreeAt: instantOrNull(nextFreeAt),
    whyHere: whyHere(rankingFor(facts, filters.now).factors, asked),
  };
}
