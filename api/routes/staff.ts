import { ActBody } from '@stoa/contracts/http/bookings';
import { StaffBookingPage, StaffBookingsQuery, StaffBookingView, TrialBalance } from '@stoa/contracts/http/staff';
import { z } from 'zod';
import { TimePlace } from '../cursor';
import { operation, type Operation } from '../operation';
import { BookingParams } from './bookings';
import { listStaffBookings as list, type StaffFilters } from '../../db/queries/bookingLists';
import { trialBalance } from '../../db/queries/ledger';
import { STEP_REFUSALS, takeStep } from '../acts';
import { readerFor, viewStaffBooking, visibleBooking } from '../bookingViews';
import { presentBookingCard } from '../presenters/booking';
import { inTransaction } from '../../db/postgres';
import { recordAudit } from '../../db/queries/audit';
import { auditOf } from '../audit';
import { instant, minor } from '../presenters/values';
import { spanOf } from '../span';

const tag = 'Staff';

function filtersOf({ needsAttention, from, to, ...rest }: z.output<typeof StaffBookingsQuery>): StaffFilters {
  return {
    ...rest,
    needsAttention: needsAttention === undefined ? undefined : needsAttention === 'true',
    ...spanOf({ from, to }),
  };
}

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
    permission: 'booking.search',
    rate: 'read',
  },
  async ({ me, query, now }, house) => {
    const { cursor, limit, sort } = query;
    const name = `staff:${sort}`;
    const after = house.cursors.read(name, cursor, TimePlace);
    const items = await list(house.db, { filters: filtersOf(query), sort, after, limit });
    const last = items.at(-1);
    const place = last && {
      at: sort.endsWith('startsAt') ? last.booking.startsAt : last.createdAt,
      id: last.booking.id,
    };
    return {
      items: items.map((summary) => ({
        ...presentBookingCard(summary, readerFor(me, now)),
        needsAttention: summary.booking.needsAttention,
        createdAt: instant(summary.createdAt),
      })),
      nextCursor: place && items.length === limit ? house.cursors.write(name, place) : null,
      asOf: instant(now),
    };
  },
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
    permission: 'booking.view',
    rate: 'read',
  },
  async ({ me, params, now }, house) => viewStaffBooking(house, params.bookingId, readerFor(me, now)),
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
      ...STEP_REFUSALS,
      'quote_changed',
      'quote_expired',
      'reason_required',
      'staff_limit_exceeded',
      'outcome_unknown',
    ],
    permission: 'booking.cancel',
    idempotent: true,
    rate: 'write',
  },
  async ({ me, params: { bookingId }, body: { quoteToken, reason }, now, repeat }, house) => {
    await takeStep(house, { action: 'cancel', bookingId, quoteToken, reason, reader: readerFor(me, now), repeat });
    return viewStaffBooking(house, bookingId, readerFor(me, house.clock.now()));
  },
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
    permission: 'booking.retry',
    idempotent: true,
    rate: 'write',
  },
  async (asked, house) => {
    const { me, now } = asked;
    const { bookingId } = asked.params;
    const reader = readerFor(me, now);
    await visibleBooking(house, bookingId, reader);
    const entry = { ...auditOf(asked), action: 'booking.retry', reason: null } as const;
    const subject = { kind: 'booking', id: bookingId } as const;
    await inTransaction(house.db, {}, (trx) => recordAudit(trx, { ...entry, subject }));
    await house.desk.retryOwed(bookingId, me.id);
    return viewStaffBooking(house, bookingId, reader);
  },
);

const getTrialBalance = operation(
  {
    id: 'getTrialBalance',
    method: 'get',
    path: '/staff/trial-balance',
    tag,
    summary: 'Every kind of account with its balance; each currency adds up to zero',
    answer: { status: 200, schema: TrialBalance },
    permission: 'books.view',
    rate: 'read',
  },
  async ({ now }, house) => {
    const balances = await trialBalance(house.db);
    return {
      asOf: instant(now),
      currencies: balances.map(({ currency, totalMinor, accounts }) => ({
        currency,
        total: minor(totalMinor, currency),
        accounts: accounts.map(({ account, balanceMinor }) => ({
          kind: account,
          balance: minor(balanceMinor, currency),
        })),
      })),
    };
  },
);

export const staffOperations: readonly Operation[] = [
  listStaffBookings,
  getStaffBooking,
  cancelStaffBooking,
  retryOwed,
  getTrialBalance,
];
