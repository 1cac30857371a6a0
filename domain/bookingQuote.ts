import { shareSchedule } from './cancellation';
import { CURRENCIES } from './currency';
import { answerByFor, earningsAvailableAtFor, settleAtFor, totalOf } from './deadlines';
import type { Decision } from './errors';
import { isZero, money, type Money } from './money';
import {
  CANCELLATION_PRESETS,
  canonicalJson,
  DEFAULT_CLOCK,
  MINUTE_MS,
  POLICIES,
  type CancellationPreset,
  type ClockPolicy,
  type Terms,
} from './policies';
import { checkedPrice, commissionTierBps, divide, payDateFor, priceFor, serviceFeeFor } from './pricing';

/** What a student asks for, and what of the tutor's settings the price and the terms depend on. */
export interface BookingQuoteRequest {
  readonly at: number;
  readonly startsAt: number;
  readonly minutes: number;
  readonly hourlyRate: Money;
  /** a trial has a price of its own, 0 allowed; left out for any other lesson */
  readonly trialPrice?: Money;
  readonly instant: boolean;
  readonly cancellation: CancellationPreset;
  readonly noticeMinutes: number;
  /** the tutor's lifetime net earnings in that currency, minor units: decides the commission's tier */
  readonly lifetimeNetMinor: number;
  readonly serviceFeeBps?: number;
  readonly clock?: ClockPolicy;
}

export type BookingStepCode = 'hold' | 'tutor_answers' | 'captured' | 'settled' | 'paid_out';

/** What a booking would cost and what happens to the money when. */
export interface BookingQuote {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly price: Money;
  readonly serviceFee: Money;
  readonly total: Money;
  readonly terms: Terms;
  /** in order; `at` is null where it depends on when the tutor answers */
  readonly steps: readonly { readonly code: BookingStepCode; readonly at: number | null; readonly amount: Money }[];
  readonly cancellation: readonly {
    readonly untilAt: number;
    /** the border that people are told, without the tolerance */
    readonly borderAt: number;
    readonly shareBps: number;
    /** what would go back, the service fee included with a whole share */
    readonly returned: Money;
  }[];
  readonly quotedAt: number;
  readonly validUntil: number;
  /** its SHA-256 seals the quote */
  readonly canonical: string;
}

function termsFor(request: BookingQuoteRequest, price: Money): Terms {
  const { currency } = price;
  const trial = request.trialPrice !== undefined;
  const compensationMinor = Math.min(CURRENCIES[currency].compensationMinor, price.amountMinor);
  return {
    price,
    serviceFeeMinor: serviceFeeFor(price, request.serviceFeeBps).amountMinor,
    commissionBps: commissionTierBps(request.lifetimeNetMinor, currency),
    cancellation: CANCELLATION_PRESETS[request.cancellation],
    clock: request.clock ?? DEFAULT_CLOCK,
    compensation: trial || compensationMinor === 0 ? null : money(compensationMinor, currency),
    instant: request.instant,
    trial,
  };
}

function stepsFor(terms: Terms, at: number, time: { startsAt: number; endsAt: number }): BookingQuote['steps'] {
  const total = totalOf(terms);
  const { clock } = terms;
  const { earns } = divide(terms, 0);
  // the tutor's time counts from securing: shown for a student who pays right away
  const answerBy = answerByFor(clock, { securedAt: at, startsAt: time.startsAt, captureBefore: null });
  const settleAt = settleAtFor(clock, time.endsAt);
  const paidAt = payDateFor(earningsAvailableAtFor({ endsAt: time.endsAt, settleAt, terms }));
  const card: BookingQuote['steps'] = isZero(total)
    ? []
    : [
        { code: 'hold', at: at + clock.holdMinutes * MINUTE_MS, amount: total },
        ...(terms.instant ? [] : [{ code: 'tutor_answers', at: answerBy, amount: total } as const]),
        { code: 'captured', at: null, amount: total },
      ];
  return [...card, { code: 'settled', at: settleAt, amount: earns }, { code: 'paid_out', at: paidAt, amount: earns }];
}

/**
 * What a lesson would cost, the terms it would be booked on, and what happens to the money when. Whether the slot is
 * free is asked of `availability`.
 * @returns `amount_below_minimum` · `time_in_the_past` · `slot_not_offered` when it is inside the notice
 */
export function bookingQuoteFor(request: BookingQuoteRequest): Decision<BookingQuote> {
  const { at, startsAt, minutes } = request;
  const wall = startsAt - request.noticeMinutes * MINUTE_MS;
  if (startsAt <= at) return { ok: false, code: 'time_in_the_past' };
  if (wall < at) return { ok: false, code: 'slot_not_offered', details: { reason: 'notice' } };
  const priced =
    request.trialPrice === undefined
      ? priceFor(request.hourlyRate, minutes)
      : checkedPrice(request.trialPrice, { trial: true });
  if (!priced.ok) return priced;
  const terms = termsFor(request, priced.value);
  const endsAt = startsAt + minutes * MINUTE_MS;
  const quote = {
    startsAt,
    endsAt,
    price: terms.price,
    serviceFee: money(terms.serviceFeeMinor, terms.price.currency),
    total: totalOf(terms),
    terms,
    steps: stepsFor(terms, at, { startsAt, endsAt }),
    cancellation: shareSchedule(terms.cancellation, startsAt)
      .filter(({ untilAt }) => untilAt > at)
      .map((window) => ({ ...window, returned: divide(terms, window.shareBps).returned })),
    quotedAt: at,
    validUntil: Math.min(at + POLICIES.quoteMinutes * MINUTE_MS, wall),
  };
  return { ok: true, value: { ...quote, canonical: canonicalJson(quote) } };
}
