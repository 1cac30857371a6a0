import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  checkSlot,
  horizonEndFor,
  refusalCodeFor,
  slotsFor,
  type AvailabilityRules,
  type Busy,
  type SlotsQuestion,
} from './availability';
import { union } from './intervals';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './policies';

const RULES: AvailabilityRules = {
  zone: 'Europe/Kyiv',
  windows: [{ weekday: 1, start: '09:00', end: '12:00' }],
  openings: [],
  blackouts: [],
  durationsMinutes: [25, 30, 45, 50, 60, 90, 120],
  slotStepMinutes: 30,
  noticeMinutes: 120,
  horizonDays: 60,
  bufferMinutes: 0,
  sessionsPerDay: null,
  minutesPerWeek: null,
};
/** Sunday 1 March 2026; Kyiv is two hours ahead of UTC. */
const NOW = Date.UTC(2026, 2, 1);
/** Monday, 09:00 in Kyiv */
const MONDAY = Date.UTC(2026, 2, 2, 7);

const busy = (startsAt: number, minutes: number, more: Partial<Busy> = {}): Busy => ({
  startsAt,
  endsAt: startsAt + minutes * MINUTE_MS,
  kind: 'booking',
  bufferMinutes: 0,
  ...more,
});
type Change = Partial<Omit<SlotsQuestion, 'rules'>> & { rules?: Partial<AvailabilityRules> };
const question = ({ rules, ...change }: Change = {}): SlotsQuestion => ({
  busy: [],
  now: NOW,
  from: MONDAY - HOUR_MS,
  to: MONDAY + DAY_MS,
  durationMinutes: 60,
  ...change,
  rules: { ...RULES, ...rules },
});
/** the local times in the tutor's zone at which slots begin */
const times = (change: Change = {}): string[] => {
  const asked = question(change);
  return slotsFor(asked).slots.map(({ startsAt }) =>
    Temporal.Instant.fromEpochMilliseconds(startsAt)
      .toZonedDateTimeISO(asked.rules.zone)
      .toPlainTime()
      .toString({ smallestUnit: 'minute' }),
  );
};
const refusals = (startsAt: number, change: Change = {}) => {
  const answer = checkSlot({ ...question(change), startsAt });
  return answer.ok ? [] : answer.refused;
};

