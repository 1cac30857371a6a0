import { rows, type Db, type Trx } from '../postgres';
import { containing, escapeLike } from './conditions';

/** What an entry can be about. `list`: rows of many, taken out as a file; its id is the list's name. */
export type AuditSubjectKind = 'person' | 'tutor' | 'booking' | 'file' | 'review' | 'subject' | 'policy' | 'list';

export interface AuditEntry {
  /** who did it; null: the system itself */
  readonly actorId: string | null;
  readonly actingAs: 'student' | 'tutor' | 'support' | 'admin' | 'owner' | 'system';
  /** verb on resource: 'tutor.suspend', 'role.grant', 'person.view' */
  readonly action: string;
  readonly subject: { readonly kind: AuditSubjectKind; readonly id: string };
  readonly reason: string | null;
  /** small, no secrets, no personal data beyond ids (names and addresses are looked up when read) */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
  /** epoch ms on the injected clock */
  readonly at: number;
  readonly requestId: string | null;
}

/**
 * Appends to the audit chain in the caller's transaction (read committed, as all of ours are). Call it last: until that
 * transaction ends, everybody else who appends waits, each as long as its own lock timeout.
 */
export async function recordAudit(trx: Trx, entry: AuditEntry): Promise<void> {
  await trx.raw(
    `INSERT INTO audit_log (at, actor_id, acting_as, action, subject_kind, subject_id, reason, details, request_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      new Date(entry.at),
      entry.actorId,
      entry.actingAs,
      entry.action,
      entry.subject.kind,
      entry.subject.id,
      entry.reason,
      JSON.stringify(entry.details ?? {}),
      entry.requestId,
    ],
  );
}

/** A line of the log as it is read: names are those of today. */
export interface AuditLine {
  readonly seq: number;
  /** epoch ms */
  readonly at: number;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly actingAs: AuditEntry['actingAs'];
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  /** of a person or tutor; null for what has no name, or is no more */
  readonly subjectName: string | null;
  readonly reason: string | null;
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
  readonly requestId: string | null;
  readonly hash: string;
}

export interface AuditFilters {
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
  /** 'tutor.suspend', or 'tutor.' for all that was done to tutors */
  readonly action?: string | undefined;
  /** epoch ms; `to` is exclusive */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** a part of a reason, of a subject's or request's id, or of the details */
  readonly text?: string | undefined;
}

type Condition = readonly [sql: string, ...bindings: (string | number | Date)[]];

const TEXT_SQL = '(a.reason ILIKE ? OR a.subject_id ILIKE ? OR a.request_id ILIKE ? OR a.details::text ILIKE ?)';
function textCondition(text: string): Condition {
  const like = containing(text);
  return [TEXT_SQL, like, like, like, like];
}
const actionCondition = (action: string): Condition =>
  action.endsWith('.') ? ['a.action LIKE ?', `${escapeLike(action)}%`] : ['a.action = ?', action];

/** A condition per filter that is given; each filter knows its own. */
const CONDITION_OF: {
  readonly [F in keyof AuditFilters]-?: (value: NonNullable<AuditFilters[F]>) => Condition;
} = {
  actorId: (id) => ['a.actor_id = ?', id],
  subjectId: (id) => ['a.subject_id = ?', id],
  action: actionCondition,
  from: (at) => ['a.at >= ?', new Date(at)],
  to: (at) => ['a.at < ?', new Date(at)],
  text: textCondition,
};

function conditionsOf(filters: AuditFilters, behind: Condition | null): Condition {
  const given = (Object.keys(CONDITION_OF) as (keyof AuditFilters)[]).flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : [(CONDITION_OF[name] as (given: string | number) => Condition)(value)];
  });
  if (behind !== null) given.push(behind);
  return [given.map(([sql]) => sql).join(' AND ') || 'true', ...given.flatMap(([, ...bindings]) => bindings)];
}

export interface AuditQuestion {
  readonly filters: AuditFilters;
  /** the last line of the page before; null: from the newest */
  readonly beforeSeq: number | null;
  readonly limit: number;
  /** the first line first: `beforeSeq` then is the line to go on after */
  readonly isOldestFirst?: boolean;
}

/** Lines of the log, the newest first unless told. @returns at most `limit` lines */
export async function listAudit(
  db: Db,
  { filters, beforeSeq, limit, isOldestFirst = false }: AuditQuestion,
): Promise<AuditLine[]> {
  const [than, way] = isOldestFirst ? ['>', 'ASC'] : ['<', 'DESC'];
  const [sql, ...bindings] = conditionsOf(filters, beforeSeq === null ? null : [`a.seq ${than} ?`, beforeSeq]);
  const found = await rows<Omit<AuditLine, 'at'> & { at: Date }>(
    db,
    `SELECT a.seq, a.at, a.actor_id AS "actorId", p.display_name AS "actorName", a.acting_as AS "actingAs", a.action,
       a.subject_kind AS "subjectKind", a.subject_id AS "subjectId", s.display_name AS "subjectName", a.reason, a.details,
       a.request_id AS "requestId", a.hash
     FROM audit_log a LEFT JOIN people p ON p.id = a.actor_id
       LEFT JOIN people s ON a.subject_kind IN ('person', 'tutor') AND s.id::text = a.subject_id
     WHERE ${sql} ORDER BY a.seq ${way} LIMIT ?`,
    [...bindings, limit],
  );
  return found.map((row) => ({ ...row, at: row.at.getTime() }));
}
