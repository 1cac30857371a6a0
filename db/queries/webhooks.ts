import { rows, type Db, type Trx } from '../postgres';

export interface ProviderEvent {
  readonly provider: 'stripe';
  readonly eventId: string;
  readonly type: string;
  /** epoch ms by the company's clock */
  readonly createdAt: number;
  readonly source: 'webhook' | 'sweep';
  /** epoch ms on the injected clock */
  readonly appliedAt: number;
}

/**
 * Marks a company's event as applied, in the transaction that applies it: when that rolls back, the event is new again.
 * Two deliveries at once: the second waits for the first and then is the duplicate.
 * @returns 'duplicate' when it was applied before: change nothing
 */
export async function storeWebhookEvent(trx: Trx, event: ProviderEvent): Promise<'new' | 'duplicate'> {
  const stored = await rows(
    trx,
    `INSERT INTO webhook_events (provider, event_id, type, created_at, source, applied_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING RETURNING event_id`,
    [event.provider, event.eventId, event.type, new Date(event.createdAt), event.source, new Date(event.appliedAt)],
  );
  return stored.length > 0 ? 'new' : 'duplicate';
}

/** Which of these event ids were applied: for the sweep, before it fetches anything. */
export async function appliedEvents(db: Db, provider: 'stripe', eventIds: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ event_id: string }>(
    db,
    `SELECT event_id FROM webhook_events WHERE provider = ? AND event_id = ANY(?)`,
    [provider, [...eventIds]],
  );
  return new Set(found.map(({ event_id }) => event_id));
}

export type DeliveryOutcome = 'received' | 'applied' | 'duplicate' | 'ignored' | 'refused' | 'failed';

export interface Delivery {
  readonly provider: 'stripe';
  readonly eventId: string | null;
  readonly type: string;
  /** the company's id of what changed; null for types we do not use */
  readonly objectId: string | null;
  readonly rawBody: Buffer;
}

/** Keeps a delivery as it came, without its headers. @returns its id, for `closeDelivery` */
export async function openDelivery(db: Db, delivery: Delivery): Promise<string> {
  const { provider, eventId, type, objectId, rawBody } = delivery;
  const [row] = await rows<{ id: string }>(
    db,
    `INSERT INTO webhook_deliveries (provider, event_id, type, object_id, outcome, raw_body)
     VALUES (?, ?, ?, ?, 'received', ?) RETURNING id`,
    [provider, eventId, type, objectId, rawBody],
  );
  if (row === undefined) throw new Error('an INSERT gave no row');
  return row.id;
}

/** Notes how a delivery ended. `problem` is for operators: no secret. */
export async function closeDelivery(
  db: Db,
  deliveryId: string,
  { outcome, problem = null }: { readonly outcome: DeliveryOutcome; readonly problem?: string | null },
): Promise<void> {
  await db.raw(`UPDATE webhook_deliveries SET outcome = ?, problem = left(?, 500) WHERE id = ?`, [
    outcome,
    problem,
    deliveryId,
  ]);
}

/**
 * Forgets the bodies of deliveries that came before this, whatever became of them; the rows stay, with event, type,
 * object and outcome.
 * @param before epoch ms on the system's clock
 * @returns how many, at most 1000
 */
export async function pruneDeliveryBodies(db: Db, before: number): Promise<number> {
  const emptied = await rows(
    db,
    `UPDATE webhook_deliveries SET raw_body = NULL WHERE id IN (
       SELECT id FROM webhook_deliveries WHERE raw_body IS NOT NULL AND received_at < ?
       ORDER BY received_at LIMIT 1000 FOR UPDATE SKIP LOCKED)
     RETURNING id`,
    [new Date(before)],
  );
  return emptied.length;
}
