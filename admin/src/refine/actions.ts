import type { ActionQuoteView } from '@stoa/contracts/http/quotes';
import type { StaffBookingView } from '@stoa/contracts/http/staff';
import { api, bodyOf } from './client';

/** What cancelling would do to the money, for this reader and this version of the booking. */
export function quoteCancel(bookingId: string): Promise<ActionQuoteView> {
  return bodyOf<ActionQuoteView>(
    api.POST('/bookings/{bookingId}/quotes', { params: { path: { bookingId } }, body: { action: 'cancel' } }),
  );
}

interface Cancellation {
  readonly bookingId: string;
  readonly quoteToken: string;
  readonly reason: string;
  /** one per quote shown: sending twice cancels once */
  readonly key: string;
}

export function cancelBooking({ bookingId, quoteToken, reason, key }: Cancellation): Promise<StaffBookingView> {
  return bodyOf<StaffBookingView>(
    api.POST('/staff/bookings/{bookingId}/cancel', {
      params: { path: { bookingId }, header: { 'Idempotency-Key': key } },
      body: { quoteToken, reason },
    }),
  );
}

/** Tells the booking's workflow to try at once what it owes at the card company. */
export function retryOwed(bookingId: string, key: string): Promise<StaffBookingView> {
  return bodyOf<StaffBookingView>(
    api.POST('/staff/bookings/{bookingId}/retry', {
      params: { path: { bookingId }, header: { 'Idempotency-Key': key } },
    }),
  );
}
