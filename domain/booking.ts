import type { ErrorCode } from './errors';
import type { Terms } from './policies';

export const SESSIONS = ['REQUESTED', 'SCHEDULED', 'ACTIVE', 'ENDED', 'CANCELLED', 'EXPIRED'] as const;
export const OUTCOMES = ['COMPLETED', 'NOT_HELD', 'NO_SHOW_STUDENT', 'NO_SHOW_TUTOR'] as const;
export const PAYMENTS = ['PENDING', 'AUTHORIZED', 'CAPTURED', 'VOIDED', 'REFUNDED', 'PARTIALLY_REFUNDED'] as const;
export const DISPUTES = ['NONE', 'OPEN', 'RESOLVED_UPHELD', 'RESOLVED_REFUNDED'] as const;

export type Session = (typeof SESSIONS)[number];
export type Outcome = (typeof OUTCOMES)[number];
export type Payment = (typeof PAYMENTS)[number];
export type Dispute = (typeof DISPUTES)[number];

/** The four fields that say all about where a booking stands (domain page, section 2). */
export interface BookingFields {
  readonly session: Session;
  readonly outcome: Outcome | null;
  readonly payment: Payment;
  readonly dispute: Dispute;
}

/** Who moves a booking. `provider` is the card company reporting a fact; `clock` is a deadline. */
export type Actor = 'student' | 'tutor' | 'support' | 'admin' | 'owner' | 'clock' | 'provider' | 'bank';

/** What can be done to a booking; the lifecycle table has the rows. */
export type BookingAction =
  | 'book'
  | 'authorize'
  | 'accept'
  | 'decline'
  | 'cancel'
  | 'expireHold'
  | 'expireRequest'
  | 'refuseCapture'
  | 'start'
  | 'end'
  | 'settle'
  | LaterAction;

/** In the table from the start, never offered before the issue that brings their effect. */
export type LaterAction =
  | 'proposeReschedule'
  | 'reportNoShow'
  | 'correctOutcome'
  | 'openDispute'
  | 'resolveDispute'
  | 'applyVerdict'
  | 'appeal'
  | 'loseChargeback';

/** A move that is decided while the card company has not confirmed its money yet. Deadlines wait for it. */
export interface PendingMove {
  readonly move: 'accept' | 'cancel';
  readonly actor: Actor;
  readonly actorId: string | null;
  readonly decidedAt: number;
  /** of a cancel: what goes back to the student, in basis points of the price */
  readonly studentShareBps: number | null;
  /** promo the student gets once the move is confirmed, in minor units; 0 for none */
  readonly compensationMinor: number;
  /** whether the tutor gets a strike once the move is confirmed */
  readonly strike: boolean;
  readonly reason: string | null;
}

/**
 * - `open_checkout`: the hosted page of a hold
 * - `expire_checkout`: the hold is over; close the page, and what the company answers ends the hold
 * - `resolve_checkout`: the booking is over; close the page and give back whatever was paid there
 * - `capture`: take the money of a pending acceptance
 * - `release`: let go of the money of a booking that is over, or refund it where it was taken after all
 * - `refund`: give back the student's share of a pending cancel
 */
export type OwedKind = 'open_checkout' | 'expire_checkout' | 'resolve_checkout' | 'capture' | 'release' | 'refund';

/** Something still to be done at the card company, with its own next attempt. */
export interface Owed {
  readonly kind: OwedKind;
  /** attempt number inside the provider's idempotency key: rises only after a stored failure was looked up */
  readonly attempt: number;
  readonly dueAt: number;
  readonly failures: number;
}

/** One booking as the domain, its workflow and its row know it. Instants are epoch milliseconds. */
export interface Booking extends BookingFields {
  readonly id: string;
  readonly studentId: string;
  readonly tutorId: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly terms: Terms;
  readonly policyHash: string;
  /** rises by one with every recorded move */
  readonly version: number;
  readonly requestedAt: number;
  readonly holdEndsAt: number;
  /** the payment page is closed by then, whatever the company answers */
  readonly pageEndsAt: number;
  readonly securedAt: number | null;
  readonly captureBefore: number | null;
  readonly answerBy: number | null;
  readonly settleAt: number | null;
  readonly pending: PendingMove | null;
  readonly owed: readonly Owed[];
  /** raised when something owed failed too often; people look at it */
  readonly needsAttention: boolean;
}

/** When the clock acts on a booking, and how. */
export interface Deadline {
  readonly at: number;
  readonly action: BookingAction | OwedKind | 'closePage' | 'freeSlot';
}

/** What one reader may do now. A refused action is shown with its reason. */
export interface OfferedAction {
  readonly action: BookingAction;
  readonly allowed: boolean;
  readonly refusal: ErrorCode | null;
  /** the last instant at which it can be done; null where nothing ends it */
  readonly until: number | null;
}
