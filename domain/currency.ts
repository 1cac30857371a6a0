/** ISO 4217 codes that the currency table has a row for. */
export type CurrencyCode = 'USD' | 'EUR' | 'GBP' | 'JPY' | 'KWD' | 'ISK';
