import Stripe from 'stripe';
import { PaymentProviderError } from './port';
import { toPaymentError } from './stripeErrors';
import { createStripeHttpClient, STRIPE_DEADLINE_MS } from './stripeHttp';

export interface StripeSettings {
  readonly secretKey: string;
  /** signs what Stripe sends to one of our endpoints; null where nothing is received: no event is ever accepted */
  readonly webhookSecret: string | null;
  /** `https://api.stripe.com`, or another address that speaks Stripe's HTTP */
  readonly apiBase: string;
  /** how long one call may take in all, ms */
  readonly deadlineMs?: number;
}

/** A signature is good for five minutes of the system's clock: a recorded message cannot be played again later. */
const SIGNATURE_TOLERANCE_SECONDS = 300;
export const PAGE_SIZE = 100;
export function connect({ secretKey, apiBase, deadlineMs = STRIPE_DEADLINE_MS }: StripeSettings): Stripe {
  const { protocol, hostname, port } = new URL(apiBase);
  const secure = protocol === 'https:';
  return new Stripe(secretKey, {
    protocol: secure ? 'https' : 'http',
    host: hostname,
    port: port || (secure ? 443 : 80),
    httpClient: createStripeHttpClient(deadlineMs),
    maxNetworkRetries: 0,
    timeout: deadlineMs,
    telemetry: false,
  });
}

/** One call, whose failure is in our words. */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    throw toPaymentError(failure);
  }
}

/** A message that Stripe has signed. @throws PaymentProviderError `webhook_signature_invalid` */
export function readSigned(
  stripe: Stripe,
  { rawBody, signature, secret }: { rawBody: Buffer; signature: string | undefined; secret: string | null },
): Stripe.Event {
  try {
    return stripe.webhooks.constructEvent(rawBody, signature ?? '', secret ?? '', SIGNATURE_TOLERANCE_SECONDS);
  } catch (failure) {
    const forged = failure instanceof Stripe.errors.StripeSignatureVerificationError;
    const code = forged ? 'webhook_signature_invalid' : 'payment_request_invalid';
    throw new PaymentProviderError(code, forged ? 'Stripe · signature not accepted' : 'Stripe · unreadable event');
  }
}
