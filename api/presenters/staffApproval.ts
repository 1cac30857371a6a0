import type { QueuePage, StaffApprovalView } from '@stoa/contracts/http/approvals';
import { DAY_MS } from '@stoa/domain/policies';
import { REVIEWED_ITEMS, type ReviewedItem, type TutorFacts } from '@stoa/domain/tutorChecklist';
import type { QueuedReview } from '../../db/queries/approvalLists';
import type { Person } from '../../db/queries/people';
import type { RecordedStrike } from '../../db/queries/strikes';
import { presentApproval, presentReview, type ApprovalReader, type KnownApproval } from './approval';
import { presentReviewedProfile, type ReviewedProfile } from './reviewedProfile';
import { instant, presentPerson } from './values';

const MINUTES_A_DAY = 24 * 60;

export function presentQueued(queued: QueuedReview, now: number): QueuePage['items'][number] {
  const { tutor, claimedBy, leaseUntil, submittedAt, promisedBy } = queued;
  const held = claimedBy !== null && leaseUntil !== null && leaseUntil > now;
  return {
    tutor: presentPerson(tutor),
    review: presentReview(queued),
    late: promisedBy <= now,
    waitedMinutes: Math.max(0, Math.floor(((now - submittedAt) * MINUTES_A_DAY) / DAY_MS)),
    claim: held ? { by: claimedBy, until: instant(leaseUntil) } : null,
  };
}

function presentStrike(strike: RecordedStrike, now: number): StaffApprovalView['strikes'][number] {
  const { id, bookingId, cause, at, expiresAt, excused, excuse } = strike;
  const counts = !excused && expiresAt > now;
  return { id, bookingId, cause, at: instant(at), expiresAt: instant(expiresAt), counts, excuse };
}

export interface StaffSees extends KnownApproval {
  readonly person: Person;
  readonly reviewed: ReviewedProfile;
  readonly strikes: readonly RecordedStrike[];
  /** whoever holds the claim or proposed something, by id */
  readonly colleagues: ReadonlyMap<string, Pick<Person, 'name'>>;
}

function sinceApproval({ versions, approved }: TutorFacts): StaffApprovalView['sinceApproval'] {
  const of = (item: ReviewedItem) => {
    if (approved[item] === undefined) return 'new';
    return approved[item] === versions[item] ? 'same' : 'changed';
  };
  return Object.fromEntries(REVIEWED_ITEMS.map((item) => [item, of(item)])) as StaffApprovalView['sinceApproval'];
}

/** The profile beside its checklist, with everything a reviewer decides by. */
export function presentStaffApproval(seen: StaffSees, reader: ApprovalReader): StaffApprovalView {
  const { tutor, facts, beside, person, reviewed, strikes, colleagues } = seen;
  const claim = tutor.review?.claim ?? null;
  const liftProposedBy = tutor.suspension?.liftProposedBy ?? null;
  const named = (id: string) => ({ id, name: colleagues.get(id)?.name ?? '' });
  return {
    ...presentApproval(seen, reader),
    tutor: { ...presentPerson(person), country: person.country },
    profile: presentReviewedProfile(reviewed),
    itemVersions: { ...facts.versions },
    sinceApproval: sinceApproval(facts),
    changedItems: [...beside.changedItems],
    claim: claim && claim.until > reader.now ? { by: named(claim.by), until: instant(claim.until) } : null,
    liftProposedBy: liftProposedBy === null ? null : named(liftProposedBy),
    strikes: strikes.map((strike) => presentStrike(strike, reader.now)),
  };
}
