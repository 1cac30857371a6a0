import type { QueuePage, StaffApprovalView } from '@stoa/contracts/http/approvals';
import { DAY_MS } from '@stoa/domain/policies';
import type { QueuedReview } from '../../db/queries/approvalLists';
import type { Person } from '../../db/queries/people';
import type { RecordedStrike } from '../../db/queries/strikes';
import type { TutorProfile } from '../../db/queries/tutors';
import { presentApproval, presentReview, type ApprovalReader, type KnownApproval } from './approval';
import { instant, minor, presentPerson } from './values';

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
  readonly profile: TutorProfile;
  readonly strikes: readonly RecordedStrike[];
}

/** The profile beside its checklist, with everything a reviewer decides by. */
export function presentStaffApproval(seen: StaffSees, reader: ApprovalReader): StaffApprovalView {
  const { tutor, facts, beside, person, profile, strikes } = seen;
  const claim = tutor.review?.claim ?? null;
  return {
    ...presentApproval(seen, reader),
    tutor: { ...presentPerson(person), country: person.country },
    profile: {
      headline: profile.headline,
      description: profile.description,
      languages: profile.languages.map((one) => ({ ...one })),
      subjects: profile.subjects.map(({ id, name, rateMinor }) => ({
        id,
        name,
        hourlyRate: minor(rateMinor, profile.currency),
      })),
    },
    itemVersions: { ...facts.versions },
    changedItems: [...beside.changedItems],
    claim: claim && claim.until > reader.now ? { by: claim.by, until: instant(claim.until) } : null,
    liftProposedBy: tutor.suspension?.liftProposedBy ?? null,
    strikes: strikes.map((strike) => presentStrike(strike, reader.now)),
  };
}
