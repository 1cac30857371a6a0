import {
  candidateAt,
  engineFor,
  horizonEndFor,
  reservedTime,
  RULES,
  type AvailabilityQuestion,
  type AvailabilityRules,
  type Busy,
  type Candidate,
  type Engine,
  type SlotRefusal,
} from './availability';
import type { Interval } from './intervals';
import { instantOfWall, localDayOf } from './localTime';
import { DAY_MS, MINUTE_MS } from './policies';
import { mondayOf, weekOf } from './weeklyHours';

const overlaps = (a: Interval, b: Interval): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;
const minutesOf = ({ startsAt, endsAt }: Interval): number => (endsAt - startsAt) / MINUTE_MS;

/** Why a slot is not offered, with the facts that a tutor needs to change that. Instants are epoch ms. */
export type Explanation<B extends Busy = Busy, X extends Interval = Interval> =
  | { readonly reason: 'duration'; readonly offeredMinutes: readonly number[] }
  | { readonly reason: 'past' }
  /** lessons can be booked from `until` on */
  | { readonly reason: 'notice'; readonly noticeMinutes: number; readonly until: number }
  | { readonly reason: 'horizon'; readonly horizonDays: number; readonly until: number }
  /** what is open on the slot's local day, possibly nothing */
  | { readonly reason: 'outside_hours'; readonly open: readonly Interval[] }
  /** the nearest starts on the step, before and after */
  | { readonly reason: 'off_step'; readonly stepMinutes: number; readonly before: number; readonly after: number }
  /** the same local time, an instant earlier */
  | { readonly reason: 'repeated_hour'; readonly first: number }
  | { readonly reason: 'blackout'; readonly blackouts: readonly X[] }
  /** bookings and holds in the way, their buffers and the slot's own included */
  | { readonly reason: 'busy'; readonly busy: readonly B[]; readonly bufferMinutes: number }
  | { readonly reason: 'calendar_busy'; readonly busy: readonly B[] }
  | {
      readonly reason: 'day_limit';
      readonly limit: number;
      /** lessons of the day */
      readonly taken: number;
      readonly during: Interval;
    }
  | {
      readonly reason: 'week_limit';
      /** minutes of the week */
      readonly limit: number;
      readonly taken: number;
      readonly during: Interval;
    };

export type ExplainQuestion<B extends Busy, X extends Interval> = Omit<AvailabilityQuestion, 'rules' | 'busy'> & {
  readonly rules: Omit<AvailabilityRules, 'blackouts'> & { readonly blackouts: readonly X[] };
  readonly busy: readonly B[];
  readonly startsAt: number;
  readonly durationMinutes: number;
};

interface Asked<B extends Busy, X extends Interval> {
  readonly question: ExplainQuestion<B, X>;
  readonly engine: Engine;
  readonly slot: Candidate;
}

function daySpan({ segments }: Engine, first: number, days: number): Interval {
  return {
    startsAt: instantOfWall(segments, first * DAY_MS).at,
    endsAt: instantOfWall(segments, (first + days) * DAY_MS).at,
  };
}

function limitFacts<B extends Busy, X extends Interval>(kind: 'day' | 'week', asked: Asked<B, X>): Explanation<B, X> {
  const { question, engine, slot } = asked;
  const { day } = slot;
  const during = kind === 'day' ? daySpan(engine, day, 1) : daySpan(engine, mondayOf(weekOf(day)), 7);
  const inside = question.busy.filter(
    (one) => one.kind !== 'calendar' && one.startsAt >= during.startsAt && one.startsAt < during.endsAt,
  );
  const { sessionsPerDay, minutesPerWeek } = question.rules;
  return kind === 'day'
    ? { reason: 'day_limit', limit: sessionsPerDay ?? 0, taken: inside.length, during }
    : {
        reason: 'week_limit',
        limit: minutesPerWeek ?? 0,
        taken: inside.reduce((sum, one) => sum + minutesOf(one), 0),
        during,
      };
}

