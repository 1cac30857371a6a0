import type { Money } from '@stoa/domain/money';
import type { PayoutRequirement } from '@stoa/domain/payouts';

/** What the card company knows of one payment of a booking, in our words, read fresh from the company. */
export interface PaymentSnapshot {
  readonly bookingId: string;
  /** the hosted page; null where the payment did not come through one */
  readonly checkoutId: string | null;
  readonly checkoutUrl: string | null;
  /** open: the student can still pay there; complete: paid or authorised; expired: nobody can pay there any more */
  readonly checkout: 'open' | 'complete' | 'expired' | null;
  /** when the page closes by itself, epoch ms */
  readonly checkoutExpiresAt: number | null;
  readonly paymentIntentId: string | null;
  /** none: nobody has paid yet; authorized: held on the card; captured: taken; released: the hold was let go */
  readonly status: 'none' | 'processing' | 'authorized' | 'captured' | 'released' | 'failed';
  readonly amount: Money;
  readonly authorized: Money | null;
  readonly captured: Money | null;
  readonly refunded: Money | null;
  /** until when the hold can be captured, epoch ms */
  readonly captureBefore: number | null;
  readonly chargeId: string | null;
  /** the company's own fee of the capture, in its currency, once known */
  readonly fee: Money | null;
  /** why the last attempt to pay failed, as the company's code */
  readonly declineCode: string | null;
}

export interface RefundSnapshot {
  readonly refundId: string;
  readonly paymentIntentId: string;
  readonly amount: Money;
  readonly status: 'pending' | 'succeeded' | 'failed' | 'cancelled';
  /** our idempotency root, kept in the company's metadata */
  readonly businessKey: string | null;
}

export interface CheckoutRequest {
  readonly bookingId: string;
  readonly amount: Money;
  /** what the student reads on the page: no personal data */
  readonly description: string;
  readonly customerId: string | null;
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** epoch ms on the company's clock; at least 30 minutes ahead */
  readonly expiresAt: number;
  readonly idempotencyKey: string;
}

/** A signed message of the company, verified. The object it names is to be fetched anew before acting. */
export interface PaymentEvent {
  readonly eventId: string;
  readonly type: string;
  readonly createdAt: number;
  /** what changed; null for types we do not use */
  readonly subject:
    | { readonly kind: 'checkout'; readonly id: string; readonly bookingId: string | null }
    | { readonly kind: 'payment'; readonly id: string; readonly bookingId: string | null }
    | { readonly kind: 'refund'; readonly id: string; readonly paymentIntentId: string | null }
    | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** pass as `after` to go on; null at the end */
  readonly next: string | null;
}

/**
 * Card payments. Every call has a deadline of its own and never retries by itself: the caller's retry policy and
 * idempotency keys rule (domain page, section 5).
 *
 * Failures are `PaymentProviderError`s:
 * - `payment_declined`: the company said no for good; `declineCode` says why
 * - `payment_already_done`: what was asked has already happened or can no longer happen; fetch the snapshot
 * - `payment_not_found`
 * - `payment_request_invalid`: we asked wrongly: a bug, never retried
 * - `payment_stored_failure`: the company replays a failure under this key: look up first, then attempt + 1
 * - `payment_outcome_unknown`: no answer, 409, 429 or a fresh 5xx: the same key may be sent again
 */
export interface PaymentProvider {
  /** Opens a hosted page that authorises `amount` without capturing it. */
  openCheckout(request: CheckoutRequest): Promise<PaymentSnapshot>;
  /** Closes a page early. A page that is already complete or expired is returned as it is. */
  expireCheckout(request: { checkoutId: string; idempotencyKey: string }): Promise<PaymentSnapshot>;
  findCheckout(checkoutId: string): Promise<PaymentSnapshot>;
  findPayment(paymentIntentId: string): Promise<PaymentSnapshot>;
  /** Takes the whole authorised amount. */
  capture(request: { paymentIntentId: string; idempotencyKey: string }): Promise<PaymentSnapshot>;
  /** Lets go of an authorisation that was not captured. */
  release(request: { paymentIntentId: string; idempotencyKey: string }): Promise<PaymentSnapshot>;
  /** Gives back a part or all of what was captured. `businessKey` is written into the refund's metadata. */
  refund(request: {
    paymentIntentId: string;
    amount: Money;
    businessKey: string;
    idempotencyKey: string;
  }): Promise<RefundSnapshot>;
  /** Refunds of one payment, newest first: the look-up before a second attempt. */
  listRefunds(request: { paymentIntentId: string; after?: string }): Promise<Page<RefundSnapshot>>;
  findRefund(refundId: string): Promise<RefundSnapshot>;
  /** Events since an instant (epoch ms), newest first: the sweep for what never came. */
  listEvents(request: { since: number; after?: string }): Promise<Page<PaymentEvent>>;
  /** @throws PaymentProviderError `webhook_signature_invalid` when the signature is missing, forged or too old */
  readEvent(rawBody: Buffer, signature: string | undefined): PaymentEvent;
}

/** What the company knows of somebody who is to be paid through it, read fresh. */
export interface PayoutAccount {
  readonly accountId: string;
  /** as we named them when the account was made; null: an account that is not of our making */
  readonly tutorId: string | null;
  readonly payoutsEnabled: boolean;
  readonly detailsSubmitted: boolean;
  /** what it still wants to know, or is looking at; in the order of `PAYOUT_REQUIREMENTS` */
  readonly requirements: readonly PayoutRequirement[];
}

/** A signed message about an account, verified. The account is to be fetched anew before acting. */
export interface PayoutEvent {
  readonly eventId: string;
  readonly type: string;
  /** epoch ms by the company's clock */
  readonly createdAt: number;
  /** null for types we do not use */
  readonly accountId: string | null;
}

/** Accounts of those who are paid. Deadlines and failures as with `PaymentProvider`. */
export interface PayoutProvider {
  /** Makes an account that can be transferred to; it says nothing of its holder yet. */
  createPayoutAccount(request: {
    readonly tutorId: string;
    /** ISO 3166 alpha 2; can never be changed */
    readonly country: string;
    readonly email: string;
    readonly idempotencyKey: string;
  }): Promise<PayoutAccount>;
  /** A way to the company's page where the holder says who they are: good once, for minutes. */
  createOnboardingLink(request: {
    readonly accountId: string;
    readonly returnUrl: string;
    /** where those are sent who come with a used or late link */
    readonly refreshUrl: string;
  }): Promise<{ readonly url: string; readonly expiresAt: number }>;
  fetchPayoutAccount(accountId: string): Promise<PayoutAccount>;
  /** A tutor's account among those made since an instant (epoch ms): the look-up before a second attempt. */
  lookUpPayoutAccount(request: { readonly tutorId: string; readonly since: number }): Promise<PayoutAccount | null>;
  /** @throws PaymentProviderError `webhook_signature_invalid` when the signature is missing, forged or too old */
  readPayoutEvent(rawBody: Buffer, signature: string | undefined): PayoutEvent;
}

export type PaymentFailureCode =
  | 'payment_declined'
  | 'payment_already_done'
  | 'payment_not_found'
  | 'payment_request_invalid'
  | 'payment_stored_failure'
  | 'payment_outcome_unknown'
  | 'webhook_signature_invalid';

/** A failure of the card company in our words. `message` is for logs: no secret, no card data. */
export class PaymentProviderError extends Error {
  override readonly name = 'PaymentProviderError';
  constructor(
    readonly code: PaymentFailureCode,
    message: string,
    readonly declineCode: string | null = null,
  ) {
    super(message);
  }
}
