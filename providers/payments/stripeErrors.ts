import { DomainError } from '@stoa/domain/errors';
import Stripe from 'stripe';
import { PaymentProviderError, type PaymentFailureCode } from './port';

/** What was asked has happened, or can no longer happen, whoever did it. */
const ALREADY_DONE = new Set([
  'payment_intent_unexpected_state',
  'charge_already_captured',
  'charge_already_refunded',
  'refund_disputed_payment',
]);
const REFUSED_FOR_GOOD = new Set([
  'charge_expired_for_capture',
  'capture_charge_authorization_expired',
  'card_declined',
  'expired_card',
]);

/**
 * Turns what the SDK throws into our failure. An error that is not Stripe's is a bug of ours and flies on.
 *
 * A wrong or revoked key (401, 403) counts as *outcome unknown*: nothing happened, and once the operator has put the
 * key right the same request may be sent again; counting it as a refusal would cancel paid lessons.
 */
export function toPaymentError(failure: unknown): unknown {
  if (failure instanceof DomainError) return new PaymentProviderError('payment_request_invalid', failure.message);
  if (!(failure instanceof Stripe.errors.StripeError)) return failure;
  const declineCode = failure.decline_code || (failure.statusCode === 402 ? (failure.code ?? null) : null);
  return new PaymentProviderError(codeOf(failure), describe(failure), declineCode);
}

function codeOf(failure: Stripe.errors.StripeError): PaymentFailureCode {
  const status = failure.statusCode;
  if (status === undefined || [401, 403, 409, 429].includes(status)) return 'payment_outcome_unknown';
  if (failure instanceof Stripe.errors.StripeRateLimitError) return 'payment_outcome_unknown';
  if (status >= 500) return isReplay(failure) ? 'payment_stored_failure' : 'payment_outcome_unknown';
  return refusalOf(failure);
}

function refusalOf(failure: Stripe.errors.StripeError): PaymentFailureCode {
  const code = failure.code ?? '';
  if (ALREADY_DONE.has(code)) return 'payment_already_done';
  if (failure.statusCode === 402 || REFUSED_FOR_GOOD.has(code)) return 'payment_declined';
  if (failure.statusCode === 404 || code === 'resource_missing') return 'payment_not_found';
  return 'payment_request_invalid';
}

/** Stripe keeps the answer to a key, a failure as well, and marks every repetition of it. */
function isReplay(failure: Stripe.errors.StripeError): boolean {
  return failure.headers?.['idempotent-replayed'] === 'true';
}

/** For logs. Stripe's own sentences may quote what we sent, so only its codes are kept. */
function describe(failure: Stripe.errors.StripeError): string {
  const parts = [
    `Stripe ${failure.statusCode ?? 'gave no answer'}`,
    failure.code ?? failure.rawType,
    failure.decline_code,
    failure.param && `param ${failure.param}`,
    failure.requestId && `request ${failure.requestId}`,
  ];
  return parts.filter(Boolean).join(' · ');
}
