import type { RemovalRule, ReviewOf } from '@stoa/domain/review';
import { rows, type Db, type Trx } from '../postgres';
import { Conditions, containing } from './conditions';
import { uncount } from './ratings';
import { REVIEW_COLUMNS, REVIEW_TABLES, toReview, type ReviewRow, type StoredReview } from './reviews';

/** Reports a review; the same person's second report changes nothing. Epoch ms. @returns whether it is the first */
export async function reportReview(
  db: Db,
  report: Omit<ReviewReport, 'rule'> & { readonly reviewId: string; readonly rule: RemovalRule },
): Promise<boolean> {
  const { reviewId, reporterId, rule, reason, at } = report;
  const added = await rows(
    db,
    `INSERT INTO review_reports (review_id, reporter_id, rule, reason, reported_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (review_id, reporter_id) DO NOTHING RETURNING 1`,
    [reviewId, reporterId, rule, reason, new Date(at)],
  );
  return added.length > 0;
}

export interface ReviewReport {
  readonly reporterId: string;
  /** which rule they see broken; null: a report from before that was asked */
  readonly rule: RemovalRule | null;
  /** their own words, if they said any */
  readonly reason: string | null;
  /** epoch ms */
  readonly at: number;
}

/** A review with the reports that nobody has decided yet. */
export interface ReportedReview {
  readonly review: StoredReview;
  readonly reports: readonly ReviewReport[];
  /** of the oldest open report, epoch ms; of none: when it was written */
  readonly since: number;
}

export interface ModerationList {
  /** those with open reports, by the oldest; else all, by when they were written */
  readonly reported: boolean;
  readonly of?: ReviewOf | undefined;
  readonly stars?: number | undefined;
  readonly state?: 'published' | 'waiting' | 'removed' | undefined;
  /** a part of the text or of a name, or a whole id */
  readonly q?: string | undefined;
  /** the longest waiting first, or the latest */
  readonly sort?: 'since' | '-since';
  /** epoch ms */
  readonly now: number;
  readonly after?: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
}

const SINCE = `coalesce(open.since, r.written_at)`;
const STATES = {
  published: 'r.removed_at IS NULL AND r.publishes_at <= ?',
  waiting: 'r.removed_at IS NULL AND r.publishes_at > ?',
  removed: 'r.removed_at <= ?',
} as const;
const ANYWHERE = `(r.text ILIKE ? OR a.display_name ILIKE ? OR o.display_name ILIKE ?
  OR ? IN (r.id::text, r.booking_id::text, r.author_id::text, r.about_id::text))`;

function conditionsOf({ reported, of, stars, state, q, sort, after, now }: ModerationList): Conditions {
  const conditions = new Conditions();
  if (reported) conditions.add('open.since IS NOT NULL');
  if (of !== undefined) conditions.add('r.of = ?', of);
  if (stars !== undefined) conditions.add('r.stars = ?', stars);
  if (state !== undefined) conditions.add(STATES[state], new Date(now));
  if (q !== undefined) {
    const like = containing(q);
    conditions.add(ANYWHERE, like, like, like, q.toLowerCase());
  }
  const than = sort === '-since' ? '<' : '>';
  if (after) conditions.add(`(${SINCE}, r.id) ${than} (?, ?)`, new Date(after.at), after.id);
  return conditions;
}

/** What staff look through, the longest waiting first, or the latest. */
export async function listForModeration(db: Db, list: ModerationList): Promise<ReportedReview[]> {
  const conditions = conditionsOf(list);
  const way = list.sort === '-since' ? 'DESC' : 'ASC';
  const found = await rows<ReviewRow & { reports: ReviewReport[] | null; since: Date }>(
    db,
    `SELECT ${REVIEW_COLUMNS}, open.reports, ${SINCE} AS since FROM ${REVIEW_TABLES}
     LEFT JOIN LATERAL (
       SELECT min(x.reported_at) AS since, json_agg(json_build_object('reporterId', x.reporter_id, 'rule', x.rule, 'reason', x.reason,
           'at', (extract(epoch FROM x.reported_at) * 1000)::bigint) ORDER BY x.reported_at) AS reports
       FROM review_reports x WHERE x.review_id = r.id AND x.decided_at IS NULL) open ON true
     WHERE ${conditions.toString()} ORDER BY ${SINCE} ${way}, r.id ${way} LIMIT ?`,
    [...conditions.bindings, list.limit],
  );
  return found.map(({ reports, since: at, ...row }) => ({
    review: toReview(row),
    reports: reports ?? [],
    since: at.getTime(),
  }));
}

interface Decision {
  readonly reviewId: string;
  readonly staffId: string;
  readonly at: number;
}

async function decideReports(trx: Trx, { reviewId, staffId, at }: Decision, decision: string): Promise<number> {
  const decided = await rows(
    trx,
    `UPDATE review_reports SET decision = ?, decided_at = ?, decided_by = ?
     WHERE review_id = ? AND decided_at IS NULL RETURNING 1`,
    [decision, new Date(at), staffId, reviewId],
  );
  return decided.length;
}

/**
 * Takes a review away in the caller's transaction: from the lists, from its tutor's sums, and out of the queue.
 * @returns whether it stood until now
 */
export async function removeReview(
  trx: Trx,
  { rule, ...decision }: Decision & { readonly rule: RemovalRule },
): Promise<boolean> {
  const [gone] = await rows<{ tutorId: string; stars: number; counted: boolean }>(
    trx,
    `UPDATE reviews SET removed_at = ?, removal_rule = ? WHERE id = ? AND removed_at IS NULL
     RETURNING about_id AS "tutorId", stars, counted_at IS NOT NULL AS counted`,
    [new Date(decision.at), rule, decision.reviewId],
  );
  if (gone?.counted) await uncount(trx, gone);
  await decideReports(trx, decision, 'removed');
  return gone !== undefined;
}

/** Lets a review stand, in the caller's transaction. @returns how many open reports that decided */
export function dismissReports(trx: Trx, decision: Decision): Promise<number> {
  return decideReports(trx, decision, 'dismissed');
}
