import type { TutorResult } from '@stoa/contracts/http/search';
import type { CurrencyCode } from '@stoa/domain/currency';
import { startingRate } from '@stoa/domain/pricing';
import { rankingFor, whyHere } from '@stoa/domain/ranking';
import type { CurrencyRate } from '../../db/queries/currencyRates';
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
  readonly rates: Rates;
  readonly search: Search;
}

/** One line of a search. */
export function presentResult({ shown, rates, search: { filters } }: ResultParts): TutorResult {
  const { tutor, nextFreeAt } = shown;
  const { card, facts, country } = tutor;
  const ofSubject = card.subjects.find(({ id }) => id === filters.subjectId);
  const { rateMinor, varies } = startingRate(card.rateMinor, ofSubject ? [ofSubject] : card.subjects);
  const asked = { text: filters.text !== undefined, free: filters.free !== undefined };
  return {
    ...presentTutorCard(card),
    price: {
      amount: minor(rateMinor, card.currency),
      converted: converted(rateMinor, [card.currency, filters.currency], rates),
      varies,
    },
    rating: facts.rating === null ? null : { average: facts.rating, count: facts.reviews },
    trial: facts.trial,
    country,
    nextFreeAt: instantOrNull(nextFreeAt),
    whyHere: whyHere(rankingFor(facts, filters.now).factors, asked),
  };
}
