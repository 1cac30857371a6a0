/** A refusal is a value: every code has a sentence, a status and a page in `docs/errors`. */
export type ErrorCode =
  // asking
  | 'request_invalid'
  | 'request_too_large'
  | 'not_found'
  | 'method_not_allowed'
  | 'unsupported_media_type'
  | 'idempotency_key_required'
  | 'idempotency_key_reused'
  | 'cursor_invalid'
  | 'rate_limited'
  | 'internal'
  | 'temporarily_unavailable'
  | 'outcome_unknown'
  // who asks
  | 'unauthenticated'
  | 'credentials_wrong'
  | 'token_expired'
  | 'session_revoked'
  | 'csrf_refused'
  | 'forbidden'
  | 'role_not_held'
  | 'owner_exists'
  // booking
  | 'booking_not_found'
  | 'booking_exists'
  | 'booking_state_conflict'
  | 'booking_id_spent'
  | 'tutor_not_found'
  | 'tutor_not_bookable'
  | 'own_lesson'
  | 'slot_taken'
  | 'slot_not_offered'
  | 'student_busy'
  | 'hold_limit_reached'
  | 'duration_not_offered'
  | 'time_in_the_past'
  | 'time_does_not_exist'
  | 'quote_changed'
  | 'quote_expired'
  | 'reason_required'
  | 'staff_limit_exceeded'
  // money
  | 'currency_mismatch'
  | 'amount_below_minimum'
  | 'payment_declined'
  | 'capture_refused'
  | 'webhook_signature_invalid';

/** What a rule answers: a value, or why not. */
export type Decision<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: ErrorCode;
      readonly details?: Readonly<Record<string, string | number | boolean | null>>;
    };
