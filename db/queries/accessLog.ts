import type { StaffRole } from '@stoa/domain/permissions';
import { inTransaction, rows, type Db } from '../postgres';
import { recordAudit, type AuditEntry } from './audit';

/** What one of the staff looked at or changed of a person: the audit log, as far as it speaks of them or of their files. */
export interface AccessLine {
  readonly seq: number;
  /** of the line in the audit log, by which support finds it */
  readonly hash: string;
  /** epoch ms */
  readonly at: number;
  readonly role: StaffRole;
  readonly action: string;
  readonly reason: string | null;
}

/**
 * Who of the staff dealt with a person, the newest first.
 * @param beforeSeq the last line of the page before; null: from the newest
 */
export async function listAccess(
  db: Db,
  {
    personId,
    beforeSeq,
    limit,
  }: { readonly personId: string; readonly beforeSeq: number | null; readonly limit: number },
): Promise<AccessLine[]> {
  const found = await rows<Omit<AccessLine, 'at'> & { at: Date }>(
    db,
    `SELECT seq, hash, at, acting_as AS role, action, reason FROM audit_log
     WHERE ((subject_kind IN ('person', 'tutor') AND subject_id = ?)
         OR (subject_kind = 'file' AND subject_id IN (SELECT id::text FROM files WHERE owner_id = ?)))
       AND acting_as IN ('support', 'admin', 'owner') AND actor_id <> ? AND (CAST(? AS bigint) IS NULL OR seq < ?) ORDER BY seq DESC LIMIT ?`,
    [personId, personId, personId, beforeSeq, beforeSeq, limit],
  );
  return found.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** A page that is read again within this time is the same look at it. */
const SAME_LOOK_MS = 10 * 60_000;

/** Leaves a line that somebody of the staff opened a person's page, unless they just did. */
export async function recordLook(
  db: Db,
  look: Pick<AuditEntry, 'actingAs' | 'at' | 'requestId'> & { readonly actorId: string; readonly personId: string },
): Promise<void> {
  const { personId, actorId, actingAs, at, requestId } = look;
  const seen = await rows(
    db,
    `SELECT FROM audit_log WHERE subject_id = ? AND actor_id = ? AND acting_as = ? AND action = 'person.view' AND at > ?
     AND at <= ? LIMIT 1`,
    [personId, actorId, actingAs, new Date(at - SAME_LOOK_MS), new Date(at)],
  );
  if (seen.length > 0) return;
  const subject = { kind: 'person', id: personId } as const;
  const entry = { actorId, actingAs, at, requestId, action: 'person.view', subject, reason: null };
  await inTransaction(db, {}, (trx) => recordAudit(trx, entry));
}
