import { idempotencyKeyFor } from '@stoa/domain/ledger';
import type { Money } from '@stoa/domain/money';

import type { PaymentSnapshot, RefundSnapshot } from '../providers/payments/port';
import type { PaymentDeps } from './moneyTasks';
import { attempt, type Told } from './paymentCalls';

interface RefundRequest {
  readonly paymentIntentId: string;
  readonly amount: Money;
  readonly businessKey: string;
  readonly idempotencyKey: string;
  /** ask for a refund of this business key first */
  readonly lookUp: boolean;
}

const isAccepted = ({ status }: RefundSnapshot): boolean => status === 'pending' || status === 'succeeded';

/** Giving back what was captured, once per business key. */
export function createRefunds({ payments: provider, calls }: PaymentDeps) {
  async function findRefund({ paymentIntentId, businessKey }: RefundRequest): Promise<Told<RefundSnapshot | null>> {
    let after: string | undefined;
    do {
      const from = after;
      const page = await attempt(calls, 'listRefunds', () =>
        provider.listRefunds({ paymentIntentId, ...(from === undefined ? {} : { after: from }) }),
      );
      if (!page.ok) return page;
      const found = page.value.items.find((item) => item.businessKey === businessKey && isAccepted(item));
      if (found) return { ok: true, value: found };
      after = page.value.next ?? undefined;
    } while (after !== undefined);
    return { ok: true, value: null };
  }

  /** Refunds once per business key. Before a second attempt the company's list is read. */
  async function refund(request: RefundRequest): Promise<Told<RefundSnapshot>> {
    const { lookUp, ...call } = request;
    if (lookUp) {
      const found = await findRefund(request);
      if (!found.ok) return found;
      if (found.value) return { ok: true, value: found.value };
    }
    const told = await attempt(calls, 'refund', () => provider.refund(call));
    if (told.ok) return isAccepted(told.value) ? told : { ok: false, code: 'payment_stored_failure' };
    if (told.code === 'payment_outcome_unknown') return told;
    const found = await findRefund(request);
    if (!found.ok) return found;
    // Refused, and nothing is there: the next call carries a new key.
    return found.value ? { ok: true, value: found.value } : { ok: false, code: 'payment_stored_failure' };
  }

  /** Of what was captured, all that has not gone back yet. */
  async function refundRest(snapshot: PaymentSnapshot, number: number): Promise<Told<readonly RefundSnapshot[]>> {
    const { captured, refunded, paymentIntentId, bookingId } = snapshot;
    const rest = (captured?.amountMinor ?? 0) - (refunded?.amountMinor ?? 0);
    if (captured === null || paymentIntentId === null || rest <= 0) return { ok: true, value: [] };
    const told = await refund({
      paymentIntentId,
      amount: { ...captured, amountMinor: rest },
      businessKey: `booking:${bookingId}:late-refund:${paymentIntentId}`,
      idempotencyKey: `${idempotencyKeyFor(bookingId, 'late-refund', number)}:${paymentIntentId}`,
      lookUp: true,
    });
    return told.ok ? { ok: true, value: [told.value] } : told;
  }

  return { refund, refundRest };
}
