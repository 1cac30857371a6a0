import { START_GRID_MS, WEEK_MS } from './freeTime';
import { DAY_MS, HOUR_MS } from './policies';
import { SEARCH_LIMITS, wantedHours, wantedStarts, type WantedHours } from './search';

const MONDAY = Date.UTC(2026, 2, 2);
const hoursOf = (free: string, zone = 'UTC', withinDays = 14): WantedHours => {
  const decision = wantedHours(free, zone, withinDays);
  if (!decision.ok) throw new Error(decision.code);
  return decision.value;
};
/** the instants that suit, in order */
function instants(hours: WantedHours, minutes: number, now = MONDAY): number[] {
  const { weeks, starts } = wantedStarts(hours, minutes, now);
  return weeks.flatMap((week, i) =>
    [...(starts[i] ?? '')].flatMap((bit, n) => (bit === '1' ? [week + n * START_GRID_MS] : [])),
  );
}

describe('the hours of my week', () => {
  it('are read with whole hours and minutes, into the next day', () => {
    expect(hoursOf('tue:18-21,SAT:9:30-12,sun:22-2').windows).toEqual([
      { weekday: 2, start: '18:00', end: '21:00' },
      { weekday: 6, start: '09:30', end: '12:00' },
      { weekday: 7, start: '22:00', end: '02:00' },
    ]);
    expect(hoursOf('mon:0-24').windows).toEqual([{ weekday: 1, start: '00:00', end: '24:00' }]);
  });
  it.each(['', 'tue', 'tue:18', 'tue:18-25', 'tue:18-18', 'day:1-2', 'tue:1-2;', 'tue:1-24:30', 'tue:1-2,', '1:1-2'])(
    'are refused where %p is none',
    (free) => {
      expect(wantedHours(free, 'UTC', 14)).toEqual({ ok: false, code: 'search_hours_invalid' });
    },
  );
  it('are refused in a zone that does not exist', () => {
    expect(wantedHours('tue:1-2', 'Nowhere/Never', 14)).toMatchObject({ code: 'search_hours_invalid' });
    expect(wantedHours('tue:1-2', '+02:00', 14)).toMatchObject({ code: 'search_hours_invalid' });
  });
  it('are refused beyond what one search may ask for, and not at it', () => {
    const many = (n: number): string => Array.from({ length: n }, () => 'tue:18-21').join(',');
    expect(wantedHours(many(SEARCH_LIMITS.freeWindows), 'UTC', SEARCH_LIMITS.withinDays.max)).toMatchObject({
      ok: true,
    });
    expect(wantedHours(many(22), 'UTC', 14)).toMatchObject({ code: 'search_too_wide', details: { limit: 21 } });
    expect(wantedHours('tue:1-2', 'UTC', 29)).toMatchObject({ code: 'search_too_wide', details: { limit: 28 } });
  });
});

describe('the starts that suit', () => {
  it('leave room for the whole lesson within the hours', () => {
    const six = MONDAY + DAY_MS + 18 * HOUR_MS;
    const quarters = [0, 1, 2, 3, 4].map((n) => six + n * START_GRID_MS);
    expect(instants(hoursOf('tue:18-20'), 60)).toEqual([...quarters, ...quarters.map((at) => at + WEEK_MS)]);
    expect(instants(hoursOf('tue:18-18:45'), 60)).toEqual([]);
  });
  it('reach over hours that touch each other', () => {
    expect(instants(hoursOf('tue:18-18:30,tue:18:30-19', 'UTC', 7), 60)).toEqual([MONDAY + DAY_MS + 18 * HOUR_MS]);
  });
  it('are of the zone asked for, on both sides of a clock change', () => {
    const found = instants(hoursOf('sun:18-19', 'Europe/Kyiv', 28), 60, Date.UTC(2026, 2, 16));
    expect(found.map((at) => new Date(at).toISOString().slice(5, 16))).toEqual([
      '03-22T16:00',
      '03-29T15:00',
      '04-05T15:00',
      '04-12T15:00',
    ]);
  });
  it('lie between now and the last of the days', () => {
    const now = MONDAY + DAY_MS + 18 * HOUR_MS + 1;
    expect(instants(hoursOf('tue:18-19:15', 'UTC', 7), 60, now)).toEqual([MONDAY + DAY_MS + 18.25 * HOUR_MS]);
  });
});
