import type { StripeErrorBody } from './objects';

/** A refusal in Stripe's shape. */
export class StripeRefusal extends Error {
  override readonly name = 'StripeRefusal';
  constructor(
    readonly status: number,
    readonly error: StripeErrorBody,
    /** checked before anything ran: Stripe does not remember such an answer under the idempotency key */
    readonly beforeRunning = false,
  ) {
    super(error.message);
  }
}

/** A parameter that the real API would not take. */
export function badParameter(param: string, message: string, code?: string): StripeRefusal {
  return new StripeRefusal(
    400,
    withDocs({ type: 'invalid_request_error', message, param, ...(code && { code }) }),
    true,
  );
}

/** Asked for at a moment when it cannot be. */
export function refused(message: string, code?: string, param?: string): StripeRefusal {
  const detail = { ...(code && { code }), ...(param && { param }) };
  return new StripeRefusal(400, withDocs({ type: 'invalid_request_error', message, ...detail }));
}

export function missing(noun: string, id: string, param = 'id'): StripeRefusal {
  const message = `No such ${noun}: '${id}'`;
  const status = param === 'customer' || param === 'starting_after' || param === 'ending_before' ? 400 : 404;
  return new StripeRefusal(
    status,
    withDocs({ type: 'invalid_request_error', code: 'resource_missing', message, param }),
    true,
  );
}

export function unauthorized(message: string): StripeRefusal {
  return new StripeRefusal(401, { type: 'invalid_request_error', message }, true);
}

export function rateLimited(): StripeRefusal {
  const message = 'Request rate limit exceeded. You can learn more about rate limits in the documentation.';
  return new StripeRefusal(429, withDocs({ type: 'invalid_request_error', code: 'rate_limit', message }), true);
}

export function serverError(): StripeRefusal {
  return new StripeRefusal(500, {
    type: 'api_error',
    message: 'An unknown error occurred (switched on in the sandbox).',
  });
}

export interface Decline {
  readonly code: string;
  readonly declineCode: string | null;
  readonly message: string;
}

export function declineBody(decline: Decline, chargeId?: string): StripeErrorBody {
  return withDocs({
    type: 'card_error',
    code: decline.code,
    message: decline.message,
    ...(decline.declineCode && { decline_code: decline.declineCode }),
    ...(chargeId && { charge: chargeId }),
  });
}

function withDocs(error: StripeErrorBody): StripeErrorBody {
  if (!error.code) return error;
  return { ...error, doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll('_', '-')}` };
}
