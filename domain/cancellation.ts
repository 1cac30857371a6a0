import type { Actor } from './booking';
import { WHOLE_BPS } from './money';
import { HOUR_MS, MINUTE_MS, type CancellationPolicy } from './policies';

/** One stretch of time in which a student who cancels gets the same share back. */
export interface ShareWindow {
  /** the last instant at which the share is given; of the last window the start, from which on nobody cancels */
  readonly untilAt: number;
  /** the border that people are told: `untilAt` without the tolerance, which is grace and no promise */
  readonly borderAt: number;
  readonly shareBps: number;
}

/**
 * What a student who cancels gets back, from now to the start. `untilAt` includes the tolerance.
 * Source: domain page, section 4, cancellation policy.
 */
export function shareSchedule(policy: CancellationPolicy, startsAt: number): ShareWindow[] {
  const tolerance = policy.toleranceMinutes * MINUTE_MS;
  const windows = policy.rows.map(({ hoursBefore, studentShareBps: shareBps }) => {
    const borderAt = startsAt - hoursBefore * HOUR_MS;
    return { untilAt: Math.min(borderAt + tolerance, startsAt), borderAt, shareBps };
  });
  return [...windows, { untilAt: startsAt, borderAt: startsAt, shareBps: policy.laterShareBps }];
}

/** The window of `shareSchedule` that rules at an instant; null from the start on. */
export function shareWindowAt(policy: CancellationPolicy, startsAt: number, at: number): ShareWindow | null {
  if (at >= startsAt) return null;
  return shareSchedule(policy, startsAt).find(({ untilAt }) => at <= untilAt) ?? null;
}

/** Who cancels what, and when. */
export interface CancellationMoment {
  readonly startsAt: number;
  readonly at: number;
  readonly actor: Actor;
}

/**
 * The share of the price that goes back to the student when somebody cancels a scheduled booking, in basis points.
 * Only a student's own cancel follows the policy's rows; whoever else cancels gives everything back.
 * @returns null from the start on: nobody cancels then
 */
export function studentShareBps(
  policy: CancellationPolicy,
  { startsAt, at, actor }: CancellationMoment,
): number | null {
  const window = shareWindowAt(policy, startsAt, at);
  if (window === null) return null;
  return actor === 'student' ? window.shareBps : WHOLE_BPS;
}

/**
 * Whether a tutor who cancels now does so late: the student is compensated and the tutor gets a strike. The tolerance
 * speaks for the tutor here, who acts.
 */
export function isLateForTutor(
  policy: CancellationPolicy,
  { startsAt, at }: Omit<CancellationMoment, 'actor'>,
): boolean {
  return at > startsAt - policy.tutorLateHours * HOUR_MS + policy.toleranceMinutes * MINUTE_MS;
}
