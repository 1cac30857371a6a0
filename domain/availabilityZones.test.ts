/** Protects: what a student is shown can be booked and what is not shown cannot, wherever the tutor's clocks stand. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { checkSlot, limitsAt, slotsFor, type AvailabilityRules, type Busy } from './availability';
import type { Interval } from './intervals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './policies';
import { explainSlot } from './slotExplanation';
import { minuteByMinute } from './testing/minuteOracle';

/** Whole, half and quarter hours; both halves of the world; half-hour changes; changes given up or moved in these years. */
const ZONES = [
  'UTC',
  'Africa/Cairo', // summer time again since 2023
  'Africa/Casablanca', // clocks go back for Ramadan
  'Africa/Johannesburg',
  'Africa/Juba', // from +03 to +02 in 2021
  'Africa/Lagos',
  'America/Anchorage',
  'America/Argentina/Buenos_Aires',
  'America/Asuncion', // no changes since 2024
  'America/Bogota',
  'America/Chicago',
  'America/Godthab', // from −03 to −02, then changes again
  'America/Halifax',
  'America/Havana',
  'America/Los_Angeles',
  'America/Mexico_City', // none since 2022
  'America/New_York',
  'America/Phoenix',
  'America/Santiago', // moved by a week in 2022
  'America/Sao_Paulo',
  'America/Scoresbysund', // another zone and other hours in 2024
  'America/St_Johns',
  'America/Ojinaga', // two changes of zone in 2022
  'Antarctica/Troll', // two hours at once
  'Asia/Almaty', // one zone for all in 2024
  'Asia/Amman', // summer time for good in 2022
  'Asia/Beirut', // hesitated in 2023
  'Asia/Dubai',
  'Asia/Gaza', // around Ramadan
  'Asia/Jerusalem',
  'Asia/Kabul',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tehran', // none since 2022
  'Asia/Tokyo',
  'Atlantic/Azores',
  'Australia/Adelaide',
  'Australia/Darwin',
  'Australia/Eucla',
  'Australia/Lord_Howe', // half an hour
  'Australia/Sydney',
  'Europe/Dublin', // negative summer time
  'Europe/Kyiv',
  'Europe/London',
  'Europe/Volgograd', // moved in 2020
  'Pacific/Apia', // none since 2021
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Fiji', // given up in 2022
  'Pacific/Kiritimati',
  'Pacific/Marquesas',
  'Pacific/Norfolk',
] as const;

const FROM = Date.UTC(2022, 0, 1);
const UNTIL = Date.UTC(2027, 0, 1);

function changesOf(zone: string): number[] {
  const found: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(FROM).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= UNTIL) return found;
    found.push(next.epochMilliseconds);
    at = next;
  }
}

const hhmm = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const time = fc.integer({ min: 0, max: 143 }).map((n) => n * 10);
const window = fc
  .record({ weekday: fc.integer({ min: 1, max: 7 }), start: time, end: fc.oneof(time, fc.constant(24 * 60)) })
  .filter(({ start, end }) => start !== end)
  .map(({ weekday, start, end }) => ({ weekday, start: hhmm(start), end: hhmm(end) }));
/** stretches around an instant, a third of them with edges that fit no step */
const stretches = (at: number, most: number): fc.Arbitrary<Interval[]> =>
  fc.array(
    fc
      .record({ offset: fc.integer({ min: -400, max: 400 }), length: fc.integer({ min: 1, max: 30 }) })
      .map(({ offset, length }) => ({
        startsAt: at + offset * 5 * MINUTE_MS,
        endsAt: at + (offset + length) * 5 * MINUTE_MS,
      })),
    { maxLength: most },
  );
const kinds = (at: number): fc.Arbitrary<Busy[]> =>
  fc
    .array(
      fc.record({
        stretch: stretches(at, 1),
        kind: fc.constantFrom(
          'booking' as const,
          'booking' as const,
          'hold' as const,
          'ended' as const,
          'calendar' as const,
        ),
        buffer: fc.constantFrom(0, 0, 5, 15, 60),
      }),
      { maxLength: 6 },
    )
    .map((list) =>
      list.flatMap(({ stretch, kind, buffer }) =>
        stretch.map((one) => ({ ...one, kind, bufferMinutes: kind === 'calendar' ? 0 : buffer })),
      ),
    );

interface World {
  readonly rules: AvailabilityRules;
  readonly busy: readonly Busy[];
  readonly now: number;
  readonly durationMinutes: number;
}
const worldAround = (zone: string, at: number): fc.Arbitrary<World> =>
  fc
    .record({
      windows: fc.oneof(
        fc.array(window, { minLength: 1, maxLength: 8 }),
        fc.constant([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: '00:00', end: '24:00' }))),
      ),
      openings: stretches(at, 3),
      blackouts: stretches(at, 3),
      busy: kinds(at),
      // most of the time well before, sometimes in the middle of it
      now: fc.constantFrom(-14 * 24, -14 * 24, -3, 0).map((hours) => at + hours * HOUR_MS),
      durationMinutes: fc.constantFrom(25, 30, 50, 60, 90),
      slotStepMinutes: fc.constantFrom(15, 30),
      noticeMinutes: fc.constantFrom(60, 120, 7 * 24 * 60),
      horizonDays: fc.constantFrom(7, 14, 60),
      bufferMinutes: fc.constantFrom(0, 0, 10, 60),
      sessionsPerDay: fc.constantFrom(null, null, 1, 3),
      minutesPerWeek: fc.constantFrom(null, null, 120, 400),
    })
    .map(({ busy, now, durationMinutes, ...rules }) => ({
      rules: { ...rules, zone, durationsMinutes: [25, 30, 50, 60, 90] },
      busy,
      now,
      durationMinutes,
    }));

