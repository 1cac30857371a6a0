import { ActionQuoteView, BookingQuoteView, CreateQuoteBody, QuoteActionBody } from '@stoa/contracts/http/quotes';
import { EVERYBODY, STUDENTS } from '../access';
import { operation, type Operation } from '../operation';
import { BookingParams } from './bookings';
import { quoteAction as quoteStep, STEP_REFUSALS } from '../acts';
import { readerFor, visibleBooking } from '../bookingViews';
import { presentLesson, quoteLesson } from '../lessons';

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
      'trial_not_offered',
      'trial_taken',
      'slot_not_offered',
      'slot_taken',
      'tutor_day_full',
      'tutor_week_full',
      'time_in_the_past',
      'amount_below_minimum',
    ],
    access: STUDENTS,
    rate: 'read',
  },
  async ({ me, body, now }, house) => {
    const { tutorId, subjectId, startsAt, durationMinutes, trial } = body;
    const wish = {
      studentId: me.id,
      tutorId,
      subjectId,
      startsAt: Date.parse(startsAt),
      minutes: durationMinutes,
      trial,
      now,
    };
    return presentLesson(house, await quoteLesson(house, wish));
  },
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
    errors: STEP_REFUSALS,
    access: EVERYBODY,
    rate: 'read',
  },
  async ({ me, params, body, now }, house) => {
    const reader = readerFor(me, now);
    return quoteStep(house, await visibleBooking(house, params.bookingId, reader), { action: body.action, reader });
  },
);

export const quoteOperations: readonly Operation[] = [createQuote, quoteAction];
