import {
  BookingPage,
  BookingView,
  CreateBookingBody,
  ListBookingsQuery,
  Timeline,
} from '@stoa/contracts/http/bookings';
import { Id } from '@stoa/contracts/http/shared';
import { z } from 'zod';
import { EVERYBODY, PARTIES, STUDENTS } from '../access';
import { TimePlace } from '../cursor';
import { operation, type Operation } from '../operation';
import { partyOf } from '../person';
import { findTimeline } from '../../db/queries/bookingEvents';
import { listBookingsFor } from '../../db/queries/bookingLists';
import { Refusal } from '../refusal';
import { readerFor, viewBooking, visibleBooking } from '../bookingViews';
import { calendarFile } from '../calendar';
import { createBooking as create } from '../creation';
import { namesOf, presentBookingCard } from '../presenters/booking';
import { presentEvent } from '../presenters/timeline';
import { instant } from '../presenters/values';

const tag = 'Bookings';
export const BookingParams = z.strictObject({ bookingId: Id });

const createBooking = operation(
  {
    id: 'createBooking',
    method: 'post',
    path: '/bookings',
    tag,
    summary: 'Reserve the quoted time; the payment page follows through `actions`',
    body: CreateBookingBody,
    answer: { status: 201, schema: BookingView },
    errors: [
      'email_unverified',
      'tutor_not_found',
      'tutor_not_bookable',
      'account_closing',
      'own_lesson',
      'duration_not_offered',
      'trial_not_offered',
      'trial_taken',
      'slot_not_offered',
      'slot_taken',
      'tutor_day_full',
      'tutor_week_full',
      'student_busy',
      'hold_limit_reached',
      'time_in_the_past',
      'amount_below_minimum',
      'quote_changed',
      'quote_expired',
      'booking_exists',
      'booking_not_found',
      'booking_id_spent',
      'booking_state_conflict',
      'outcome_unknown',
    ],
    access: STUDENTS,
    idempotent: true,
    rate: 'write',
  },
  async ({ me, body, now, repeat }, house) => {
    if (!me.emailVerified) throw new Refusal('email_unverified');
    const { bookingId, quoteToken, note, replacesBookingId = null } = body;
    await create(house, { studentId: me.id, bookingId, quoteToken, note, replacesBookingId, now, repeat });
    return viewBooking(house, bookingId, readerFor(me, house.clock.now()));
  },
);

const listBookings = operation(
  {
    id: 'listBookings',
    method: 'get',
    path: '/bookings',
    tag,
    summary: 'My bookings in the role I act in; a tutor does not see a time whose student is still paying',
    query: ListBookingsQuery,
    answer: { status: 200, schema: BookingPage },
    errors: ['cursor_invalid'],
    access: PARTIES,
    rate: 'read',
  },
  async ({ me, query: { group, cursor, limit }, now }, house) => {
    const role = partyOf(me);
    const list = `bookings:${me.id}:${role}:${group}`;
    const after = house.cursors.read(list, cursor, TimePlace);
    const items = await listBookingsFor(house.db, { personId: me.id, role, group, after, limit });
    const last = items.at(-1);
    const place = last && { at: last.booking.startsAt, id: last.booking.id };
    return {
      items: items.map((summary) => presentBookingCard(summary, readerFor(me, now))),
      nextCursor: place && items.length === limit ? house.cursors.write(list, place) : null,
      asOf: instant(now),
    };
  },
);

const getBooking = operation(
  {
    id: 'getBooking',
    method: 'get',
    path: '/bookings/{bookingId}',
    tag,
    summary: 'One of my bookings, with the actions open to me and the deadlines that run',
    params: BookingParams,
    answer: { status: 200, schema: BookingView },
    errors: ['booking_not_found'],
    access: PARTIES,
    rate: 'read',
  },
  async ({ me, params, now }, house) => viewBooking(house, params.bookingId, readerFor(me, now)),
);

const getBookingCalendar = operation(
  {
    id: 'getBookingCalendar',
    method: 'get',
    path: '/bookings/{bookingId}/calendar.ics',
    tag,
    summary: 'The lesson as a calendar file, in UTC',
    params: BookingParams,
    answer: { status: 200, type: 'text/calendar', schema: z.string() },
    errors: ['booking_not_found'],
    access: PARTIES,
    rate: 'read',
  },
  async ({ me, params, now }, house) => {
    const reader = readerFor(me, now);
    return calendarFile(await visibleBooking(house, params.bookingId, reader), reader);
  },
);

const getBookingTimeline = operation(
  {
    id: 'getBookingTimeline',
    method: 'get',
    path: '/bookings/{bookingId}/timeline',
    tag,
    summary: 'What happened to a booking, oldest first; postings are shown to the staff only',
    params: BookingParams,
    answer: { status: 200, schema: Timeline },
    errors: ['booking_not_found'],
    access: EVERYBODY,
    rate: 'read',
  },
  async ({ me, params, now }, house) => {
    const reader = readerFor(me, now);
    const detail = await visibleBooking(house, params.bookingId, reader);
    const telling = { booking: detail.booking, names: namesOf(detail) };
    const events = await findTimeline(house.db, params.bookingId);
    return { items: events.map((row) => presentEvent(row, telling, reader)), asOf: instant(now) };
  },
);

export const bookingOperations: readonly Operation[] = [
  createBooking,
  listBookings,
  getBooking,
  getBookingCalendar,
  getBookingTimeline,
];