function stepFacts<B extends Busy, X extends Interval>({ engine, slot }: Asked<B, X>): Explanation<B, X> {
  const { slotStepMinutes } = engine.rules;
  const over = slot.minuteOfDay % slotStepMinutes;
  const before = slot.startsAt - over * MINUTE_MS;
  return { reason: 'off_step', stepMinutes: slotStepMinutes, before, after: before + slotStepMinutes * MINUTE_MS };
}

/** The first occurrence of a local time that the clocks show twice. */
function firstOf({ segments }: Engine, at: number): number {
  const { day, minutes } = localDayOf(segments, at);
  return instantOfWall(segments, day * DAY_MS + minutes * MINUTE_MS).at;
}

function busyFacts<B extends Busy, X extends Interval>({ question, engine, slot }: Asked<B, X>): Explanation<B, X> {
  const { bufferMinutes } = engine.rules;
  const wanted = { startsAt: slot.startsAt, endsAt: slot.reservedUntil };
  const busy = question.busy.filter(
    (one) => (one.kind === 'booking' || one.kind === 'hold') && overlaps(reservedTime(one), wanted),
  );
  return { reason: 'busy', busy, bufferMinutes };
}

function openFacts<B extends Busy, X extends Interval>({ engine, slot }: Asked<B, X>): Explanation<B, X> {
  const day = daySpan(engine, slot.day, 1);
  return { reason: 'outside_hours', open: engine.open.filter((one) => overlaps(one, day)) };
}

function factsOf<B extends Busy, X extends Interval>(reason: SlotRefusal, asked: Asked<B, X>): Explanation<B, X> {
  const { question, engine, slot } = asked;
  const { durationsMinutes, noticeMinutes, horizonDays } = engine.rules;
  const facts: Readonly<Record<SlotRefusal, () => Explanation<B, X>>> = {
    duration: () => ({ reason: 'duration', offeredMinutes: durationsMinutes }),
    past: () => ({ reason: 'past' }),
    notice: () => ({ reason: 'notice', noticeMinutes, until: engine.now + noticeMinutes * MINUTE_MS }),
    horizon: () => ({ reason: 'horizon', horizonDays, until: horizonEndFor(engine.rules, engine.now) }),
    outside_hours: () => openFacts(asked),
    off_step: () => stepFacts(asked),
    repeated_hour: () => ({ reason: 'repeated_hour', first: firstOf(engine, slot.startsAt) }),
    blackout: () => ({
      reason: 'blackout',
      blackouts: question.rules.blackouts.filter((one) => overlaps(one, slot)),
    }),
    busy: () => busyFacts(asked),
    calendar_busy: () => ({
      reason: 'calendar_busy',
      busy: question.busy.filter((one) => one.kind === 'calendar' && overlaps(one, slot)),
    }),
    day_limit: () => limitFacts('day', asked),
    week_limit: () => limitFacts('week', asked),
  };
  return facts[reason]();
}

/**
 * Everything that stands against a slot, with its facts, by the rules that `slotsFor` and `checkSlot` use: empty when
 * the slot is offered. A time that has passed is explained by that alone.
 * `busy` must reach over the local week of the slot where limits are set; exceptions over its local day.
 */
export function explainSlot<B extends Busy, X extends Interval>(
  question: ExplainQuestion<B, X>,
): readonly Explanation<B, X>[] {
  const { startsAt, durationMinutes, now, rules } = question;
  if (startsAt <= now) return [{ reason: 'past' }];
  // wide enough for the days and weeks that the facts speak of
  const around = { startsAt: startsAt - 8 * DAY_MS, endsAt: startsAt + 8 * DAY_MS + durationMinutes * MINUTE_MS };
  const engine = engineFor(question, around);
  const slot = candidateAt(engine, startsAt, durationMinutes);
  const asked = { question, engine, slot };
  const refused = RULES.filter(([, refuses]) => refuses(asked.engine, slot)).map(([reason]) => reason);
  const reasons: SlotRefusal[] = startsAt > horizonEndFor(rules, now) ? ['horizon', ...refused] : refused;
  return reasons.map((reason) => factsOf(reason, asked));
}
