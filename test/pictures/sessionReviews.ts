/** What both sides of some of the pictured lessons wrote about each other, and who has not written yet. */
import { DAY_MS, HOUR_MS } from '@stoa/domain/policies';
import { stillWritableSince, type ReviewOf } from '@stoa/domain/review';
import type { Reader } from '../../api/presenters/reader';
import type { ToReview } from '../../db/queries/bookingLists';
import type { StoredReview } from '../../db/queries/reviews';
import { demoId } from '../../scripts/demo/people';
import { BOOKINGS, NAMED } from './bookings';
import { NOW } from './people';
import type { Told } from './told';

const numbered = (number: number): Told => {
  const told = BOOKINGS.find(({ lesson }) => lesson.number === number);
  if (!told) throw new Error(`there is no lesson ${number}`);
  return told;
};
/** Lessons whose reviews are pictured, by what stands on their page. */
export const REVIEWED = {
  both: NAMED.settled,
  blind: numbered(31),
  removed: numbered(37),
  mine: numbered(36),
  unwritten: NAMED.ended,
};

type Words = Pick<StoredReview, 'stars' | 'text'> & Partial<StoredReview>;
function by(of: ReviewOf, told: Told, words: Words): StoredReview {
  const { student, tutor, subject, booking } = told.detail;
  const [author, about] = of === 'tutor' ? [student, tutor] : [tutor, student];
  const writtenAt = words.writtenAt ?? booking.endsAt + 3 * HOUR_MS;
  return {
    id: demoId(11, 100 + 2 * told.lesson.number + (of === 'tutor' ? 0 : 1)),
    bookingId: booking.id,
    of,
    authorId: author.id,
    aboutId: about.id,
    writtenAt,
    publishesAt: writtenAt + 7 * DAY_MS,
    editedAt: null,
    reply: null,
    repliedAt: null,
    removedAt: null,
    removalRule: null,
    authorName: author.name,
    aboutName: about.name,
    subject: subject.name,
    ...words,
  };
}

const WRITTEN: readonly StoredReview[] = [
  by('tutor', REVIEWED.both, {
    stars: 5,
    text: 'I finally see why a limit is not just “plugging in”. We drew everything twice, and the second drawing was mine.',
    publishesAt: REVIEWED.both.booking.endsAt + 5 * HOUR_MS,
  }),
  by('student', REVIEWED.both, {
    stars: 5,
    text: 'Came with three good questions and left with four better ones.',
    writtenAt: REVIEWED.both.booking.endsAt + 5 * HOUR_MS,
    publishesAt: REVIEWED.both.booking.endsAt + 5 * HOUR_MS,
    reply: 'The fourth is for Thursday.',
    repliedAt: REVIEWED.both.booking.endsAt + DAY_MS,
  }),
  by('tutor', REVIEWED.blind, { stars: 4, text: 'Nobody sees this yet.' }),
  by('tutor', REVIEWED.removed, {
    stars: 2,
    text: 'removed',
    publishesAt: NOW - 10 * DAY_MS,
    removedAt: NOW - 9 * DAY_MS,
    removalRule: 'outside_contact',
  }),
  by('tutor', REVIEWED.mine, {
    stars: 4,
    text: 'Patient, and honest about what I should practise alone.\nThe last ten minutes were a little fast.',
    writtenAt: NOW - 5 * HOUR_MS,
    publishesAt: NOW - 5 * HOUR_MS + 7 * DAY_MS,
  }),
];

export const reviewsOf = (bookingId: string): readonly StoredReview[] =>
  WRITTEN.filter((review) => review.bookingId === bookingId);

/** A reader's own, the newest first: what they wrote, or what they can read about themself. */
export function myReviews({ id, role }: Reader, group: string): readonly StoredReview[] {
  const mine = role === 'student' ? 'student' : 'tutor';
  const isOne = ({ authorId, aboutId, of, publishesAt }: StoredReview): boolean =>
    group === 'written' ? authorId === id && of !== mine : aboutId === id && of === mine && publishesAt <= NOW;
  return WRITTEN.filter(isOne).sort((a, b) => b.writtenAt - a.writtenAt);
}

/** The lessons that a reader has not reviewed and still may, the newest first. */
export function toReviewOf({ id, role }: Reader): readonly ToReview[] {
  const found = BOOKINGS.filter(({ booking }) => {
    const isTheirs = (role === 'tutor' ? booking.tutorId : booking.studentId) === id;
    const isOver = booking.outcome === 'COMPLETED' && booking.endsAt >= stillWritableSince(NOW);
    const isClosed = reviewsOf(booking.id).some((one) => one.authorId === id || one.publishesAt <= NOW);
    return isTheirs && isOver && !isClosed;
  }).sort((a, b) => b.booking.startsAt - a.booking.startsAt);
  return found.map(({ booking, detail }) => ({
    ...detail,
    theirsPublishAt: reviewsOf(booking.id)[0]?.publishesAt ?? null,
  }));
}
