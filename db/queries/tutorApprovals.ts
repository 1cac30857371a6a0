import type { ApprovalState, Review, TutorApproval } from '@stoa/domain/tutor';
import { rows, type Db } from '../postgres';

interface Row {
  readonly tutor_id: string;
  readonly approval: ApprovalState;
  readonly approval_version: number;
  readonly review: (Omit<Review, 'claim'> & { claimed_by: string | null; lease_until: number | null }) | null;
  readonly rejection: TutorApproval['rejection'];
  readonly suspension: TutorApproval['suspension'];
}

const MS = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::bigint`;

const REVIEW = `SELECT json_build_object('id', s.id, 'kind', s.kind, 'items', s.items,
    'submittedAt', ${MS('s.submitted_at')}, 'promisedBy', ${MS('s.promised_by')},
    'escalated', s.escalated_at IS NOT NULL, 'claimed_by', s.claimed_by, 'lease_until', ${MS('s.lease_until')},
    'excludedReviewerId', s.excluded_reviewer_id)
  FROM approval_submissions s WHERE s.tutor_id = t.person_id AND s.outcome IS NULL`;
/** the last answer to an application, where it was a rejection */
const REJECTION = `SELECT json_build_object('reviewId', s.id, 'by', s.decided_by, 'appealed', s.kind = 'appeal',
    'failed', (SELECT coalesce(json_object_agg(v.item, v.version), '{}') FROM approval_verdicts v
      WHERE v.submission_id = s.id AND v.verdict = 'changes_needed'))
  FROM (SELECT * FROM approval_submissions
    WHERE tutor_id = t.person_id AND outcome IN ('approved', 'rejected') AND suspension_id IS NULL
      AND kind <> 'recheck' ORDER BY decided_at DESC, id DESC LIMIT 1) s WHERE s.outcome = 'rejected'`;
const SUSPENSION = `SELECT json_build_object('id', u.id, 'by', u.by, 'appealed', u.appealed_at IS NOT NULL,
    'liftProposedBy', u.lift_proposed_by)
  FROM tutor_suspensions u WHERE u.tutor_id = t.person_id AND u.lifted_at IS NULL`;

function toReview(row: Row['review']): Review | null {
  if (row === null) return null;
  const { claimed_by, lease_until, items, ...rest } = row;
  const claim = claimed_by === null || lease_until === null ? null : { by: claimed_by, until: lease_until };
  return { ...rest, items: items, claim };
}

/**
 * A tutor's approval as it stands: the state of the row, the open review, the rejection or suspension behind it.
 * @returns null when nobody of this id teaches
 */
export async function findApproval(db: Db, tutorId: string): Promise<TutorApproval | null> {
  const [row] = await rows<Row>(
    db,
    `SELECT t.person_id AS tutor_id, t.approval, t.approval_version, (${REVIEW}) AS review,
       CASE WHEN t.approval IN ('rejected', 'pending_approval', 'under_review') THEN (${REJECTION}) END AS rejection,
       CASE WHEN t.approval = 'suspended' THEN (${SUSPENSION}) END AS suspension
     FROM tutors t WHERE t.person_id = ?`,
    [tutorId],
  );
  if (row === undefined) return null;
  const { tutor_id: tutorIdOf, approval: state, approval_version: version, review, rejection, suspension } = row;
  return { tutorId: tutorIdOf, state, version, review: toReview(review), rejection, suspension };
}

/** Keeps a free text under its id; the same id again changes nothing. */
export async function storeApprovalNote(
  db: Db,
  note: {
    readonly id: string;
    readonly tutorId: string;
    readonly authorId: string;
    readonly text: string;
    readonly at: number;
  },
): Promise<void> {
  await db.raw(
    `INSERT INTO approval_notes (id, tutor_id, author_id, text, created_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
    [note.id, note.tutorId, note.authorId, note.text, new Date(note.at)],
  );
}
