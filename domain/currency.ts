import { DomainError } from './errors';

/** ISO 4217 codes that the currency table has a row for. */
export type CurrencyCode = 'USD' | 'EUR' | 'GBP' | 'JPY' | 'KWD' | 'ISK';

/** One row of the currency table (domain page, section 5). Every amount is in minor units of that currency. */
export interface CurrencyRow {
  readonly exponent: number;
  /** decimals of the integers that Stripe takes: ISK is sent in hundredths although it has none */
  readonly stripeExponent: number;
  /** prices, shares, fees and splits are floored to it: Stripe takes three-decimal currencies in tens only */
  readonly stepMinor: number;
  readonly smallestChargeMinor: number;
  readonly compensationMinor: number;
  readonly payoutMinimumMinor: number;
  readonly topUpMinimumMinor: number;
  readonly topUpMaximumMinor: number;
  readonly walletMaximumMinor: number;
  /** lifetime net earnings from which the next commission tier rules; as long as the tiers' list less one */
  readonly tierFromMinor: readonly [number, number];
  readonly supportPerBookingMinor: number;
  readonly supportPerDayMinor: number;
  readonly adminPerBookingMinor: number;
}

/** The amounts the domain page writes down, shared by USD, EUR and GBP. */
const PAGE_AMOUNTS = {
  exponent: 2,
  stripeExponent: 2,
  stepMinor: 1,
  compensationMinor: 500,
  payoutMinimumMinor: 1_000,
  topUpMinimumMinor: 100,
  topUpMaximumMinor: 100_000,
  walletMaximumMinor: 200_000,
  tierFromMinor: [100_000, 500_000],
  supportPerBookingMinor: 5_000,
  supportPerDayMinor: 20_000,
  adminPerBookingMinor: 50_000,
} as const;

export const CURRENCY_TABLE_VERSION = 1;

export const CURRENCIES: Readonly<Record<CurrencyCode, CurrencyRow>> = {
  USD: { ...PAGE_AMOUNTS, smallestChargeMinor: 50 },
  EUR: { ...PAGE_AMOUNTS, smallestChargeMinor: 50 },
  GBP: { ...PAGE_AMOUNTS, smallestChargeMinor: 30 },
  JPY: {
    exponent: 0,
    stripeExponent: 0,
    stepMinor: 1,
    smallestChargeMinor: 50,
    compensationMinor: 500,
    payoutMinimumMinor: 1_000,
    topUpMinimumMinor: 100,
    topUpMaximumMinor: 1_000_000,
    walletMaximumMinor: 2_000_000,
    tierFromMinor: [100_000, 500_000],
    supportPerBookingMinor: 5_000,
    supportPerDayMinor: 20_000,
    adminPerBookingMinor: 50_000,
  },
  KWD: {
    exponent: 3,
    stripeExponent: 3,
    stepMinor: 10,
    smallestChargeMinor: 200,
    compensationMinor: 1_500,
    payoutMinimumMinor: 3_000,
    topUpMinimumMinor: 300,
    topUpMaximumMinor: 300_000,
    walletMaximumMinor: 600_000,
    tierFromMinor: [300_000, 1_500_000],
    supportPerBookingMinor: 15_000,
    supportPerDayMinor: 60_000,
    adminPerBookingMinor: 150_000,
  },
  ISK: {
    exponent: 0,
    stripeExponent: 2,
    stepMinor: 1,
    smallestChargeMinor: 100,
    compensationMinor: 700,
    payoutMinimumMinor: 1_400,
    topUpMinimumMinor: 140,
    topUpMaximumMinor: 140_000,
    walletMaximumMinor: 280_000,
    tierFromMinor: [140_000, 700_000],
    supportPerBookingMinor: 7_000,
    supportPerDayMinor: 28_000,
    adminPerBookingMinor: 70_000,
  },
};

/** Whether a text is the code of a currency that the table knows (upper case, ISO 4217). */
export function isCurrencyCode(text: string): text is CurrencyCode {
  return Object.hasOwn(CURRENCIES, text);
}

/**
 * Which of the wanted currencies this installation may switch on: it has a row here and the platform's account at the
 * card company settles in it.
 * @param wanted ISO codes an owner asks for
 * @param settles ISO codes the account settles in, any case
 * @returns the ones that can be enabled, in the order of the table
 */
export function enabledCurrencies(wanted: readonly string[], settles: readonly string[]): CurrencyCode[] {
  const settling = new Set(settles.map((code) => code.toUpperCase()));
  return (Object.keys(CURRENCIES) as CurrencyCode[]).filter((code) => wanted.includes(code) && settling.has(code));
}

interface Amount {
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
}

/**
 * The integer that Stripe takes for an amount: ISK in hundredths, three-decimal currencies in tens.
 * Source: docs.stripe.com/currencies, special cases and three-decimal currencies.
 * @throws DomainError `request_invalid` when the amount is not a multiple of the currency's step
 */
export function toProviderAmount(money: Amount): number {
  const row = CURRENCIES[money.currency];
  if (money.amountMinor % row.stepMinor !== 0)
    throw new DomainError('request_invalid', `${money.currency} is charged in steps of ${row.stepMinor}`);
  return money.amountMinor * 10 ** (row.stripeExponent - row.exponent);
}

/**
 * The amount that an integer of Stripe means.
 * @param amount integer in Stripe's unit
 * @param currency ISO code in any case, as Stripe sends it in lower case
 * @throws DomainError `currency_mismatch` for a currency without a row, `request_invalid` for a fraction of a unit
 */
export function fromProviderAmount(amount: number, currency: string): Amount {
  const code = currency.toUpperCase();
  if (!isCurrencyCode(code)) throw new DomainError('currency_mismatch', `no row for currency ${code}`);
  const row = CURRENCIES[code];
  const amountMinor = amount / 10 ** (row.stripeExponent - row.exponent);
  if (!Number.isSafeInteger(amountMinor))
    throw new DomainError('request_invalid', `${amount} is no whole amount of ${code}`);
  return { amountMinor, currency: code };
}
