import type { Money } from '@stoa/domain/money';

import type { Db } from '../db/postgres';
import type { Clock } from '../platform/clock';
import type { PaymentProvider } from '../providers/payments/port';
import type { PaymentCalls } from './paymentCalls';
import type { Done, Recording } from './recordings';

export type MoneyResult =
  /** the company did it, and it is recorded */
  | { readonly kind: 'done' }
  /** it can never be done */
  | { readonly kind: 'refused' }
  /** nobody knows, or not yet; `storedFailure`: this key is spent and a look-up found nothing behind it */
  | { readonly kind: 'unknown'; readonly storedFailure: boolean };
export type CloseResult =
  | { readonly kind: 'expired' }
  | { readonly kind: 'paid'; readonly captureBefore: number | null }
  | MoneyResult;

interface Task {
  readonly attempt: number;
  /** ask what is there before sending it again */
  readonly lookUp: boolean;
}
/** A call whose success is a move of the booking, recorded in one transaction with what the company answered. */
export interface MoveTask extends Task {
  readonly recording: Recording;
}
export interface RefundTask extends MoveTask {
  readonly amount: Money;
}
export interface OpenTask {
  readonly done: Done;
  readonly attempt: number;
  /** epoch ms; the same for every call with this attempt's key */
  readonly expiresAt: number;
}
export interface ReturnTask {
  readonly done: Done;
  readonly attempt: number;
}
export interface CloseTask {
  readonly bookingId: string;
  readonly attempt: number;
  readonly asOf: number;
}

export interface LateTask {
  readonly paymentId: string;
  readonly attempt: number;
}

export interface PaymentDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly payments: PaymentProvider;
  /** where the company sends the student back to */
  readonly webOrigin: string;
  readonly calls: PaymentCalls;
}

export const unknown = (storedFailure = false): MoneyResult => ({ kind: 'unknown', storedFailure });
