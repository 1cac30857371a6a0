import type { AvailabilityRules, Busy } from './availability';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './policies';
import { explainSlot, type ExplainQuestion } from './slotExplanation';

const RULES: AvailabilityRules = {
  zone: 'Europe/Kyiv',
  windows: [{ weekday: 1, start: '09:00', end: '12:00' }],
  openings: [],
  blackouts: [],
  durationsMinutes: [30, 60],
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
type Named = Busy & { readonly code: string };
const lesson = (code: string, startsAt: number, more: Partial<Busy> = {}): Named => ({
  code,
  kind: 'booking',
  startsAt,
  endsAt: startsAt + HOUR_MS,
  bufferMinutes: 0,
  ...more,
});
type Change = Partial<Omit<ExplainQuestion<Named, Holiday>, 'rules'>> & { rules?: object };
interface Holiday {
  readonly id: string;
  readonly startsAt: number;
  readonly endsAt: number;
}
const explain = ({ rules, ...change }: Change = {}) =>
  explainSlot<Named, Holiday>({
    busy: [],
    now: NOW,
    startsAt: MONDAY,
    durationMinutes: 60,
    ...change,
    rules: { ...RULES, blackouts: [], ...rules },
  });

describe('why a slot is not offered', () => {
  it('is nothing when it is', () => {
    expect(explain()).toEqual([]);
  });

  it('names the length, and until when the notice and the horizon reach', () => {
    expect(explain({ durationMinutes: 45 })).toEqual([{ reason: 'duration', offeredMinutes: [30, 60] }]);
    const now = MONDAY - HOUR_MS;
    expect(explain({ now })).toEqual([{ reason: 'notice', noticeMinutes: 120, until: now + 2 * HOUR_MS }]);
    expect(explain({ rules: { horizonDays: 1 } })).toEqual([
      { reason: 'horizon', horizonDays: 1, until: NOW + DAY_MS },
    ]);
    expect(explain({ now: MONDAY })).toEqual([{ reason: 'past' }]);
  });

  it('shows the hours of that local day', () => {
    const open = [{ startsAt: MONDAY, endsAt: MONDAY + 3 * HOUR_MS }];
    expect(explain({ startsAt: MONDAY + 3 * HOUR_MS })).toEqual([{ reason: 'outside_hours', open }]);
    expect(explain({ startsAt: MONDAY + DAY_MS })).toEqual([{ reason: 'outside_hours', open: [] }]);
  });

  it('shows the starts on the step before and after', () => {
    const startsAt = MONDAY + 40 * MINUTE_MS;
    expect(explain({ startsAt })).toEqual([
      { reason: 'off_step', stepMinutes: 30, before: MONDAY + 30 * MINUTE_MS, after: MONDAY + HOUR_MS },
    ]);
  });

  it('shows the first of two equal local times', () => {
    const first = Date.UTC(2026, 9, 25, 0);
    const rules = { windows: [{ weekday: 7, start: '00:00', end: '12:00' }] };
    const now = first - DAY_MS;
    expect(explain({ rules, now, startsAt: first + HOUR_MS })).toEqual([{ reason: 'repeated_hour', first }]);
  });

  it('names the blackouts, bookings and calendars in the way, and no others', () => {
    const away = { id: 'away', startsAt: MONDAY + HOUR_MS - 1, endsAt: MONDAY + 2 * HOUR_MS };
    const other = { id: 'other', startsAt: MONDAY + HOUR_MS, endsAt: MONDAY + 2 * HOUR_MS };
    expect(explain({ rules: { blackouts: [away, other] } })).toEqual([{ reason: 'blackout', blackouts: [away] }]);
    const before = lesson('B-1', MONDAY - HOUR_MS, { bufferMinutes: 15 });
    const after = lesson('B-2', MONDAY + HOUR_MS, { kind: 'hold' });
    const calendar = lesson('', MONDAY + 30 * MINUTE_MS, { kind: 'calendar' });
    const over = lesson('B-3', MONDAY, { kind: 'ended' });
    const busy = [before, after, calendar, over];
    expect(explain({ busy })).toEqual([
      { reason: 'busy', busy: [before], bufferMinutes: 0 },
      { reason: 'calendar_busy', busy: [calendar] },
    ]);
    expect(explain({ busy: [after], rules: { bufferMinutes: 10 } })).toEqual([
      { reason: 'busy', busy: [after], bufferMinutes: 10 },
    ]);
  });

  it('counts what is taken of the limits, lessons that are over included', () => {
    const busy = [lesson('B-1', MONDAY - 2 * HOUR_MS, { kind: 'ended' }), lesson('B-2', MONDAY + 5 * DAY_MS)];
    const day = { startsAt: MONDAY - 9 * HOUR_MS, endsAt: MONDAY + 15 * HOUR_MS };
    expect(explain({ busy, rules: { sessionsPerDay: 1, minutesPerWeek: 150 } })).toEqual([
      { reason: 'day_limit', limit: 1, taken: 1, during: day },
      {
        reason: 'week_limit',
        limit: 150,
        taken: 120,
        during: { startsAt: day.startsAt, endsAt: day.startsAt + 7 * DAY_MS },
      },
    ]);
  });
});
