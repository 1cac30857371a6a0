import { isCurrencyCode } from '@stoa/domain/currency';
import { money } from '@stoa/domain/money';
import { priceFor } from '@stoa/domain/pricing';

interface Amount {
  readonly amountMinor: number;
  readonly currency: string;
}

/** What a lesson of that length costs at an hourly rate, by the rule that bookings are priced by; null where none may. */
export function lessonPrice({ amountMinor, currency }: Amount, minutes: number): Amount | null {
  if (!isCurrencyCode(currency)) return null;
  const price = priceFor(money(amountMinor, currency), minutes);
  return price.ok ? price.value : null;
}
