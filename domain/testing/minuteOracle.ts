import { Temporal } from 'temporal-polyfill';
import type { AvailabilityRules, Busy, SlotRefusal } from '../availability';

const MINUTE = 60_000;
const DAY = 24 * 60;

/** What the tutor's clocks show in one minute. */
interface Reading {
  /** whole days since 1970 of the local date */
  readonly day: number;
  readonly minutes: number;
  /** both as one number: minutes of the local clock since 1970 */
  readonly wall: number;
}

const offsets = new Map<string, number>();
/** Minutes ahead of UTC. Asked once per quarter of an hour: no zone changes its clocks within one in these years. */
function offsetAt(zone: string, at: number): number {
  const quarter = Math.floor(at / (15 * MINUTE));
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const found = Temporal.Instant.fromEpochMilliseconds(quarter * 15 * MINUTE).toZonedDateTimeISO(
    zone,
  ).offsetNanoseconds;
  offsets.set(key, found / 6e10);
  return found / 6e10;
}

function read(zone: string, at: number): Reading {
  const wall = Math.floor(at / MINUTE) + offsetAt(zone, at);
  const day = Math.floor(wall / DAY);
  return { day, minutes: wall - day * DAY, wall };
}

const isoWeekday = (day: number): number => ((day + 3) % 7) + 1;
const weekNumber = (day: number): number => Math.floor((day + 3) / 7);
const clock = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

export interface OracleQuestion {
  readonly rules: AvailabilityRules;
  readonly busy: readonly Busy[];
  readonly now: number;
  readonly durationMinutes: number;
  /** whole minutes; slots are asked about from here */
  readonly from: number;
  readonly to: number;
}

/**
 * The slow, obvious way: walks through the minutes one by one, looks at the clock in each, and writes down whether the
 * tutor teaches in it. Knows nothing of segments, unions or steps of the engine. A window begins in the first minute in
 * which the clock shows its start or later on that date, and ends likewise: so a start that the clocks skip is the
 * moment of the jump, and of two that look alike the first counts.
 * @returns for every minute in [from, to), the reasons against a slot that begins in it
 */
export function minuteByMinute(question: OracleQuestion): ReadonlyMap<number, readonly SlotRefusal[]> {
  const { rules, from, to, durationMinutes } = question;
  const begin = from - 2 * DAY * MINUTE;
  const end = to + durationMinutes * MINUTE + DAY * MINUTE;
  const readings: Reading[] = [];
  for (let at = begin; at < end; at += MINUTE) readings.push(read(rules.zone, at));
  const teaching = teachingMinutes(rules, readings, begin);
  const first = new Map<number, number>();
  readings.forEach(({ wall }, index) => {
    if (!first.has(wall)) first.set(wall, index);
  });
  const answers = new Map<number, readonly SlotRefusal[]>();
  for (let at = from; at < to; at += MINUTE) {
    const index = (at - begin) / MINUTE;
    const repeated = first.get(readings[index]!.wall) !== index;
    const open = teaching.slice(index, index + durationMinutes).every(Boolean);
    answers.set(at, reasonsAt(question, { at, reading: readings[index]!, repeated, open }));
  }
  return answers;
}

function teachingMinutes(
  { windows, openings }: AvailabilityRules,
  readings: readonly Reading[],
  begin: number,
): boolean[] {
  const teaching = readings.map(() => false);
  const fill = (from: number, to: number): void => {
    for (let n = Math.max(0, from); n < Math.min(to, teaching.length); n++) teaching[n] = true;
  };
  /** how many days ago it began: the first minute at or past a reading of the clock */
  const reach = new Map<number, number>();
  let highest = -Infinity;
  readings.forEach(({ wall }, index) => {
    for (let passed = Math.max(highest + 1, wall - 200); passed <= wall; passed++)
      if (!reach.has(passed)) reach.set(passed, index);
    highest = Math.max(highest, wall);
  });
  const days = new Set(readings.map(({ day }) => day));
  for (const day of days)
    for (const window of windows) {
      if (isoWeekday(day) !== window.weekday) continue;
      const start = clock(window.start);
      const until = clock(window.end) > start ? clock(window.end) : clock(window.end) + DAY;
      fill(reach.get(day * DAY + start) ?? readings.length, reach.get(day * DAY + until) ?? readings.length);
    }
  for (const { startsAt, endsAt } of openings)
    fill(Math.ceil((startsAt - begin) / MINUTE), Math.ceil((endsAt - begin) / MINUTE));
  return teaching;
}

interface Minute {
  readonly at: number;
  readonly reading: Reading;
  readonly repeated: boolean;
  readonly open: boolean;
}

function reasonsAt(question: OracleQuestion, { at, reading, repeated, open }: Minute): SlotRefusal[] {
  const { rules, busy, now, durationMinutes } = question;
  if (at <= now) return ['past'];
  if (at > now + rules.horizonDays * DAY * MINUTE) return ['horizon'];
  const end = at + durationMinutes * MINUTE;
  const meets = (from: number, to: number, until = end): boolean => from < until && at < to;
  const ours = busy.filter(({ kind }) => kind !== 'calendar');
  const sameDay = ours.filter(({ startsAt }) => read(rules.zone, startsAt).day === reading.day);
  const sameWeek = ours.filter(
    ({ startsAt }) => weekNumber(read(rules.zone, startsAt).day) === weekNumber(reading.day),
  );
  const minutes = sameWeek.reduce((sum, one) => sum + (one.endsAt - one.startsAt) / MINUTE, durationMinutes);
  const taken = busy
    .filter(({ kind }) => kind === 'booking' || kind === 'hold')
    .some((one) => meets(one.startsAt, one.endsAt + one.bufferMinutes * MINUTE, end + rules.bufferMinutes * MINUTE));
  const found: [SlotRefusal, boolean][] = [
    ['duration', !rules.durationsMinutes.includes(durationMinutes)],
    ['notice', at < now + rules.noticeMinutes * MINUTE],
    ['outside_hours', !open],
    ['off_step', reading.minutes % rules.slotStepMinutes !== 0],
    ['repeated_hour', repeated],
    ['blackout', rules.blackouts.some(({ startsAt, endsAt }) => meets(startsAt, endsAt))],
    ['busy', taken],
    ['calendar_busy', busy.some(({ kind, startsAt, endsAt }) => kind === 'calendar' && meets(startsAt, endsAt))],
    ['day_limit', rules.sessionsPerDay !== null && sameDay.length >= rules.sessionsPerDay],
    ['week_limit', rules.minutesPerWeek !== null && minutes > rules.minutesPerWeek],
  ];
  return found.filter(([, holds]) => holds).map(([reason]) => reason);
}
