import { CURRENCIES, fromProviderAmount } from '@stoa/domain/currency';

/** 'Tue 24 Nov 2026, 18:00:05 UTC': the sandbox has no reader with a zone, so it names its own. */
export function instant(milliseconds: number): string {
  const text = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  }).format(milliseconds);
  return `${text.replace(',', '')} UTC`;
}

/** 'Tue 24 Nov 2026' and '18:00:05', for where the time is the larger thing. */
export function dayAndTime(milliseconds: number): { day: string; time: string } {
  const [, day = '', time = ''] = /^(.*), (\d{2}:\d{2}:\d{2}) UTC$/.exec(instant(milliseconds)) ?? [];
  return { day, time };
}

/** Stripe's integer and lower-case currency as people write it. */
export function amount(value: number, currency: string): string {
  const money = fromProviderAmount(value, currency);
  const { exponent } = CURRENCIES[money.currency];
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(money.amountMinor / 10 ** exponent);
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** '3 days 2 hours': the two largest parts; 'nothing' below a second. */
export function duration(milliseconds: number): string {
  let rest = Math.abs(milliseconds);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  return parts.slice(0, 2).join(' ') || 'nothing';
}

/** '4242 4242 4242 4242' */
export function cardNumber(digits: string): string {
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}
