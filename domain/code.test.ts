import fc from 'fast-check';
import { codeFor, isCode, normaliseCode } from './code';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const numbers = fc.integer({ min: 0, max: 2 ** 35 - 1 });
const kinds = fc.constantFrom('booking', 'package', 'payout', 'dispute');

describe('a code', () => {
  it('looks as people are told it looks', () => {
    fc.assert(
      fc.property(numbers, kinds, (n, kind) => {
        expect(codeFor(kind, n)).toMatch(/^[BKPD]-[0-9A-HJKMNP-TV-Z]{8}$/);
      }),
    );
  });
  it('is another one for every number', () => {
    const many = Array.from({ length: 50_000 }, (_, n) => codeFor('booking', n));
    expect(new Set(many).size).toBe(many.length);
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        fc.pre(a !== b);
        expect(codeFor('booking', a)).not.toBe(codeFor('booking', b));
      }),
    );
  });
  it.each([-1, 2 ** 35, 1.5, NaN])('is refused for number %p', (n) => {
    expect(() => codeFor('booking', n)).toThrow('no code');
  });
  it('is read as people write it', () => {
    fc.assert(
      fc.property(numbers, kinds, (n, kind) => {
        const code = codeFor(kind, n);
        const sloppy = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
        expect(normaliseCode(sloppy)).toBe(code);
        expect(normaliseCode(` ${code.replace('-', '–')} `)).toBe(code);
        expect(normaliseCode(code.replace('-', '').replaceAll('1', 'I'))).toBe(code);
      }),
    );
  });
  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 2, max: 9 }), fc.constantFrom(...ALPHABET), (n, place, other) => {
        const code = codeFor('booking', n);
        fc.pre(code[place] !== other);
        expect(isCode(code.slice(0, place) + other + code.slice(place + 1))).toBe(false);
      }),
    );
  });
  it('finds all swaps of neighbours but those of characters 16 apart', () => {
    let missed = 0;
    let tried = 0;
    for (let n = 0; n < 3_000; n++) {
      const code = codeFor('booking', n * 11_453_246 + 5);
      for (let place = 2; place < 8; place++) {
        const [a = '', b = ''] = [code[place], code[place + 1]];
        if (a === b) continue;
        tried++;
        const found = !isCode(code.slice(0, place) + b + a + code.slice(place + 2));
        if (!found) missed++;
        expect(found).toBe(Math.abs(ALPHABET.indexOf(a) - ALPHABET.indexOf(b)) !== 16);
      }
    }
    expect(missed / tried).toBeLessThan(0.06);
  });
  it.each(['', 'B', 'B-', 'X-00000000', 'B-0000000U', 'B-000000000', 'B-0000000', 'B-0000000é', 'B-0000000💥'])(
    'is not %p',
    (text) => {
      expect(normaliseCode(text)).toBeNull();
    },
  );
});
