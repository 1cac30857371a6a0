import type { ErrorCode } from './errors';
import { holds, meets, union, type Interval } from './intervals';
import { instantOfWall, localDayOf, zoneSegments, type ZoneSegment } from './localTime';
import { DAY_MS, MINUTE_MS } from './policies';
import { mondayOf, weekOf, windowsBetween, type WeeklyWindow } from './weeklyHours';

/** All that a tutor set about when they teach. Instants are epoch ms. */
export interface AvailabilityRules {
  readonly zone: string;
  readonly windows: readonly WeeklyWindow[];
  readonly openings: readonly Interval[];
  readonly blackouts: readonly Interval[];
  readonly durationsMinutes: readonly number[];
  readonly slotStepMinutes: number;
  readonly noticeMinutes: number;
  readonly horizonDays: number;
  /** kept free after every lesson */
  readonly bufferMinutes: number;
  /** lessons that begin on one local day; null: no limit */
  readonly sessionsPerDay: number | null;
  /** minutes of lessons that begin in one local week, Monday first; null: no limit */
  readonly minutesPerWeek: number | null;
}

/** Time of the tutor that is taken. What has `ended` is free again, and counts for the limits alone. */
export interface Busy extends Interval {
  readonly kind: 'booking' | 'hold' | 'ended' | 'calendar';
  /** kept free after a booking or a hold */
  readonly bufferMinutes: number;
}

/** Why a slot is not offered. */
export type SlotRefusal =
  | 'duration'
  | 'past'
  | 'notice'
  | 'horizon'
  | 'outside_hours'
  | 'off_step'
  | 'repeated_hour'
  | 'blackout'
  | 'busy'
  | 'calendar_busy'
  | 'day_limit'
  | 'week_limit';

/** Everything about a range that does not depend on the single slot. */
export interface Engine {
  readonly rules: AvailabilityRules;
  readonly now: number;
  readonly segments: readonly ZoneSegment[];
  readonly open: readonly Interval[];
  readonly blackouts: readonly Interval[];
  readonly reserved: readonly Interval[];
  readonly calendar: readonly Interval[];
  /** local times that occur for the second time */
  readonly repeated: readonly Interval[];
  readonly sessionsOn: ReadonlyMap<number, number>;
  readonly minutesIn: ReadonlyMap<number, number>;
}

export interface AvailabilityQuestion {
  readonly rules: AvailabilityRules;
  readonly busy: readonly Busy[];
  readonly now: number;
}

function tally(busy: readonly Busy[], keyOf: (one: Busy) => number, amountOf: (one: Busy) => number) {
  const sums = new Map<number, number>();
  for (const one of busy) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0) + amountOf(one));
  return sums;
}

/** A lesson's time with what is kept free after it. */
export const reservedTime = ({ startsAt, endsAt, bufferMinutes }: Omit<Busy, 'kind'>): Interval => ({
  startsAt,
  endsAt: endsAt + bufferMinutes * MINUTE_MS,
});

/** The engine for slots that lie in a range. */
export function engineFor({ rules, busy, now }: AvailabilityQuestion, range: Interval): Engine {
  const ours = busy.filter(({ kind }) => kind !== 'calendar');
  const starts = ours.map(({ startsAt }) => startsAt);
  const segments = zoneSegments(rules.zone, Math.min(range.startsAt, ...starts), Math.max(range.endsAt, ...starts));
  const dayOf = ({ startsAt }: Busy): number => localDayOf(segments, startsAt).day;
  return {
    rules,
    now,
    segments,
    open: union([...windowsBetween(rules.windows, segments, range), ...rules.openings]),
    blackouts: union(rules.blackouts),
    reserved: union(ours.filter(({ kind }) => kind !== 'ended').map(reservedTime)),
    calendar: union(busy.filter(({ kind }) => kind === 'calendar')),
    repeated: repeatedIn(segments),
    sessionsOn: tally(ours, dayOf, () => 1),
    minutesIn: tally(
      ours,
      (one) => weekOf(dayOf(one)),
      (one) => (one.endsAt - one.startsAt) / MINUTE_MS,
    ),
  };
}

