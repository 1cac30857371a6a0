import type { ReviewedItem, VerdictReason } from '@stoa/domain/tutorChecklist';
import type { Review } from '@stoa/domain/tutor';
import { rows, type Db } from '../postgres';
import { Conditions, containing } from './conditions';

/** One profile that waits for a verdict. Instants are epoch ms. */
export interface QueuedReview {
  readonly id: string;
  readonly kind: Review['kind'];
  readonly items: readonly ReviewedItem[];
  readonly submittedAt: number;
  readonly promisedBy: number;
  readonly escalated: boolean;
  readonly tutor: {
    readonly id: string;
    readonly name: string;
    readonly zone: string;
    readonly avatarUrl: string | null;
  };
  readonly claimedBy: { readonly id: string; readonly name: string } | null;
  readonly leaseUntil: number | null;
}

export interface QueueQuestion {
  readonly kind?: Review['kind'] | undefined;
  readonly claimed?: 'mine' | 'others' | 'nobody' | undefined;
  readonly late?: boolean | undefined;
  readonly q?: string | undefined;
  readonly sort: 'promisedBy' | '-promisedBy' | 'submittedAt' | '-submittedAt';
  readonly after: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
  readonly readerId: string;
  /** epoch ms */
  readonly now: number;
}

const CLAIMED = {
  mine: 's.claimed_by = ? AND s.lease_until > ?',
  others: 's.claimed_by <> ? AND s.lease_until > ?',
  nobody: '(s.claimed_by IS NULL OR ?::uuid IS NULL OR s.lease_until <= ?)',
} as const;
const ORDER = {
  promisedBy: ['s.promised_by', '>', 'ASC'],
  '-promisedBy': ['s.promised_by', '<', 'DESC'],
  submittedAt: ['s.submitted_at', '>', 'ASC'],
  '-submittedAt': ['s.submitted_at', '<', 'DESC'],
} as const;

function conditionsOf({ kind, claimed, late, q, readerId, now }: QueueQuestion): Conditions {
  const conditions = new Conditions();
  conditions.add('s.outcome IS NULL');
  if (kind !== undefined) conditions.add('s.kind = ?', kind);
  if (claimed !== undefined) conditions.add(CLAIMED[claimed], readerId, new Date(now));
  if (late !== undefined) conditions.add(late ? 's.promised_by <= ?' : 's.promised_by > ?', new Date(now));
  whoseTutorIs(conditions, q);
  return conditions;
}

/** The tutor `p` of a review, as `QueuedReview` has one. */
export const REVIEWED_TUTOR = `json_build_object('id', p.id, 'name', p.display_name, 'zone', p.zone,
  'avatarUrl', p.avatar_url) AS tutor`;

/** Reviews of whoever has this id, or a name that holds this. */
export function whoseTutorIs(conditions: Conditions, q: string | undefined): void {
  if (q !== undefined) conditions.add(`(p.id::text = ? OR p.display_name ILIKE ?)`, q, containing(q));
}

/** Reviews that are open, by the promise or by age; a claim whose time has run out counts as none. */
export async function listApprovals(db: Db, question: QueueQuestion): Promise<QueuedReview[]> {
  const conditions = conditionsOf(question);
  const [column, than, direction] = ORDER[question.sort];
  if (question.after)
    conditions.add(`(${column}, s.id) ${than} (?, ?)`, new Date(question.after.at), question.after.id);
  const found = await rows<
    Omit<QueuedReview, 'submittedAt' | 'promisedBy' | 'leaseUntil'> &
      Record<'submittedAt' | 'promisedBy', Date> & { leaseUntil: Date | null }
  >(
    db,
    `SELECT s.id, s.kind, s.items, s.submitted_at AS "submittedAt", s.promised_by AS "promisedBy",
       s.escalated_at IS NOT NULL AS escalated, s.lease_until AS "leaseUntil",
       ${REVIEWED_TUTOR},
       CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.display_name) END AS "claimedBy"
     FROM approval_submissions s JOIN people p ON p.id = s.tutor_id LEFT JOIN people c ON c.id = s.claimed_by
     WHERE ${conditions.toString()} ORDER BY ${column} ${direction}, s.id ${direction} LIMIT ?`,
    [...conditions.bindings, question.limit],
  );
  return found.map((row) => ({
    ...row,
    submittedAt: row.submittedAt.getTime(),
    promisedBy: row.promisedBy.getTime(),
    leaseUntil: row.leaseUntil?.getTime() ?? null,
  }));
}

/** The last verdict on an item. */
export interface LastVerdict {
  readonly item: ReviewedItem;
  readonly version: string;
  readonly verdict: 'approved' | 'changes_needed';
  readonly reason: VerdictReason | null;
  readonly note: string | null;
  readonly at: number;
}

/** What stands beside a tutor's approval on its page. Instants are epoch ms. */
export interface ApprovalBeside {
  readonly payoutsEnabled: boolean;
  readonly hiddenUntil: number | null;
  readonly changedItems: readonly ReviewedItem[];
  readonly verdicts: readonly LastVerdict[];
  readonly suspension: { readonly at: number; readonly reason: string; readonly bookings: 'cancelled' | 'kept' } | null;
}

/** The last verdict on each item, being hidden, the reason of a suspension; null when nobody of this id teaches. */
export async function approvalBeside(db: Db, tutorId: string): Promise<ApprovalBeside | null> {
  const [row] = await rows<ApprovalBeside>(
    db,
    `SELECT t.payouts_enabled AS "payoutsEnabled", (extract(epoch FROM t.hidden_until) * 1000)::bigint AS "hiddenUntil",
       coalesce((SELECT s.changed_items FROM approval_submissions s
         WHERE s.tutor_id = t.person_id AND s.outcome IS NULL), '{}') AS "changedItems",
       (SELECT coalesce(json_agg(v), '[]') FROM (
          SELECT DISTINCT ON (x.item) x.item, x.version, x.verdict, x.reason, n.text AS note,
            (extract(epoch FROM x.at) * 1000)::bigint AS at
          FROM approval_verdicts x LEFT JOIN approval_notes n ON n.id = x.note_id
          WHERE x.tutor_id = t.person_id ORDER BY x.item, x.at DESC) v) AS verdicts,
       (SELECT json_build_object('at', (extract(epoch FROM u.at) * 1000)::bigint, 'reason', n.text,
            'bookings', u.bookings)
        FROM tutor_suspensions u JOIN approval_notes n ON n.id = u.note_id
        WHERE u.tutor_id = t.person_id AND u.lifted_at IS NULL) AS suspension
     FROM tutors t WHERE t.person_id = ?`,
    [tutorId],
  );
  return row ?? null;
}
