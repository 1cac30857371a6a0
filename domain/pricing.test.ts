import fc from 'fast-check';
import { CURRENCIES, type CurrencyCode } from './currency';
import { add, money, subtract, type Money } from './money';
import { DAY_MS } from './policies';
import {
  checkedPrice,
  commissionDelta,
  commissionOf,
  commissionTierBps,
  divide,
  payDateFor,
  priceFor,
  serviceFeeFor,
  startingRate,
} from './pricing';

const currency = fc.constantFrom(...(Object.keys(CURRENCIES) as CurrencyCode[]));
const bps = fc.integer({ min: 0, max: 10_000 });

describe('the price of a lesson', () => {
  it.each([
    ['USD', 2_400, 50, 2_000],
    ['USD', 2_999, 25, 1_249],
    ['EUR', 4_001, 45, 3_000],
    ['GBP', 100, 25, 41],
    ['JPY', 3_500, 25, 1_458],
    ['KWD', 8_123, 50, 6_760],
    ['ISK', 7_777, 90, 11_665],
  ] as const)('of %s %p an hour for %p minutes is %p', (...row) => {
    const [code, rate, minutes, price] = row;
    expect(priceFor(money(rate, code), minutes)).toEqual({ ok: true, value: money(price, code) });
  });
  it.each([
    ['USD', 118, 25, 50],
    ['KWD', 470, 25, 200],
    ['EUR', 0, 60, 50],
  ] as const)('of %s %p for %p minutes is refused: less than a card can be charged', (...row) => {
    const [code, rate, minutes, minimumMinor] = row;
    expect(priceFor(money(rate, code), minutes)).toEqual({
      ok: false,
      code: 'amount_below_minimum',
      details: { minimumMinor, currency: code },
    });
  });
  it('may be 0 for a trial, but not a little', () => {
    expect(checkedPrice(money(0, 'EUR'), { trial: true }).ok).toBe(true);
    expect(checkedPrice(money(49, 'EUR'), { trial: true }).ok).toBe(false);
    expect(checkedPrice(money(0, 'EUR'), { trial: false }).ok).toBe(false);
  });
  it('has no service fee unless the policy sets one, floored then', () => {
    expect(serviceFeeFor(money(2_999, 'EUR'))).toEqual(money(0, 'EUR'));
    expect(serviceFeeFor(money(2_999, 'EUR'), 250)).toEqual(money(74, 'EUR'));
  });
});

describe('commission', () => {
  it.each([
    ['EUR', -1, 2_000],
    ['EUR', 0, 2_000],
    ['EUR', 99_999, 2_000],
    ['EUR', 100_000, 1_500],
    ['EUR', 499_999, 1_500],
    ['EUR', 500_000, 1_000],
    ['JPY', 499_999, 1_500],
    ['KWD', 1_500_000, 1_000],
  ] as const)('of a tutor with %s %p earned is %p bps', (code, net, expected) => {
    expect(commissionTierBps(net, code)).toBe(expected);
  });

  // money: without the floor rule on what is kept, refunds in pieces would leak a unit each
  it('never drifts, in however many pieces a booking is refunded', () => {
    const refunds = fc.array(fc.nat({ max: 4_000 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), bps, fc.tuple(refunds, currency), (a, rate, [pieces, c]) => {
        const step = CURRENCIES[c].stepMinor;
        let kept = money(a * step, c);
        let commission = commissionOf(kept, rate);
        let tutor = subtract(kept, commission);
        for (const piece of pieces) {
          const refund = money(Math.min(piece * step, kept.amountMinor), c);
          const delta = commissionDelta(kept, refund, rate);
          expect(delta.amountMinor).toBeGreaterThanOrEqual(0);
          expect(delta.amountMinor).toBeLessThanOrEqual(refund.amountMinor);
          commission = subtract(commission, delta);
          tutor = subtract(tutor, subtract(refund, delta));
          kept = subtract(kept, refund);
        }
        expect(commission).toEqual(commissionOf(kept, rate));
        expect(add(tutor, commission)).toEqual(kept);
      }),
    );
  });
});

describe('a division', () => {
  const sum = (...parts: Money[]): Money => parts.reduce(add);
  it('covers price and fee exactly, with nobody below zero', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000 }), fc.tuple(bps, bps, fc.nat({ max: 500 })), currency, (a, rest, c) => {
        const [share, commissionBps, fee] = rest;
        const step = CURRENCIES[c].stepMinor;
        const terms = { price: money(a * step, c), serviceFeeMinor: fee * step, commissionBps };
        const { returned, kept, commission, earns, serviceFeeEarned } = divide(terms, share);
        expect(sum(returned, kept, serviceFeeEarned)).toEqual(add(terms.price, money(terms.serviceFeeMinor, c)));
        expect(sum(commission, earns)).toEqual(kept);
        for (const part of [returned, kept, commission, earns, serviceFeeEarned]) {
          expect(part.amountMinor).toBeGreaterThanOrEqual(0);
          expect(part.amountMinor % step).toBe(0);
        }
      }),
    );
  });
  it('gives the service fee back with a whole share only', () => {
    const terms = { price: money(2_400, 'EUR'), serviceFeeMinor: 60, commissionBps: 2_000 };
    expect(divide(terms, 10_000)).toMatchObject({ returned: money(2_460, 'EUR'), serviceFeeEarned: money(0, 'EUR') });
    expect(divide(terms, 9_999)).toMatchObject({ returned: money(2_399, 'EUR'), serviceFeeEarned: money(60, 'EUR') });
  });
});

describe('the promised pay date', () => {
  it('is the first Friday 06:00 UTC from when the earnings are available', () => {
    const friday = Date.UTC(2026, 2, 6, 6);
    expect(payDateFor(friday)).toBe(friday);
    expect(payDateFor(friday + 1)).toBe(friday + 7 * DAY_MS);
    expect(payDateFor(friday - 1)).toBe(friday);
    expect(new Date(payDateFor(Date.UTC(2031, 6, 1))).toISOString()).toBe('2031-07-04T06:00:00.000Z');
  });
});

describe('what a tutor’s lessons begin at', () => {
  const begins = (own: number, ...rates: number[]) =>
    startingRate(
      own,
      rates.map((rateMinor) => ({ rateMinor })),
    );
  it('is the lowest of what they teach, and says whether anything costs more', () => {
    expect(begins(3_000, 2_000)).toEqual({ rateMinor: 2_000, varies: false });
    expect(begins(3_000, 3_000, 2_500)).toEqual({ rateMinor: 2_500, varies: true });
    expect(begins(3_000, 3_000, 3_000)).toEqual({ rateMinor: 3_000, varies: false });
  });
  it('is never the nothing of a rate that is not set yet, and the own rate where nothing is taught', () => {
    expect(begins(0, 0, 2_500)).toEqual({ rateMinor: 2_500, varies: false });
    expect(begins(3_000)).toEqual({ rateMinor: 3_000, varies: false });
  });
});
