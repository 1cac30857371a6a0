import { attemptsFor } from './attempt';
import { wishFrom } from './wish';

const wish = { tutorId: 't', subjectId: 's', startsAt: '2026-11-26T18:00:00.000Z', durationMinutes: 50, trial: false };

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  };
}

describe('attempts: what loss they prevent is a second booking and a second charge', () => {
  it('mints a UUIDv7 once and keeps it through a reload', () => {
    const store = memory();
    const first = attemptsFor(wish, store).read();
    expect(first.bookingId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(attemptsFor(wish, store).read()).toEqual(first);
  });

  it('repeats a lost request with the same id and the same key', () => {
    const attempts = attemptsFor(wish, memory());
    const sent = attempts.forQuote('q1');
    attempts.refused('outcome_unknown');
    attempts.refused('unreachable');
    expect(attempts.forQuote('q1')).toEqual(sent);
  });

  it('gives a new quote a new key, because the request is another, and keeps the id', () => {
    const attempts = attemptsFor(wish, memory());
    const sent = attempts.forQuote('q1');
    const again = attempts.forQuote('q2');
    expect(again.bookingId).toBe(sent.bookingId);
    expect(again.key).not.toBe(sent.key);
  });

  it('starts anew after a refusal that spent the id, and keeps the note', () => {
    const attempts = attemptsFor(wish, memory());
    attempts.keepNote('limits');
    const sent = attempts.forQuote('q1');
    attempts.refused('slot_taken');
    expect(attempts.read().bookingId).not.toBe(sent.bookingId);
    expect(attempts.read().note).toBe('limits');
  });

  it('keeps one slot’s attempt apart from another’s', () => {
    const store = memory();
    const other = attemptsFor({ ...wish, startsAt: '2026-11-26T19:00:00.000Z' }, store).read();
    expect(attemptsFor(wish, store).read().bookingId).not.toBe(other.bookingId);
  });

  it('survives a store that holds nonsense', () => {
    const store = { ...memory(), getItem: () => '{"bookingId": 7' };
    expect(attemptsFor(wish, store).read().note).toBe('');
  });
});

describe('wishFrom', () => {
  it('reads a slot from the address', () => {
    const read = wishFrom('t', { subject: 's', minutes: '50', at: '2026-11-26T18:00:00Z' });
    expect(read).toEqual(wish);
  });

  it.each([
    {},
    { subject: 's', minutes: '50' },
    { subject: 's', minutes: 'x', at: '2026-11-26T18:00:00Z' },
    { subject: 's', minutes: '-5', at: '2026-11-26T18:00:00Z' },
    { subject: 's', minutes: '50', at: 'tomorrow' },
  ])('refuses an incomplete address: %j', (params) => {
    expect(wishFrom('t', params)).toBeNull();
  });
});
