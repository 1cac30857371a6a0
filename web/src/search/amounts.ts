import { CURRENCIES, isCurrencyCode } from '@stoa/domain/currency';

export const CURRENCY_CODES = Object.keys(CURRENCIES);
/** What the API takes when an address names no currency. */
export const USUAL_CURRENCY = 'EUR';

const exponentOf = (currency: string): number => (isCurrencyCode(currency) ? CURRENCIES[currency].exponent : 2);

/** Minor units of what a reader typed, digit by digit; null for what is no amount. '' is none at all. */
export function minorOf(typed: string, currency: string): string | null {
  const text = typed.trim().replace(',', '.');
  if (text === '') return '';
  const exponent = exponentOf(currency);
  const [, whole = '', fraction = ''] = /^(\d{1,6})(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === '' || fraction.length > exponent) return null;
  return String(Number(`${whole}${fraction.padEnd(exponent, '0')}`));
}

/** What stands in the field for an amount: whole where it is whole. */
export function typedOf(minor: string | undefined, currency: string): string {
  if (minor === undefined) return '';
  const exponent = exponentOf(currency);
  const digits = minor.padStart(exponent + 1, '0');
  const [whole, fraction] = [digits.slice(0, digits.length - exponent), digits.slice(digits.length - exponent)];
  return /^0*$/.test(fraction) ? whole : `${whole}.${fraction}`;
}
