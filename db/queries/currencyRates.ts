import type { CurrencyCode } from '@stoa/domain/currency';
import { rows, type Db } from '../postgres';

/** What a currency is worth, for showing prices only. */
export interface CurrencyRate {
  readonly currency: CurrencyCode;
  /** YYYY-MM-DD */
  readonly day: string;
  /** units for one US dollar */
  readonly perUsd: number;
  readonly exponent: number;
}

/** The newest rate of every currency. */
export async function findCurrencyRates(db: Db): Promise<Map<CurrencyCode, CurrencyRate>> {
  const found = await rows<CurrencyRate>(
    db,
    `SELECT currency, day::text, per_usd::float8 AS "perUsd", exponent FROM current_rates`,
  );
  return new Map(found.map((rate) => [rate.currency, rate]));
}
