import fc from 'fast-check';
import type { CurrencyCode } from './currency';
import { judgePrices, type ProfileChanges, type ProfileValues } from './tutorProfile';

const setting = { durationsMinutes: [30, 60], liveBookings: 0 };
const profile = (differences: Partial<ProfileValues> = {}): ProfileValues => ({
  headline: '',
  description: '',
  videoUrl: null,
  languages: [],
  subjects: [],
  hourlyRate: { amountMinor: 3_000, currency: 'EUR' },
  trial: null,
  cancellation: 'standard',
  instantBooking: false,
  meetingUrl: null,
  photoFileId: null,
  education: [],
  ...differences,
});
const subject = (rateMinor: number | null) => ({ subjectId: 's', levels: [], rateMinor });
const rate = (amountMinor: number, currency: CurrencyCode = 'EUR') => ({ hourlyRate: { amountMinor, currency } });
const codeOf = (changes: ProfileChanges, before = profile(), more = {}) => {
  const decision = judgePrices(before, changes, { ...setting, ...more });
  return decision.ok ? 'fine' : decision.code;
};

describe('prices of a profile', () => {
  it.each<[string, ProfileChanges, string]>([
    ['a rate whose shortest lesson a card can pay', rate(100), 'fine'],
    ['a rate whose shortest lesson is too small for a card', rate(99), 'amount_below_minimum'],
    ['no rate at all', rate(0), 'amount_below_minimum'],
    ['a subject for less than a card takes', { subjects: [subject(99)] }, 'amount_below_minimum'],
    ['a subject at the tutor’s rate', { subjects: [subject(null)] }, 'fine'],
    ['a free trial', { trial: { priceMinor: 0, minutes: 30 } }, 'fine'],
    ['a trial for less than a card takes', { trial: { priceMinor: 49, minutes: 30 } }, 'amount_below_minimum'],
    ['a trial for what a card takes', { trial: { priceMinor: 50, minutes: 30 } }, 'fine'],
    ['no trial', { trial: null }, 'fine'],
    ['an amount between the steps of its currency', rate(20_005, 'KWD'), 'amount_below_minimum'],
    ['the same in steps', rate(20_010, 'KWD'), 'fine'],
  ])('%s: %o is %s', (_title, changes, code) => {
    expect(codeOf(changes)).toBe(code);
  });

  it('do not change their currency under a live booking, nor leave an amount behind in the old one', () => {
    const yen = rate(3_000, 'JPY');
    expect(codeOf(yen)).toBe('fine');
    expect(codeOf(yen, profile(), { liveBookings: 1 })).toBe('currency_change_refused');
    const priced = profile({ subjects: [subject(2_000)], trial: { priceMinor: 500, minutes: 30 } });
    expect(judgePrices(priced, yen, setting)).toEqual({
      ok: false,
      code: 'currency_change_refused',
      details: { liveBookings: 0, ownPrices: 1, trial: true },
    });
    expect(codeOf({ ...yen, subjects: [subject(2_000)], trial: null }, priced)).toBe('fine');
    expect(codeOf(rate(4_000), priced, { liveBookings: 5 })).toBe('fine');
  });

  it('are never judged for what was not touched', () => {
    fc.assert(
      fc.property(fc.nat(), fc.string(), (amountMinor, headline) => {
        expect(codeOf({ headline }, profile(rate(amountMinor)))).toBe('fine');
      }),
    );
  });
});
