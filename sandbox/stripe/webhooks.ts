import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import type { Logger } from '../logger';
import type { StripeEvent } from './objects';

export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
  /** signs what is about connected accounts; it goes to `<url>/connect` */
  readonly connectSecret: string;
}

/** `t=…,v1=…` over the exact bytes sent. The system's clock, whatever the town's says: receivers judge age by it. */
export function signatureHeader(payload: string, secret: string, atMs: number): string {
  const t = Math.floor(atMs / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${payload}`).digest('hex')}`;
}

interface Due {
  readonly id: string;
  readonly event: StripeEvent;
  readonly attempts: number;
}

/** Seconds until the next try; after the last one the delivery counts as failed and waits for its button. */
const BACKOFF_SECONDS = [1, 2, 5, 15, 60, 300, 900, 3600] as const;
const POLL_MS = 250;
const AT_ONCE = 16;
const ANSWER_WITHIN_MS = 10_000;

/** Claims what is due for 30 s: a sandbox that dies meanwhile delivers again, as Stripe may as well. */
const CLAIM = `
  UPDATE webhook_deliveries d
  SET state = 'waiting', attempts = d.attempts + 1, due_at = now() + interval '30 seconds', updated_at = now()
  FROM stripe_objects e
  WHERE e.id = d.event_id AND d.id IN (
    SELECT id FROM webhook_deliveries WHERE state IN ('waiting', 'held') AND due_at <= now()
    ORDER BY due_at, id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
  RETURNING d.id, e.data AS event, d.attempts`;

/** Sends events to the endpoint, or to the one for connected accounts, and repeats what was not answered with 2xx. */
export class WebhookSender {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #stopped = true;

  constructor(
    private readonly pool: Pool,
    private readonly target: WebhookTarget,
    private readonly log: Logger,
  ) {}

  start(): void {
    this.#stopped = false;
    this.#timer = setInterval(() => this.wake(), POLL_MS);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Looks for due deliveries now; safe to call at any time. */
  wake(): void {
    if (this.#stopped) return;
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = this.#drain()
      .catch((failure: unknown) => this.log.warn({ err: failure }, 'webhooks wait'))
      .finally(() => {
        this.#running = null;
        if (this.#again) {
          this.#again = false;
          this.wake();
        }
      });
  }

  /** Sends one delivery once more, whatever became of it. */
  async redeliver(id: number): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE webhook_deliveries SET state = 'waiting', fault = NULL, attempts = 0, due_at = now(), updated_at = now()
       WHERE id = $1`,
      [id],
    );
    this.wake();
    return rowCount === 1;
  }

  async #drain(): Promise<void> {
    for (;;) {
      const { rows } = await this.pool.query<Due>(CLAIM);
      if (rows.length === 0) return;
      rows.sort((a, b) => Number(a.id) - Number(b.id));
      await Promise.all(rows.map((due) => this.#deliver(due)));
    }
  }

  async #deliver(due: Due): Promise<void> {
    const outcome = await this.#post(due.event);
    if (outcome.status !== null && outcome.status >= 200 && outcome.status < 300) {
      await this.#settle(due.id, { state: 'delivered', ...outcome });
      // what was held for a later message to overtake it may go now
      await this.pool.query("UPDATE webhook_deliveries SET due_at = now() WHERE state = 'held' AND id < $1", [due.id]);
      return;
    }
    const wait = BACKOFF_SECONDS[due.attempts - 1];
    await this.#settle(due.id, { state: wait === undefined ? 'failed' : 'waiting', wait, ...outcome });
  }

  async #settle(
    id: string,
    end: { state: string; wait?: number | undefined; status: number | null; error: string | null },
  ): Promise<void> {
    await this.pool.query(
      `UPDATE webhook_deliveries SET state = $2, last_status = $3, last_error = $4, updated_at = now(),
         due_at = now() + COALESCE($5, 0) * interval '1 second' WHERE id = $1`,
      [id, end.state, end.status, end.error, end.wait ?? null],
    );
  }

  #endpointFor({ account }: StripeEvent): { url: string; secret: string } {
    const { url, secret, connectSecret } = this.target;
    return account === undefined ? { url, secret } : { url: `${url}/connect`, secret: connectSecret };
  }

  async #post(event: StripeEvent): Promise<{ status: number | null; error: string | null }> {
    const payload = JSON.stringify(event, null, 2);
    const { url, secret } = this.#endpointFor(event);
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body: payload,
        redirect: 'manual',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signatureHeader(payload, secret, Date.now()),
        },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      await answer.arrayBuffer();
      return { status: answer.status, error: null };
    } catch (failure) {
      return { status: null, error: reasonOf(failure) };
    }
  }
}

function reasonOf(failure: unknown): string {
  const cause = failure instanceof Error && failure.cause instanceof Error ? failure.cause : failure;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
