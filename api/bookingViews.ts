import type { BookingView } from '@stoa/contracts/http/bookings';
import type { StaffBookingView } from '@stoa/contracts/http/staff';
import { findBooking } from '../db/queries/bookings';
import { findBookingView, type BookingDetail } from '../db/queries/bookingViews';
import { accountBalances, transactionsOf } from '../db/queries/ledger';
import { refundsOf } from '../db/queries/refunds';
import { reviewsOfBooking } from '../db/queries/reviews';
import type { House } from './house';
import { rolesIn } from './middleware/authenticate';
import type { Person, SignedIn } from './person';
import type { Audience } from './access';
import { maySee, presentBooking } from './presenters/booking';
import type { Reader } from './presenters/reader';
import { presentStaffBooking } from './presenters/staffBooking';
import { found } from './refusal';

export const readerFor = ({ id, actingAs }: Person, now: number): Reader => ({ id, role: actingAs, now });

/** A booking that this reader may see. @throws Refusal `booking_not_found`, for others' bookings too */
export async function visibleBooking(house: House, bookingId: string, reader: Reader): Promise<BookingDetail> {
  const detail = await findBookingView(house.db, bookingId);
  return found(detail !== null && maySee(detail.booking, reader) ? detail : null, 'booking_not_found');
}

export async function viewBooking(house: House, bookingId: string, reader: Reader): Promise<BookingView> {
  const detail = await visibleBooking(house, bookingId, reader);
  const isReviewed = detail.booking.outcome === 'COMPLETED';
  return presentBooking(detail, reader, isReviewed ? await reviewsOfBooking(house.db, bookingId) : []);
}

/** A booking with its workflow, payments and postings. @throws Refusal `booking_not_found` */
export async function viewStaffBooking(house: House, bookingId: string, reader: Reader): Promise<StaffBookingView> {
  const detail = await visibleBooking(house, bookingId, reader);
  const [workflow, refunds, ledger, balances] = await Promise.all([
    house.desk.describe(bookingId),
    refundsOf(house.db, bookingId),
    transactionsOf(house.db, bookingId),
    accountBalances(house.db, bookingId),
  ]);
  return presentStaffBooking({ detail, workflow, refunds, ledger, balances }, reader, house.temporalUi);
}

/** Whether somebody may hear of a booking's changes, in any of the roles their sign-in can act in. */
export async function mayWatch(
  house: House,
  bookingId: string,
  { reader, audience }: { reader: SignedIn; audience: Audience },
): Promise<boolean> {
  const booking = await findBooking(house.db, bookingId);
  if (booking === null) return false;
  return rolesIn(audience, reader.roles).some((role) => maySee(booking, { id: reader.id, role }));
}
