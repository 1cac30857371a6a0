import type { RemovalRule, Review, ReviewOf } from '@stoa/domain/review';
import { rows, type Db, type Trx } from '../postgres';

/** A review as it is stored, with who wrote it and what about. */
export interface StoredReview extends Review {
  readonly editedAt: number | null;
  readonly reply: string | null;
  readonly removalRule: RemovalRule | null;
  /** null: the account is erased */
  readonly authorName: string | null;
  readonly aboutName: string | null;
  readonly subject: string;
}

type Dated = 'writtenAt' | 'publishesAt' | 'repliedAt' | 'removedAt' | 'editedAt';
export type ReviewRow = Omit<StoredReview, Dated> & { readonly [K in Dated]: Date | null };

const name = (alias: string): string => `CASE WHEN ${alias}.deleted_at IS NULL THEN ${alias}.display_name END`;
/** To be used with `REVIEW_TABLES`. */
export const REVIEW_COLUMNS = `r.id, r.booking_id AS "bookingId", r.of, r.author_id AS "authorId",
  r.about_id AS "aboutId", r.stars, r.text, r.written_at AS "writtenAt", r.edited_at AS "editedAt",
  r.publishes_at AS "publishesAt", r.reply, r.replied_at AS "repliedAt", r.removed_at AS "removedAt",
  r.removal_rule AS "removalRule", ${name('a')} AS "authorName", ${name('o')} AS "aboutName", s.name AS subject`;
export const REVIEW_TABLES = `reviews r JOIN people a ON a.id = r.author_id JOIN people o ON o.id = r.about_id
  JOIN bookings b ON b.id = r.booking_id JOIN subjects s ON s.id = b.subject_id`;

const ms = (date: Date | null): number | null => date?.getTime() ?? null;
export const toReview = (row: ReviewRow): StoredReview => ({
  ...row,
  writtenAt: ms(row.writtenAt) ?? 0,
  publishesAt: ms(row.publishesAt) ?? 0,
  editedAt: ms(row.editedAt),
  repliedAt: ms(row.repliedAt),
  removedAt: ms(row.removedAt),
});

/** Any number that nothing else locks by. */
const REVIEWED = 7_002;

/**
 * Lets one transaction at a time write about a session: two sides that write at the same moment would not see each
 * other, and both reviews would wait for nobody. Waits as long as for any lock, then a Postgres error is thrown.
 */
export async function lockReviews(trx: Trx, bookingId: string): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(?, hashtext(?))`, [REVIEWED, bookingId]);
}

/** Both sides' reviews of a session, as far as they are written. */
export async function reviewsOfBooking(db: Db, bookingId: string): Promise<StoredReview[]> {
  const found = await rows<ReviewRow>(db, `SELECT ${REVIEW_COLUMNS} FROM ${REVIEW_TABLES} WHERE r.booking_id = ?`, [
    bookingId,
  ]);
  return found.map(toReview);
}

/** One review, or null; `lock` keeps it as it is until the caller's transaction ends. */
export async function findReview(
  db: Db,
  reviewId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<StoredReview | null> {
  const [row] = await rows<ReviewRow>(
    db,
    `SELECT ${REVIEW_COLUMNS} FROM ${REVIEW_TABLES} WHERE r.id = ? ${lock ? 'FOR UPDATE OF r' : ''}`,
    [reviewId],
  );
  return row === undefined ? null : toReview(row);
}

/** Stores a review, in the caller's transaction, which holds the session's lock. The other side's is published with it. */
export async function insertReview(trx: Trx, review: Omit<Review, 'repliedAt' | 'removedAt'>): Promise<void> {
  const { id, bookingId, of, authorId, aboutId, stars, text, writtenAt, publishesAt } = review;
  await trx('reviews').insert({
    id,
    booking_id: bookingId,
    of,
    author_id: authorId,
    about_id: aboutId,
    stars,
    text,
    written_at: new Date(writtenAt),
    publishes_at: new Date(publishesAt),
  });
  await trx.raw(`UPDATE reviews SET publishes_at = least(publishes_at, ?) WHERE booking_id = ? AND id <> ?`, [
    new Date(publishesAt),
    bookingId,
    id,
  ]);
}

/** Changes what an author wrote, in the caller's transaction, which holds the review. */
export async function editReview(
  trx: Trx,
  reviewId: string,
  change: { readonly stars: number; readonly text: string; readonly at: number },
): Promise<void> {
  const { stars, text, at } = change;
  await trx('reviews')
    .where({ id: reviewId })
    .update({ stars, text, edited_at: new Date(at) });
}

/** Stores the one reply, in the caller's transaction, which holds the review. */
export async function storeReply(
  trx: Trx,
  reviewId: string,
  { text, at }: { readonly text: string; readonly at: number },
): Promise<void> {
  await trx('reviews')
    .where({ id: reviewId })
    .update({ reply: text, replied_at: new Date(at) });
}

export interface ReviewList {
  /** whom they are about, or who wrote them */
  readonly about?: string;
  readonly author?: string;
  readonly of?: ReviewOf;
  /** those that others can read at this instant, epoch ms; absent: all */
  readonly publishedBy?: number;
  readonly after?: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
}

/** Reviews, the newest first: by when they were published where only those are asked for, else by when written. */
export async function listReviews(db: Db, list: ReviewList): Promise<StoredReview[]> {
  const { about, author, of, publishedBy, after, limit } = list;
  const key = publishedBy === undefined ? 'r.written_at' : 'r.publishes_at';
  const conditions = ['true'];
  const bindings: (string | number | Date)[] = [];
  const add = (condition: string, ...values: (string | Date)[]): void => {
    conditions.push(condition);
    bindings.push(...values);
  };
  if (about !== undefined) add('r.about_id = ?', about);
  if (author !== undefined) add('r.author_id = ?', author);
  if (of !== undefined) add('r.of = ?', of);
  if (publishedBy !== undefined) add('r.publishes_at <= ?', new Date(publishedBy));
  if (after) add(`(${key}, r.id) < (?, ?)`, new Date(after.at), after.id);
  const found = await rows<ReviewRow>(
    db,
    `SELECT ${REVIEW_COLUMNS} FROM ${REVIEW_TABLES} WHERE ${conditions.join(' AND ')} ORDER BY ${key} DESC, r.id DESC LIMIT ?`,
    [...bindings, limit],
  );
  return found.map(toReview);
}

/** Whether a tutor has, or had, a booking of this student whose money was secured: they know each other. */
export async function haveMet(
  db: Db,
  { tutorId, studentId }: { readonly tutorId: string; readonly studentId: string },
): Promise<boolean> {
  const found = await rows(
    db,
    `SELECT 1 FROM bookings WHERE tutor_id = ? AND student_id = ? AND secured_at IS NOT NULL LIMIT 1`,
    [tutorId, studentId],
  );
  return found.length > 0;
}
