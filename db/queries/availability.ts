import type { AvailabilityRules } from '@stoa/domain/availability';
import { DAY_MS, MINUTE_MS } from '@stoa/domain/policies';
import { together, type Db } from '../postgres';
import { takenTimesOf, type BusyTime } from './busyTimes';
import { findAvailabilityRulesOf } from './tutors';

/** All that the engine asks about a tutor. */
export interface Availability {
  readonly rules: AvailabilityRules;
  readonly busy: readonly BusyTime[];
  readonly bookable: boolean;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** The longest buffer: a lesson that ends before the span may still reach into it. */
const REACH_MS = 60 * MINUTE_MS;
/** The longest lesson with its buffer: one that begins in the span may reach that far beyond it. */
const BEYOND_MS = (120 + 60) * MINUTE_MS;
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
  const near = { from: from - REACH_MS, to: to + BEYOND_MS };
  const counted = { from: from - AROUND_MS, to: to + AROUND_MS };
  const [known, busy] = await together(db, [
    () => findAvailabilityRulesOf(db, tutorIds, near),
    () => takenTimesOf(db, tutorIds, { touching: near, counted }),
  ]);
  return new Map([...known].map(([id, one]) => [id, { ...one, busy: busy.get(id) ?? [] }]));
}

/** The same of one tutor; null when nobody of this id teaches. */
export async function findAvailability(db: Db, tutorId: string, span: Span): Promise<Availability | null> {
  return (await findAvailabilities(db, [tutorId], span)).get(tutorId) ?? null;
}
