import { badParameter } from './errors';

/** Smallest charge and the multiple that amounts must be of, in the units that Stripe's API takes. */
const CURRENCIES: Readonly<Record<string, { smallest: number; multipleOf: number }>> = {
  usd: { smallest: 50, multipleOf: 1 },
  eur: { smallest: 50, multipleOf: 1 },
  gbp: { smallest: 30, multipleOf: 1 },
  jpy: { smallest: 50, multipleOf: 1 },
  kwd: { smallest: 200, multipleOf: 10 },
  isk: { smallest: 7_000, multipleOf: 100 },
};
export const LARGEST_AMOUNT = 99_999_999;

export function assertCurrency(currency: string, param: string): void {
  if (Object.hasOwn(CURRENCIES, currency)) return;
  const known = Object.keys(CURRENCIES).join(', ');
  throw badParameter(
    param,
    `Invalid currency: ${currency}. The sandbox's account supports: ${known}`,
    'currency_not_supported',
  );
}

export function assertAmount(amount: number, currency: string, param: string): void {
  const rules = CURRENCIES[currency];
  if (!rules) return assertCurrency(currency, param);
  if (amount % rules.multipleOf !== 0) {
    throw badParameter(
      param,
      `Invalid amount: in ${currency} it must be a multiple of ${rules.multipleOf}`,
      'invalid_amount',
    );
  }
  if (amount < rules.smallest) {
    throw badParameter(param, `Amount must be at least ${rules.smallest} (${currency})`, 'amount_too_small');
  }
  if (amount > LARGEST_AMOUNT) {
    throw badParameter(param, `Amount must be no more than ${LARGEST_AMOUNT} (${currency})`, 'amount_too_large');
  }
}
