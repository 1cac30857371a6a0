import { CURRENCIES, type CurrencyCode } from '@stoa/domain/currency';

/** "28.00": an amount as it stands in a field to be written over. */
export function amountText(minor: number, currency: CurrencyCode): string {
  const { exponent } = CURRENCIES[currency];
  if (exponent === 0) return String(minor);
  const digits = String(minor).padStart(exponent + 1, '0');
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** Minor units of what somebody wrote, with a point or a comma; null for what is no amount of this currency. */
export function minorOf(text: string, currency: CurrencyCode): number | null {
  const { exponent } = CURRENCIES[currency];
  const [, whole, part = ''] = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || part.length > exponent) return null;
  return Number(whole + part.padEnd(exponent, '0'));
}