/** A slot that is asked about, with what more than one rule reads: thousands are asked about for one list. */
export interface Candidate extends Interval {
  readonly minutes: number;
  /** the end of what is kept free after it */
  readonly reservedUntil: number;
  /** local day, and minutes of it, at which it begins */
  readonly day: number;
  readonly minuteOfDay: number;
}

/** The slot of this length that begins at an instant. */
export function candidateAt({ rules, segments }: Engine, startsAt: number, minutes: number): Candidate {
  const local = localDayOf(segments, startsAt);
  const endsAt = startsAt + minutes * MINUTE_MS;
  const reservedUntil = endsAt + rules.bufferMinutes * MINUTE_MS;
  return { startsAt, endsAt, minutes, reservedUntil, day: local.day, minuteOfDay: local.minutes };
}

type Rule = (engine: Engine, slot: Candidate) => boolean;

/** Each reason with the test that it holds. Listing and checking ask this one table. */
export const RULES: readonly (readonly [SlotRefusal, Rule])[] = [
  ['duration', ({ rules }, { minutes }) => !rules.durationsMinutes.includes(minutes)],
  ['notice', ({ now, rules }, { startsAt }) => startsAt < now + rules.noticeMinutes * MINUTE_MS],
  ['outside_hours', ({ open }, { startsAt, endsAt }) => !holds(open, startsAt, endsAt)],
  ['off_step', ({ rules }, { minuteOfDay }) => minuteOfDay % rules.slotStepMinutes !== 0],
  // of a local time that occurs twice the first is offered
  ['repeated_hour', ({ repeated }, { startsAt }) => meets(repeated, startsAt, startsAt + 1)],
  ['blackout', ({ blackouts }, { startsAt, endsAt }) => meets(blackouts, startsAt, endsAt)],
  ['busy', ({ reserved }, { startsAt, reservedUntil }) => meets(reserved, startsAt, reservedUntil)],
  ['calendar_busy', ({ calendar }, { startsAt, endsAt }) => meets(calendar, startsAt, endsAt)],
  [
    'day_limit',
    ({ rules, sessionsOn }, { day }) =>
      rules.sessionsPerDay !== null && (sessionsOn.get(day) ?? 0) >= rules.sessionsPerDay,
  ],
  [
    'week_limit',
    ({ rules, minutesIn }, { day, minutes }) =>
      rules.minutesPerWeek !== null && (minutesIn.get(weekOf(day)) ?? 0) + minutes > rules.minutesPerWeek,
  ],
];

/** Where clocks went back, the stretch whose local times were there before. */
function repeatedIn(segments: readonly ZoneSegment[]): Interval[] {
  const after = segments.slice(1);
  return union(
    after.map(({ from, offsetMs }, i) => ({ startsAt: from, endsAt: from + (segments[i]?.offsetMs ?? 0) - offsetMs })),
  );
}

/** The last instant at which a lesson can begin at all. @param now epoch ms */
export function horizonEndFor(rules: Pick<AvailabilityRules, 'horizonDays'>, now: number): number {
  return now + rules.horizonDays * DAY_MS;
}

/** Which slots to list: those that begin in the range, half open. */
export type SlotsQuestion = AvailabilityQuestion & {
  readonly from: number;
  readonly to: number;
  readonly durationMinutes: number;
};

/**
 * The slots that can be booked, in order: windows ∪ openings − blackouts − bookings and holds with buffers − calendar
 * busy − notice − horizon − limits, at the tutor's step by the local clock. Times that clocks skip are not offered, of
 * times that occur twice the first. Each of them passes `checkSlot`, and no other does.
 * Source: domain page, section 7.
 */
export function slotsFor({ from, to, durationMinutes, ...question }: SlotsQuestion): { slots: Interval[] } {
  const { rules, now } = question;
  const range = { startsAt: Math.max(from, now + 1), endsAt: Math.min(to, horizonEndFor(rules, now) + 1) };
  if (range.startsAt >= range.endsAt || !rules.durationsMinutes.includes(durationMinutes)) return { slots: [] };
  // the last slot ends after the range does
  const engine = engineFor(question, { ...range, endsAt: range.endsAt + durationMinutes * MINUTE_MS });
  const step = rules.slotStepMinutes * MINUTE_MS;
  const slots: Interval[] = [];
  for (const open of engine.open) {
    const begin = Math.max(open.startsAt, range.startsAt);
    const end = Math.min(open.endsAt - durationMinutes * MINUTE_MS + 1, range.endsAt);
    for (let at = begin + untilStep(engine, begin); at < end; at += step) {
      const slot = candidateAt(engine, at, durationMinutes);
      if (isOffered(engine, slot)) slots.push({ startsAt: at, endsAt: slot.endsAt });
    }
  }
  return { slots };
}

