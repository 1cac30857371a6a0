import type { CurrencyCode } from '@stoa/domain/currency';
import { money, type Money } from '@stoa/domain/money';

export interface PaymentRow {
  id: string;
  booking_id: string;
  provider: 'stripe';
  checkout_id: string | null;
  checkout_url: string | null;
  checkout_status: 'open' | 'complete' | 'expired' | null;
  checkout_expires_at: Date | null;
  payment_intent_id: string | null;
  charge_id: string | null;
  status: 'none' | 'processing' | 'authorized' | 'captured' | 'released' | 'failed';
  currency: CurrencyCode;
  amount_minor: number;
  authorized_minor: number;
  captured_minor: number;
  refunded_minor: number;
  fee_minor: number | null;
  fee_currency: CurrencyCode | null;
  capture_before: Date | null;
  decline_code: string | null;
  is_primary: boolean;
  /** −Infinity on a row whose first snapshot is being recorded */
  snapshot_at: Date | number;
  created_at: Date;
  updated_at: Date;
}

/** One payment at the card company, as we know it. Instants are epoch ms. */
export interface StoredPayment {
  readonly id: string;
  readonly bookingId: string;
  readonly provider: 'stripe';
  readonly checkoutId: string | null;
  readonly checkoutUrl: string | null;
  readonly checkout: 'open' | 'complete' | 'expired' | null;
  readonly checkoutExpiresAt: number | null;
  readonly paymentIntentId: string | null;
  readonly chargeId: string | null;
  readonly status: PaymentRow['status'];
  readonly amount: Money;
  readonly authorized: Money;
  readonly captured: Money;
  readonly refunded: Money;
  readonly fee: Money | null;
  readonly captureBefore: number | null;
  readonly declineCode: string | null;
  /** the payment that secured its booking; another one is money that came twice */
  readonly isPrimary: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export function toPayment(row: PaymentRow): StoredPayment {
  const { currency } = row;
  return {
    id: row.id,
    bookingId: row.booking_id,
    provider: row.provider,
    checkoutId: row.checkout_id,
    checkoutUrl: row.checkout_url,
    checkout: row.checkout_status,
    checkoutExpiresAt: row.checkout_expires_at?.getTime() ?? null,
    paymentIntentId: row.payment_intent_id,
    chargeId: row.charge_id,
    status: row.status,
    amount: money(row.amount_minor, currency),
    authorized: money(row.authorized_minor, currency),
    captured: money(row.captured_minor, currency),
    refunded: money(row.refunded_minor, currency),
    fee: row.fee_minor === null ? null : money(row.fee_minor, row.fee_currency ?? currency),
    captureBefore: row.capture_before?.getTime() ?? null,
    declineCode: row.decline_code,
    isPrimary: row.is_primary,
    createdAt: row.created_at.getTime(),
    updatedAt: row.updated_at.getTime(),
  };
}

export interface RefundRow {
  id: string;
  payment_id: string;
  booking_id: string;
  provider_refund_id: string;
  business_key: string | null;
  status: 'pending' | 'succeeded' | 'failed' | 'cancelled';
  currency: CurrencyCode;
  amount_minor: number;
  is_primary: boolean;
  created_at: Date;
  updated_at: Date;
}

/** One refund at the card company. Instants are epoch ms. */
export interface StoredRefund {
  readonly id: string;
  readonly paymentId: string;
  readonly bookingId: string;
  readonly providerId: string;
  readonly businessKey: string | null;
  readonly status: RefundRow['status'];
  readonly amount: Money;
  readonly isPrimary: boolean;
  readonly createdAt: number;
}

export function toRefund(row: RefundRow): StoredRefund {
  return {
    id: row.id,
    paymentId: row.payment_id,
    bookingId: row.booking_id,
    providerId: row.provider_refund_id,
    businessKey: row.business_key,
    status: row.status,
    amount: money(row.amount_minor, row.currency),
    isPrimary: row.is_primary,
    createdAt: row.created_at.getTime(),
  };
}
