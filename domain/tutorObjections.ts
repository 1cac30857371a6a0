import type { Decision, ErrorCode } from './errors';
import type { ApprovalAction, ApprovalActor, TutorApproval } from './tutor';
import {
  checkVerdicts,
  missingFor,
  unchangedSince,
  type ItemVerdict,
  type ReviewedItem,
  type TutorFacts,
} from './tutorChecklist';

/** Who asks for what, when. Ids are minted by whoever asks: the domain has no chance. */
export interface ApprovalAsk {
  readonly action: ApprovalAction;
  readonly actor: ApprovalActor;
  readonly actorId: string | null;
  /** epoch ms */
  readonly at: number;
  /** the version of the approval that the asker saw; left out by clock and system */
  readonly expectedVersion?: number;
  /** of submit, appeal, recheck: the new review's; of suspend: the suspension's */
  readonly newId?: string;
  /** of submit */
  readonly facts?: TutorFacts;
  /** of recheck: what was edited */
  readonly items?: readonly ReviewedItem[];
  /** of approve, reject */
  readonly verdicts?: readonly ItemVerdict[];
}

type Refused = Extract<Decision<never>, { readonly ok: false }>;
const refuse = (code: ErrorCode, details?: Refused['details']): Refused =>
  details === undefined ? { ok: false, code } : { ok: false, code, details };

type Objection = (tutor: TutorApproval, ask: ApprovalAsk) => Refused | null;

const toClaim: Objection = ({ review: open }, { actorId, at }) => {
  if (open === null) return null;
  if (open.excludedReviewerId === actorId) return refuse('second_person_required');
  const { claim } = open;
  return claim !== null && claim.by !== actorId && claim.until > at
    ? refuse('review_claimed', { until: claim.until })
    : null;
};

const toDecide: Objection = ({ review: open }, { actorId, at }) => {
  const claim = open?.claim ?? null;
  return claim !== null && claim.by === actorId && claim.until > at ? null : refuse('review_not_claimed');
};

const toVerdicts: Objection = (tutor, ask) => {
  const wrong = checkVerdicts(
    tutor.review?.items ?? [],
    ask.verdicts ?? [],
    ask.action === 'approve' ? 'approved' : 'rejected',
  );
  return toDecide(tutor, ask) ?? (wrong.ok ? null : wrong);
};

const toConfirm: Objection = ({ suspension }, { actorId }) => {
  if (suspension === null || suspension.liftProposedBy === null)
    return refuse('approval_state_conflict', { liftProposed: false });
  return suspension.liftProposedBy === actorId ? refuse('second_person_required') : null;
};

const toSubmit: Objection = ({ rejection }, { facts }) => {
  if (facts === undefined) return null;
  const missing = missingFor(facts);
  if (missing.length > 0) return refuse('profile_incomplete', { missing: missing.join(',') });
  const same = rejection === null ? [] : unchangedSince(rejection.failed, facts);
  return same.length > 0 ? refuse('profile_unchanged', { items: same.join(',') }) : null;
};

const toAppeal: Objection = ({ rejection, suspension }) =>
  (suspension ?? rejection)?.appealed === true ? refuse('appeal_used') : null;

const toPropose: Objection = ({ suspension }) => (suspension === null ? refuse('approval_state_conflict') : null);

/** What stands against a step although the table has it: who decided before, who holds the claim, what is missing. */
const OBJECTIONS: Readonly<Partial<Record<ApprovalAction, Objection>>> = {
  claim: toClaim,
  release: toDecide,
  approve: toVerdicts,
  reject: toVerdicts,
  proposeLift: toPropose,
  confirmLift: toConfirm,
  submit: toSubmit,
  appeal: toAppeal,
};

/** Nobody acts on somebody else's behalf, and nobody decides about themselves. */
function againstThePerson({ tutorId }: TutorApproval, { actor, actorId }: ApprovalAsk): Refused | null {
  if (actor === 'tutor') return actorId === tutorId ? null : refuse('forbidden');
  return actorId === tutorId ? refuse('own_review') : null;
}

/** When the clock may take a step; what it may always is due at once. */
const DUE: Readonly<Partial<Record<ApprovalAction, (tutor: TutorApproval) => number>>> = {
  release: ({ review: open }) => open?.claim?.until ?? Infinity,
  escalate: ({ review: open }) => (open === null || open.escalated ? Infinity : open.promisedBy),
};

function againstTheClock(tutor: TutorApproval, { action, at }: ApprovalAsk): Refused | null {
  const due = DUE[action]?.(tutor) ?? at;
  return due <= at ? null : refuse('approval_state_conflict', { due: false });
}

/** Everything that stands against a step which the table has; null: nothing. */
export function objectionTo(tutor: TutorApproval, ask: ApprovalAsk): Refused | null {
  if (ask.actor === 'clock') return againstTheClock(tutor, ask);
  const stale = ask.expectedVersion !== undefined && ask.expectedVersion !== tutor.version;
  return (
    againstThePerson(tutor, ask) ??
    OBJECTIONS[ask.action]?.(tutor, ask) ??
    (stale ? refuse('profile_changed', { version: tutor.version }) : null)
  );
}
