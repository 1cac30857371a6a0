import fc from 'fast-check';
import { instant } from './values';

describe('an instant', () => {
  it('is written as the language writes it, of whichever day, before and after the year 1 and 9999', () => {
    const wide = fc.integer({ min: -100_000_000_000_000, max: 300_000_000_000_000 });
    fc.assert(
      fc.property(fc.array(wide, { minLength: 1 }), (all) => {
        expect(all.map(instant)).toEqual(all.map((at) => new Date(at).toISOString()));
      }),
    );
    const near = fc.integer({ min: Date.UTC(2026, 9, 24), max: Date.UTC(2026, 9, 27) });
    fc.assert(
      fc.property(fc.array(near), (all) => {
        expect(all.map(instant)).toEqual(all.map((at) => new Date(at).toISOString()));
      }),
    );
  });

  it('that is none is an error', () => {
    expect(() => instant(Number.NaN)).toThrow(RangeError);
    expect(() => instant(Infinity)).toThrow(RangeError);
  });
});
