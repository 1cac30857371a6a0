import type { ApprovalAction, ApprovalActor, Review, TutorApproval } from '@stoa/domain/tutor';
import {
  itemsToReview,
  missingFor,
  type ChecklistItem,
  type ItemVerdict,
  type ReviewedItem,
} from '@stoa/domain/tutorChecklist';
import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { addApprovalEvent } from './approvalEvents';
import { recordAudit } from './audit';
import { addToOutbox, type OutboxLine } from './outbox';
import { excuseStrike } from './strikes';
import { cancelBookingsOf } from './suspensions';
import { findApproval } from './tutorApprovals';
import { findTutorFacts } from './tutorFacts';

/** Who did what, as it is read later. */
export interface ApprovalEntry {
  readonly action: ApprovalAction;
  readonly actor: ApprovalActor;
  readonly actorId: string | null;
  /** epoch ms */
  readonly at: number;
  /** names the free text, which stands in the store alone */
  readonly noteId?: string | null;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A move that the domain decided, with all that goes with it. */
export interface ApprovalRecording {
  readonly before: TutorApproval;
  readonly after: TutorApproval;
  readonly entry: ApprovalEntry;
  readonly verdicts?: readonly ItemVerdict[];
  /** of suspend */
  readonly bookings?: 'cancelled' | 'kept';
  /** what the parties of cancelled bookings read */
  readonly cancelReason?: string;
  readonly outbox: readonly OutboxLine[];
}

export type ApprovalResult =
  | { readonly kind: 'recorded' }
  /** somebody else moved it: `tutor` is how it stands */
  | { readonly kind: 'stale'; readonly tutor: TutorApproval }
  /** the profile is not what the verdicts speak of: the review was refreshed, and stands open */
  | { readonly kind: 'changed'; readonly tutor: TutorApproval; readonly items: readonly ReviewedItem[] }
  | { readonly kind: 'incomplete'; readonly missing: readonly ChecklistItem[] }
  /** no such strike counts */
  | { readonly kind: 'no_strike' };

const keyOf = ({ tutorId, version }: TutorApproval): string => `tutor:${tutorId}:approval:${version}`;
const dateOf = (at: number | null | undefined): Date | null => (typeof at === 'number' ? new Date(at) : null);

async function tutorNow(trx: Trx, tutorId: string): Promise<TutorApproval> {
  const tutor = await findApproval(trx, tutorId);
  if (tutor === null) throw new Error(`tutor ${tutorId} has no row`);
  return tutor;
}

/** Whether this very move was recorded by an attempt whose answer was lost. */
async function isMine(trx: Trx, { after, entry }: ApprovalRecording): Promise<boolean> {
  const same = await rows(
    trx,
    `SELECT 1 FROM approval_events WHERE key = ? AND type = ? AND at = ? AND actor_id IS NOT DISTINCT FROM ?`,
    [keyOf(after), entry.action, new Date(entry.at), entry.actorId],
  );
  return same.length > 0;
}

/** Of what is to be decided: what is not what the reviewer looked at, and what nobody has looked at yet. */
async function differences(trx: Trx, { before, after, entry, verdicts = [] }: ApprovalRecording) {
  const facts = await findTutorFacts(trx, before.tutorId);
  if (facts === null || before.review === null || before.state === 'suspended') return { changed: [], missing: [] };
  const edited = verdicts.filter(({ item, version }) => facts.versions[item] !== version).map(({ item }) => item);
  const { items } = before.review;
  const unseen = after.state === 'approved' && before.state === 'under_review' ? itemsToReview(facts) : [];
  const changed = [...new Set([...edited, ...unseen.filter((item) => !items.includes(item))])];
  return { changed, missing: entry.action === 'approve' && before.state === 'under_review' ? missingFor(facts) : [] };
}

/** The review goes on with what changed under it; whoever holds it looks again. */
async function refresh(trx: Trx, { before, entry }: ApprovalRecording, changed: readonly ReviewedItem[]) {
  await trx.raw(
    `UPDATE approval_submissions SET changed_items = ARRAY(SELECT DISTINCT unnest(changed_items || ?::text[])),
       items = ARRAY(SELECT DISTINCT unnest(items || ?::text[])) WHERE id = ?`,
    [[...changed], [...changed], before.review?.id ?? null],
  );
  await trx.raw(`UPDATE tutors SET approval_version = approval_version + 1 WHERE person_id = ?`, [before.tutorId]);
  const { tutorId, state } = before;
  const version = before.version + 1;
  await addApprovalEvent(trx, {
    key: keyOf({ ...before, version }),
    tutorId,
    version,
    type: 'changedSince',
    actor: 'system',
    actorId: null,
    at: entry.at,
    from: state,
    to: state,
    submissionId: before.review?.id ?? null,
    details: { items: changed.join(',') },
  });
}

const OUTCOMES: Partial<Record<ApprovalAction, 'approved' | 'rejected'>> = { approve: 'approved', reject: 'rejected' };

async function openReview(trx: Trx, review: Review, { after, entry }: ApprovalRecording): Promise<void> {
  await trx.raw(
    `INSERT INTO approval_submissions
       (id, tutor_id, kind, items, submitted_at, promised_by, excluded_reviewer_id, note_id, suspension_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      review.id,
      after.tutorId,
      review.kind,
      [...review.items],
      new Date(review.submittedAt),
      new Date(review.promisedBy),
      review.excludedReviewerId,
      entry.noteId ?? null,
      after.suspension?.id ?? null,
    ],
  );
}

async function closeReview(trx: Trx, { id }: Review, { action, actorId, at }: ApprovalEntry): Promise<void> {
  const outcome = OUTCOMES[action];
  await trx.raw(
    `UPDATE approval_submissions SET outcome = ?, decided_by = ?, decided_at = ?, claimed_by = NULL, lease_until = NULL
     WHERE id = ?`,
    [outcome ?? 'withdrawn', outcome === undefined ? null : actorId, new Date(at), id],
  );
}

async function keepReview(trx: Trx, { id, items, claim, escalated }: Review, at: number): Promise<void> {
  await trx.raw(
    `UPDATE approval_submissions SET items = ?, claimed_by = ?, lease_until = ?,
       escalated_at = CASE WHEN ? THEN coalesce(escalated_at, ?) END WHERE id = ?`,
    [[...items], claim?.by ?? null, dateOf(claim?.until), escalated, new Date(at), id],
  );
}

async function writeReview(trx: Trx, recording: ApprovalRecording): Promise<void> {
  const { before, after, entry } = recording;
  const [old, open] = [before.review, after.review];
  if (old !== null && open?.id !== old.id) await closeReview(trx, old, entry);
  if (open === null) return;
  await (open.id === old?.id ? keepReview(trx, open, entry.at) : openReview(trx, open, recording));
}

async function writeVerdicts(trx: Trx, { before, entry, verdicts = [] }: ApprovalRecording): Promise<void> {
  for (const { item, version, verdict, reason, noteId } of verdicts)
    await trx.raw(
      `INSERT INTO approval_verdicts (submission_id, item, tutor_id, version, verdict, reason, note_id, reviewer_id, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        before.review?.id ?? null,
        item,
        before.tutorId,
        version,
        verdict,
        reason,
        noteId,
        entry.actorId,
        new Date(entry.at),
      ],
    );
}

async function writeSuspension(trx: Trx, { before, after, entry, bookings }: ApprovalRecording): Promise<void> {
  const at = new Date(entry.at);
  const { suspension } = after;
  if (before.suspension === null && suspension !== null)
    await trx.raw(`INSERT INTO tutor_suspensions (id, tutor_id, by, note_id, bookings, at) VALUES (?, ?, ?, ?, ?, ?)`, [
      suspension.id,
      after.tutorId,
      suspension.by,
      entry.noteId ?? null,
      bookings ?? 'kept',
      at,
    ]);
  else if (suspension !== null)
    await trx.raw(
      `UPDATE tutor_suspensions SET appealed_at = CASE WHEN ? THEN coalesce(appealed_at, ?) END,
         lift_proposed_at = CASE WHEN lift_proposed_by IS NOT DISTINCT FROM ?::uuid THEN lift_proposed_at ELSE ? END,
         lift_proposed_by = ? WHERE id = ?`,
      [suspension.appealed, at, suspension.liftProposedBy, at, suspension.liftProposedBy, suspension.id],
    );
  else if (before.suspension !== null)
    await trx.raw(`UPDATE tutor_suspensions SET lifted_by = ?, lifted_at = ? WHERE id = ?`, [
      entry.actorId,
      at,
      before.suspension.id,
    ]);
}

async function excuse(trx: Trx, { after, entry }: ApprovalRecording): Promise<boolean> {
  const [note] = await rows<{ text: string }>(trx, `SELECT text FROM approval_notes WHERE id = ?`, [
    entry.noteId ?? null,
  ]);
  if (note === undefined || entry.actorId === null) return false;
  const strikeId = String(entry.details?.['strikeId']);
  return excuseStrike(trx, {
    tutorId: after.tutorId,
    strikeId,
    by: entry.actorId,
    reason: note.text,
    at: entry.at,
  });
}

async function tell(trx: Trx, { before, after, entry, outbox, bookings }: ApprovalRecording): Promise<void> {
  const submissionId = after.review?.id ?? before.review?.id ?? null;
  const details = { ...entry.details, ...(bookings === undefined ? {} : { bookings }) };
  await addApprovalEvent(trx, {
    key: keyOf(after),
    tutorId: after.tutorId,
    version: after.version,
    type: entry.action,
    actor: entry.actor,
    actorId: entry.actorId,
    at: entry.at,
    from: before.state,
    to: after.state,
    submissionId,
    noteId: entry.noteId ?? null,
    details,
  });
  await addToOutbox(trx, outbox);
  const isSystem = entry.actor === 'clock' || entry.actor === 'system';
  await recordAudit(trx, {
    actorId: entry.actorId,
    actingAs: isSystem ? 'system' : entry.actor,
    action: `tutor.${entry.action}`,
    subject: { kind: 'tutor', id: after.tutorId },
    reason: null,
    details: { ...details, from: before.state, to: after.state, ...(entry.noteId ? { noteId: entry.noteId } : {}) },
    at: entry.at,
    requestId: null,
  });
}

async function write(trx: Trx, recording: ApprovalRecording): Promise<void> {
  const { after, entry } = recording;
  await trx.raw(`UPDATE tutors SET approval = ?, approval_version = ?, updated_at = ? WHERE person_id = ?`, [
    after.state,
    after.version,
    new Date(entry.at),
    after.tutorId,
  ]);
  await writeSuspension(trx, recording);
  await writeReview(trx, recording);
  await writeVerdicts(trx, recording);
  if (entry.action === 'suspend' && recording.bookings === 'cancelled')
    await cancelBookingsOf(trx, after, { ...entry, text: recording.cancelReason ?? '' });
  await tell(trx, recording);
}

/**
 * Records a move of a tutor's approval: row, review, verdicts, suspension, event, audit line and what leaves the house,
 * all or nothing; safe to repeat. The tutor's row is locked against edits and bookings meanwhile: what a verdict speaks
 * of is compared with what stands there in the very transaction that records it.
 */
export function recordApproval(db: Db, recording: ApprovalRecording): Promise<ApprovalResult> {
  const { before } = recording;
  return inTransaction(db, {}, async (trx) => {
    await trx.raw(
      `SELECT 1 FROM tutors t JOIN people p ON p.id = t.person_id WHERE t.person_id = ?
       FOR UPDATE OF t FOR NO KEY UPDATE OF p`,
      [before.tutorId],
    );
    const tutor = await tutorNow(trx, before.tutorId);
    if (tutor.version !== before.version)
      return (await isMine(trx, recording)) ? { kind: 'recorded' } : { kind: 'stale', tutor };
    if (recording.verdicts !== undefined) {
      const { changed, missing } = await differences(trx, recording);
      if (changed.length > 0) {
        await refresh(trx, recording, changed);
        return { kind: 'changed', tutor: await tutorNow(trx, before.tutorId), items: changed };
      }
      if (missing.length > 0) return { kind: 'incomplete', missing };
    }
    if (recording.entry.action === 'excuseStrike' && !(await excuse(trx, recording))) return { kind: 'no_strike' };
    await write(trx, recording);
    return { kind: 'recorded' };
  });
}