describe('the slots of a day', () => {
  it('lie inside the hours, on the step', () => {
    expect(times()).toEqual(['09:00', '09:30', '10:00', '10:30', '11:00']);
    expect(times({ rules: { slotStepMinutes: 15 }, durationMinutes: 120 })).toEqual([
      '09:00',
      '09:15',
      '09:30',
      '09:45',
      '10:00',
    ]);
    expect(times({ rules: { windows: [{ weekday: 1, start: '09:10', end: '10:40' }] } })).toEqual(['09:30']);
  });
  it('reach from one window into the next', () => {
    const windows = [
      { weekday: 1, start: '09:00', end: '10:00' },
      { weekday: 1, start: '10:00', end: '11:00' },
    ];
    expect(times({ rules: { windows }, durationMinutes: 90 })).toEqual(['09:00', '09:30']);
  });
  it('cross midnight', () => {
    const windows = [{ weekday: 1, start: '23:00', end: '01:00' }];
    expect(times({ rules: { windows } })).toEqual(['23:00', '23:30', '00:00']);
    const tuesday = MONDAY + 15 * HOUR_MS;
    expect(times({ rules: { windows }, from: tuesday, to: tuesday + DAY_MS })).toEqual(['00:00']);
    expect(times({ rules: { windows: [{ weekday: 1, start: '23:00', end: '24:00' }] } })).toEqual(['23:00']);
    // the hours of the next day count for the last slot, though nobody asked about that day
    const nextDay = { weekday: 2, start: '00:00', end: '01:00' };
    const both = { rules: { windows: [{ weekday: 1, start: '23:00', end: '24:00' }, nextDay] } };
    expect(times({ ...both, to: tuesday - HOUR_MS + 31 * MINUTE_MS })).toEqual(['23:00', '23:30']);
  });
  it('include extra openings, and never a blackout', () => {
    const opening = { startsAt: MONDAY + 5 * HOUR_MS, endsAt: MONDAY + 6 * HOUR_MS };
    const blackout = { startsAt: MONDAY + HOUR_MS, endsAt: MONDAY + HOUR_MS + 1 };
    expect(times({ rules: { openings: [opening] } })).toContain('14:00');
    expect(times({ rules: { blackouts: [blackout] } })).toEqual(['09:00', '10:30', '11:00']);
    expect(refusals(MONDAY + HOUR_MS, { rules: { blackouts: [blackout] } })).toEqual(['blackout']);
    expect(times({ rules: { openings: [opening], blackouts: [opening] } })).not.toContain('14:00');
  });
  it('leave out what is booked, held or busy, with the buffers of both lessons', () => {
    const ten = MONDAY + HOUR_MS;
    expect(times({ busy: [busy(ten, 60)] })).toEqual(['09:00', '11:00']);
    expect(times({ busy: [busy(ten, 60, { kind: 'hold', bufferMinutes: 10 })] })).toEqual(['09:00']);
    expect(times({ busy: [busy(ten, 60)], rules: { bufferMinutes: 10 } })).toEqual(['11:00']);
    expect(times({ busy: [busy(ten, 60, { kind: 'calendar' })], rules: { bufferMinutes: 10 } })).toEqual([
      '09:00',
      '11:00',
    ]);
  });
  it('begin after the notice and end at the horizon', () => {
    expect(times({ now: MONDAY - HOUR_MS })).toEqual(['10:00', '10:30', '11:00']);
    expect(times({ rules: { horizonDays: 1 }, now: MONDAY + HOUR_MS - DAY_MS })).toEqual(['09:00', '09:30', '10:00']);
    expect(horizonEndFor(RULES, 0)).toBe(60 * DAY_MS);
    expect(times({ from: MONDAY + 61 * DAY_MS, to: MONDAY + 70 * DAY_MS })).toEqual([]);
  });
  it('stop at the limits of a day and of a week', () => {
    const two = [busy(MONDAY, 30), busy(MONDAY - 30 * MINUTE_MS, 30, { kind: 'hold' })];
    expect(times({ busy: two, rules: { sessionsPerDay: 2 } })).toEqual([]);
    expect(times({ busy: two, rules: { sessionsPerDay: 3 } })).toEqual(['09:30', '10:00', '10:30', '11:00']);
    const sunday = busy(MONDAY + 6 * DAY_MS, 90);
    expect(times({ busy: [sunday], rules: { minutesPerWeek: 149 } })).toEqual([]);
    expect(times({ busy: [sunday], rules: { minutesPerWeek: 150 } })).toHaveLength(5);
    expect(times({ busy: [busy(MONDAY + 7 * DAY_MS, 90)], rules: { minutesPerWeek: 60 } })).toHaveLength(5);
    expect(
      times({ busy: [{ ...sunday, kind: 'calendar' }], rules: { minutesPerWeek: 60, sessionsPerDay: 1 } }),
    ).toHaveLength(5);
  });
  it('are none of a length that is not offered', () => {
    expect(times({ durationMinutes: 55 })).toEqual([]);
    expect(refusals(MONDAY, { durationMinutes: 55 })).toEqual(['duration']);
  });
});

describe('the clock changes', () => {
  const night = (zone: string, date: string): Change => {
    const from = Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
    return {
      rules: { zone, windows: [{ weekday: 7, start: '00:00', end: '05:00' }] },
      now: from - 2 * DAY_MS,
      from,
      to: from + 6 * HOUR_MS,
    };
  };
  it('in spring leave out the times that do not exist', () => {
    const gone = times(night('Europe/Kyiv', '2026-03-29'));
    expect(gone).toEqual(['00:00', '00:30', '01:00', '01:30', '02:00', '02:30', '04:00']);
  });
  it('in autumn offer a time that occurs twice once, the first', () => {
    const change = night('Europe/Kyiv', '2026-10-25');
    expect(times(change)).toEqual(['00:00', '00:30', '01:00', '01:30', '02:00', '02:30', '03:00', '03:30', '04:00']);
    const first = slotsFor(question(change)).slots[6]?.startsAt ?? 0;
    expect(refusals(first + HOUR_MS, change)).toEqual(['repeated_hour']);
  });
  it('of half an hour keep the step (Lord Howe)', () => {
    expect(times(night('Australia/Lord_Howe', '2026-10-04'))).toEqual([
      '00:00',
      '00:30',
      '01:00',
      '01:30',
      '02:30',
      '03:00',
      '03:30',
      '04:00',
    ]);
  });
  it('cut a window that begins or ends in the gap', () => {
    const change = night('Europe/Kyiv', '2026-03-29');
    const within = (start: string, end: string): string[] =>
      times({ ...change, rules: { ...change.rules, windows: [{ weekday: 7, start, end }] } });
    expect(within('03:30', '05:00')).toEqual(['04:00']);
    expect(within('01:00', '03:30')).toEqual(['01:00', '01:30', '02:00']);
    expect(within('03:00', '04:00')).toEqual([]);
  });
});

