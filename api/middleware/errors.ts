import { ERRORS, type ErrorCode } from '@stoa/domain/errors';
import type { Problem } from '@stoa/contracts/http/shared';
import type { Context, Middleware } from 'koa';
import { sqlStateOf } from '../../db/postgres';
import type { ErrorReporter } from '../../platform/errorReporting';
import { Refusal, type RefusalParts } from '../refusal';

/** The HTTP status of every code. Exhaustive: a new code does not compile before it has one. */
export const STATUS: Readonly<Record<ErrorCode, number>> = {
  request_invalid: 400,
  request_too_large: 413,
  not_found: 404,
  method_not_allowed: 405,
  unsupported_media_type: 415,
  idempotency_key_required: 400,
  idempotency_key_reused: 422,
  cursor_invalid: 400,
  rate_limited: 429,
  internal: 500,
  temporarily_unavailable: 503,
  outcome_unknown: 503,
  unauthenticated: 401,
  credentials_wrong: 401,
  token_expired: 401,
  session_revoked: 401,
  csrf_refused: 403,
  forbidden: 403,
  role_not_held: 403,
  owner_exists: 409,
  consent_outdated: 409,
  password_unsuitable: 422,
  password_breached: 422,
  password_wrong: 403,
  email_unverified: 403,
  email_already_verified: 409,
  email_change_over: 409,
  email_taken: 409,
  link_unknown: 404,
  link_used: 410,
  link_expired: 410,
  link_other_account: 409,
  account_changed: 409,
  totp_required: 401,
  totp_wrong: 403,
  totp_on_already: 409,
  totp_off: 409,
  totp_enrolment_required: 403,
  challenge_over: 410,
  fresh_sign_in_required: 403,
  identity_not_offered: 404,
  identity_unavailable: 503,
  identity_refused: 403,
  identity_state_unknown: 400,
  identity_email_unverified: 403,
  identity_not_linked: 409,
  identity_linked_otherwise: 409,
  identity_registration_over: 410,
  device_not_found: 404,
  hashing_busy: 503,
  account_closing: 409,
  closing_staff_role: 409,
  closing_state_conflict: 409,
  closing_changed: 409,
  receipt_not_found: 404,
  copy_limit_reached: 429,
  booking_not_found: 404,
  booking_exists: 409,
  booking_state_conflict: 409,
  lesson_started: 409,
  lesson_over: 409,
  answer_time_over: 409,
  payment_time_over: 409,
  booking_id_spent: 409,
  tutor_not_found: 404,
  tutor_not_bookable: 409,
  own_lesson: 409,
  slot_taken: 409,
  slot_not_offered: 409,
  student_busy: 409,
  hold_limit_reached: 409,
  duration_not_offered: 422,
  trial_not_offered: 422,
  trial_taken: 409,
  time_in_the_past: 422,
  time_does_not_exist: 422,
  tutor_day_full: 409,
  tutor_week_full: 409,
  hours_overlap: 422,
  zone_unknown: 422,
  hours_changed: 409,
  exceptions_full: 409,
  exception_not_found: 404,
  review_not_found: 404,
  review_not_open: 409,
  review_exists: 409,
  review_closed: 409,
  review_edit_closed: 409,
  review_stars_fixed: 409,
  review_replied: 409,
  review_removed: 409,
  quote_changed: 409,
  quote_expired: 409,
  reason_required: 422,
  staff_limit_exceeded: 403,
  approval_state_conflict: 409,
  profile_incomplete: 422,
  profile_unchanged: 409,
  profile_changed: 409,
  review_claimed: 409,
  review_not_claimed: 409,
  own_review: 403,
  second_person_required: 403,
  appeal_used: 409,
  verdicts_incomplete: 422,
  strike_not_found: 404,
  payout_country_unsupported: 422,
  payouts_ready: 409,
  payout_account_refused: 422,
  payouts_unavailable: 503,
  file_not_found: 404,
  file_type_refused: 422,
  file_too_large: 413,
  file_incomplete: 422,
  file_damaged: 422,
  file_infected: 422,
  file_not_scanned: 503,
  file_not_uploaded: 409,
  file_limit_reached: 409,
  image_too_small: 422,
  image_too_large: 422,
  file_link_invalid: 403,
  person_not_found: 404,
  own_account: 403,
  role_already_held: 409,
  role_not_granted: 409,
  role_last_holder: 409,
  account_disabled: 409,
  account_not_disabled: 409,
  account_erased: 409,
  impersonation_of_staff: 403,
  impersonation_too_long: 422,
  impersonation_read_only: 403,
  impersonation_over: 410,
  subject_exists: 409,
  subject_not_found: 404,
  subject_not_retired: 409,
  subject_already_retired: 409,
  currency_change_refused: 409,
  video_link_refused: 422,
  certificate_not_found: 404,
  certificates_full: 409,
  currency_mismatch: 422,
  amount_below_minimum: 422,
  payment_declined: 402,
  capture_refused: 409,
  webhook_signature_invalid: 400,
  search_too_wide: 422,
  search_hours_invalid: 422,
  search_price_invalid: 422,
  saved_search_limit_reached: 409,
  saved_search_name_taken: 409,
};

/** SQLSTATE classes that say "not now": connection, resources, operator, and a lock or statement that took too long. */
const NOT_NOW = /^(08|53|57|55P03|40)/;
/** What drivers say when a server is away or a pool is exhausted. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|CONNECTION_(ENDED|DESTROYED))$/;

/** Whether what was thrown says that a neighbour does not answer at the moment, rather than that we have a bug. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const state = sqlStateOf(error);
  const { code } = error as { code?: unknown };
  if (state !== null) return NOT_NOW.test(state);
  if (typeof code === 'string' && AWAY.test(code)) return true;
  return (
    error.name === 'KnexTimeoutError' ||
    error.name === 'StorageError' ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  );
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof Refusal) return error.code;
  return isOutage(error) ? 'temporarily_unavailable' : 'internal';
}

/** The RFC 9457 problem of a code: what we could not do, what stays, what to do now. Nothing of our inside. */
export function problemFor(code: ErrorCode, requestId: string | undefined, parts: RefusalParts = {}): Problem {
  const { sentence, kept, next } = ERRORS[code];
  const { details, fields, quote } = parts;
  return {
    type: `urn:stoa:error:${code}`,
    title: sentence,
    status: STATUS[code],
    code,
    kept,
    next,
    ...(requestId ? { instance: requestId } : {}),
    ...(fields ? { fields: [...fields] } : {}),
    ...(details ? { details: { ...details } } : {}),
    ...(quote === undefined ? {} : { quote }),
  };
}

function answerWith(ctx: Context, code: ErrorCode, parts: RefusalParts): void {
  ctx.status = STATUS[code];
  ctx.type = 'application/problem+json';
  ctx.set('Cache-Control', 'no-store');
  for (const [name, value] of Object.entries(parts.headers ?? {})) ctx.set(name, value);
  ctx.body = JSON.stringify(problemFor(code, ctx.state['requestId'] as string | undefined, parts));
}

/** The only place where something thrown becomes an answer. */
export function errors(reporter: ErrorReporter): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const code = codeOf(error);
      ctx.state['code'] = code;
      if (code === 'internal') reporter.report(error, { route: String(ctx.state['route'] ?? 'none') });
      else if (!(error instanceof Refusal)) ctx.state['outage'] = error;
      answerWith(ctx, code, error instanceof Refusal ? error.parts : {});
    }
  };
}
