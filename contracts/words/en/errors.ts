import { accountErrors } from './accountErrors';
import type { ErrorCode } from '@stoa/domain/errors';
import { availabilityErrors } from './availabilityErrors';
import { reviewErrors } from './reviewErrors';
import { approvalErrors } from './approvalErrors';
import { closingErrors } from './closingErrors';
import { payoutErrors } from './payouts';
import { fileErrors } from './fileErrors';
import { searchErrors } from './search';
import { staffErrors } from './staffErrors';
import { profileErrors } from './profileErrors';

/** A refusal in three parts: what we could not do, what stays as it was, what to do now. */
export interface ErrorText {
  readonly title: string;
  readonly kept: string;
  readonly next: string;
}

const asking = {
  request_invalid: {
    title: 'Something in the form cannot be read',
    kept: 'What you entered is still there; nothing was sent on.',
    next: 'Correct the marked fields and send it again.',
  },
  request_too_large: {
    title: 'That was too much at once',
    kept: 'Nothing was changed.',
    next: 'Shorten the text and send it again.',
  },
  not_found: {
    title: 'There is nothing here',
    kept: 'Your bookings and your money are where they were.',
    next: 'Check the address, or start from your bookings.',
  },
  method_not_allowed: {
    title: 'That cannot be done here',
    kept: 'Nothing was changed.',
    next: 'Reload the page and try again.',
  },
  unsupported_media_type: {
    title: 'That kind of content cannot be read',
    kept: 'Nothing was changed.',
    next: 'Reload the page and try again.',
  },
  idempotency_key_required: {
    title: 'The request came without its key',
    kept: 'Nothing was changed.',
    next: 'Reload the page and try again.',
  },
  idempotency_key_reused: {
    title: 'This was already sent with other contents',
    kept: 'What was sent first stands.',
    next: 'Reload the page to see where it stands.',
  },
  cursor_invalid: {
    title: 'This place in the list is gone',
    kept: 'The list itself is unchanged.',
    next: 'Start from the top of the list.',
  },
  rate_limited: {
    title: 'Too many tries in a short time',
    kept: 'Nothing was changed.',
    next: 'Wait a little, then try again.',
  },
  internal: {
    title: 'Something went wrong on our side',
    kept: 'Nothing you entered is lost, and no money moved without its booking.',
    next: 'Try again. If it stays, tell us the number below.',
  },
  temporarily_unavailable: {
    title: 'We cannot answer right now',
    kept: 'Nothing was changed, and nothing was charged.',
    next: 'Try again in a moment.',
  },
  outcome_unknown: {
    title: 'We are not sure yet whether it went through',
    kept: 'It is never done twice, however often you try.',
    next: 'Try again; you will see how it ended.',
  },
} as const;

const whoAsks = {
  unauthenticated: {
    title: 'You are signed out',
    kept: 'What you entered on this page is kept.',
    next: 'Sign in and you come back here.',
  },
  credentials_wrong: {
    title: 'That address and password do not go together',
    kept: 'Nothing was changed.',
    next: 'Check both and try again.',
  },
  token_expired: {
    title: 'Your sign-in has run out',
    kept: 'What you entered on this page is kept.',
    next: 'Sign in and you come back here.',
  },
  session_revoked: {
    title: 'You were signed out here for safety',
    kept: 'Your bookings and your money are where they were.',
    next: 'Sign in again.',
  },
  csrf_refused: {
    title: 'We could not be sure that this came from you',
    kept: 'Nothing was changed.',
    next: 'Reload the page and try again.',
  },
  forbidden: {
    title: 'This is not yours to see or do',
    kept: 'Nothing was changed.',
    next: 'If you think it should be, write to support.',
  },
  role_not_held: {
    title: 'You do not have that role',
    kept: 'Nothing was changed.',
    next: 'Switch back to a role that you have.',
  },
  owner_exists: {
    title: 'There is an owner already',
    kept: 'The owner stays as is.',
    next: 'Ask the owner to give you a role.',
  },
} as const;

