import type { AvailabilityRules, Busy } from '@stoa/domain/availability';
import { DAY_MS, MINUTE_MS } from '@stoa/domain/policies';
import type { Db } from '../postgres';
import { busyTimesOf } from './bookings';
import { findAvailabilityRulesOf } from './tutors';

/** All that the engine asks about a tutor. */
export interface Availability {
  readonly rules: AvailabilityRules;
  readonly busy: readonly Busy[];
  readonly bookable: boolean;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The longest buffer after a lesson: what ends before the span may still reach into it. */
const REACH_MS = 60 * MINUTE_MS;
/** Limits count whole local days and weeks around the span. */
const AROUND_MS = 8 * DAY_MS;

/**
 * Rules and taken times of tutors for a span (epoch ms), with what the limits count beyond it.
 * @returns by the tutor's id; who does not teach is left out
 */
export async function findAvailabilities(
  db: Db,
  tutorIds: readonly string[],
  { from, to }: Span,
): Promise<Map<string, Availability>> {
  const near = { from: from - REACH_MS, to: to + REACH_MS };
  const [known, busy] = await Promise.all([
    findAvailabilityRulesOf(db, tutorIds, near),
    busyTimesOf(db, tutorIds, near),
  ]);
  const limited = [...known]
    .filter(([, { rules }]) => rules.sessionsPerDay !== null || rules.minutesPerWeek !== null)
    .map(([id]) => id);
  const around =
    limited.length === 0
      ? new Map<string, Busy[]>()
      : await busyTimesOf(db, limited, { from: from - AROUND_MS, to: to + AROUND_MS });
  return new Map([...known].map(([id, one]) => [id, { ...one, busy: around.get(id) ?? busy.get(id) ?? [] }]));
}

/** The same of one tutor; null when nobody of this id teaches. */
export async function findAvailability(db: Db, tutorId: string, span: Span): Promise<Availability | null> {
  return (await findAvailabilities(db, [tutorId], span)).get(tutorId) ?? null;
}
