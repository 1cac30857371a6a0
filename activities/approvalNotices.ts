import type { ApprovalAction } from '@stoa/domain/tutor';

import type { ApprovalRecording } from '../db/queries/approvalMoves';
import type { OutboxLine } from '../db/queries/outbox';

type Recorded = Pick<ApprovalRecording, 'before' | 'after' | 'entry'>;

/** The mail to the tutor when a move is recorded; what they did themselves they know, but for what it promises. */
function templateFor({ before, after, entry }: Recorded): string | null {
  const { action } = entry;
  if (action === 'reject' && before.state === 'approved') return 'recheckFailed';
  if (action === 'reject' && before.state === 'suspended') return 'appealDenied';
  if (action === 'approve') return before.state === 'under_review' && after.state === 'approved' ? 'approve' : null;
  const told: readonly ApprovalAction[] = ['submit', 'appeal', 'reject', 'suspend', 'confirmLift', 'archive'];
  return told.includes(action) ? action : null;
}

/** Staff are written to when an answer is late, and when a second person is wanted. */
function staffTemplateFor({ before, after, entry }: Recorded): string | null {
  if (entry.action === 'escalate') return 'escalate';
  const proposed = after.suspension?.liftProposedBy ?? null;
  return proposed !== null && proposed !== before.suspension?.liftProposedBy ? 'proposeLift' : null;
}

/** An address for the sockets of the tutor and the staff: whoever has the approval on screen sees it move. */
function newsOfMove({ after, entry }: Recorded): OutboxLine {
  const { tutorId, version } = after;
  return {
    kind: 'realtime',
    key: `realtime:tutor:${tutorId}:approval:${version}`,
    payload: { about: 'approval', tutorId, version, event: entry.action, at: entry.at },
  };
}

/** What leaves the house when a move is recorded: news and mails. @param staff ids of those who may decide */
export function outboxForMove(task: Recorded, staff: readonly string[]): OutboxLine[] {
  const { after, before, entry } = task;
  const { tutorId, version } = after;
  const promisedBy = (after.review ?? before.review)?.promisedBy ?? null;
  const line = (template: string, personId: string): OutboxLine => ({
    kind: 'mail',
    key: `mail:tutor:${tutorId}:approval:${version}:${personId}`,
    payload: { family: 'approval', template, tutorId, personId, values: { promisedBy } },
  });
  const toTutor = templateFor(task);
  const toStaff = staffTemplateFor(task);
  const others = staff.filter((id) => id !== entry.actorId && id !== tutorId);
  return [
    newsOfMove(task),
    ...(toTutor === null ? [] : [line(toTutor, tutorId)]),
    ...(toStaff === null ? [] : others.map((id) => line(toStaff, id))),
  ];
}

/** The mail about a strike or a certificate. */
export function standingMail(
  tutorId: string,
  { key, type, details }: { key: string; type: string; details: Readonly<Record<string, string | number>> },
): OutboxLine {
  return {
    kind: 'mail',
    key: `mail:tutor:${tutorId}:${key}`,
    payload: { family: 'approval', template: type, tutorId, personId: tutorId, values: details },
  };
}
