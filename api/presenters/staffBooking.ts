import type { LedgerTransactionView, PaymentView, RefundView, StaffBookingView } from '@stoa/contracts/http/staff';
import type { z } from 'zod';
import type { StoredPayment, StoredRefund } from '../../db/models/payment';
import type { BookingDetail } from '../../db/queries/bookingViews';
import type { AccountBalance, LedgerTransaction } from '../../db/queries/ledger';
import type { House } from '../house';
import type { WorkflowView } from '../temporal';
import { presentBooking } from './booking';
import type { Reader } from './reader';
import { amount, instant, instantOrNull, minor } from './values';

export interface StaffDetail {
  readonly detail: BookingDetail;
  readonly workflow: WorkflowView;
  readonly refunds: readonly StoredRefund[];
  readonly ledger: readonly LedgerTransaction[];
  readonly balances: readonly AccountBalance[];
}

/** Where the Temporal UI shows a workflow. */
function workflowUrl(ui: House['temporalUi'], { id, runId }: WorkflowView): string | null {
  if (ui === null) return null;
  const path = ['namespaces', ui.namespace, 'workflows', id, ...(runId === null ? [] : [runId])];
  return `${ui.url.replace(/\/$/, '')}/${path.map(encodeURIComponent).join('/')}`;
}

function presentPayment(payment: StoredPayment): z.output<typeof PaymentView> {
  return {
    id: payment.id,
    provider: payment.provider,
    checkoutId: payment.checkoutId,
    paymentIntentId: payment.paymentIntentId,
    status: payment.status,
    amount: amount(payment.amount),
    captured: amount(payment.captured),
    refunded: amount(payment.refunded),
    fee: payment.fee === null ? null : amount(payment.fee),
    captureBefore: instantOrNull(payment.captureBefore),
    updatedAt: instant(payment.updatedAt),
  };
}

function presentRefund(refund: StoredRefund): z.output<typeof RefundView> {
  const { id, providerId, status, createdAt } = refund;
  return { id, providerId, status, amount: amount(refund.amount), createdAt: instant(createdAt) };
}

function presentTransaction(transaction: LedgerTransaction): z.output<typeof LedgerTransactionView> {
  const { id, code, at, idempotencyKey, postings } = transaction;
  return {
    id,
    code,
    at: instant(at),
    idempotencyKey,
    postings: postings.map(({ account, amountMinor, currency }) => ({ account, amount: minor(amountMinor, currency) })),
  };
}

/** A booking with all that is behind it, for people who help. */
export function presentStaffBooking(
  { detail, workflow, refunds, ledger, balances }: StaffDetail,
  reader: Reader,
  ui: House['temporalUi'],
): StaffBookingView {
  const { owed, needsAttention } = detail.booking;
  return {
    ...presentBooking(detail, reader),
    needsAttention,
    workflow: { ...workflow, url: workflowUrl(ui, workflow) },
    owed: owed.map(({ kind, attempt, dueAt, failures }) => ({ kind, attempt, dueAt: instant(dueAt), failures })),
    payments: detail.payments.map(presentPayment),
    refunds: refunds.map(presentRefund),
    ledger: ledger.map(presentTransaction),
    balances: balances.map(({ account, currency, balanceMinor }) => ({
      account,
      balance: minor(balanceMinor, currency),
    })),
  };
}
