import { randomUUID } from 'node:crypto';

import { buildTerms } from '../test/factories/bookings';
import { policyHashOf, sha256, updateIdFor } from './hashing';

describe('a hash', () => {
  it('is SHA-256 of the text in UTF-8, in hex', () => {
    // the first example of FIPS 180-2, appendix B
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
  });
});

// Events and postings name the terms they follow by this hash: two prices under one hash could not be told apart.
describe('the hash of a booking’s terms', () => {
  const terms = buildTerms();

  it('is the same however the terms were put together', () => {
    const turned = Object.fromEntries(Object.entries(terms).reverse()) as unknown as typeof terms;
    expect(Object.keys(turned)).not.toEqual(Object.keys(terms));
    expect(policyHashOf(turned)).toBe(policyHashOf(terms));
  });

  it.each([
    ['price', { price: { ...terms.price, amountMinor: terms.price.amountMinor + 1 } }],
    ['commission', { commissionBps: terms.commissionBps + 1 }],
    ['answer time', { clock: { ...terms.clock, answerMaxMinutes: terms.clock.answerMaxMinutes + 1 } }],
    ['compensation', { compensation: null }],
  ])('is another with another %s', (_what, difference) => {
    expect(policyHashOf(buildTerms(difference))).not.toBe(policyHashOf(terms));
  });
});

describe('the update id of an Idempotency-Key', () => {
  const [ada, ben] = [randomUUID(), randomUUID()];

  it('is the same whenever one person repeats a key, and another for another key', () => {
    expect(updateIdFor(ada, 'key-1')).toBe(updateIdFor(ada, 'key-1'));
    expect(updateIdFor(ada, 'key-2')).not.toBe(updateIdFor(ada, 'key-1'));
  });

  // Whoever guesses a key would otherwise be answered with a stranger's booking.
  it('is another for another person, and tells neither person nor key', () => {
    const id = updateIdFor(ada, 'key-1');
    expect(updateIdFor(ben, 'key-1')).not.toBe(id);
    expect(id).toMatch(/^[0-9a-f]{64}$/);
  });
});
