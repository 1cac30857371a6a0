import { AVAILABILITY_ERRORS } from './availabilityErrors';
import { APPROVAL_ERRORS } from './approvalErrors';
import { ACCOUNT_ERRORS } from './accountErrors';
import { CLOSING_ERRORS } from './closingErrors';
import { BOOKING_ERRORS } from './bookingErrors';
import { FILE_ERRORS } from './fileErrors';
import { SEARCH_ERRORS } from './searchErrors';
import { STAFF_ERRORS } from './staffErrors';
import { PROFILE_ERRORS } from './profileErrors';
import { later, no, NOTHING_CHANGED, type Refusal } from './refusal';
import { PAYOUT_ERRORS } from './payoutErrors';
import { REVIEW_ERRORS } from './reviewErrors';

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
  ...ACCOUNT_ERRORS,
  ...CLOSING_ERRORS,
  ...BOOKING_ERRORS,
  ...AVAILABILITY_ERRORS,
  ...REVIEW_ERRORS,
  ...APPROVAL_ERRORS,
  ...PAYOUT_ERRORS,
  ...FILE_ERRORS,
  ...SEARCH_ERRORS,
  ...STAFF_ERRORS,
  ...PROFILE_ERRORS,
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
