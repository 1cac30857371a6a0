import type { CurrencyCode } from './currency';

/** An amount in the smallest unit of its currency. Never a float, never two currencies in one sum. */
export interface Money {
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
}