describe('the reasons against a slot', () => {
  it('are all named', () => {
    const rules = { minutesPerWeek: 10, sessionsPerDay: 1 };
    const all = { busy: [busy(MONDAY, 60), busy(MONDAY, 60, { kind: 'calendar' })], rules };
    expect(refusals(MONDAY, all)).toEqual(['busy', 'calendar_busy', 'day_limit', 'week_limit']);
    expect(refusals(MONDAY + 7 * MINUTE_MS)).toEqual(['off_step']);
    expect(refusals(MONDAY + 3 * HOUR_MS)).toEqual(['outside_hours']);
    expect(refusals(MONDAY, { now: MONDAY })).toEqual(['past']);
    expect(refusals(MONDAY, { now: MONDAY - 1 })).toEqual(['notice']);
    expect(refusals(MONDAY + 63 * DAY_MS)).toEqual(['horizon']);
    // a date beyond all calendars must neither throw nor take time
    expect(refusals(8.64e15)).toEqual(['horizon']);
    expect(refusals(-8.64e15)).toEqual(['past']);
  });
  it('become the code that explains most', () => {
    expect(refusalCodeFor(['duration', 'busy'])).toBe('duration_not_offered');
    expect(refusalCodeFor(['past', 'outside_hours'])).toBe('time_in_the_past');
    expect(refusalCodeFor(['busy'])).toBe('slot_taken');
    expect(refusalCodeFor(['busy', 'blackout'])).toBe('slot_not_offered');
    expect(refusalCodeFor(['calendar_busy'])).toBe('slot_not_offered');
  });
});

