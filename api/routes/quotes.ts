import { ActionQuoteView, BookingQuoteView, CreateQuoteBody, QuoteActionBody } from '@stoa/contracts/http/quotes';
import { EVERYBODY, STUDENTS } from '../access';
import { operation, type Operation } from '../operation';
import { BookingParams } from './bookings';
import { notYet } from './notYet';

const tag = 'Quotes';

const createQuote = operation(
  {
    id: 'createQuote',
    method: 'post',
    path: '/quotes',
    tag,
    summary: 'What a lesson would cost, what happens to the money when, and what a cancellation returns',
    body: CreateQuoteBody,
    answer: { status: 200, schema: BookingQuoteView },
    errors: [
      'tutor_not_found',
      'tutor_not_bookable',
      'own_lesson',
      'duration_not_offered',
      'slot_not_offered',
      'slot_taken',
      'time_in_the_past',
      'amount_below_minimum',
    ],
    access: STUDENTS,
    rate: 'read',
  },
  notYet,
);

const quoteAction = operation(
  {
    id: 'quoteAction',
    method: 'post',
    path: '/bookings/{bookingId}/quotes',
    tag,
    summary: 'What an action would do to money, for this reader and this version of the booking',
    params: BookingParams,
    body: QuoteActionBody,
    answer: { status: 200, schema: ActionQuoteView },
    errors: ['booking_not_found', 'booking_state_conflict'],
    access: EVERYBODY,
    rate: 'read',
  },
  notYet,
);

export const quoteOperations: readonly Operation[] = [createQuote, quoteAction];
