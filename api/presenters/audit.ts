import type { AuditLineView } from '@stoa/contracts/http/audit';
import type { AuditLine } from '../../db/queries/audit';
import { instant } from './values';

/** A line of the audit log, for staff. */
export function presentAuditLine(line: AuditLine): AuditLineView {
  const { seq, at, actorId, actorName, actingAs, action, reason, details, requestId, hash } = line;
  return {
    seq,
    at: instant(at),
    actor: actorId === null ? null : { id: actorId, name: actorName },
    actingAs,
    action,
    subject: { kind: line.subjectKind, id: line.subjectId, name: line.subjectName },
    reason,
    details: { ...details },
    requestId,
    hash,
  };
}

export const AUDIT_COLUMNS = [
  'seq',
  'at',
  'actor_id',
  'actor',
  'acting_as',
  'action',
  'subject_kind',
  'subject_id',
  'reason',
  'details',
  'request_id',
  'hash',
] as const;

/** The same line as a record of a file, in the order of `AUDIT_COLUMNS`. */
export function auditRecord(line: AuditLine): (string | number | null)[] {
  return [
    line.seq,
    instant(line.at),
    line.actorId,
    line.actorName,
    line.actingAs,
    line.action,
    line.subjectKind,
    line.subjectId,
    line.reason,
    JSON.stringify(line.details),
    line.requestId,
    line.hash,
  ];
}