/** Some hours on both sides, cut anywhere: the oracle looks at each minute, and both functions are held to what it found. */
function agree(world: World, at: number, [before, after]: readonly [number, number]): number {
  const around = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const from = around - before * MINUTE_MS;
  const to = around + after * MINUTE_MS;
  const oracle = minuteByMinute({ ...world, from, to });
  const wanted = [...oracle].filter(([, reasons]) => reasons.length === 0).map(([startsAt]) => startsAt);
  expect(slotsFor({ ...world, from, to }).slots.map(({ startsAt }) => startsAt)).toEqual(wanted);
  let asked = 0;
  for (const [startsAt, reasons] of oracle) {
    // every slot that is shown, every quarter of an hour, and some minutes that lie on no step
    if (reasons.length > 0 && (startsAt / MINUTE_MS) % 15 !== 0 && asked++ % 61 !== 0) continue;
    const answer = checkSlot({ ...world, startsAt });
    expect({ startsAt, refused: answer.ok ? [] : answer.refused }).toEqual({ startsAt, refused: [...reasons] });
  }
  return wanted.length;
}

/** minutes before and after the change */
const edge = fc.integer({ min: 240, max: 480 });
const span = fc.tuple(edge, edge);
let all = 0;
afterAll(() => {
  // worlds in which nothing is ever offered would agree about everything
  expect(all).toBeGreaterThan(500);
});

describe('the engine against an oracle that walks minute by minute', () => {
  it('knows the zones it is tried in, at least 40 of them, with half and quarter hours', () => {
    expect(new Set(ZONES).size).toBeGreaterThanOrEqual(40);
    const offsets = new Set(
      ZONES.map(
        (zone) => Temporal.Instant.fromEpochMilliseconds(FROM).toZonedDateTimeISO(zone).offsetNanoseconds / 6e10,
      ),
    );
    expect([...offsets].filter((minutes) => minutes % 60 !== 0).length).toBeGreaterThanOrEqual(7);
    expect(ZONES.flatMap(changesOf).length).toBeGreaterThan(200);
  });

  it.each(ZONES)('offers and checks the same around every change of five years in %s', (zone) => {
    const changes = changesOf(zone);
    const places = changes.length > 0 ? changes : [Date.UTC(2024, 5, 15, 12), Date.UTC(2025, 11, 31, 22)];
    let offered = 0;
    for (const at of places) {
      fc.assert(
        fc.property(worldAround(zone, at), span, (world, cut) => {
          offered += agree(world, at, cut);
        }),
        { numRuns: places.length > 5 ? 1 : 4 },
      );
    }
    all += offered;
  });
});

describe('an explanation', () => {
  const anywhere = fc.record({ zone: fc.constantFrom(...ZONES), n: fc.nat() }).chain(({ zone, n }) => {
    const changes = [...changesOf(zone), Date.UTC(2024, 5, 15, 12)];
    const at = changes[n % changes.length] ?? FROM;
    return worldAround(zone, at).map((world) => ({ world, at }));
  });

  it('names the reasons of the check, and is empty for what is offered', () => {
    fc.assert(
      fc.property(anywhere, fc.integer({ min: -100, max: 100 }), ({ world, at }, quarters) => {
        const startsAt = Math.floor(at / MINUTE_MS) * MINUTE_MS + quarters * 15 * MINUTE_MS;
        const answer = checkSlot({ ...world, startsAt });
        const reasons = explainSlot({ ...world, startsAt }).map(({ reason }) => reason);
        const refused = answer.ok ? [] : answer.refused;
        if (refused.includes('horizon')) expect(reasons[0]).toBe('horizon');
        else expect(reasons).toEqual(refused);
      }),
      { numRuns: 150 },
    );
  });

  it('has the limit reached exactly where its own numbers say so, in days and weeks of the local calendar', () => {
    fc.assert(
      fc.property(anywhere, ({ world, at }) => {
        const rules = { ...world.rules, sessionsPerDay: 2, minutesPerWeek: 180 };
        const startsAt = Math.floor(at / MINUTE_MS) * MINUTE_MS + HOUR_MS;
        const limits = limitsAt(rules, startsAt);
        const inside = (limit: Interval) =>
          world.busy.filter(
            (one) => one.kind !== 'calendar' && one.startsAt >= limit.startsAt && one.startsAt < limit.endsAt,
          );
        const answer = checkSlot({ ...world, rules, now: startsAt - 7 * DAY_MS, startsAt });
        const refused = answer.ok ? [] : answer.refused;
        const day = limits.find(({ kind }) => kind === 'day')!;
        const week = limits.find(({ kind }) => kind === 'week')!;
        const minutes = inside(week).reduce((sum, one) => sum + (one.endsAt - one.startsAt) / MINUTE_MS, 0);
        expect(refused.includes('day_limit')).toBe(inside(day).length >= 2);
        expect(refused.includes('week_limit')).toBe(minutes + world.durationMinutes > 180);
      }),
      { numRuns: 150 },
    );
  });
});
