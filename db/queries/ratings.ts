import { bayesOf, type Rating } from '@stoa/domain/review';
import { POLICIES } from '@stoa/domain/policies';
import { rows, type Db } from '../postgres';

const { priorStars, priorWeight } = POLICIES.reviews;

/**
 * Reviews of tutors that are published, not removed, and not yet in the sums are added to them: reviews and sums in one
 * statement, so that each is counted once, whoever else does it at the same moment.
 * @param now epoch ms on the injected clock
 * @param of one booking's, or one tutor's; absent: whoever's are due, at most `limit`
 * @returns how many were counted
 */
export async function countDueReviews(
  db: Db,
  now: number,
  { bookingId, limit = 1_000 }: { readonly bookingId?: string; readonly limit?: number } = {},
): Promise<number> {
  const only = bookingId === undefined ? '' : 'AND booking_id = ?';
  const [counted] = await rows<{ count: number }>(
    db,
    `WITH due AS (
       SELECT id FROM reviews
       WHERE of = 'tutor' AND counted_at IS NULL AND removed_at IS NULL AND publishes_at <= ? ${only}
       ORDER BY publishes_at LIMIT ? FOR UPDATE SKIP LOCKED),
     counted AS (
       UPDATE reviews r SET counted_at = ? FROM due WHERE r.id = due.id RETURNING r.about_id, r.stars),
     sums AS (SELECT about_id, count(*)::int AS count, sum(stars)::int AS sum FROM counted GROUP BY about_id
       -- two that count at once take the tutors in one order
       ORDER BY about_id),
     posted AS (
       INSERT INTO tutor_ratings (tutor_id, count, sum, bayes)
       SELECT about_id, count, sum, ${bayesSql('count', 'sum')} FROM sums
       ON CONFLICT (tutor_id) DO UPDATE SET count = tutor_ratings.count + excluded.count,
         sum = tutor_ratings.sum + excluded.sum,
         bayes = ${bayesSql('tutor_ratings.count + excluded.count', 'tutor_ratings.sum + excluded.sum')})
     SELECT count(*)::int AS count FROM counted`,
    [new Date(now), ...(bookingId === undefined ? [] : [bookingId]), limit, new Date(now)],
  );
  return counted?.count ?? 0;
}

/** `bayesOf` in SQL: numerics round as whole numbers do. */
function bayesSql(count: string, sum: string): string {
  return `round((${priorStars * priorWeight} + ${sum})::numeric / (${priorWeight} + ${count}), 3)`;
}

/** Takes a counted review out of its tutor's sums, in the caller's transaction, which removes the review. */
export async function uncount(db: Db, { tutorId, stars }: { readonly tutorId: string; readonly stars: number }) {
  await db.raw(
    `UPDATE tutor_ratings SET count = count - 1, sum = sum - ?, bayes = ${bayesSql('count - 1', `sum - ${Number(stars)}`)}
     WHERE tutor_id = ?`,
    [stars, tutorId],
  );
}

/** What students say of a tutor. */
export interface TutorRating extends Rating {
  /** the Bayesian average, in stars */
  readonly bayes: number;
}

/**
 * A tutor's rating as of an instant: the sums, and what is published since and not yet in them, so that nobody reads a
 * rating that a sweep is late with.
 * @param now epoch ms on the injected clock
 */
export async function ratingOf(db: Db, tutorId: string, now: number): Promise<TutorRating> {
  const [row] = await rows<Rating>(
    db,
    `SELECT (coalesce(sum(count), 0))::int AS count, coalesce(sum(sum), 0)::int AS sum FROM (
       SELECT count, sum FROM tutor_ratings WHERE tutor_id = ?
       UNION ALL
       SELECT count(*), sum(stars) FROM reviews
       WHERE about_id = ? AND of = 'tutor' AND counted_at IS NULL AND removed_at IS NULL AND publishes_at <= ?) all_of`,
    [tutorId, tutorId, new Date(now)],
  );
  const { count = 0, sum = 0 } = row ?? {};
  return { count, sum, bayes: bayesOf({ count, sum }) };
}

/** A tutor whose sums are not those of the reviews that say they are counted. */
export interface RatingDifference {
  readonly tutorId: string;
  readonly stored: TutorRating | null;
  readonly found: Rating;
}

/** Compares all sums with the reviews they count, and every average with the domain's. Nothing is corrected. */
export async function ratingDifferences(db: Db): Promise<RatingDifference[]> {
  const found = await rows<Rating & { id: string; stored: (Rating & { bayes: number }) | null }>(
    db,
    `SELECT coalesce(t.tutor_id, r.about_id) AS id, coalesce(r.count, 0)::int AS count, coalesce(r.sum, 0)::int AS sum,
       CASE WHEN t.tutor_id IS NULL THEN NULL
         ELSE json_build_object('count', t.count, 'sum', t.sum, 'bayes', t.bayes) END AS stored
     FROM tutor_ratings t FULL JOIN (
       SELECT about_id, count(*) AS count, sum(stars) AS sum FROM reviews
       WHERE of = 'tutor' AND counted_at IS NOT NULL AND removed_at IS NULL GROUP BY about_id) r
       ON r.about_id = t.tutor_id`,
  );
  return found
    .filter(({ count, sum, stored }) => {
      const same = stored?.count === count && stored.sum === sum;
      return !same || stored.bayes !== bayesOf({ count, sum });
    })
    .map(({ id, count, sum, stored }) => ({ tutorId: id, stored, found: { count, sum } }));
}
