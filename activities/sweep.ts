import { DAY_MS, HOUR_MS } from '@stoa/domain/policies';

import { listUnsettledPayments, recordPaymentSnapshot } from '../db/queries/payments';
import { recordRefundSnapshot } from '../db/queries/refunds';
import { appliedEvents, storeWebhookEvent } from '../db/queries/webhooks';
import { inTransaction, type Trx } from '../db/postgres';
import type { PaymentEvent, PaymentSnapshot } from '../providers/payments/port';
import { attempt, type Told } from './paymentCalls';
import type { PaymentDeps } from './moneyTasks';

/** Where the next sweep begins, epoch ms on the company's clock. */
export interface SweepCursor {
  readonly since: number;
}

/** Two sweeps overlap by this: an event is listed a little after it happened. */
const OVERLAP_MS = 10 * 60_000;
const FIRST_REACH_MS = 3 * DAY_MS;
const UNASKED_MS = HOUR_MS;
const PAYMENTS_AT_ONCE = 50;

type Apply = (trx: Trx, at: number) => Promise<unknown>;

/** Asks the company anew, and says how to record the answer. */
function createReader({ payments: provider, calls }: PaymentDeps) {
  const apply =
    (snapshot: PaymentSnapshot, causeId: string): Apply =>
    (trx, at) =>
      recordPaymentSnapshot(trx, snapshot, { id: causeId, source: 'sweep', at });

  /** The object that an event names, fetched anew: what the event itself says may be old. */
  async function freshFor({ eventId, subject }: PaymentEvent): Promise<Told<Apply | null>> {
    if (subject === null) return { ok: true, value: null };
    const { kind, id } = subject;
    if (kind === 'refund') {
      const refund = await attempt(calls, 'findRefund', () => provider.findRefund(id));
      if (!refund.ok) return refund;
      return {
        ok: true,
        value: (trx, at) => recordRefundSnapshot(trx, refund.value, { id: eventId, source: 'sweep', at }),
      };
    }
    const found =
      kind === 'checkout'
        ? await attempt(calls, 'findCheckout', () => provider.findCheckout(id))
        : await attempt(calls, 'findPayment', () => provider.findPayment(id));
    return found.ok ? { ok: true, value: apply(found.value, eventId) } : found;
  }

  return { apply, freshFor };
}

/** What webhooks should have brought and did not: the same records, written by the same functions. */
export function createSweepActivities(deps: PaymentDeps) {
  const { db, clock, payments: provider, calls } = deps;
  const { apply, freshFor } = createReader(deps);

  /** @returns whether it needs no second look */
  async function applyEvent(event: PaymentEvent): Promise<boolean> {
    const fresh = await freshFor(event);
    // Not ours, or gone at the company: nothing to learn from it.
    if (!fresh.ok) return fresh.code === 'payment_not_found';
    const at = clock.now();
    const { eventId, type, createdAt } = event;
    const marked = { provider: 'stripe', eventId, type, createdAt, source: 'sweep', appliedAt: at } as const;
    await inTransaction(db, {}, async (trx) => {
      if ((await storeWebhookEvent(trx, marked)) === 'new') await fresh.value?.(trx, at);
    });
    calls.metrics.sweepFound.inc();
    return true;
  }

  async function eventsSince(since: number): Promise<PaymentEvent[]> {
    const events: PaymentEvent[] = [];
    let after: string | undefined;
    do {
      const page = await provider.listEvents({ since, ...(after === undefined ? {} : { after }) });
      events.push(...page.items);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return events.reverse();
  }

  /** Payments that can still change and that nobody has asked about for an hour. */
  async function askUnsettled(): Promise<void> {
    const at = clock.now();
    const unsettled = await listUnsettledPayments(db, { askedBefore: at - UNASKED_MS, limit: PAYMENTS_AT_ONCE });
    for (const { id, paymentIntentId, checkoutId } of unsettled) {
      const told =
        paymentIntentId !== null
          ? await attempt(calls, 'findPayment', () => provider.findPayment(paymentIntentId))
          : await attempt(calls, 'findCheckout', () => provider.findCheckout(checkoutId ?? ''));
      if (told.ok) await inTransaction(db, {}, (trx) => apply(told.value, `sweep:${id}:${at}`)(trx, at));
    }
  }

  /**
   * Applies every event of the company that never came.
   * @param cursor where the last sweep ended; null on the first, which looks three days back
   */
  async function sweepPayments(cursor: SweepCursor | null): Promise<SweepCursor> {
    const started = clock.now();
    const since = cursor?.since ?? started - FIRST_REACH_MS;
    const events = await eventsSince(since);
    const known = await appliedEvents(
      db,
      'stripe',
      events.map(({ eventId }) => eventId),
    );
    let next = started;
    for (const event of events.filter(({ eventId }) => !known.has(eventId)))
      if (!(await applyEvent(event))) next = Math.min(next, event.createdAt);
    await askUnsettled();
    return { since: Math.max(since, next - OVERLAP_MS) };
  }

  return { sweepPayments };
}
export type SweepActivities = ReturnType<typeof createSweepActivities>;
