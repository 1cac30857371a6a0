import type { MoneyView, PersonView } from '@stoa/contracts/http/shared';
import type { CurrencyCode } from '@stoa/domain/currency';
import type { Money } from '@stoa/domain/money';

/** An instant as HTTP writes it. */
export const instant = (at: number): string => new Date(at).toISOString();
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
