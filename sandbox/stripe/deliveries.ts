import type { Call } from './call';
import { WEBHOOK_FAULTS, type Fault } from './faults';
import type { StripeEvent } from './objects';

/** What an installation of Stoa subscribes to at its Stripe account (docs name the same list). */
export const SUBSCRIBED: ReadonlySet<string> = new Set([
  'checkout.session.completed',
  'checkout.session.expired',
  'payment_intent.amount_capturable_updated',
  'payment_intent.succeeded',
  'payment_intent.canceled',
  'payment_intent.payment_failed',
  'charge.refunded',
  'refund.created',
  'refund.updated',
  'refund.failed',
  // of connected accounts, at the endpoint for those
  'account.updated',
]);

const LATE_BY_DEFAULT_MS = 30_000;
/** a message held back for the next one to pass goes out by itself after this */
const HELD_AT_MOST_MS = 10_000;

interface Plan {
  readonly state: 'waiting' | 'held' | 'lost';
  readonly inMs: number;
  readonly copies: number;
}

/** Queues the webhook of an event together with the change it tells of; a fault may lose, hold, delay or double it. */
export async function planDeliveries(call: Call, event: StripeEvent): Promise<void> {
  if (!SUBSCRIBED.has(event.type)) return;
  const fault = await call.faults.take(WEBHOOK_FAULTS, event.type, call.store.db);
  const plan = planFor(fault);
  await call.store.db.query(
    `INSERT INTO webhook_deliveries (event_id, event_type, state, fault, due_at)
     SELECT $1, $2, $3, $4, now() + $5 * interval '1 millisecond' FROM generate_series(1, $6)`,
    [event.id, event.type, plan.state, fault?.kind ?? null, plan.inMs, plan.copies],
  );
}

const NOW: Plan = { state: 'waiting', inMs: 0, copies: 1 };

function planFor(fault: Fault | null): Plan {
  if (fault?.kind === 'webhook_lost') return { ...NOW, state: 'lost' };
  if (fault?.kind === 'webhook_late') return { ...NOW, inMs: fault.delayMs ?? LATE_BY_DEFAULT_MS };
  if (fault?.kind === 'webhook_out_of_order') return { ...NOW, state: 'held', inMs: HELD_AT_MOST_MS };
  if (fault?.kind === 'webhook_doubled') return { ...NOW, copies: 2 };
  return NOW;
}
