import { amountText, minorOf } from './amounts';

describe('amounts that are written by hand', () => {
  it.each([
    ['28', 'EUR', 2800],
    ['28.5', 'EUR', 2850],
    ['28,50', 'EUR', 2850],
    [' 0.07 ', 'USD', 7],
    ['1500', 'JPY', 1500],
    ['12.345', 'KWD', 12_345],
  ] as const)('reads %s %s without a float', (text, currency, minor) => expect(minorOf(text, currency)).toBe(minor));

  it.each([
    ['', 'EUR'],
    ['28.555', 'EUR'],
    ['1500.5', 'JPY'],
    ['-3', 'EUR'],
    ['1e3', 'EUR'],
    ['about 20', 'EUR'],
  ] as const)('refuses %s %s instead of guessing', (text, currency) => expect(minorOf(text, currency)).toBeNull());

  it('writes them as they are read', () => {
    expect([amountText(2805, 'EUR'), amountText(7, 'USD'), amountText(1500, 'JPY'), amountText(5, 'KWD')]).toEqual([
      '28.05',
      '0.07',
      '1500',
      '0.005',
    ]);
  });
});
