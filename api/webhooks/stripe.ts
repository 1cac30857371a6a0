import type { Context } from 'koa';
import {
  appliedEvents,
  closeDelivery,
  openDelivery,
  storeWebhookEvent,
  type DeliveryOutcome,
} from '../../db/queries/webhooks';
import { recordPaymentSnapshot } from '../../db/queries/payments';
import { recordRefundSnapshot } from '../../db/queries/refunds';
import { inTransaction, type Db, type Trx } from '../../db/postgres';
import type { Clock } from '../../platform/clock';
import {
  PaymentProviderError,
  type PaymentEvent,
  type PaymentProvider,
  type PaymentSnapshot,
  type RefundSnapshot,
} from '../../providers/payments/port';
import { readBody } from '../middleware/body';
import { Refusal } from '../refusal';

export const STRIPE_WEBHOOK_PATH = '/api/v1/webhooks/stripe';
const BODY_LIMIT_BYTES = 1_000_000;

export interface WebhookHouse {
  readonly db: Db;
  readonly clock: Clock;
  readonly payments: Pick<PaymentProvider, 'readEvent' | 'findCheckout' | 'findPayment' | 'findRefund'>;
}

type Fresh =
  | { readonly kind: 'payment'; readonly snapshot: PaymentSnapshot }
  | { readonly kind: 'refund'; readonly refund: RefundSnapshot }
  | null;

function verified(house: WebhookHouse, body: Buffer, signature: string): PaymentEvent {
  try {
    return house.payments.readEvent(body, signature || undefined);
  } catch (error) {
    if (error instanceof PaymentProviderError && error.code === 'webhook_signature_invalid')
      throw new Refusal('webhook_signature_invalid');
    throw error;
  }
}

/** The object as it stands now: deliveries come late, twice and out of order, so what one says is only a hint. */
async function fetchAnew({ payments }: WebhookHouse, { subject }: PaymentEvent): Promise<Fresh> {
  switch (subject?.kind) {
    case 'checkout':
      return { kind: 'payment', snapshot: await payments.findCheckout(subject.id) };
    case 'payment':
      return { kind: 'payment', snapshot: await payments.findPayment(subject.id) };
    case 'refund':
      return { kind: 'refund', refund: await payments.findRefund(subject.id) };
    case undefined:
      return null;
  }
}

interface Message {
  readonly event: PaymentEvent;
  readonly fresh: Fresh;
  /** epoch ms */
  readonly at: number;
}

async function apply(trx: Trx, { event, fresh, at }: Message): Promise<DeliveryOutcome> {
  const { eventId, type, createdAt } = event;
  const stored = await storeWebhookEvent(trx, {
    provider: 'stripe',
    eventId,
    type,
    createdAt,
    source: 'webhook',
    appliedAt: at,
  });
  if (stored === 'duplicate') return 'duplicate';
  const cause = { id: eventId, source: 'webhook', at } as const;
  if (fresh?.kind === 'payment') await recordPaymentSnapshot(trx, fresh.snapshot, cause);
  if (fresh?.kind === 'refund') await recordRefundSnapshot(trx, fresh.refund, cause);
  return fresh === null ? 'ignored' : 'applied';
}

function accepted(ctx: Context): void {
  ctx.status = 200;
  ctx.body = { received: true };
}

/**
 * What the card company tells us. The raw delivery is kept apart; event, rows, postings and outbox line are one
 * transaction. Anything that fails is answered 5xx, so that the company sends it again; a duplicate is answered 200.
 */
export async function receiveStripe(ctx: Context, house: WebhookHouse): Promise<void> {
  const body = await readBody(ctx, BODY_LIMIT_BYTES);
  const event = verified(house, body, ctx.get('Stripe-Signature'));
  // Asked before anything is fetched: a double of what was applied needs neither the company nor the ledger.
  const known = await appliedEvents(house.db, 'stripe', [event.eventId]);
  if (known.has(event.eventId)) return accepted(ctx);
  const deliveryId = await openDelivery(house.db, { provider: 'stripe', eventId: event.eventId, rawBody: body });
  try {
    const fresh = await fetchAnew(house, event);
    const outcome = await inTransaction(house.db, {}, (trx) => apply(trx, { event, fresh, at: house.clock.now() }));
    await closeDelivery(house.db, deliveryId, { outcome });
    accepted(ctx);
  } catch (error) {
    const problem = error instanceof Error ? error.name : 'failed';
    await closeDelivery(house.db, deliveryId, { outcome: 'failed', problem }).catch(() => undefined);
    if (error instanceof PaymentProviderError) throw new Refusal('temporarily_unavailable');
    throw error;
  }
}
