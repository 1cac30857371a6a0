import fc from 'fast-check';
import { isLateForTutor, shareSchedule, studentShareBps } from './cancellation';
import { CANCELLATION_PRESETS, canonicalTerms, HOUR_MS, MINUTE_MS, type CancellationPreset } from './policies';
import { buildTerms, STARTS_AT } from './testing/buildBooking';

const share = (preset: CancellationPreset, before: number): number | null =>
  studentShareBps(CANCELLATION_PRESETS[preset], { startsAt: STARTS_AT, at: STARTS_AT - before, actor: 'student' });
const border = (hours: number): number => hours * HOUR_MS - 5 * MINUTE_MS;

describe('a student who cancels', () => {
  it.each([
    ['standard', border(24), 10_000],
    ['standard', border(24) - 1, 0],
    ['standard', 1, 0],
    ['moderate', border(24), 10_000],
    ['moderate', border(24) - 1, 5_000],
    ['moderate', border(12), 5_000],
    ['moderate', border(12) - 1, 0],
    ['flexible', border(6), 10_000],
    ['flexible', border(6) - 1, 5_000],
    ['flexible', 1, 5_000],
  ] as const)('under %s, %p ms before the start, gets %p bps: five minutes of tolerance', (preset, before, bps) => {
    expect(share(preset, before)).toBe(bps);
  });
  it.each(['standard', 'moderate', 'flexible'] as const)('gets nothing decided from the start on (%s)', (preset) => {
    expect(share(preset, 0)).toBeNull();
    expect(share(preset, -HOUR_MS)).toBeNull();
  });
  it('never gets more by waiting, and never less than standard gives', () => {
    const before = fc.integer({ min: 1, max: 72 * HOUR_MS });
    fc.assert(
      fc.property(before, before, fc.constantFrom('standard', 'moderate', 'flexible'), (a, b, preset) => {
        const [earlier, later] = a > b ? [a, b] : [b, a];
        expect(share(preset, earlier)).toBeGreaterThanOrEqual(share(preset, later) ?? 0);
        expect(share(preset, a)).toBeGreaterThanOrEqual(share('standard', a) ?? 0);
      }),
    );
  });
});

describe('anybody else who cancels', () => {
  it.each(['tutor', 'support', 'admin', 'owner', 'clock'] as const)('gives all back (%s)', (actor) => {
    const moment = { startsAt: STARTS_AT, at: STARTS_AT - 1, actor };
    expect(studentShareBps(CANCELLATION_PRESETS.standard, moment)).toBe(10_000);
  });
  it('is late as a tutor under 24 h, less five minutes in their favour', () => {
    const late = (before: number): boolean =>
      isLateForTutor(CANCELLATION_PRESETS.flexible, { startsAt: STARTS_AT, at: STARTS_AT - before });
    expect(late(border(24))).toBe(false);
    expect(late(border(24) - 1)).toBe(true);
  });
});

describe('the schedule of shares', () => {
  it('says the same as the share at every instant', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 72 * HOUR_MS }),
        fc.constantFrom('moderate', 'flexible'),
        (before, preset) => {
          const rows = shareSchedule(CANCELLATION_PRESETS[preset], STARTS_AT);
          expect(rows.find(({ untilAt }) => STARTS_AT - before <= untilAt)?.shareBps).toBe(share(preset, before));
        },
      ),
    );
  });
  it('ends at the start', () => {
    expect(shareSchedule(CANCELLATION_PRESETS.moderate, STARTS_AT)).toEqual([
      { untilAt: STARTS_AT - border(24), borderAt: STARTS_AT - 24 * HOUR_MS, shareBps: 10_000 },
      { untilAt: STARTS_AT - border(12), borderAt: STARTS_AT - 12 * HOUR_MS, shareBps: 5_000 },
      { untilAt: STARTS_AT, borderAt: STARTS_AT, shareBps: 0 },
    ]);
  });
  it('is told by its plain borders: the tolerance is given on top, and to nobody after the start', () => {
    const { toleranceMinutes } = CANCELLATION_PRESETS.flexible;
    const [first, last] = shareSchedule(CANCELLATION_PRESETS.flexible, STARTS_AT);
    expect(first).toMatchObject({ borderAt: STARTS_AT - 6 * HOUR_MS });
    expect((first?.untilAt ?? 0) - (first?.borderAt ?? 0)).toBe(toleranceMinutes * MINUTE_MS);
    expect(last).toMatchObject({ untilAt: STARTS_AT, borderAt: STARTS_AT });
  });
});

describe('the canonical text of terms', () => {
  it('is the same whatever the order in which they were put together', () => {
    const terms = buildTerms();
    const turned = Object.fromEntries(Object.entries(terms).reverse()) as unknown as typeof terms;
    expect(canonicalTerms(turned)).toBe(canonicalTerms(terms));
    expect(JSON.parse(canonicalTerms(terms))).toEqual(terms);
  });
  it('differs with every value', () => {
    const texts = [
      buildTerms(),
      buildTerms({ instant: true }),
      buildTerms({ compensation: null }),
      buildTerms({ cancellation: CANCELLATION_PRESETS.flexible }),
      buildTerms({ commissionBps: 1_500 }),
    ].map(canonicalTerms);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
