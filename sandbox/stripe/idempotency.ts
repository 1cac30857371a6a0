import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Queryable } from '../database';
import type { Reply } from './call';
import { StripeRefusal } from './errors';

/** What became of a request that carries a key. */
export type Begin = { readonly run: true } | { readonly run: false; readonly replay: Reply };

interface Row {
  fingerprint: string;
  status: number | null;
  body: object | null;
}

/** One request is the same as another when method, path and every parameter are. */
export function fingerprintOf(method: string, path: string, body: string): string {
  const sorted = [...new URLSearchParams(body)].map(([name, value]) => `${name}=${value}`).sort();
  return createHash('sha256')
    .update([method, path, ...sorted].join('\n'))
    .digest('hex');
}

/**
 * Answers are kept for 24 hours of the system's clock, failures and 500s as well, and then forgotten, as Stripe does.
 * A key under which nothing ran (a bad parameter, a rate limit) is free again at once.
 */
export class IdempotencyKeys {
  constructor(private readonly pool: Pool) {}

  /** Keys of requests that died with the last process: their transactions never ended, so nothing happened. */
  async forgetUnfinished(): Promise<void> {
    await this.pool.query('DELETE FROM stripe_keys WHERE status IS NULL');
  }

  /** @throws StripeRefusal when the key belongs to another request or its request still runs */
  async begin(key: string, fingerprint: string): Promise<Begin> {
    const started = await this.pool.query(
      `INSERT INTO stripe_keys (key, fingerprint) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET fingerprint = $2, status = NULL, body = NULL, created_at = now()
       WHERE stripe_keys.created_at < now() - interval '24 hours'
       RETURNING key`,
      [key, fingerprint],
    );
    if (started.rowCount === 1) return { run: true };
    const { rows } = await this.pool.query<Row>('SELECT fingerprint, status, body FROM stripe_keys WHERE key = $1', [
      key,
    ]);
    const known = rows[0];
    // freed between the two questions: its first request refused before running
    if (!known) return this.begin(key, fingerprint);
    if (known.fingerprint !== fingerprint) throw otherRequest(key);
    if (known.status === null || known.body === null) throw stillRunning(key);
    return { run: false, replay: { status: known.status, body: known.body } };
  }

  /** Keeps the answer; within the transaction of the effect, so that neither stands without the other. */
  async finish(key: string, reply: Reply, db: Queryable = this.pool): Promise<void> {
    await db.query('UPDATE stripe_keys SET status = $2, body = $3 WHERE key = $1', [
      key,
      reply.status,
      JSON.stringify(reply.body),
    ]);
  }

  async release(key: string): Promise<void> {
    await this.pool.query('DELETE FROM stripe_keys WHERE key = $1 AND status IS NULL', [key]);
  }
}

function otherRequest(key: string): StripeRefusal {
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
  return new StripeRefusal(400, { type: 'idempotency_error', message }, true);
}

function stillRunning(key: string): StripeRefusal {
  const message = `There is currently another in-progress request using this Idempotency Key (${key}). Wait for it to finish and try again.`;
  return new StripeRefusal(409, { type: 'idempotency_error', code: 'idempotency_key_in_use', message }, true);
}
