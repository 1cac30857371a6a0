import fc from 'fast-check';
import { CURRENCIES, enabledCurrencies, fromProviderAmount, toProviderAmount, type CurrencyCode } from './currency';
import { DomainError } from './errors';
import { add, formatMoney, isZero, money, mulDivFloor, shareOf, splitByWeights, splitEvenly, subtract } from './money';

const codes = Object.keys(CURRENCIES) as CurrencyCode[];
const currency = fc.constantFrom(...codes);
const amount = fc.nat({ max: 10_000_000_000 });

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof DomainError ? error.code : String(error);
  }
  return 'nothing thrown';
};

describe('money', () => {
  it('refuses a float, an unsafe integer and not-a-number: a fraction of a cent is a bug', () => {
    for (const wrong of [0.1, 2 ** 53, NaN, Infinity])
      expect(codeOf(() => money(wrong, 'EUR'))).toBe('request_invalid');
  });
  it('has one zero', () => {
    expect(Object.is(money(-0, 'EUR').amountMinor, 0)).toBe(true);
    expect(isZero(subtract(money(5, 'EUR'), money(5, 'EUR')))).toBe(true);
  });
  it('never adds up two currencies', () => {
    expect(codeOf(() => add(money(1, 'EUR'), money(1, 'USD')))).toBe('currency_mismatch');
    expect(codeOf(() => subtract(money(1, 'JPY'), money(1, 'ISK')))).toBe('currency_mismatch');
  });
  it('adds and subtracts back to where it was', () => {
    fc.assert(
      fc.property(amount, amount, currency, (a, b, c) => {
        expect(subtract(add(money(a, c), money(b, c)), money(b, c))).toEqual(money(a, c));
      }),
    );
  });
  it('multiplies and divides exactly where the product leaves the safe integers', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 0, max: 10_000 }), (a, bps) => {
        expect(BigInt(mulDivFloor(a, bps, 10_000))).toBe((BigInt(a) * BigInt(bps)) / 10_000n);
      }),
    );
  });
});

describe('a share', () => {
  it('is floored to the step, and with the rest makes the whole', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), currency, (a, bps, c) => {
        const step = CURRENCIES[c].stepMinor;
        const whole = money(a * step, c);
        const share = shareOf(whole, bps);
        const exact = (BigInt(whole.amountMinor) * BigInt(bps)) / 10_000n;
        expect(share.amountMinor % step).toBe(0);
        expect(BigInt(share.amountMinor)).toBeLessThanOrEqual(exact);
        expect(exact - BigInt(share.amountMinor)).toBeLessThan(BigInt(step));
      }),
    );
  });
  it('is nothing or all at the ends', () => {
    expect(shareOf(money(999, 'EUR'), 0)).toEqual(money(0, 'EUR'));
    expect(shareOf(money(999, 'EUR'), 10_000)).toEqual(money(999, 'EUR'));
  });
  it.each([-1, 10_001, 0.5])('refuses %p basis points', (bps) => {
    expect(codeOf(() => shareOf(money(100, 'EUR'), bps))).toBe('request_invalid');
  });
});

describe('a split', () => {
  const weights = fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 12 }).filter((w) => w.some((x) => x > 0));
  it('never loses or invents a unit, and gives nothing to a weight of 0', () => {
    fc.assert(
      fc.property(amount, weights, currency, (a, w, c) => {
        const parts = splitByWeights(money(a, c), w);
        expect(parts.reduce(add, money(0, c))).toEqual(money(a, c));
        expect(parts.every((part, i) => part.amountMinor >= 0 && (w[i] !== 0 || part.amountMinor === 0))).toBe(true);
      }),
    );
  });
  it('keeps every part on the step when the whole is, the larger parts first', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 1, max: 50 }), currency, (a, n, c) => {
        const step = CURRENCIES[c].stepMinor;
        const parts = splitEvenly(money(a * step, c), n).map(({ amountMinor }) => amountMinor);
        expect(parts.every((part) => part % step === 0)).toBe(true);
        expect((parts[0] ?? 0) - (parts.at(-1) ?? 0)).toBeLessThanOrEqual(step);
        expect([...parts].sort((x, y) => y - x)).toEqual(parts);
      }),
    );
  });
  it.each([[[]], [[0, 0]], [[-1, 2]], [[0.5]]])('refuses weights %p', (w) => {
    expect(codeOf(() => splitByWeights(money(100, 'EUR'), w))).toBe('request_invalid');
  });
});

describe('the currency table', () => {
  it('sends what Stripe takes: ISK in hundredths, KWD in thousandths that are tens', () => {
    expect(toProviderAmount(money(2_450, 'EUR'))).toBe(2_450);
    expect(toProviderAmount(money(1_500, 'JPY'))).toBe(1_500);
    expect(toProviderAmount(money(1_500, 'ISK'))).toBe(150_000);
    expect(toProviderAmount(money(5_120, 'KWD'))).toBe(5_120);
    expect(codeOf(() => toProviderAmount(money(5_124, 'KWD')))).toBe('request_invalid');
  });
  it('reads back what it sends', () => {
    fc.assert(
      fc.property(amount, currency, (a, c) => {
        const sent = money(a * CURRENCIES[c].stepMinor, c);
        expect(fromProviderAmount(toProviderAmount(sent), c.toLowerCase())).toEqual(sent);
      }),
    );
  });
  it('refuses what it does not know and what is no whole unit', () => {
    expect(codeOf(() => fromProviderAmount(100, 'xau'))).toBe('currency_mismatch');
    expect(codeOf(() => fromProviderAmount(150, 'isk'))).toBe('request_invalid');
  });
  it('keeps every amount on the step and in order', () => {
    for (const code of codes) {
      const row = CURRENCIES[code];
      const amounts = Object.entries(row)
        .filter(([name]) => name.endsWith('Minor'))
        .flatMap(([, value]) => value as number | number[]);
      expect(amounts.every((value) => value > 0 && value % row.stepMinor === 0)).toBe(true);
      expect(row.tierFromMinor[0]).toBeLessThan(row.tierFromMinor[1]);
      expect(row.topUpMinimumMinor).toBeLessThan(row.topUpMaximumMinor);
      expect(row.topUpMaximumMinor).toBeLessThanOrEqual(row.walletMaximumMinor);
      expect(row.supportPerBookingMinor).toBeLessThan(row.supportPerDayMinor);
    }
  });
  it('enables only what the account at the card company settles in and the table knows', () => {
    expect(enabledCurrencies(['GBP', 'XAU', 'EUR', 'JPY'], ['eur', 'gbp', 'xau'])).toEqual(['EUR', 'GBP']);
  });
  it.each([
    [-1_250, 'EUR', 'en-GB', '-€12.50'],
    [0, 'USD', 'en-GB', 'US$0.00'],
    [1_234_567, 'JPY', 'en-GB', 'JP¥1,234,567'],
    [1_500, 'ISK', 'en-GB', 'ISK 1,500'],
    [5_120, 'KWD', 'en-GB', 'KWD 5.120'],
    [123_456, 'GBP', 'en-GB', '£1,234.56'],
    [123_456, 'EUR', 'de-DE', '1.234,56 €'],
  ] as const)('writes %p %s for %s as %s', (...row) => {
    const [minor, code, locale, text] = row;
    expect(formatMoney(money(minor, code), locale).replace(/\u00a0/g, ' ')).toBe(text);
  });
});
