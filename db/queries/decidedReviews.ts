import type { ReviewedItem } from '@stoa/domain/tutorChecklist';
import type { Review, ReviewOutcome } from '@stoa/domain/tutor';
import { rows, type Db } from '../postgres';
import { REVIEWED_TUTOR, whoseTutorIs, type LastVerdict, type QueuedReview } from './approvalLists';
import { Conditions } from './conditions';

/** A review that is over. Instants are epoch ms. */
export interface DecidedReview
  extends Pick<QueuedReview, 'id' | 'kind' | 'items' | 'submittedAt' | 'promisedBy' | 'tutor'> {
  readonly outcome: ReviewOutcome;
  readonly decidedAt: number;
  /** null: it was withdrawn */
  readonly decidedBy: { readonly id: string; readonly name: string } | null;
}

export interface DecidedQuestion {
  readonly outcome?: ReviewOutcome | undefined;
  readonly kind?: Review['kind'] | undefined;
  readonly reviewerId?: string | undefined;
  /** epoch ms: decided in [from, to) */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly q?: string | undefined;
  readonly sort: 'decidedAt' | '-decidedAt';
  readonly after: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
}

type Row = Omit<DecidedReview, 'submittedAt' | 'promisedBy' | 'decidedAt'> &
  Record<'submittedAt' | 'promisedBy' | 'decidedAt', Date>;

const COLUMNS = `s.id, s.kind, s.items, s.outcome, s.submitted_at AS "submittedAt", s.promised_by AS "promisedBy",
  s.decided_at AS "decidedAt",
  ${REVIEWED_TUTOR},
  CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'name', d.display_name) END AS "decidedBy"`;
const TABLES = `approval_submissions s JOIN people p ON p.id = s.tutor_id LEFT JOIN people d ON d.id = s.decided_by`;

function decided<R extends Row>(row: R) {
  const { submittedAt, promisedBy, decidedAt } = row;
  const instants = { submittedAt: submittedAt.getTime(), promisedBy: promisedBy.getTime() };
  return { ...row, ...instants, decidedAt: decidedAt.getTime() };
}

function conditionsOf({ outcome, kind, reviewerId, from, to, q }: DecidedQuestion): Conditions {
  const conditions = new Conditions();
  conditions.add('s.outcome IS NOT NULL');
  if (outcome !== undefined) conditions.add('s.outcome = ?', outcome);
  if (kind !== undefined) conditions.add('s.kind = ?', kind);
  if (reviewerId !== undefined) conditions.add('s.decided_by = ?', reviewerId);
  if (from !== undefined) conditions.add('s.decided_at >= ?', new Date(from));
  if (to !== undefined) conditions.add('s.decided_at < ?', new Date(to));
  whoseTutorIs(conditions, q);
  return conditions;
}

/** Reviews that are over, by the time of their decision. */
export async function listDecidedReviews(db: Db, question: DecidedQuestion): Promise<DecidedReview[]> {
  const conditions = conditionsOf(question);
  const [than, direction] = question.sort === 'decidedAt' ? ['>', 'ASC'] : ['<', 'DESC'];
  const { after } = question;
  if (after) conditions.add(`(s.decided_at, s.id) ${than} (?, ?)`, new Date(after.at), after.id);
  const found = await rows<Row>(
    db,
    `SELECT ${COLUMNS} FROM ${TABLES}
     WHERE ${conditions.toString()} ORDER BY s.decided_at ${direction}, s.id ${direction} LIMIT ?`,
    [...conditions.bindings, question.limit],
  );
  return found.map(decided);
}

/** A review that is over, with its verdicts and what was said. */
export interface PastReview extends DecidedReview {
  readonly changedItems: readonly ReviewedItem[];
  readonly verdicts: readonly LastVerdict[];
  readonly appeal: string | null;
  readonly note: string | null;
}

/** One review as it was decided; null when there is none of this id, or it is still open. */
export async function findPastReview(db: Db, reviewId: string): Promise<PastReview | null> {
  const [row] = await rows<Row & Pick<PastReview, 'changedItems' | 'verdicts' | 'appeal' | 'note'>>(
    db,
    `SELECT ${COLUMNS}, s.changed_items AS "changedItems", a.text AS appeal,
       (SELECT n.text FROM approval_events e JOIN approval_notes n ON n.id = e.note_id
        WHERE e.submission_id = s.id AND e.type IN ('approve', 'reject') ORDER BY e.seq DESC LIMIT 1) AS note,
       (SELECT coalesce(json_agg(v), '[]') FROM (
          SELECT x.item, x.version, x.verdict, x.reason, n.text AS note, (extract(epoch FROM x.at) * 1000)::bigint AS at
          FROM approval_verdicts x LEFT JOIN approval_notes n ON n.id = x.note_id
          WHERE x.submission_id = s.id ORDER BY x.item) v) AS verdicts
     FROM ${TABLES} LEFT JOIN approval_notes a ON a.id = s.note_id
     WHERE s.id = ? AND s.outcome IS NOT NULL`,
    [reviewId],
  );
  return row === undefined ? null : decided(row);
}
