import { CURRENCIES, type CurrencyCode } from './currency';
import type { Decision } from './errors';
import { floorToStep, money, mulDivFloor, shareOf, WHOLE_BPS, type Money } from './money';
import { DAY_MS, HOUR_MS, POLICIES } from './policies';

/**
 * The price of a lesson: hourly rate × minutes ÷ 60, floored to the currency's step (domain page, section 4).
 * @param hourlyRate at least 0
 * @param minutes whole minutes above 0
 * @returns `amount_below_minimum` when the result is less than the smallest card charge, 0 included
 */
export function priceFor(hourlyRate: Money, minutes: number): Decision<Money> {
  const minor = floorToStep(mulDivFloor(hourlyRate.amountMinor, minutes, 60), hourlyRate.currency);
  return checkedPrice(money(minor, hourlyRate.currency), { trial: false });
}

/**
 * A price that can be charged: 0 for a trial, otherwise at least the smallest card charge.
 * @returns the price, or `amount_below_minimum` naming the minimum in minor units
 */
export function checkedPrice(price: Money, { trial }: { readonly trial: boolean }): Decision<Money> {
  const minimumMinor = CURRENCIES[price.currency].smallestChargeMinor;
  if ((trial && price.amountMinor === 0) || price.amountMinor >= minimumMinor) return { ok: true, value: price };
  return { ok: false, code: 'amount_below_minimum', details: { minimumMinor, currency: price.currency } };
}

/**
 * What a tutor's lessons begin at where no subject is asked for: the lowest hourly rate of what they teach, as the search
 * sorts and filters by it.
 * @param own the tutor's own rate, minor units: what is left where no subject has a price
 * @param subjects with the rate of each, the tutor's own where it has none; 0 is no price yet
 * @returns minor units, and whether another subject costs more
 */
export function startingRate(
  own: number,
  subjects: readonly { readonly rateMinor: number }[],
): { readonly rateMinor: number; readonly varies: boolean } {
  const rates = subjects.map(({ rateMinor }) => rateMinor).filter((rate) => rate > 0);
  if (rates.length === 0) return { rateMinor: own, varies: false };
  const rateMinor = Math.min(...rates);
  return { rateMinor, varies: rates.some((rate) => rate > rateMinor) };
}

/** The service fee on a price, floored; a line of its own that is no part of the price. 0 bps by default. */
export function serviceFeeFor(price: Money, bps: number = POLICIES.serviceFeeBps): Money {
  return shareOf(price, bps);
}

/**
 * The commission of a tutor's tier. The whole booking is charged at it; the tier is frozen when booked.
 * @param lifetimeNetMinor net earnings from settled bookings in that currency, refunds subtracted
 */
export function commissionTierBps(lifetimeNetMinor: number, currency: CurrencyCode): number {
  const [second, third] = CURRENCIES[currency].tierFromMinor;
  const [first, middle, last] = POLICIES.commissionTiersBps;
  if (lifetimeNetMinor < second) return first;
  return lifetimeNetMinor < third ? middle : last;
}

/** Commission on what the tutor's side keeps now, floored to the currency's step. */
export function commissionOf(kept: Money, bps: number): Money {
  return shareOf(kept, bps);
}

/**
 * What a refund takes back from the commission: commission before − commission after, so that any number of refunds
 * leaves exactly the commission of what is kept in the end.
 * @param kept what the tutor's side keeps before this refund
 * @param refund at most `kept`
 */
export function commissionDelta(kept: Money, refund: Money, bps: number): Money {
  const after = money(kept.amountMinor - refund.amountMinor, kept.currency);
  return money(commissionOf(kept, bps).amountMinor - commissionOf(after, bps).amountMinor, kept.currency);
}

/** How a price of which the student gets a share back is divided. All in one currency; the four parts cover price + fee. */
export interface Division {
  /** to the student, the service fee included where it goes back */
  readonly returned: Money;
  /** what the tutor's side keeps, commission included */
  readonly kept: Money;
  readonly commission: Money;
  readonly earns: Money;
  readonly serviceFeeEarned: Money;
}

/**
 * Divides price and service fee by the student's share: the share is floored, the rest is kept; the fee goes back with
 * a share of 100 % only.
 * @param shareBps to the student, 0 to 10 000
 */
export function divide(
  terms: { readonly price: Money; readonly serviceFeeMinor: number; readonly commissionBps: number },
  shareBps: number,
): Division {
  const { price, serviceFeeMinor, commissionBps } = terms;
  const { currency } = price;
  const share = shareOf(price, shareBps);
  const kept = money(price.amountMinor - share.amountMinor, currency);
  const commission = commissionOf(kept, commissionBps);
  const feeBack = shareBps === WHOLE_BPS ? serviceFeeMinor : 0;
  return {
    returned: money(share.amountMinor + feeBack, currency),
    kept,
    commission,
    earns: money(kept.amountMinor - commission.amountMinor, currency),
    serviceFeeEarned: money(serviceFeeMinor - feeBack, currency),
  };
}

/**
 * The day we transfer: the first sweep at or after the moment earnings become available (Friday 06:00 UTC by default).
 * @param availableAt epoch ms
 */
export function payDateFor(availableAt: number): number {
  const { weekday, hourUtc } = POLICIES.payoutSweep;
  // 1 January 1970 was a Thursday, weekday 4
  const firstSweep = (weekday - 4) * DAY_MS + hourUtc * HOUR_MS;
  const week = 7 * DAY_MS;
  return firstSweep + Math.ceil((availableAt - firstSweep) / week) * week;
}
