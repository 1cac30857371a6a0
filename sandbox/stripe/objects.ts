import { randomBytes } from 'node:crypto';

/** The parts of Stripe's objects that Stoa reads, in Stripe's names; seconds, smallest units, lower-case currencies. */
interface Base<K extends string> {
  readonly id: string;
  readonly object: K;
  readonly created: number;
  readonly livemode: false;
}
export type Metadata = Readonly<Record<string, string>>;

export interface CheckoutSession extends Base<'checkout.session'> {
  status: 'open' | 'complete' | 'expired';
  payment_status: 'unpaid' | 'paid' | 'no_payment_required';
  mode: 'payment';
  ui_mode: 'hosted_page';
  url: string | null;
  success_url: string;
  cancel_url: string | null;
  client_reference_id: string | null;
  customer: string | null;
  customer_creation: 'always' | 'if_required' | null;
  customer_email: string | null;
  customer_details: { email: string | null; name: string | null } | null;
  payment_intent: string | null;
  amount_subtotal: number;
  amount_total: number;
  currency: string;
  expires_at: number;
  allowed_payment_method_types: readonly string[] | null;
  payment_method_types: readonly string[];
  consent_collection: unknown;
  locale: string | null;
  submit_type: string | null;
  metadata: Metadata;
}

export interface StripeErrorBody {
  type: 'card_error' | 'invalid_request_error' | 'api_error' | 'idempotency_error';
  code?: string;
  decline_code?: string;
  message: string;
  param?: string;
  charge?: string;
  payment_intent?: PaymentIntent;
  doc_url?: string;
  request_log_url?: string;
}

export type IntentStatus =
  | 'requires_payment_method'
  | 'requires_action'
  | 'requires_capture'
  | 'processing'
  | 'canceled'
  | 'succeeded';

export interface PaymentIntent extends Base<'payment_intent'> {
  status: IntentStatus;
  amount: number;
  amount_capturable: number;
  amount_received: number;
  currency: string;
  capture_method: 'manual' | 'automatic' | 'automatic_async';
  confirmation_method: 'automatic';
  setup_future_usage: 'off_session' | 'on_session' | null;
  customer: string | null;
  description: string | null;
  payment_method: string | null;
  latest_charge: string | null;
  last_payment_error: StripeErrorBody | null;
  next_action: { type: string; redirect_to_url?: { url: string; return_url: string } } | null;
  canceled_at: number | null;
  cancellation_reason: string | null;
  payment_method_types: readonly string[];
  metadata: Metadata;
}

export interface CardDetails {
  brand: string;
  last4: string;
  exp_month: number;
  exp_year: number;
  funding: 'credit';
  country: string;
  capture_before?: number;
  three_d_secure: { result: 'authenticated' | 'failed' } | null;
}

export interface Charge extends Base<'charge'> {
  status: 'succeeded' | 'failed';
  paid: boolean;
  captured: boolean;
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  refunded: boolean;
  disputed: false;
  currency: string;
  customer: string | null;
  description: string | null;
  payment_intent: string;
  payment_method: string;
  payment_method_details: { type: 'card'; card: CardDetails };
  balance_transaction: string | null;
  failure_code: string | null;
  failure_message: string | null;
  outcome: { type: string; network_status: string; reason: string | null };
  metadata: Metadata;
}

export interface BalanceTransaction extends Base<'balance_transaction'> {
  type: 'charge' | 'refund' | 'refund_failure';
  amount: number;
  fee: number;
  net: number;
  currency: string;
  source: string;
  status: 'available' | 'pending';
  available_on: number;
  reporting_category: string;
  exchange_rate: null;
  fee_details: readonly { type: string; amount: number; currency: string; description: string }[];
}

export interface Refund extends Base<'refund'> {
  status: 'pending' | 'succeeded' | 'failed' | 'canceled';
  amount: number;
  currency: string;
  charge: string;
  payment_intent: string;
  balance_transaction: string | null;
  failure_balance_transaction?: string;
  failure_reason?: string;
  reason: string | null;
  metadata: Metadata;
}

export interface Customer extends Base<'customer'> {
  email: string | null;
  name: string | null;
  description: string | null;
  invoice_settings: { default_payment_method: string | null };
  metadata: Metadata;
}

export interface PaymentMethod extends Base<'payment_method'> {
  type: 'card';
  customer: string | null;
  card: CardDetails;
  metadata: Metadata;
}

/** Somebody who is paid through us: a connected account, in the parts that Stoa reads. */
export interface Account extends Base<'account'> {
  type: 'express';
  country: string;
  email: string | null;
  business_type: string | null;
  capabilities: { transfers: 'inactive' | 'active' };
  charges_enabled: boolean;
  payouts_enabled: boolean;
  details_submitted: boolean;
  requirements: {
    currently_due: readonly string[];
    past_due: readonly string[];
    eventually_due: readonly string[];
    pending_verification: readonly string[];
    errors: readonly unknown[];
    disabled_reason: string | null;
    current_deadline: number | null;
  };
  metadata: Metadata;
}

export interface StripeEvent extends Base<'event'> {
  type: string;
  /** the connected account that it is about; such events go to an endpoint of their own */
  account?: string;
  api_version: string;
  data: { object: StripeObject };
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
}

export type StripeObject =
  | CheckoutSession
  | PaymentIntent
  | Charge
  | BalanceTransaction
  | Refund
  | Customer
  | PaymentMethod
  | Account
  | StripeEvent;
export type Kind = StripeObject['object'];
export type OfKind<K extends Kind> = Extract<StripeObject, { object: K }>;

export const PREFIX: Readonly<Record<Kind, string>> = {
  'checkout.session': 'cs_test_',
  payment_intent: 'pi_',
  charge: 'ch_',
  balance_transaction: 'txn_',
  refund: 're_',
  customer: 'cus_',
  payment_method: 'pm_',
  account: 'acct_',
  event: 'evt_',
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 24 characters out of 62, like Stripe's. The bias of the modulo does not matter: nobody guards with these. */
export function randomToken(length = 24): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** The head that all objects share; `now` in seconds of the town's clock. */
export function head<K extends Kind>(object: K, now: number) {
  return { id: PREFIX[object] + randomToken(), object, created: now, livemode: false } as const;
}
