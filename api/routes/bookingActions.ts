import { ActBody, BookingView } from '@stoa/contracts/http/bookings';
import type { Role } from '@stoa/contracts/http/shared';
import { PARTIES, TUTORS } from '../access';
import { operation, type Operation } from '../operation';
import { BookingParams } from './bookings';
import { STEP_REFUSALS, takeStep } from '../acts';
import { readerFor, viewBooking } from '../bookingViews';

/** The three doors into one corridor differ in a word and in who may walk. */
function action(verb: 'accept' | 'decline' | 'cancel', access: readonly Role[], summary: string): Operation {
  return operation(
    {
      id: `${verb}Booking`,
      method: 'post',
      path: `/bookings/{bookingId}/${verb}`,
      tag: 'Bookings',
      summary,
      params: BookingParams,
      body: ActBody,
      answer: { status: 200, schema: BookingView },
      errors: [...STEP_REFUSALS, 'quote_changed', 'quote_expired', 'capture_refused', 'outcome_unknown'],
      access,
      idempotent: true,
      rate: 'write',
    },
    async ({ me, params: { bookingId }, body: { quoteToken, reason }, now, repeat }, house) => {
      await takeStep(house, { action: verb, bookingId, quoteToken, reason, reader: readerFor(me, now), repeat });
      return viewBooking(house, bookingId, readerFor(me, house.clock.now()));
    },
  );
}

export const bookingActionOperations: readonly Operation[] = [
  action('accept', TUTORS, 'Accept the request: the card is charged, then the lesson is scheduled'),
  action('decline', TUTORS, 'Decline the request: the student gets everything back'),
  action('cancel', PARTIES, 'Cancel, at the share the quote showed'),
];
