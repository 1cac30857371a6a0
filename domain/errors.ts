/** The three parts of a refusal (design page, section 4). Names and amounts are added by whoever shows it. */
export interface Refusal {
  /** what we could not do */
  readonly sentence: string;
  /** what stays as it was */
  readonly kept: string;
  /** what to do now */
  readonly next: string;
  /** whether the same request, sent again, may succeed */
  readonly retryable: boolean;
}

const NOTHING_CHANGED = 'Nothing was changed.';
const NO_MONEY = 'Nothing was booked and no money moved.';
const BOOKING_STAYS = 'The booking and its money stay as they were.';

const no = (sentence: string, kept: string, next: string): Refusal => ({ sentence, kept, next, retryable: false });
const later = (sentence: string, kept: string, next: string): Refusal => ({ sentence, kept, next, retryable: true });

/** Every code's words. The HTTP status of a code is the API's table; the page `docs/errors/<code>.md` is made of this. */
export const ERRORS = {
  // asking
  request_invalid: no(
    'A part of the request is missing or has a form we cannot use.',
    NOTHING_CHANGED,
    'Correct the fields that the answer names and send it again.',
  ),
  request_too_large: no(
    'The request is larger than we take.',
    NOTHING_CHANGED,
    'Shorten what you send; the limit stands in the answer.',
  ),
  not_found: no(
    'There is nothing at this address.',
    NOTHING_CHANGED,
    'Check the address, or go on from the start page.',
  ),
  method_not_allowed: no(
    'This address does not take that method.',
    NOTHING_CHANGED,
    'Use one of the methods named in the Allow header.',
  ),
  unsupported_media_type: no(
    'The request comes in a format we do not read.',
    NOTHING_CHANGED,
    'Send JSON with the header Content-Type: application/json.',
  ),
  idempotency_key_required: no(
    'A request that moves state or money needs an Idempotency-Key header, and this one has none.',
    NOTHING_CHANGED,
    'Send it again with a fresh key, and keep that key for every repeat of the same request.',
  ),
  idempotency_key_reused: no(
    'This Idempotency-Key belongs to a different request of yours.',
    'What that earlier request did stands; this one changed nothing.',
    'Send this request with a key of its own.',
  ),
  cursor_invalid: no(
    'The place in the list that you asked to go on from is not known.',
    NOTHING_CHANGED,
    'Start again from the first page of the list.',
  ),
  rate_limited: later(
    'There were more requests than we answer in this time.',
    'This request was not carried out.',
    'Wait as long as the Retry-After header says, then send it again.',
  ),
  internal: later(
    'Something on our side broke while we answered.',
    'What was confirmed to you before stands.',
    'Look at the page again before you repeat the step. If it stays, tell support the request id.',
  ),
  temporarily_unavailable: later(
    'A part of the house does not answer at the moment.',
    'What was confirmed to you before stands.',
    'Try again in a moment. For a new booking the page starts afresh with a new booking id.',
  ),
  outcome_unknown: later(
    'The answer took too long, and we cannot say yet whether your step was carried out.',
    'It is carried out once at most, however often you send it.',
    'Send the same request with the same Idempotency-Key again, or look at the booking.',
  ),
  // who asks
  unauthenticated: no('You are not signed in.', NOTHING_CHANGED, 'Sign in, and you come back to this page.'),
  credentials_wrong: no(
    'E-mail address and password do not belong together.',
    'You are not signed in; the account is untouched.',
    'Check both and try again.',
  ),
  token_expired: later(
    'Your sign-in has run out.',
    NOTHING_CHANGED,
    'The page renews it by itself; if not, sign in again.',
  ),
  session_revoked: no(
    'This sign-in was ended, on another device or for your safety.',
    NOTHING_CHANGED,
    'Sign in again. If it was not you, change your password.',
  ),
  csrf_refused: no(
    'The request did not come from our own pages.',
    NOTHING_CHANGED,
    'Open the page at its proper address and repeat the step there.',
  ),
  forbidden: no(
    'This step is not yours to take.',
    NOTHING_CHANGED,
    'Take it in the role that may, or ask the person it belongs to.',
  ),
  role_not_held: no(
    'You asked to act in a role that you do not hold.',
    NOTHING_CHANGED,
    'Act in one of your roles; your account page names them.',
  ),
  owner_exists: no(
    'This installation has an owner already.',
    'The owner stays who it was.',
    'Ask the owner to give you the rights you need.',
  ),
  // booking
  booking_not_found: no(
    'There is no such booking among yours.',
    NOTHING_CHANGED,
    'Check the code, or open it from your list of bookings.',
  ),
  booking_exists: no(
    'A booking with this id was made before.',
    'That booking stands as it is.',
    'Open it from your list. For another lesson start from the tutor page.',
  ),
  booking_state_conflict: no(
    'The booking has moved on, and this step no longer fits.',
    BOOKING_STAYS,
    'Look at it as it stands now; it shows the steps that are open.',
  ),
  booking_id_spent: no(
    'This booking id was used for an attempt that did not come about.',
    NO_MONEY,
    'Start the booking again; it gets a new id.',
  ),
  tutor_not_found: no('There is no such tutor.', NOTHING_CHANGED, 'Choose another tutor from the list.'),
  tutor_not_bookable: no(
    'This tutor takes no bookings at the moment.',
    `${NO_MONEY} Bookings you have with them stand.`,
    'Come back later, or choose another tutor.',
  ),
  own_lesson: no('Tutors cannot book themselves.', NO_MONEY, 'Choose another tutor.'),
  slot_taken: no(
    'Somebody took this time a moment before you.',
    NO_MONEY,
    'Choose another of the times that are still free.',
  ),
  slot_not_offered: no(
    'The tutor does not offer this time.',
    NO_MONEY,
    'Choose one of the times shown on the tutor page.',
  ),
  student_busy: no(
    'You have another lesson, or are paying for one, at this time.',
    `${NO_MONEY} Your other lesson stands.`,
    'Choose another time, or end the other one first.',
  ),
  hold_limit_reached: no(
    'You are holding as many unpaid times as one person may.',
    `${NO_MONEY} The times you hold stay held until they run out.`,
    'Pay for one of them or give one up, then try again.',
  ),
  duration_not_offered: no(
    'The tutor does not give lessons of this length.',
    NO_MONEY,
    'Choose one of the lengths shown on the tutor page.',
  ),
  time_in_the_past: no('This time has begun or is over.', NOTHING_CHANGED, 'Choose a time that is still to come.'),
  time_does_not_exist: no(
    'The clocks go forward that day, and this local time is left out.',
    NOTHING_CHANGED,
    'Choose a time before or after the change.',
  ),
  quote_changed: later(
    'The booking changed after its terms were shown to you.',
    BOOKING_STAYS,
    'Look at the new terms in this answer and decide again.',
  ),
  quote_expired: later(
    'The terms shown to you were good for ten minutes, and those are over.',
    BOOKING_STAYS,
    'Ask for the terms again and decide on those.',
  ),
  reason_required: no(
    'This step needs a reason that both sides will read.',
    BOOKING_STAYS,
    'Write the reason in a sentence and send it again.',
  ),
  staff_limit_exceeded: no(
    'This amount is above what you may decide alone.',
    BOOKING_STAYS,
    'Ask a colleague with the right and the limit to decide it, or choose a smaller amount.',
  ),
  // money
  currency_mismatch: no('Two currencies met in one amount.', 'No money moved.', 'Use the currency of the booking.'),
  amount_below_minimum: no(
    'The amount is less than a card can be charged.',
    'No money moved.',
    'Choose a longer lesson, or an amount of at least the minimum in the answer.',
  ),
  payment_declined: no(
    'The card was declined.',
    'No money was taken. The time stays held until its hold ends.',
    'Try another card, or ask your bank why.',
  ),
  capture_refused: no(
    'The bank let go of the money before it could be taken, so the lesson could not be confirmed.',
    'No money was taken, and nobody is to blame.',
    'Book the lesson again, with another card if you can.',
  ),
  webhook_signature_invalid: no(
    'The message is not signed by the company it names.',
    NOTHING_CHANGED,
    "Check the webhook's secret in the configuration; the company sends the message again.",
  ),
} as const satisfies Readonly<Record<string, Refusal>>;

/** A refusal is a value: every code has a sentence, a status and a page in `docs/errors`. */
export type ErrorCode = keyof typeof ERRORS;

/** What a rule answers: a value, or why not. */
export type Decision<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly details?: Readonly<Record<string, string | number | boolean | null>>;
    };

/** Whether a text is one of our codes, for what comes back across a door. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(ERRORS, text);
}

/** A mistake of the program, never of a person: a refusal a person may meet is a `Decision`. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}
