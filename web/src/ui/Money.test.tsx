import { Money } from './Money';
import { renderPart, textOf } from './testing';

const shown = (part: React.ReactElement) => renderPart(part).container.querySelector('data');

describe('Money', () => {
  it.each([
    [2400, 'EUR', '€24.00'],
    [0, 'EUR', '€0.00'],
    [-1250, 'GBP', '−£12.50'],
    [1500, 'JPY', 'JP¥1,500'],
    [5, 'USD', 'US$0.05'],
    [12345, 'KWD', 'KWD 12.345'],
  ])('writes %i %s as %s', (amountMinor, currency, text) => {
    expect(textOf(shown(<Money amount={{ amountMinor, currency }} />))).toBe(text);
  });

  it('keeps the exact amount for machines and copies', () => {
    expect(shown(<Money amount={{ amountMinor: -1250, currency: 'GBP' }} />)?.getAttribute('value')).toBe('-1250');
  });

  it('shows a sign for money that arrives, none for nothing', () => {
    expect(textOf(shown(<Money amount={{ amountMinor: 2400, currency: 'EUR' }} signed />))).toBe('+€24.00');
    expect(textOf(shown(<Money amount={{ amountMinor: 0, currency: 'EUR' }} signed />))).toBe('€0.00');
  });

  it('names another currency beside the home one, and only there', () => {
    expect(textOf(shown(<Money amount={{ amountMinor: 2400, currency: 'GBP' }} home="EUR" />))).toBe('£24.00 GBP');
    expect(textOf(shown(<Money amount={{ amountMinor: 2400, currency: 'EUR' }} home="EUR" />))).toBe('€24.00');
    expect(textOf(shown(<Money amount={{ amountMinor: 2400, currency: 'KWD' }} home="EUR" />))).toBe('KWD 2.400');
  });
});
