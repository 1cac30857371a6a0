import { DomainError, ERRORS, isErrorCode } from './errors';

describe('a refusal', () => {
  const all = Object.entries(ERRORS);
  it.each(all)('%s has three parts, each a whole sentence without blame', (code, { sentence, kept, next }) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    for (const part of [sentence, kept, next]) {
      expect(part).toMatch(/^[A-Z].{8,}\.$/s);
      expect(part).not.toMatch(/oops|successfully|sorry|please|invalid|your fault/i);
    }
  });
  it('says something of its own: no two codes share a sentence', () => {
    expect(new Set(all.map(([, { sentence }]) => sentence)).size).toBe(all.length);
  });
  it('is known by its code, and by nothing an object inherits', () => {
    expect(isErrorCode('slot_taken')).toBe(true);
    expect(isErrorCode('toString')).toBe(false);
    expect(isErrorCode('')).toBe(false);
  });
  it('is retryable where sending the same again can help', () => {
    expect(ERRORS.outcome_unknown.retryable).toBe(true);
    expect(ERRORS.slot_taken.retryable).toBe(false);
  });
  it('that is a bug carries its code', () => {
    expect(new DomainError('currency_mismatch', 'EUR and USD')).toMatchObject({ code: 'currency_mismatch' });
  });
});
