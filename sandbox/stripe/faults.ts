import type { Pool } from 'pg';
import type { Queryable } from '../database';

export const API_FAULTS = [
  'decline',
  'error_500',
  'timeout',
  'lost_response',
  'rate_limit',
  'error_500_after_effect',
  'timeout_after_effect',
] as const;
export const WEBHOOK_FAULTS = ['webhook_doubled', 'webhook_late', 'webhook_out_of_order', 'webhook_lost'] as const;
export type ApiFault = (typeof API_FAULTS)[number];
export type WebhookFault = (typeof WEBHOOK_FAULTS)[number];
export type FaultKind = ApiFault | WebhookFault;

export interface Fault {
  readonly id: number;
  readonly kind: FaultKind;
  /** an operation such as `payment_intents.capture`, or for webhooks an event type; `*` is any */
  readonly scope: string;
  /** how often it still strikes; null until it is switched off */
  readonly remaining: number | null;
  /** for late webhooks, ms of the system's clock */
  readonly delayMs: number | null;
}

const COLUMNS = 'id::int AS id, kind, scope, remaining, delay_ms AS "delayMs"';
const TAKE = `
  UPDATE faults SET remaining = remaining - 1
  WHERE id = (SELECT id FROM faults
              WHERE kind = ANY($1) AND scope IN ('*', $2) AND (remaining IS NULL OR remaining > 0)
              ORDER BY id LIMIT 1 FOR UPDATE)
  RETURNING ${COLUMNS}`;

/** What goes wrong on demand. Each strike is counted in the database, so two calls never share the last one. */
export class Faults {
  /** most towns have none: then no call pays for a question */
  #any = true;

  constructor(private readonly pool: Pool) {}

  async list(): Promise<Fault[]> {
    const { rows } = await this.pool.query<Fault>(
      `SELECT ${COLUMNS} FROM faults WHERE remaining IS NULL OR remaining > 0 ORDER BY id`,
    );
    this.#any = rows.length > 0;
    return rows;
  }

  async add(fault: { kind: FaultKind; scope: string; times: number | null; delayMs: number | null }): Promise<Fault> {
    this.#any = true;
    const { rows } = await this.pool.query<Fault>(
      `INSERT INTO faults (kind, scope, remaining, delay_ms) VALUES ($1, $2, $3, $4) RETURNING ${COLUMNS}`,
      [fault.kind, fault.scope, fault.times, fault.delayMs],
    );
    const added = rows[0];
    if (!added) throw new Error('a fault was not stored');
    return added;
  }

  /** Switches one off, or all. */
  async remove(id?: number): Promise<void> {
    await this.pool.query('DELETE FROM faults WHERE $1::bigint IS NULL OR id = $1', [id ?? null]);
    await this.list();
  }

  /** The fault that strikes now, if one is switched on for this scope; counts the strike. */
  async take(kinds: readonly FaultKind[], scope: string, db: Queryable = this.pool): Promise<Fault | null> {
    if (!this.#any) return null;
    const { rows } = await db.query<Fault>(TAKE, [kinds, scope]);
    return rows[0] ?? null;
  }
}
