import { checkSlot, limitsAt, refusalCodeFor, type AvailabilityRules, type Limit } from '@stoa/domain/availability';
import { bookingQuoteFor, type BookingQuote } from '@stoa/domain/bookingQuote';
import { money, type Money } from '@stoa/domain/money';
import { MINUTE_MS } from '@stoa/domain/policies';
import type { BookingQuoteView } from '@stoa/contracts/http/quotes';
import { findAvailability, type Availability } from '../db/queries/availability';
import { countedTrial } from '../db/queries/trials';
import { findTutor, lifetimeNetMinor, type TutorProfile } from '../db/queries/tutors';
import { policyHashOf } from '../platform/hashing';
import type { House } from './house';
import { presentBookingQuote } from './presenters/quotes';
import { found, granted, Refusal } from './refusal';
import { seal } from './seals';

/** What a student asks for. Instants are epoch ms. */
export interface LessonWish {
  readonly studentId: string;
  readonly tutorId: string;
  readonly subjectId: string;
  readonly startsAt: number;
  readonly minutes: number;
  /** the trial lesson, at its own price and length */
  readonly trial: boolean;
  readonly now: number;
  /** the start of an own hold that the booking would replace: its time counts as free */
  readonly freedStart?: number;
}

export interface QuotedWish {
  readonly wish: LessonWish;
  readonly tutor: TutorProfile;
  readonly quote: BookingQuote;
  readonly policyHash: string;
  /** what the tutor's limits leave is counted once more when the slot is reserved */
  readonly limits: readonly Limit[];
}

/** @throws Refusal when this lesson cannot be had from this tutor at any time */
function checkTutor(tutor: TutorProfile, { studentId, subjectId }: LessonWish): void {
  if (tutor.id === studentId) throw new Refusal('own_lesson');
  if (!tutor.bookable) throw new Refusal('tutor_not_bookable');
  if (!tutor.subjects.some(({ id }) => id === subjectId))
    throw new Refusal('request_invalid', {
      fields: [{ path: 'body.subjectId', message: 'is not taught by this tutor' }],
    });
}

/** A trial has a length of its own, whatever others the tutor offers; all other rules are those of every lesson. */
export const trialRules = (rules: AvailabilityRules, { minutes }: { readonly minutes: number }): AvailabilityRules => ({
  ...rules,
  durationsMinutes: [minutes],
});

/**
 * What the trial costs, where the pair may still have it; undefined for any other lesson.
 * @throws Refusal `trial_not_offered` · `trial_taken` naming the booking
 */
async function trialPrice({ db }: House, tutor: TutorProfile, wish: LessonWish): Promise<Money | undefined> {
  if (!wish.trial) return undefined;
  if (tutor.trial?.minutes !== wish.minutes) throw new Refusal('trial_not_offered');
  const counted = await countedTrial(db, wish);
  // an own hold that the booking would replace is given up with it
  if (counted !== null && counted.startsAt !== wish.freedStart)
    throw new Refusal('trial_taken', { details: { bookingId: counted.bookingId } });
  return money(tutor.trial.priceMinor, tutor.currency);
}

/** @throws Refusal with the first reason why the engine that lists slots would not list this one */
function checkTime({ rules: own, busy }: Availability, wish: LessonWish): void {
  const { startsAt, minutes, trial, now, freedStart } = wish;
  const rules = trial ? trialRules(own, { minutes }) : own;
  const taken = busy.filter((one) => one.kind !== 'hold' || one.startsAt !== freedStart);
  const answer = checkSlot({ rules, busy: taken, now, startsAt, durationMinutes: minutes });
  if (!answer.ok)
    throw new Refusal(refusalCodeFor(answer.refused), { details: { reasons: answer.refused.join(', ') } });
}

/**
 * Quotes a lesson: the tutor can be booked, the engine that lists slots offers this one, and the price stands.
 * @throws Refusal with the code of whatever stands against it
 */
export async function quoteLesson(house: House, wish: LessonWish): Promise<QuotedWish> {
  const { tutorId, startsAt, minutes } = wish;
  const [profile, availability, lifetime] = await Promise.all([
    findTutor(house.db, tutorId),
    findAvailability(house.db, tutorId, { from: startsAt, to: startsAt + minutes * MINUTE_MS }),
    lifetimeNetMinor(house.db, tutorId),
  ]);
  const tutor = found(profile, 'tutor_not_found');
  checkTutor(tutor, wish);
  const known = found(availability, 'tutor_not_found');
  const price = await trialPrice(house, tutor, wish);
  checkTime(known, wish);
  const subject = tutor.subjects.find(({ id }) => id === wish.subjectId);
  const quote = granted(
    bookingQuoteFor({
      at: wish.now,
      startsAt,
      minutes,
      hourlyRate: money(subject?.rateMinor ?? tutor.rateMinor, tutor.currency),
      instant: tutor.instantBooking,
      cancellation: tutor.cancellationPreset,
      noticeMinutes: tutor.noticeMinutes,
      lifetimeNetMinor: lifetime,
      ...(price !== undefined && { trialPrice: price }),
    }),
  );
  return { wish, tutor, quote, policyHash: policyHashOf(quote.terms), limits: limitsAt(known.rules, startsAt) };
}

/** A quoted lesson as the student sees it, with its seal. */
export async function presentLesson(
  house: House,
  { wish, tutor, quote, policyHash }: QuotedWish,
): Promise<BookingQuoteView> {
  const { studentId, tutorId, subjectId, startsAt, minutes, trial, now } = wish;
  const token = await seal(house.tokens, {
    kind: 'lesson',
    personId: studentId,
    tutorId,
    subjectId,
    startsAt,
    minutes,
    trial,
    policyHash,
    quotedAt: quote.quotedAt,
    validUntil: quote.validUntil,
  });
  const lesson = { quote, tutorId, tutorName: tutor.name, subjectId, durationMinutes: minutes };
  return presentBookingQuote(lesson, token, now);
}
