import type { ApprovalView } from '@stoa/contracts/http/approvals';
import type { ApprovalActor, TutorApproval } from '@stoa/domain/tutor';
import { checklistFor, missingFor, type ChecklistItem, type TutorFacts } from '@stoa/domain/tutorChecklist';
import { tutorActionsFor } from '@stoa/domain/tutorDecide';
import type { ApprovalLine } from '../../db/queries/approvalEvents';
import type { ApprovalBeside, LastVerdict } from '../../db/queries/approvalLists';
import { instant, instantOrNull } from './values';

/** Everything that a page about one tutor's approval is made of. */
export interface KnownApproval {
  readonly tutor: TutorApproval;
  readonly facts: TutorFacts;
  readonly beside: ApprovalBeside;
  readonly timeline: readonly ApprovalLine[];
}

/** Who looks: the tutor themself, or a member of staff in a role. */
export interface ApprovalReader {
  readonly actor: ApprovalActor;
  readonly actorId: string;
  readonly now: number;
}

const WHERE: Readonly<Partial<Record<ChecklistItem, 'hours' | 'account'>>> = {
  hours: 'hours',
  email_verified: 'account',
  payout_country: 'account',
  name: 'account',
};

/** What only staff are concerned with: who took a profile up and put it back. */
const BACKSTAGE = ['claim', 'release', 'proposeLift', 'escalate'];

export function presentReview({
  id,
  kind,
  items,
  submittedAt,
  promisedBy,
  escalated,
}: Pick<NonNullable<TutorApproval['review']>, 'id' | 'kind' | 'items' | 'submittedAt' | 'promisedBy' | 'escalated'>) {
  return { id, kind, items: [...items], submittedAt: instant(submittedAt), promisedBy: instant(promisedBy), escalated };
}

function presentTimeline(lines: readonly ApprovalLine[], { actor }: ApprovalReader): ApprovalView['timeline'] {
  const seen = actor === 'tutor' ? lines.filter(({ type }) => !BACKSTAGE.includes(type)) : lines;
  return seen.map(({ type, actor: by, at, from, to, note, details }) => ({
    type,
    actor: actor === 'tutor' && (by === 'admin' || by === 'owner') ? 'staff' : by,
    at: instant(at),
    from,
    to,
    note,
    details,
  }));
}

/** @param facts as they stand now; null: there is no profile any more */
export function presentVerdict(
  { item, version, verdict, reason, note, at }: LastVerdict,
  facts: TutorFacts | null,
): ApprovalView['verdicts'][number] {
  return { item, verdict, reason, note, current: facts?.versions[item] === version, at: instant(at) };
}

/** Where a tutor stands, what is missing and where to go, until when an answer is promised, what can be done. */
export function presentApproval(known: KnownApproval, reader: ApprovalReader): ApprovalView {
  const { tutor, facts, beside, timeline } = known;
  const { suspension, payoutsEnabled, hiddenUntil } = beside;
  const hidden = hiddenUntil !== null && hiddenUntil > reader.now;
  return {
    tutorId: tutor.tutorId,
    state: tutor.state,
    version: tutor.version,
    listed: tutor.state === 'approved' && payoutsEnabled && !hidden,
    payoutsEnabled,
    hiddenUntil: instantOrNull(hidden ? hiddenUntil : null),
    checklist: checklistFor(facts).map((line) => ({ ...line, where: WHERE[line.item] ?? 'profile' })),
    missing: missingFor(facts),
    review: tutor.review && presentReview(tutor.review),
    verdicts: beside.verdicts.map((verdict) => presentVerdict(verdict, facts)),
    suspension: suspension && {
      ...suspension,
      at: instant(suspension.at),
      appealed: tutor.suspension?.appealed ?? false,
    },
    actions: tutorActionsFor({ actor: reader.actor, actorId: reader.actorId, facts }, tutor, reader.now),
    timeline: presentTimeline(timeline, reader),
    asOf: instant(reader.now),
  };
}
