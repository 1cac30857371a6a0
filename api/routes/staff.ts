import { ActBody } from '@stoa/contracts/http/bookings';
import { StaffBookingPage, StaffBookingsQuery, StaffBookingView, TrialBalance } from '@stoa/contracts/http/staff';
import { STAFF } from '../access';
import { operation, type Operation } from '../operation';
import { BookingParams } from './bookings';
import { notYet } from './notYet';

const tag = 'Staff';

const listStaffBookings = operation(
  {
    id: 'listStaffBookings',
    method: 'get',
    path: '/staff/bookings',
    tag,
    summary: 'All bookings, by id, code, person or state',
    query: StaffBookingsQuery,
    answer: { status: 200, schema: StaffBookingPage },
    errors: ['cursor_invalid'],
    access: STAFF,
    rate: 'read',
  },
  notYet,
);

const getStaffBooking = operation(
  {
    id: 'getStaffBooking',
    method: 'get',
    path: '/staff/bookings/{bookingId}',
    tag,
    summary: 'One booking with its workflow, payments, refunds and postings',
    params: BookingParams,
    answer: { status: 200, schema: StaffBookingView },
    errors: ['booking_not_found'],
    access: STAFF,
    rate: 'read',
  },
  notYet,
);

const cancelStaffBooking = operation(
  {
    id: 'cancelStaffBooking',
    method: 'post',
    path: '/staff/bookings/{bookingId}/cancel',
    tag,
    summary: 'Cancel for the parties, with a reason, at the share the quote showed',
    params: BookingParams,
    body: ActBody,
    answer: { status: 200, schema: StaffBookingView },
    errors: [
      'booking_not_found',
      'booking_state_conflict',
      'quote_changed',
      'quote_expired',
      'reason_required',
      'staff_limit_exceeded',
      'outcome_unknown',
    ],
    access: STAFF,
    idempotent: true,
    rate: 'write',
  },
  notYet,
);

const retryOwed = operation(
  {
    id: 'retryOwed',
    method: 'post',
    path: '/staff/bookings/{bookingId}/retry',
    tag,
    summary: 'Try again now what is still owed at the card company',
    params: BookingParams,
    answer: { status: 202, schema: StaffBookingView },
    errors: ['booking_not_found', 'booking_state_conflict'],
    access: STAFF,
    idempotent: true,
    rate: 'write',
  },
  notYet,
);

const getTrialBalance = operation(
  {
    id: 'getTrialBalance',
    method: 'get',
    path: '/staff/trial-balance',
    tag,
    summary: 'Every kind of account with its balance; each currency adds up to zero',
    answer: { status: 200, schema: TrialBalance },
    access: STAFF,
    rate: 'read',
  },
  notYet,
);

export const staffOperations: readonly Operation[] = [
  listStaffBookings,
  getStaffBooking,
  cancelStaffBooking,
  retryOwed,
  getTrialBalance,
];