const booking = {
  booking_not_found: {
    title: 'There is no such booking for you',
    kept: 'Your other bookings are unchanged.',
    next: 'Look in your bookings.',
  },
  booking_exists: {
    title: 'This booking is there already',
    kept: 'It was made once and is charged once.',
    next: 'Open it to see where it stands.',
  },
  booking_state_conflict: {
    title: 'The booking has changed in the meantime',
    kept: 'Nothing more was done and no money moved.',
    next: 'See below where it stands now.',
  },
  lesson_started: {
    title: 'The lesson has begun, so this cannot be done any more',
    kept: 'The lesson goes on, and its money stays held for it.',
    next: 'Join the lesson. If it does not take place, write to support.',
  },
  lesson_over: {
    title: 'The lesson is over, so this cannot be done any more',
    kept: 'The booking and its money stay as they were.',
    next: 'If something was wrong with the lesson, write to support.',
  },
  answer_time_over: {
    title: 'The time to answer has run out',
    kept: 'The request closes by itself, and the student gets everything back.',
    next: 'The student can ask for another time.',
  },
  payment_time_over: {
    title: 'The time to pay has run out',
    kept: 'The booking ends by itself, and nothing is kept.',
    next: 'Choose a time again, if you still want the lesson.',
  },
  booking_id_spent: {
    title: 'This request had run out before it arrived',
    kept: 'Nothing was charged.',
    next: 'Choose the time again.',
  },
  tutor_not_found: {
    title: 'There is no such tutor',
    kept: 'Your bookings are unchanged.',
    next: 'Look through the tutors we have.',
  },
  tutor_not_bookable: {
    title: 'This tutor takes no bookings at the moment',
    kept: 'Lessons that you have booked stay as they are.',
    next: 'Choose another tutor, or look again later.',
  },
  own_lesson: {
    title: 'A lesson with yourself cannot be booked',
    kept: 'Nothing was changed.',
    next: 'Choose another tutor.',
  },
  slot_taken: {
    title: 'Somebody else was faster: this time is taken',
    kept: 'Nothing was charged.',
    next: 'Choose another time.',
  },
  slot_not_offered: {
    title: 'This time is not offered any more',
    kept: 'Nothing was charged.',
    next: 'Choose another time.',
  },
  student_busy: {
    title: 'You have another lesson at this time',
    kept: 'That lesson stays, and nothing was charged.',
    next: 'Choose another time, or cancel the other one first.',
  },
  hold_limit_reached: {
    title: 'Three times are waiting for your payment already',
    kept: 'They are still held for you.',
    next: 'Pay one of them or cancel it, then come back.',
  },
  duration_not_offered: {
    title: 'This length is not offered',
    kept: 'Nothing was charged.',
    next: 'Choose one of the lengths on the tutor’s page.',
  },
  trial_not_offered: {
    title: 'This trial lesson is not offered',
    kept: 'Nothing was charged.',
    next: 'Choose one of the lessons on the tutor’s page.',
  },
  trial_taken: {
    title: 'You have had your trial lesson with this tutor, or have booked it',
    kept: 'Nothing was charged, and the trial that you booked stands.',
    next: 'Choose a lesson of another length on the tutor’s page.',
  },
  time_in_the_past: {
    title: 'This time has passed',
    kept: 'Nothing was charged.',
    next: 'Choose another time.',
  },
  time_does_not_exist: {
    title: 'The clocks change then: this time does not exist',
    kept: 'Nothing was charged.',
    next: 'Choose another time.',
  },
  quote_changed: {
    title: 'The amounts have changed since you saw them',
    kept: 'Nothing was done and no money moved.',
    next: 'Look at the new amounts and confirm again.',
  },
  quote_expired: {
    title: 'The amounts you saw are no longer valid',
    kept: 'Nothing was done and no money moved.',
    next: 'Look at the new amounts and confirm again.',
  },
  reason_required: {
    title: 'A reason is missing',
    kept: 'Nothing was changed.',
    next: 'Say why, in words both sides may read.',
  },
  staff_limit_exceeded: {
    title: 'That is above your limit',
    kept: 'Nothing was changed and no money moved.',
    next: 'Ask a colleague with a higher limit.',
  },
} as const;

const money = {
  currency_mismatch: {
    title: 'Two currencies cannot be added up',
    kept: 'No money moved.',
    next: 'Try again; if it stays, write to support.',
  },
  amount_below_minimum: {
    title: 'That amount is too small for a card',
    kept: 'Nothing was charged.',
    next: 'Choose a longer lesson.',
  },
  payment_declined: {
    title: 'The card was declined',
    kept: 'Nothing was taken; the time is still held for you.',
    next: 'Pay with another card before the time runs out.',
  },
  capture_refused: {
    title: 'The bank would not release the money',
    kept: 'Nothing was taken, and nobody is to blame.',
    next: 'Book again with another card.',
  },
  webhook_signature_invalid: {
    title: 'The sender could not be proven',
    kept: 'Nothing was changed.',
    next: 'Check the signing secret.',
  },
} as const;

export const errors = {
  ...asking,
  ...whoAsks,
  ...booking,
  ...availabilityErrors,
  ...reviewErrors,
  ...approvalErrors,
  ...closingErrors,
  ...payoutErrors,
  ...fileErrors,
  ...staffErrors,
  ...accountErrors,
  ...profileErrors,
  ...money,
  ...searchErrors,
} satisfies Record<ErrorCode, ErrorText>;
