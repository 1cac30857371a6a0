import type { ApprovalActor, ApprovalState } from '@stoa/domain/tutor';
import { rows, type Db, type Trx } from '../postgres';

/** Something that happened to a tutor's approval, as it is stored for good: ids and codes only. */
export interface ApprovalEvent {
  readonly key: string;
  readonly tutorId: string;
  readonly version: number;
  readonly type: string;
  readonly actor: ApprovalActor;
  readonly actorId: string | null;
  /** epoch ms */
  readonly at: number;
  readonly from: ApprovalState;
  readonly to: ApprovalState;
  readonly submissionId?: string | null;
  readonly noteId?: string | null;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Appends to a tutor's events, once per key. @returns whether it was new */
export async function addApprovalEvent(trx: Trx, event: ApprovalEvent): Promise<boolean> {
  const added = await rows(
    trx,
    `INSERT INTO approval_events
       (key, tutor_id, version, type, actor, actor_id, at, from_state, to_state, submission_id, note_id, details)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING RETURNING seq`,
    [
      event.key,
      event.tutorId,
      event.version,
      event.type,
      event.actor,
      event.actorId,
      new Date(event.at),
      event.from,
      event.to,
      event.submissionId ?? null,
      event.noteId ?? null,
      JSON.stringify(event.details ?? {}),
    ],
  );
  return added.length > 0;
}

/** One line of a tutor's timeline, with the names and texts of today. */
export interface ApprovalLine {
  readonly type: string;
  readonly actor: ApprovalActor;
  readonly actorName: string | null;
  readonly at: number;
  readonly from: ApprovalState;
  readonly to: ApprovalState;
  readonly note: string | null;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** The last 200 events of a tutor's approval, the newest first. */
export async function approvalTimeline(db: Db, tutorId: string): Promise<ApprovalLine[]> {
  const found = await rows<Omit<ApprovalLine, 'at'> & { at: Date }>(
    db,
    `SELECT e.type, e.actor, a.display_name AS "actorName", e.at, e.from_state AS "from", e.to_state AS "to",
       n.text AS note, e.details
     FROM approval_events e LEFT JOIN people a ON a.id = e.actor_id LEFT JOIN approval_notes n ON n.id = e.note_id
     WHERE e.tutor_id = ? ORDER BY e.seq DESC LIMIT 200`,
    [tutorId],
  );
  return found.map((line) => ({ ...line, at: line.at.getTime() }));
}
