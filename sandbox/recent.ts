import type { Pool } from 'pg';
import type { StripeObject } from './stripe/objects';

export interface Delivery {
  readonly id: number;
  readonly eventId: string;
  readonly eventType: string;
  readonly state: 'waiting' | 'held' | 'delivered' | 'failed' | 'lost';
  readonly fault: string | null;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  /** the object that the event is about */
  readonly subject: string | null;
}

/** Webhooks, newest first, whatever became of them. */
export async function recentDeliveries(pool: Pool, limit: number): Promise<Delivery[]> {
  const { rows } = await pool.query<Delivery>(
    `SELECT d.id::int AS id, d.event_id AS "eventId", d.event_type AS "eventType", d.state, d.fault, d.attempts,
       d.last_status AS "lastStatus", d.last_error AS "lastError", e.data->'data'->'object'->>'id' AS subject
     FROM webhook_deliveries d LEFT JOIN stripe_objects e ON e.id = d.event_id
     ORDER BY d.id DESC LIMIT $1`,
    [limit],
  );
  return rows;
}

/** Pages, payments and refunds, newest first. */
export async function recentObjects(pool: Pool, limit: number): Promise<StripeObject[]> {
  const { rows } = await pool.query<{ data: StripeObject }>(
    `SELECT data FROM stripe_objects WHERE kind IN ('checkout.session', 'payment_intent', 'refund')
     ORDER BY created DESC, seq DESC LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.data);
}
