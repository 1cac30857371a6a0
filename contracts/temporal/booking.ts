import type { Actor, BookingAction, Dispute, Outcome, Payment, Session } from '@stoa/domain/booking';
import type { Terms } from '@stoa/domain/policies';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';

export const BOOKING_WORKFLOW = 'bookingWorkflow';
export const PAYMENT_RETURN_WORKFLOW = 'paymentReturnWorkflow';
export const PAYMENT_SWEEP_WORKFLOW = 'paymentSweepWorkflow';
export const PAYMENT_SWEEP_SCHEDULE = 'payment-sweep';

/** The one place that spells a booking's workflow id. */
export function bookingWorkflowId(bookingId: string): string {
  return `booking:${bookingId}`;
}

export function paymentReturnWorkflowId(paymentId: string): string {
  return `payment-return:${paymentId}`;
}

/** The memo that every start carries. */
export interface StartMemo {
  /** how far the town's clock ran ahead; 0 in production */
  readonly clockOffsetMs: number;
  /** events after which a history is continued in a new one, where an installation wants less than the server's advice */
  readonly historyLimit?: number;
}

/** Ids, instants (epoch ms), amounts and policies only: nothing personal enters a history. */
export interface BookingInput {
  readonly schemaVersion: 1;
  readonly bookingId: string;
  readonly studentId: string;
  readonly tutorId: string;
  readonly subjectId: string;
  readonly startsAt: number;
  readonly endsAt: number;
  /** minutes kept free after the lesson, part of the tutor's reserved time */
  readonly bufferMinutes: number;
  readonly terms: Terms;
  /** SHA-256 of the canonical terms, hex */
  readonly policyHash: string;
  /** a hold of the same student that this request replaces */
  readonly replacesBookingId: string | null;
  /** the tutor's limits of that day and week, as instants; absent where the tutor has none */
  readonly limits?: readonly BookingLimit[];
}

/** How many lessons of a day, or minutes of a week, may begin in a stretch of time. */
export interface BookingLimit {
  readonly kind: 'day' | 'week';
  readonly most: number;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** Who asks, in which role. */
export interface Asker {
  readonly actor: Actor;
  readonly actorId: string | null;
}

/** What the corridor answers: enough for the presenter to read the row anew at the right version. */
export interface BookingReply {
  readonly bookingId: string;
  readonly session: Session;
  readonly outcome: Outcome | null;
  readonly payment: Payment;
  readonly dispute: Dispute;
  readonly version: number;
  /** a decided move whose money the card company has not confirmed yet */
  readonly pendingMove: 'accept' | 'cancel' | null;
  readonly asOf: number;
}

export interface AcceptInput extends Asker {
  /** the version that the asker saw; another version is refused with `quote_changed` */
  readonly expectedVersion: number;
  readonly quotedAt: number;
}
export type DeclineInput = AcceptInput & { readonly reasonCode: string | null };
export type CancelInput = AcceptInput & {
  /** staff must give one; free text stays in Postgres, this names the row */
  readonly reasonId: string | null;
  /** what the quote said goes back to the student */
  readonly studentShareBps: number;
};

/** A fact that the card company reported and that already stands in Postgres. */
export interface PaymentFact {
  /** the webhook event or sweep that brought it; a repeat is ignored */
  readonly causeId: string;
  readonly paymentId: string;
  readonly status: 'authorized' | 'captured' | 'released' | 'failed' | 'checkout_expired';
  readonly captureBefore: number | null;
}

/** What a query answers about a running booking: for operators. */
export interface BookingStateView extends BookingReply {
  readonly nextDeadline: { readonly at: number; readonly action: string } | null;
  readonly owed: readonly {
    readonly kind: string;
    readonly attempt: number;
    readonly dueAt: number;
    readonly failures: number;
  }[];
  readonly waiting: number;
  readonly actions: readonly BookingAction[];
}

export const book = defineUpdate<BookingReply, []>('book');
export const accept = defineUpdate<BookingReply, [AcceptInput]>('accept');
export const decline = defineUpdate<BookingReply, [DeclineInput]>('decline');
export const cancel = defineUpdate<BookingReply, [CancelInput]>('cancel');
export const paymentReported = defineSignal<[PaymentFact]>('paymentReported');
/**
 * The student's next request took this hold's place: the row already stands CANCELLED/NOT_HELD/VOIDED at that version,
 * in the transaction that reserved the other slot. What is left is to close the payment page.
 */
export interface HoldReplaced {
  readonly byBookingId: string;
  readonly version: number;
  readonly at: number;
}
export const holdReplaced = defineSignal<[HoldReplaced]>('holdReplaced');
/** support wakes what is owed: try again now */
export const retryRequested = defineSignal<[{ readonly actorId: string }]>('retryRequested');
export const state = defineQuery<BookingStateView>('state');
