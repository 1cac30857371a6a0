import type { Context } from 'koa';
import {
  appliedEvents,
  closeDelivery,
  openDelivery,
  storeWebhookEvent,
  type DeliveryOutcome,
} from '../../db/queries/webhooks';
import { inTransaction, type Db, type Trx } from '../../db/postgres';
import type { Clock } from '../../platform/clock';
import { PaymentProviderError } from '../../providers/payments/port';
import { readBody } from '../middleware/body';
import { Refusal } from '../refusal';

const BODY_LIMIT_BYTES = 1_000_000;

/** What every message of the company has. */
interface Message {
  readonly eventId: string;
  readonly type: string;
  /** epoch ms by the company's clock */
  readonly createdAt: number;
}

/** One of the addresses at which the company tells us something. */
export interface Endpoint<E extends Message, F> {
  /** @throws PaymentProviderError `webhook_signature_invalid` */
  readonly read: (rawBody: Buffer, signature: string | undefined) => E;
  /** The company's id of what changed, which is kept when the body no longer is. */
  readonly objectOf: (event: E) => string | null;
  /** The object as it stands now: deliveries come late, twice and out of order, so what one says is only a hint. */
  readonly fetchAnew: (event: E) => Promise<F | null>;
  /** Keeps what was fetched. @param cause.at epoch ms on the injected clock */
  readonly record: (trx: Trx, fresh: F, cause: { id: string; source: 'webhook'; at: number }) => Promise<void>;
}

interface Receiver {
  readonly db: Db;
  readonly clock: Clock;
}

function verified<E extends Message, F>({ read }: Endpoint<E, F>, body: Buffer, signature: string): E {
  try {
    return read(body, signature || undefined);
  } catch (error) {
    if (error instanceof PaymentProviderError && error.code === 'webhook_signature_invalid')
      throw new Refusal('webhook_signature_invalid');
    throw error;
  }
}

function accepted(ctx: Context): void {
  ctx.status = 200;
  ctx.body = { received: true };
}

/**
 * What the card company tells us. The raw delivery is kept apart; event, rows, postings and outbox line are one
 * transaction. Anything that fails is answered 5xx, so that the company sends it again; a duplicate is answered 200.
 */
export async function receiveSigned<E extends Message, F>(
  ctx: Context,
  { db, clock }: Receiver,
  endpoint: Endpoint<E, F>,
): Promise<void> {
  const body = await readBody(ctx, BODY_LIMIT_BYTES);
  const event = verified(endpoint, body, ctx.get('Stripe-Signature'));
  const { eventId, type, createdAt } = event;
  // Asked before anything is fetched: a double of what was applied needs neither the company nor the ledger.
  const known = await appliedEvents(db, 'stripe', [eventId]);
  if (known.has(eventId)) return accepted(ctx);
  const deliveryId = await openDelivery(db, {
    provider: 'stripe',
    eventId,
    type,
    objectId: endpoint.objectOf(event),
    rawBody: body,
  });
  try {
    const fresh = await endpoint.fetchAnew(event);
    const at = clock.now();
    const outcome = await inTransaction(db, {}, async (trx): Promise<DeliveryOutcome> => {
      const stored = { provider: 'stripe', eventId, type, createdAt, source: 'webhook', appliedAt: at } as const;
      if ((await storeWebhookEvent(trx, stored)) === 'duplicate') return 'duplicate';
      if (fresh === null) return 'ignored';
      await endpoint.record(trx, fresh, { id: eventId, source: 'webhook', at });
      return 'applied';
    });
    await closeDelivery(db, deliveryId, { outcome });
    accepted(ctx);
  } catch (error) {
    const problem = error instanceof Error ? error.name : 'failed';
    await closeDelivery(db, deliveryId, { outcome: 'failed', problem }).catch(() => undefined);
    if (error instanceof PaymentProviderError) throw new Refusal('temporarily_unavailable');
    throw error;
  }
}