describe('the engine against a slow oracle', () => {
  const zones = [
    'UTC',
    'Europe/Kyiv',
    'Europe/London',
    'America/New_York',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Asia/Kathmandu',
    'America/Santiago',
    'Africa/Casablanca',
    'Pacific/Apia',
    'America/Asuncion',
  ];
  const time = fc.integer({ min: 0, max: 95 }).map((n) => n * 15);
  const hhmm = (minutes: number): string =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const window = fc
    .record({ weekday: fc.integer({ min: 1, max: 7 }), start: time, end: time })
    .map(({ weekday, start, end }) => ({ weekday, start: hhmm(start), end: hhmm(end) }));
  const around = (at: number) =>
    fc.array(
      fc
        .record({ offset: fc.integer({ min: -100, max: 400 }), length: fc.integer({ min: 1, max: 20 }) })
        .map(({ offset, length }) => ({
          startsAt: at + offset * 15 * MINUTE_MS,
          endsAt: at + (offset + length) * 15 * MINUTE_MS,
        })),
      { maxLength: 5 },
    );
  /** the days around both clock changes of a year, and an ordinary week */
  const start = fc.constantFrom(
    ...[
      '2026-03-06',
      '2026-03-27',
      '2026-04-03',
      '2026-09-03',
      '2026-09-25',
      '2026-10-02',
      '2026-10-23',
      '2026-10-30',
      '2026-06-15',
    ].map((date) => Date.parse(`${date}T11:25:00Z`)),
  );
  const asked = start.chain((now) =>
    fc.record({
      now: fc.constant(now),
      zone: fc.constantFrom(...zones),
      windows: fc.array(window, { minLength: 1, maxLength: 5 }),
      openings: around(now),
      blackouts: around(now),
      taken: around(now),
      calendar: around(now),
      bufferMinutes: fc.constantFrom(0, 10, 15),
      slotStepMinutes: fc.constantFrom(15, 30),
      durationMinutes: fc.constantFrom(25, 60, 90),
      sessionsPerDay: fc.constantFrom(null, null, 1, 2),
      minutesPerWeek: fc.constantFrom(null, null, 300),
    }),
  );

  type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;
  const zoned = (at: number, zone: string): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const weekOf = (at: number, zone: string): string => {
    const date = zoned(at, zone).toPlainDate();
    return date.subtract({ days: date.dayOfWeek - 1 }).toString();
  };

  const TICK = 5 * MINUTE_MS;
  /** A local time of a day; in the gap when clocks go forward: its end. */
  function edge(day: Temporal.PlainDate, text: string, zone: string): number {
    const local = day.toPlainDateTime(Temporal.PlainTime.from(text));
    const meant = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
    if (meant.toPlainDateTime().equals(local)) return meant.epochMilliseconds;
    return meant.getTimeZoneTransition('next')?.epochMilliseconds ?? NaN;
  }
  /** Every five minutes in which the tutor teaches, one by one. */
  function openTicks(a: Asked): Set<number> {
    const open = new Set<number>();
    const fill = (from: number, until: number): void => {
      for (let at = from; at < until; at += TICK) open.add(at);
    };
    const first = zoned(a.now, a.zone).toPlainDate().subtract({ days: 2 });
    for (let n = 0; n < 9; n++) {
      const date = first.add({ days: n });
      for (const { start: from, end } of a.windows.filter(({ weekday }) => weekday === date.dayOfWeek))
        fill(edge(date, from, a.zone), edge(end <= from ? date.add({ days: 1 }) : date, end, a.zone));
    }
    for (const { startsAt, endsAt } of a.openings) fill(startsAt, endsAt);
    return open;
  }
  const meets = (list: readonly { startsAt: number; endsAt: number }[], from: number, until: number): boolean =>
    list.some(({ startsAt, endsAt }) => startsAt < until && from < endsAt);
  function withinLimits(a: Asked, at: number): boolean {
    const day = zoned(at, a.zone).toPlainDate();
    const sameDay = a.taken.filter((one) => zoned(one.startsAt, a.zone).toPlainDate().equals(day));
    const sameWeek = a.taken.filter((one) => weekOf(one.startsAt, a.zone) === weekOf(at, a.zone));
    const minutes = sameWeek.reduce<number>(
      (sum, one) => sum + (one.endsAt - one.startsAt) / MINUTE_MS,
      a.durationMinutes,
    );
    return sameDay.length < (a.sessionsPerDay ?? Infinity) && minutes <= (a.minutesPerWeek ?? Infinity);
  }
  function isFree(a: Asked, at: number, end: number): boolean {
    const buffer = a.bufferMinutes * MINUTE_MS;
    const reserved = a.taken.map((one) => ({ ...one, endsAt: one.endsAt + buffer }));
    return !meets(a.blackouts, at, end) && !meets(a.calendar, at, end) && !meets(reserved, at, end + buffer);
  }
  /** Asks each quarter of an hour by itself, with Temporal's own arithmetic. */
  function slowly(a: Asked, to: number): number[] {
    const open = openTicks(a);
    const found: number[] = [];
    const earliest = a.now + 2 * HOUR_MS;
    for (let at = Math.ceil(earliest / (3 * TICK)) * 3 * TICK; at < to; at += 3 * TICK) {
      const end = at + a.durationMinutes * MINUTE_MS;
      const ticks = Array.from({ length: a.durationMinutes / 5 }, (_, n) => at + n * TICK);
      if (!ticks.every((tick) => open.has(tick))) continue;
      const local = zoned(at, a.zone);
      const named = local.toPlainDateTime().toZonedDateTime(a.zone, { disambiguation: 'earlier' });
      const onStep = local.minute % a.slotStepMinutes === 0 && named.epochMilliseconds === at;
      if (onStep && isFree(a, at, end) && withinLimits(a, at)) found.push(at);
    }
    return found;
  }

  it('finds the same slots in every zone, around both clock changes, and each of them passes the check', () => {
    let offered = 0;
    fc.assert(
      fc.property(asked, (a) => {
        const { bufferMinutes } = a;
        const rules = { ...RULES, ...a };
        const list: Busy[] = [
          ...a.taken.map((one) => ({ ...one, kind: 'booking' as const, bufferMinutes })),
          ...a.calendar.map((one) => ({ ...one, kind: 'calendar' as const, bufferMinutes: 0 })),
        ];
        const to = a.now + 4 * DAY_MS;
        const common = { rules, busy: list, now: a.now, durationMinutes: a.durationMinutes };
        const starts = slotsFor({ ...common, from: a.now, to }).slots.map(({ startsAt }) => startsAt);
        expect(starts).toEqual(slowly(a, to));
        offered += starts.length;
        for (let at = a.now - (a.now % (15 * MINUTE_MS)); at < to; at += 45 * MINUTE_MS)
          expect(checkSlot({ ...common, startsAt: at }).ok).toBe(starts.includes(at));
        for (const startsAt of starts.slice(0, 5)) expect(checkSlot({ ...common, startsAt })).toEqual({ ok: true });
      }),
      { numRuns: 50 },
    );
    expect(offered).toBeGreaterThan(150);
  });
});

describe('a union of stretches', () => {
  it('joins what touches and drops what is empty', () => {
    const stretch = (startsAt: number, endsAt: number) => ({ startsAt, endsAt });
    expect(union([stretch(5, 7), stretch(1, 3), stretch(3, 4), stretch(2, 2), stretch(6, 6.5)])).toEqual([
      stretch(1, 4),
      stretch(5, 7),
    ]);
  });
});
