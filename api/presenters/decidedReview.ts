import type { DecidedReviewView, PastReviewView } from '@stoa/contracts/http/decidedReviews';
import { MINUTE_MS } from '@stoa/domain/policies';
import type { TutorFacts } from '@stoa/domain/tutorChecklist';
import type { DecidedReview, PastReview } from '../../db/queries/decidedReviews';
import { presentVerdict } from './approval';
import { instant, presentPerson } from './values';

export function presentDecided(review: DecidedReview): DecidedReviewView {
  const { id, tutor, kind, items, outcome, decidedAt, decidedBy, submittedAt, promisedBy } = review;
  return {
    id,
    tutor: presentPerson(tutor),
    kind,
    items: [...items],
    outcome,
    decidedAt: instant(decidedAt),
    decidedBy,
    submittedAt: instant(submittedAt),
    promisedBy: instant(promisedBy),
    late: decidedAt > promisedBy,
    tookMinutes: Math.max(0, Math.floor((decidedAt - submittedAt) / MINUTE_MS)),
  };
}

/** @param facts the tutor's as they stand now: a verdict may speak of what is not there any more */
export function presentPastReview(review: PastReview, facts: TutorFacts | null, now: number): PastReviewView {
  const { changedItems, verdicts, appeal, note } = review;
  return {
    ...presentDecided(review),
    changedItems: [...changedItems],
    verdicts: verdicts.map((verdict) => presentVerdict(verdict, facts)),
    appeal,
    note,
    asOf: instant(now),
  };
}
