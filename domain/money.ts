import { CURRENCIES, type CurrencyCode } from './currency';
import { DomainError } from './errors';

/** An amount in the smallest unit of its currency. Never a float, never two currencies in one sum. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
}

/** 100 % in basis points. */
export const WHOLE_BPS = 10_000;

/**
 * Makes an amount.
 * @param amountMinor whole minor units, negative allowed
 * @throws DomainError `request_invalid` when it is not a safe integer: a float in money is a bug
 */
export function money(amountMinor: number, currency: CurrencyCode): Money {
  if (!Number.isSafeInteger(amountMinor))
    throw new DomainError('request_invalid', `${amountMinor} ${currency} is no whole amount`);
  return { amountMinor: amountMinor === 0 ? 0 : amountMinor, currency };
}

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency)
    throw new DomainError('currency_mismatch', `${a.currency} and ${b.currency} in one sum`);
}

/** The sum of two amounts. @throws DomainError `currency_mismatch` */
export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.amountMinor + b.amountMinor, a.currency);
}

/** The difference a − b. @throws DomainError `currency_mismatch` */
export function subtract(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.amountMinor - b.amountMinor, a.currency);
}

/** Whether an amount is exactly nothing. */
export function isZero(amount: Money): boolean {
  return amount.amountMinor === 0;
}

/**
 * a × b ÷ c rounded down, exact also where a × b leaves the safe integers.
 * @param a, b whole numbers of at least 0
 * @param c whole number above 0
 */
export function mulDivFloor(a: number, b: number, c: number): number {
  const product = a * b;
  if (product <= Number.MAX_SAFE_INTEGER) return (product - (product % c)) / c;
  return Number((BigInt(a) * BigInt(b)) / BigInt(c));
}

/** An amount of at least 0 rounded down to its currency's step. */
export function floorToStep(amountMinor: number, currency: CurrencyCode): number {
  const step = CURRENCIES[currency].stepMinor;
  return amountMinor - (amountMinor % step);
}

/**
 * A share of an amount, floored to the currency's step; what is lost by flooring stays with the other side.
 * @param whole at least 0
 * @param bps basis points, 0 to 10 000
 * @throws DomainError `request_invalid` outside those
 */
export function shareOf(whole: Money, bps: number): Money {
  if (!Number.isInteger(bps) || bps < 0 || bps > WHOLE_BPS || whole.amountMinor < 0)
    throw new DomainError('request_invalid', `no share of ${bps} bps of ${whole.amountMinor}`);
  if (bps === WHOLE_BPS) return whole;
  return money(floorToStep(mulDivFloor(whole.amountMinor, bps, WHOLE_BPS), whole.currency), whole.currency);
}

/**
 * Splits an amount by weights; every part but for the remainder is a multiple of the step, and the parts sum up to the
 * whole. The remainder goes one step each to the earliest parts with a weight, a last fraction of a step to the first.
 * @param whole at least 0
 * @param weights whole numbers of at least 0, one of them above 0
 * @throws DomainError `request_invalid` otherwise
 */
export function splitByWeights(whole: Money, weights: readonly number[]): Money[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const odd = weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0);
  if (odd || total <= 0 || !Number.isSafeInteger(total) || whole.amountMinor < 0)
    throw new DomainError('request_invalid', `no split of ${whole.amountMinor} by ${weights.join(':')}`);
  const parts = weights.map((weight) => floorToStep(mulDivFloor(whole.amountMinor, weight, total), whole.currency));
  let left = whole.amountMinor - parts.reduce((sum, part) => sum + part, 0);
  const step = CURRENCIES[whole.currency].stepMinor;
  for (let i = 0; left > 0; i = (i + 1) % parts.length) {
    if (weights[i] === 0) continue;
    const extra = Math.min(step, left);
    parts[i] = (parts[i] ?? 0) + extra;
    left -= extra;
  }
  return parts.map((part) => money(part, whole.currency));
}

/** Splits an amount into n parts that differ by one step at most, the larger ones first. See `splitByWeights`. */
export function splitEvenly(whole: Money, n: number): Money[] {
  return splitByWeights(whole, Array<number>(n).fill(1));
}

/**
 * An amount as a reader of a locale writes it, with the currency's own number of decimals.
 * @param locale BCP 47 tag, for example `en-GB`
 */
export function formatMoney(amount: Money, locale: string): string {
  const { exponent } = CURRENCIES[amount.currency];
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: amount.currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(amount.amountMinor / 10 ** exponent);
}