function isOffered(engine: Engine, slot: Candidate): boolean {
  for (const [, refuses] of RULES) if (refuses(engine, slot)) return false;
  return true;
}

/** How long until the local clock stands on a step. Clock changes are whole multiples of every step we offer. */
function untilStep({ segments, rules }: Engine, at: number): number {
  const over = localDayOf(segments, at).minutes % rules.slotStepMinutes;
  return over === 0 ? 0 : (rules.slotStepMinutes - over) * MINUTE_MS;
}

/**
 * Whether a slot can be booked: the same engine as `slotsFor`, so that what is shown is what is taken.
 * @returns every reason against it
 */
export function checkSlot({
  startsAt,
  durationMinutes,
  ...question
}: AvailabilityQuestion & { readonly startsAt: number; readonly durationMinutes: number }):
  | { readonly ok: true }
  | { readonly ok: false; readonly refused: readonly SlotRefusal[] } {
  const { rules, now } = question;
  // local time is computed for what can be booked at all: a year out of all bounds costs nothing
  if (startsAt <= now) return { ok: false, refused: ['past'] };
  if (startsAt > horizonEndFor(rules, now)) return { ok: false, refused: ['horizon'] };
  const engine = engineFor(question, { startsAt, endsAt: startsAt + durationMinutes * MINUTE_MS });
  const slot = candidateAt(engine, startsAt, durationMinutes);
  const refused = RULES.filter(([, refuses]) => refuses(engine, slot)).map(([reason]) => reason);
  return refused.length === 0 ? { ok: true } : { ok: false, refused };
}

/** How many lessons, or minutes of them, may begin in a stretch of time. */
export interface Limit extends Interval {
  readonly kind: 'day' | 'week';
  /** lessons of a day · minutes of a week */
  readonly most: number;
}

/**
 * The tutor's limits at a lesson's start, as instants: whoever stores the lesson counts in them what is stored already,
 * without knowing zones. The day and the week are local ones, Monday first.
 */
export function limitsAt(
  rules: Pick<AvailabilityRules, 'zone' | 'sessionsPerDay' | 'minutesPerWeek'>,
  startsAt: number,
): Limit[] {
  const { zone, sessionsPerDay, minutesPerWeek } = rules;
  if (sessionsPerDay === null && minutesPerWeek === null) return [];
  const segments = zoneSegments(zone, startsAt - 7 * DAY_MS, startsAt + 7 * DAY_MS);
  const { day } = localDayOf(segments, startsAt);
  const between = (first: number, next: number): Interval => ({
    startsAt: instantOfWall(segments, first * DAY_MS).at,
    endsAt: instantOfWall(segments, next * DAY_MS).at,
  });
  const limits: Limit[] = [];
  if (sessionsPerDay !== null) limits.push({ kind: 'day', most: sessionsPerDay, ...between(day, day + 1) });
  const monday = mondayOf(weekOf(day));
  if (minutesPerWeek !== null) limits.push({ kind: 'week', most: minutesPerWeek, ...between(monday, monday + 7) });
  return limits;
}

/** The code that tells a student why a slot cannot be booked: the reason that explains most. */
export function refusalCodeFor(refused: readonly SlotRefusal[]): ErrorCode {
  if (refused.includes('duration')) return 'duration_not_offered';
  if (refused.includes('past')) return 'time_in_the_past';
  if (refused.every((reason) => reason === 'busy')) return 'slot_taken';
  if (refused.every((reason) => reason === 'day_limit')) return 'tutor_day_full';
  return refused.every((reason) => reason === 'day_limit' || reason === 'week_limit')
    ? 'tutor_week_full'
    : 'slot_not_offered';
}
