import type { BookingCard, BookingView } from '@stoa/contracts/http/bookings';
import type { Booking } from '@stoa/domain/booking';
import { shareSchedule } from '@stoa/domain/cancellation';
import { totalOf } from '@stoa/domain/deadlines';
import { money, type Money } from '@stoa/domain/money';
import { commissionOf } from '@stoa/domain/pricing';
import type { BookingDetail, BookingSummary } from '../../db/queries/bookingViews';
import type { StoredReview } from '../../db/queries/reviews';
import { joinOpensAt, joinUrl, presentActions, type Links } from './actions';
import { statusOf } from './bookingStatus';
import { presentDeadlines, type Names } from './deadlines';
import { isStaff, type Reader } from './reader';
import { presentSessionReviews } from './reviews';
import { amount, instant, minor, presentPerson } from './values';

export const namesOf = ({ student, tutor }: Pick<BookingSummary, 'student' | 'tutor'>): Names => ({
  student: student.name,
  tutor: tutor.name,
});

function linksOf({ payments, meetingUrl }: BookingDetail): Links {
  return { payUrl: payments.find(({ checkout }) => checkout === 'open')?.checkoutUrl ?? null, meetingUrl };
}

/** Whether this reader is the one the booking waits for. */
function needs(booking: Booking, { role }: Reader): boolean {
  if (booking.session !== 'REQUESTED' || booking.pending !== null) return false;
  if (role === 'student') return booking.payment === 'PENDING';
  return role === 'tutor' && booking.payment === 'AUTHORIZED' && !booking.terms.instant;
}

export function presentBookingCard(summary: BookingSummary, reader: Reader): BookingCard {
  const { booking } = summary;
  const { session, outcome, payment, dispute } = booking;
  return {
    id: booking.id,
    code: summary.code,
    version: booking.version,
    state: { session, outcome, payment, dispute },
    status: statusOf(booking, summary.declined),
    startsAt: instant(booking.startsAt),
    endsAt: instant(booking.endsAt),
    subject: summary.subject.name,
    student: presentPerson(summary.student),
    tutor: presentPerson(summary.tutor),
    price: amount(booking.terms.price),
    trial: booking.terms.trial,
    nextDeadline: presentDeadlines(booking, namesOf(summary), reader)[0] ?? null,
    needsMe: needs(booking, reader),
  };
}

/** What the tutor's side has or will have of the price, once what went back is taken off; nothing before acceptance. */
function keptOf({ session, payment, terms }: Booking, returned: Money): Money {
  const { price } = terms;
  const none = payment === 'VOIDED' || payment === 'REFUNDED';
  const open = session === 'REQUESTED' || session === 'SCHEDULED' || session === 'ACTIVE';
  if (none) return money(0, price.currency);
  return open ? price : money(Math.max(0, price.amountMinor - returned.amountMinor), price.currency);
}

function presentMoney({ booking, payments }: BookingDetail, reader: Reader): BookingView['money'] {
  const { terms, payment } = booking;
  const { currency } = terms.price;
  const refunded = payments.reduce((sum, each) => sum + each.refunded.amountMinor, 0);
  const kept = keptOf(booking, money(refunded, currency));
  const commission = commissionOf(kept, terms.commissionBps);
  const own = reader.role !== 'student';
  return {
    price: amount(terms.price),
    serviceFee: minor(terms.serviceFeeMinor, currency),
    held: payment === 'AUTHORIZED' ? amount(totalOf(terms)) : minor(0, currency),
    returned: minor(refunded, currency),
    tutorEarns: own ? minor(kept.amountMinor - commission.amountMinor, currency) : null,
    commission: own ? amount(commission) : null,
  };
}

function presentCancellation({ session, terms, startsAt }: Booking, now: number): BookingView['cancellation'] {
  if (session !== 'REQUESTED' && session !== 'SCHEDULED') return [];
  return shareSchedule(terms.cancellation, startsAt)
    .filter(({ borderAt }) => borderAt > now)
    .map(({ borderAt, shareBps }) => ({ until: instant(borderAt), studentShareBps: shareBps }));
}

function presentPlace(booking: Booking, links: Links, now: number): BookingView['place'] {
  if (links.meetingUrl === null || (booking.session !== 'SCHEDULED' && booking.session !== 'ACTIVE')) return null;
  return { kind: 'link', url: joinUrl(booking, links, now), opensAt: instant(joinOpensAt(booking)) };
}

/**
 * Everything one reader may see of a booking, and what they may do with it now.
 * @param reviews what was written of the session, both sides
 */
export function presentBooking(
  detail: BookingDetail,
  reader: Reader,
  reviews: readonly StoredReview[] = [],
): BookingView {
  const { booking } = detail;
  const links = linksOf(detail);
  return {
    ...presentBookingCard(detail, reader),
    subjectId: detail.subject.id,
    note: detail.note,
    deadlines: presentDeadlines(booking, namesOf(detail), reader),
    actions: presentActions(booking, links, reader),
    pendingMove: booking.pending?.move ?? null,
    place: presentPlace(booking, links, reader.now),
    money: presentMoney(detail, reader),
    cancellation: presentCancellation(booking, reader.now),
    reviews: presentSessionReviews(booking, reviews, reader),
    asOf: instant(reader.now),
  };
}

/**
 * Whether somebody may see a booking at all: its student, its tutor once the money was secured (an unpaid hold is none
 * of their business), and the staff.
 */
export function maySee(booking: Booking, { id, role }: Pick<Reader, 'id' | 'role'>): boolean {
  if (isStaff({ role })) return true;
  if (role === 'student') return booking.studentId === id;
  return booking.tutorId === id && booking.securedAt !== null;
}
