import type { MoneyView, PersonView } from '@stoa/contracts/http/shared';
import type { CurrencyCode } from '@stoa/domain/currency';
import type { Money } from '@stoa/domain/money';
import { DAY_MS, MINUTE_MS } from '@stoa/domain/policies';

/** The day that was written last: a list of slots is two instants a line, most of them of the same day. */
const lastDay = { number: Number.NaN, date: '' };
const two = (n: number): string => String(n).padStart(2, '0');
const MINUTES = Array.from({ length: 24 * 60 }, (_, n) => `${two(Math.floor(n / 60))}:${two(n % 60)}:`);

/** An instant as HTTP writes it: as `toISOString` does, for less. */
export function instant(at: number): string {
  const day = Math.floor(at / DAY_MS);
  if (day !== lastDay.number) {
    const midnight = new Date(day * DAY_MS).toISOString();
    lastDay.date = midnight.slice(0, midnight.indexOf('T') + 1);
    lastDay.number = day;
  }
  const ms = Math.trunc(at) - day * DAY_MS;
  const rest = ms % MINUTE_MS;
  const end = rest === 0 ? '00.000Z' : `${(rest / 1_000).toFixed(3).padStart(6, '0')}Z`;
  return lastDay.date + (MINUTES[Math.floor(ms / MINUTE_MS)] ?? '') + end;
}
export const instantOrNull = (at: number | null): string | null => (at === null ? null : instant(at));

export const amount = ({ amountMinor, currency }: Money): MoneyView => ({ amountMinor, currency });
export const minor = (amountMinor: number, currency: CurrencyCode): MoneyView => ({ amountMinor, currency });

/** What one party may know of another: never an address. */
export interface PersonLine {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly avatarUrl: string | null;
}
export const presentPerson = ({ id, name, zone, avatarUrl }: PersonLine): PersonView => ({ id, name, zone, avatarUrl });
