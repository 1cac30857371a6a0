import type { BookingInput } from '@stoa/contracts/temporal/booking';
import { storeNote } from '../db/queries/bookingEvents';
import { findBooking } from '../db/queries/bookings';
import type { House } from './house';
import { presentLesson, quoteLesson, type LessonWish, type QuotedWish } from './lessons';
import type { Repeat } from './operation';
import { found, Refusal } from './refusal';
import { notThisQuote, openLesson } from './seals';

/** What a student asks to be booked. */
export interface Order {
  readonly studentId: string;
  readonly bookingId: string;
  readonly quoteToken: string;
  readonly note: string | undefined;
  readonly replacesBookingId: string | null;
  readonly now: number;
  readonly repeat: Repeat;
}

/**
 * Whether the booking stands already, by an earlier attempt of the same request. A row alone does not say so: its
 * workflow undoes a reservation whose answer came too late for it.
 * @throws Refusal `booking_exists` · whatever the earlier attempt was refused with
 */
async function standsAlready({ db, desk }: House, { bookingId, studentId, repeat }: Order): Promise<boolean> {
  const booking = await findBooking(db, bookingId);
  if (booking === null) return false;
  if (booking.studentId !== studentId || !repeat.seen) throw new Refusal('booking_exists');
  return repeat.done || (await desk.outcomeOf(bookingId, repeat.updateId)) !== null;
}

/** The start of the own unpaid hold that is to be given up. @throws Refusal `booking_not_found` */
async function freedStart(house: House, order: Order): Promise<number | undefined> {
  if (order.replacesBookingId === null) return undefined;
  const hold = found(await findBooking(house.db, order.replacesBookingId), 'booking_not_found');
  if (hold.studentId !== order.studentId) throw new Refusal('booking_not_found');
  return hold.startsAt;
}

/**
 * The lesson as it is quoted now, if that is what the student was shown.
 * @throws Refusal `quote_expired` · `quote_changed`, both with the quote of now · whatever stands against the lesson
 */
async function confirmQuote(house: House, order: Order): Promise<QuotedWish> {
  const sealed = await openLesson(house.tokens, order.quoteToken);
  if (sealed.personId !== order.studentId) throw notThisQuote();
  const { tutorId, subjectId, startsAt, minutes, trial } = sealed;
  const wish: LessonWish = { studentId: order.studentId, tutorId, subjectId, startsAt, minutes, trial, now: order.now };
  const freed = await freedStart(house, order);
  const lesson = await quoteLesson(house, freed === undefined ? wish : { ...wish, freedStart: freed });
  const expired = order.now > sealed.validUntil;
  if (!expired && lesson.policyHash === sealed.policyHash) return lesson;
  const quote = await presentLesson(house, lesson);
  throw new Refusal(lesson.policyHash === sealed.policyHash ? 'quote_expired' : 'quote_changed', { quote });
}

/** Ids, instants and terms only: the note stays in our own store. */
function inputFor(order: Order, { wish, tutor, quote, policyHash, limits }: QuotedWish): BookingInput {
  return {
    schemaVersion: 1,
    bookingId: order.bookingId,
    studentId: order.studentId,
    tutorId: wish.tutorId,
    subjectId: wish.subjectId,
    startsAt: quote.startsAt,
    endsAt: quote.endsAt,
    bufferMinutes: tutor.bufferMinutes,
    terms: quote.terms,
    policyHash,
    replacesBookingId: order.replacesBookingId,
    ...(limits.length > 0 ? { limits } : {}),
  };
}

async function keepNote(house: House, { bookingId, studentId, note, now }: Order): Promise<void> {
  if (!note) return;
  const kept = await storeNote(house.db, { bookingId, authorId: studentId, text: note, at: now });
  if (kept === null) throw new Refusal('booking_exists');
}

/** Books what was quoted: returns once the slot is reserved. Safe to repeat with the same id and key. */
export async function createBooking(house: House, order: Order): Promise<void> {
  const confirming = confirmQuote(house, order);
  // what stands already is the answer, whatever the quote has become since
  confirming.catch(() => undefined);
  if (await standsAlready(house, order)) return;
  const lesson = await confirming;
  await keepNote(house, order);
  await house.desk.create(inputFor(order, lesson), order.repeat.updateId);
}
