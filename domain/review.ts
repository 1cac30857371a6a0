import type { Booking } from './booking';
import type { Decision } from './errors';
import { DAY_MS, HOUR_MS, POLICIES } from './policies';

/** Whom a review is about: students write about their tutor, tutors about their student. */
export type ReviewOf = 'tutor' | 'student';

/** Why a review was taken away: everybody reads the rule. */
export const REMOVAL_RULES = [
  'insult',
  'discrimination',
  'personal_data',
  'outside_contact',
  'not_about_lesson',
  'false_claim',
  'spam',
] as const;
export type RemovalRule = (typeof REMOVAL_RULES)[number];

/** What happens to a review. The staff alone hear of reports and of what became of them. */
export type ReviewEvent = 'written' | 'published' | 'edited' | 'replied' | 'removed' | 'reported' | 'dismissed';

/** A review, as far as its rules look at it. Instants are epoch ms. */
export interface Review {
  readonly id: string;
  readonly bookingId: string;
  readonly of: ReviewOf;
  readonly authorId: string;
  /** who it is about */
  readonly aboutId: string;
  /** 1 to 5 */
  readonly stars: number;
  readonly text: string;
  readonly writtenAt: number;
  /** from then on others read it: when both have written, or after the blind days */
  readonly publishesAt: number;
  readonly repliedAt: number | null;
  readonly removedAt: number | null;
}

const { blindDays, writeDays, editHours, priorStars, priorWeight } = POLICIES.reviews;

export const isPublished = ({ publishesAt }: Pick<Review, 'publishesAt'>, now: number): boolean => publishesAt <= now;
/** When a review that nobody answers with one of their own is published. @param writtenAt epoch ms */
export const blindUntil = (writtenAt: number): number => writtenAt + blindDays * DAY_MS;
/** Until when a session may be reviewed. @param endsAt the booked end, epoch ms */
export const writableUntil = (endsAt: number): number => endsAt + writeDays * DAY_MS;
/**
 * When writing closes for one side: with the days, or earlier when the other side's can be read.
 * @param other what the other side wrote, if anything
 * @returns epoch ms
 */
export const writeClosesAt = (endsAt: number, other: Pick<Review, 'publishesAt'> | undefined): number =>
  other ? Math.min(writableUntil(endsAt), other.publishesAt) : writableUntil(endsAt);
/** A session that ended before this instant can be reviewed no more. @param now epoch ms */
export const stillWritableSince = (now: number): number => now - writeDays * DAY_MS;
/** Until when an author may change what they wrote. */
export const editableUntil = ({ writtenAt }: Pick<Review, 'writtenAt'>): number => writtenAt + editHours * HOUR_MS;

/** The side that somebody wrote for, or null for who was no party. */
export function reviewOfBy(booking: Pick<Booking, 'studentId' | 'tutorId'>, personId: string): ReviewOf | null {
  if (personId === booking.studentId) return 'tutor';
  return personId === booking.tutorId ? 'student' : null;
}

const no = (code: 'review_not_open' | 'review_closed' | 'review_exists'): Decision<never> => ({ ok: false, code });

/**
 * Whether somebody may write a review of a session now: only after it was completed, once, within the days, and not
 * any more when the other side's can be read (what was read would no longer be answered blindly).
 * @param written the reviews of this booking that are there
 * @returns when it will be published: at once together with the other side's, else after the blind days
 */
export function mayWrite(
  booking: Pick<Booking, 'session' | 'outcome' | 'endsAt'>,
  written: readonly Pick<Review, 'of' | 'publishesAt'>[],
  { of, now }: { readonly of: ReviewOf; readonly now: number },
): Decision<{ readonly publishesAt: number }> {
  if (booking.session !== 'ENDED' || booking.outcome !== 'COMPLETED') return no('review_not_open');
  if (written.some((one) => one.of === of)) return no('review_exists');
  const other = written.find((one) => one.of !== of);
  if (now > writableUntil(booking.endsAt) || (other && isPublished(other, now))) return no('review_closed');
  return { ok: true, value: { publishesAt: other ? now : blindUntil(now) } };
}

/**
 * Whether an author may change what they wrote: within the hours, not once it is published and answered, and not what
 * was removed. Once it is published the stars stay, so that nobody trims them after reading the other side's.
 */
export function mayEdit(review: Review, change: { readonly stars: number }, now: number): Decision<null> {
  if (review.removedAt !== null) return { ok: false, code: 'review_removed' };
  if (now > editableUntil(review)) return { ok: false, code: 'review_edit_closed' };
  if (!isPublished(review, now)) return { ok: true, value: null };
  if (review.repliedAt !== null) return { ok: false, code: 'review_edit_closed' };
  return change.stars === review.stars ? { ok: true, value: null } : { ok: false, code: 'review_stars_fixed' };
}

/** Whether somebody may reply: whom it is about, once, to what can be read. */
export function mayReply(review: Review, personId: string, now: number): Decision<null> {
  if (review.aboutId !== personId || !isPublished(review, now)) return { ok: false, code: 'review_not_found' };
  if (review.removedAt !== null) return { ok: false, code: 'review_removed' };
  return review.repliedAt === null ? { ok: true, value: null } : { ok: false, code: 'review_replied' };
}

/** What a tutor's reviews come to. */
export interface Rating {
  readonly count: number;
  /** of stars */
  readonly sum: number;
}

/**
 * The Bayesian average: a tutor begins as if `priorWeight` reviews of `priorStars` were there, so that one review
 * neither makes nor breaks anybody, and each further one counts more than the beginning.
 * @returns stars, rounded to thousandths; of no review at all the prior
 */
export function bayesOf({ count, sum }: Rating): number {
  // in whole numbers, so that the database's numeric rounds to the same
  const [above, below] = [Math.round(priorWeight * priorStars * 10) + 10 * sum, 10 * (priorWeight + count)];
  return Math.floor((2_000 * above + below) / (2 * below)) / 1_000;
}
