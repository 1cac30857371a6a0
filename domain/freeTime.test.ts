import fc from 'fast-check';
import { slotsFor, type AvailabilityRules } from './availability';
import { freeWeeksFor, keptWeeks, START_GRID_MS, WEEK_MS, weekOf, weeksBetween, WEEK_STARTS } from './freeTime';
import { DAY_MS, HOUR_MS } from './policies';

const MONDAY = Date.UTC(2026, 2, 2);
const RULES: AvailabilityRules = {
  zone: 'UTC',
  windows: [{ weekday: 1, start: '09:00', end: '10:30' }],
  openings: [],
  blackouts: [],
  durationsMinutes: [90, 30],
  slotStepMinutes: 30,
  noticeMinutes: 10_080,
  horizonDays: 7,
  bufferMinutes: 0,
  sessionsPerDay: null,
  minutesPerWeek: null,
};

/** the instants whose bits are set */
function startsOf(weeks: readonly number[], free: readonly string[]): number[] {
  return free.flatMap((bits, week) =>
    [...bits].flatMap((bit, i) => (bit === '1' ? [(weeks[week] ?? NaN) + i * START_GRID_MS] : [])),
  );
}

describe('the weeks', () => {
  it('begin on Mondays in UTC, before 1970 as well', () => {
    expect(weekOf(MONDAY)).toBe(MONDAY);
    expect(weekOf(MONDAY - 1)).toBe(MONDAY - WEEK_MS);
    expect(weekOf(MONDAY + WEEK_MS - 1)).toBe(MONDAY);
    expect(new Date(weekOf(-400 * DAY_MS)).getUTCDay()).toBe(1);
  });
  it('are all that a span touches', () => {
    expect(weeksBetween(MONDAY + 1, MONDAY + 1)).toEqual([MONDAY]);
    expect(weeksBetween(MONDAY, MONDAY + WEEK_MS)).toEqual([MONDAY]);
    expect(weeksBetween(MONDAY - 1, MONDAY + 1)).toEqual([MONDAY - WEEK_MS, MONDAY]);
  });
  it('are kept as far as a lesson can begin, the last instant included', () => {
    expect(keptWeeks({ horizonDays: 7 }, MONDAY)).toEqual([MONDAY, MONDAY + WEEK_MS]);
    expect(keptWeeks({ horizonDays: 7 }, MONDAY - 1)).toEqual([MONDAY - WEEK_MS, MONDAY]);
  });
});

describe('the starts of a week', () => {
  it('are those of the shortest length, without notice and horizon', () => {
    const weeks = [MONDAY, MONDAY + WEEK_MS];
    const free = freeWeeksFor({ rules: RULES, busy: [] }, weeks);
    expect(free.map((bits) => bits.length)).toEqual([WEEK_STARTS, WEEK_STARTS]);
    const nine = MONDAY + 9 * HOUR_MS;
    const expected = [nine, nine + HOUR_MS / 2, nine + HOUR_MS];
    expect(startsOf(weeks, free)).toEqual([...expected, ...expected.map((at) => at + WEEK_MS)]);
  });
  it('are none where there are no weeks', () => {
    expect(freeWeeksFor({ rules: RULES, busy: [] }, [])).toEqual([]);
  });

  it('are every start of the engine, in zones whose clocks stand on a quarter, whole weeks or one by one', () => {
    const zone = fc.constantFrom('Asia/Kathmandu', 'Pacific/Chatham', 'Australia/Lord_Howe', 'America/New_York', 'UTC');
    const week = fc.constantFrom(...['2026-03-02', '2026-03-23', '2026-09-21', '2026-10-26'].map((d) => Date.parse(d)));
    fc.assert(
      fc.property(
        fc.record({ zone, at: week, step: fc.constantFrom(15, 30), taken: fc.integer({ min: 0, max: 1_300 }) }),
        ({ zone, at, step, taken }) => {
          const rules = {
            ...RULES,
            zone,
            slotStepMinutes: step,
            sessionsPerDay: 2,
            windows: [1, 3, 6, 7].map((weekday) => ({ weekday, start: '22:00', end: '07:15' })),
          };
          const startsAt = at + taken * START_GRID_MS;
          const busy = [{ kind: 'booking', startsAt, endsAt: startsAt + HOUR_MS, bufferMinutes: 20 } as const];
          const weeks = weeksBetween(at, at + 2 * WEEK_MS);
          const engine = slotsFor({
            rules: { ...rules, noticeMinutes: 0, horizonDays: 30 },
            busy,
            now: at - 1,
            from: at,
            to: at + 2 * WEEK_MS,
            durationMinutes: 30,
          });
          const free = freeWeeksFor({ rules, busy }, weeks);
          expect(startsOf(weeks, free)).toEqual(engine.slots.map((slot) => slot.startsAt));
          expect(weeks.flatMap((one) => freeWeeksFor({ rules, busy }, [one]))).toEqual(free);
        },
      ),
      { numRuns: 60 },
    );
  });
});
