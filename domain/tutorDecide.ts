import type { Decision } from './errors';
import { HOUR_MS, MINUTE_MS, POLICIES } from './policies';
import { positionOf, type ApprovalAction, type ApprovalActor, type Review, type TutorApproval } from './tutor';
import { itemsToReview, type ItemVerdict, type ReviewedItem } from './tutorChecklist';
import { APPROVAL_LIFECYCLE, approvalRowFor, type ApprovalRow } from './tutorLifecycle';
import { objectionTo, type ApprovalAsk } from './tutorObjections';

export interface ApprovalMove {
  readonly ask: ApprovalAsk;
  readonly row: ApprovalRow;
  readonly after: TutorApproval;
}

function review(tutor: TutorApproval, ask: ApprovalAsk, kind: Review['kind']): Review {
  const items = {
    application: () => (ask.facts ? itemsToReview(ask.facts) : []),
    recheck: () => [...(ask.items ?? [])],
    appeal: () => Object.keys(tutor.rejection?.failed ?? {}) as ReviewedItem[],
  }[kind]();
  return {
    id: ask.newId ?? '',
    kind,
    items,
    submittedAt: ask.at,
    promisedBy: ask.at + POLICIES.approval.answerHours * HOUR_MS,
    escalated: false,
    claim: null,
    excludedReviewerId: kind === 'appeal' ? (tutor.rejection?.by ?? tutor.suspension?.by ?? null) : null,
  };
}

const failedOf = (verdicts: readonly ItemVerdict[] = []) =>
  Object.fromEntries(
    verdicts.filter(({ verdict }) => verdict === 'changes_needed').map(({ item, version }) => [item, version]),
  );

/** The answer to a review. Granting the appeal against a suspension proposes to lift it: a second person confirms. */
function decided(tutor: TutorApproval, { action, actorId, verdicts }: ApprovalAsk): Partial<TutorApproval> {
  const { review: open, suspension, state } = tutor;
  const by = actorId ?? '';
  if (state === 'suspended' && suspension !== null)
    return { suspension: { ...suspension, liftProposedBy: action === 'approve' ? by : suspension.liftProposedBy } };
  if (action === 'approve' || open === null || state === 'approved') return { rejection: null };
  return { rejection: { reviewId: open.id, by, appealed: open.kind === 'appeal', failed: failedOf(verdicts) } };
}

const CHANGES: Readonly<Record<ApprovalAction, (tutor: TutorApproval, ask: ApprovalAsk) => Partial<TutorApproval>>> = {
  submit: (tutor, ask) => ({ review: review(tutor, ask, 'application') }),
  appeal: (tutor, ask) => ({
    review: review(tutor, ask, 'appeal'),
    suspension: tutor.suspension && { ...tutor.suspension, appealed: true },
  }),
  claim: ({ review: open }, { actorId, at }) => ({
    review: open && {
      ...open,
      claim: { by: actorId ?? '', until: at + POLICIES.approval.claimMinutes * MINUTE_MS },
    },
  }),
  release: ({ review: open }) => ({ review: open && { ...open, claim: null } }),
  approve: (tutor, ask) => ({ ...decided(tutor, ask), review: null }),
  reject: (tutor, ask) => ({ ...decided(tutor, ask), review: null }),
  suspend: (_, { newId, actorId }) => ({
    review: null,
    suspension: { id: newId ?? '', by: actorId ?? '', appealed: false, liftProposedBy: null },
  }),
  proposeLift: ({ suspension }, { actorId }) => ({
    suspension: suspension && { ...suspension, liftProposedBy: actorId },
  }),
  confirmLift: () => ({ suspension: null, review: null }),
  archive: () => ({ review: null }),
  reopen: () => ({ rejection: null }),
  recheck: (tutor, ask) => {
    const { review: open } = tutor;
    if (open === null) return { review: review(tutor, ask, 'recheck') };
    return { review: { ...open, items: [...new Set([...open.items, ...(ask.items ?? [])])] } };
  },
  escalate: ({ review: open }) => ({ review: open && { ...open, escalated: true } }),
  excuseStrike: () => ({}),
  noteStanding: () => ({}),
};

/**
 * What would become of a tutor's approval, or why not. The truth for the workflow; the API asks it early, presenters ask
 * it for buttons.
 * @returns refusal `forbidden` · `approval_state_conflict` · `own_review` · `second_person_required` · `review_claimed` ·
 *   `review_not_claimed` · `profile_incomplete` (missing) · `profile_unchanged` (items) · `profile_changed` ·
 *   `appeal_used` · `verdicts_incomplete` (items)
 */
export function decideApproval(tutor: TutorApproval, ask: ApprovalAsk): Decision<ApprovalMove> {
  const row = approvalRowFor(ask.action, ask.actor, positionOf(tutor));
  if (row === null) {
    const ever = approvalEver(ask.action, ask.actor);
    return ever
      ? { ok: false, code: 'approval_state_conflict', details: { state: tutor.state } }
      : { ok: false, code: 'forbidden' };
  }
  const refusal = objectionTo(tutor, ask);
  if (refusal !== null) return refusal;
  const after: TutorApproval = {
    ...tutor,
    ...CHANGES[ask.action](tutor, ask),
    state: row.to.state ?? tutor.state,
    version: tutor.version + 1,
  };
  return { ok: true, value: { ask, row, after } };
}

/** Whether an actor may take a step from anywhere at all. */
function approvalEver(action: ApprovalAction, actor: ApprovalActor): boolean {
  return APPROVAL_LIFECYCLE.some((row) => row.action === action && row.actors.includes(actor));
}

/** Steps that people are offered, in the order in which they are shown. */
const OFFERED = [
  'submit',
  'appeal',
  'claim',
  'release',
  'approve',
  'reject',
  'suspend',
  'proposeLift',
  'confirmLift',
  'archive',
  'reopen',
] as const satisfies readonly ApprovalAction[];
export type OfferedApprovalAction = (typeof OFFERED)[number];

/** The steps that somebody may take on a tutor's approval now: what the buttons show. */
export function tutorActionsFor(
  asker: Pick<ApprovalAsk, 'actor' | 'actorId' | 'facts'>,
  tutor: TutorApproval,
  now: number,
): OfferedApprovalAction[] {
  return OFFERED.filter((action) => {
    const decision = decideApproval(tutor, { ...asker, action, at: now });
    // verdicts are given afterwards: the step is open
    return decision.ok || decision.code === 'verdicts_incomplete';
  });
}
