import type { AvailabilityRules, Busy } from '@stoa/domain/availability';
import { DAY_MS, MINUTE_MS } from '@stoa/domain/policies';
import type { Db } from '../postgres';
import { busyTimesOf, endedTimesOf } from './busyTimes';
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
  const [known, busy] = await Promise.all([
    findAvailabilityRulesOf(db, tutorIds, near),
    busyTimesOf(db, tutorIds, near),
  ]);
  const limited = [...known]
    .filter(([, { rules }]) => rules.sessionsPerDay !== null || rules.minutesPerWeek !== null)
    .map(([id]) => id);
  const limits = await counted(db, limited, { from: from - AROUND_MS, to: to + AROUND_MS });
  return new Map([...known].map(([id, one]) => [id, { ...one, busy: limits.get(id) ?? busy.get(id) ?? [] }]));
}

/** What the limits of these tutors count, beside what takes their time. */
async function counted(db: Db, tutorIds: readonly string[], span: Span): Promise<Map<string, Busy[]>> {
  if (tutorIds.length === 0) return new Map();
  const [taken, ended] = await Promise.all([busyTimesOf(db, tutorIds, span), endedTimesOf(db, tutorIds, span)]);
  return new Map(tutorIds.map((id) => [id, [...(taken.get(id) ?? []), ...(ended.get(id) ?? [])]]));
}

/** The same of one tutor; null when nobody of this id teaches. */
export async function findAvailability(db: Db, tutorId: string, span: Span): Promise<Availability | null> {
  return (await findAvailabilities(db, [tutorId], span)).get(tutorId) ?? null;
}
