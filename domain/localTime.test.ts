import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { clocksShift, instantOf, instantOfWall, isZone, localReading, segmentAt, zoneSegments } from './localTime';

const ZONES = ['UTC', 'Europe/Kyiv', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca'];
const at = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });
const zone = fc.constantFrom(...ZONES);

describe('a zone', () => {
  it.each(['Europe/Kyiv', 'UTC', 'America/Argentina/Buenos_Aires'])('%s is known', (name) => {
    expect(isZone(name)).toBe(true);
  });
  it.each(['Kyiv', '+02:00', '', 'Europe/Atlantis', '../etc', '2'])('%p is none', (name) => {
    expect(isZone(name)).toBe(false);
  });
  it('is covered by its segments without a gap, and they hold its offset', () => {
    fc.assert(
      fc.property(at, fc.nat({ max: 400 }), zone, (from, days, name) => {
        const to = from + days * 86_400_000;
        const segments = zoneSegments(name, from, to);
        segments.forEach((one, i) => expect(one.from).toBe(segments[i - 1]?.until ?? one.from));
        for (const when of [from, to]) {
          const local = Temporal.Instant.fromEpochMilliseconds(when).toZonedDateTimeISO(name);
          expect(segmentAt(segments, when).offsetMs).toBe(local.offsetNanoseconds / 1e6);
        }
      }),
    );
  });
  it('without segments is a bug', () => {
    expect(() => segmentAt([], 0)).toThrow(RangeError);
    expect(() => instantOfWall([], 0)).toThrow(RangeError);
  });
});

describe('a local time', () => {
  it('is read and meant the same, but for the second of two', () => {
    fc.assert(
      fc.property(at, zone, (when, name) => {
        const minute = when - (when % 60_000);
        const { date, time } = localReading(minute, name);
        const local = Temporal.PlainDateTime.from(`${date}T${time}`);
        const first = local.toZonedDateTime(name, { disambiguation: 'earlier' }).epochMilliseconds;
        expect(instantOf(`${date}T${time}`, name)).toEqual({ ok: true, value: first });
        expect([0, 1, 2]).toContain((minute - first) / 1_800_000);
      }),
    );
  });
  it('that clocks skip does not exist', () => {
    expect(instantOf('2026-03-29T03:30', 'Europe/Kyiv')).toEqual({ ok: false, code: 'time_does_not_exist' });
    expect(instantOf('2026-10-04T02:15', 'Australia/Lord_Howe')).toEqual({ ok: false, code: 'time_does_not_exist' });
    expect(instantOf('2026-03-29T04:00', 'Europe/Kyiv')).toEqual({ ok: true, value: Date.UTC(2026, 2, 29, 1) });
  });
  it('that occurs twice is the first', () => {
    expect(instantOf('2026-10-25T03:30', 'Europe/Kyiv')).toEqual({ ok: true, value: Date.UTC(2026, 9, 25, 0, 30) });
  });
  it.each(['+300000-01-01T00:00', '2026-02-30T10:00', '2026-13-01T10:00', '2026-01-01T25:00', 'tomorrow', ''])(
    '%p is refused',
    (text) => {
      expect(instantOf(text, 'UTC')).toMatchObject({ ok: false, code: 'request_invalid' });
    },
  );
  it('in no zone is refused', () => {
    expect(instantOf('2026-01-01T10:00', 'Nowhere')).toMatchObject({ ok: false, code: 'request_invalid' });
  });
  it('reads as people read it', () => {
    expect(localReading(Date.UTC(2026, 2, 1, 22, 5), 'Europe/Kyiv')).toEqual({
      date: '2026-03-02',
      time: '00:05',
      weekday: 1,
      offsetMinutes: 120,
    });
  });
});

describe('two clocks', () => {
  it('are about to shift apart when only one changes in between', () => {
    const march = Date.UTC(2026, 2, 20);
    const april = Date.UTC(2026, 3, 20);
    expect(clocksShift(['Europe/Kyiv', 'Asia/Kathmandu'], march, april)).toBe(true);
    expect(clocksShift(['Europe/Kyiv', 'Europe/London'], march, april)).toBe(false);
    expect(clocksShift(['America/New_York', 'Europe/London'], Date.UTC(2026, 2, 1), march)).toBe(true);
  });
});
