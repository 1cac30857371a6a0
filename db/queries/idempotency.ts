import { rows, type Db } from '../postgres';

/** A request under a person's key. Instants and spans are epoch ms and ms on the system's clock. */
export interface KeyedRequest {
  readonly personId: string;
  readonly key: string;
  /** SHA-256 of method, path and body: the same key for another request is refused */
  readonly requestHash: string;
  readonly at: number;
  /** how long another attempt waits before it may take over from one that never answered */
  readonly claimMs: number;
  /** how long the answer is kept */
  readonly keepMs: number;
}

export type KeyState =
  /** nobody has answered yet: answer it, then `keepAnswer` or `forgetKey` */
  | { readonly kind: 'yours' }
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  /** another attempt is being answered right now */
  | { readonly kind: 'running' }
  /** the key belongs to another request of this person */
  | { readonly kind: 'reused' };

interface KeyRow {
  request_hash: string;
  response_status: number | null;
  response_body: unknown;
}

/** Takes a key for this request, or says what became of it. Never waits for another attempt. */
export async function claimKey(db: Db, request: KeyedRequest): Promise<KeyState> {
  const { personId, key, requestHash, at } = request;
  const claimed = await rows(
    db,
    `INSERT INTO idempotency_keys AS k (person_id, key, request_hash, claimed_until, expires_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (person_id, key) DO UPDATE SET request_hash = excluded.request_hash,
       claimed_until = excluded.claimed_until, expires_at = excluded.expires_at,
       response_status = NULL, response_body = NULL
     WHERE k.expires_at <= ? OR (k.response_status IS NULL AND k.claimed_until <= ?
       AND k.request_hash = excluded.request_hash)
     RETURNING 1`,
    [
      personId,
      key,
      requestHash,
      new Date(at + request.claimMs),
      new Date(at + request.keepMs),
      new Date(at),
      new Date(at),
    ],
  );
  if (claimed.length > 0) return { kind: 'yours' };
  const [row] = await rows<KeyRow>(
    db,
    `SELECT request_hash, response_status, response_body FROM idempotency_keys WHERE person_id = ? AND key = ?`,
    [personId, key],
  );
  if (row === undefined) return { kind: 'running' };
  if (row.request_hash !== requestHash) return { kind: 'reused' };
  if (row.response_status === null) return { kind: 'running' };
  return { kind: 'answered', status: row.response_status, body: row.response_body };
}

/** Keeps the answer that is given again whenever the same request comes with this key. */
export async function keepAnswer(
  db: Db,
  { personId, key }: Pick<KeyedRequest, 'personId' | 'key'>,
  answer: { readonly status: number; readonly body: unknown },
): Promise<void> {
  await db.raw(
    `UPDATE idempotency_keys SET response_status = ?, response_body = CAST(? AS jsonb)
     WHERE person_id = ? AND key = ? AND response_status IS NULL`,
    [answer.status, JSON.stringify(answer.body ?? null), personId, key],
  );
}

/** Gives a key back: what was refused without a trace, or has no known end, may be sent again under it. */
export async function forgetKey(db: Db, { personId, key }: Pick<KeyedRequest, 'personId' | 'key'>): Promise<void> {
  await db.raw(`DELETE FROM idempotency_keys WHERE person_id = ? AND key = ? AND response_status IS NULL`, [
    personId,
    key,
  ]);
}

/** Deletes keys whose time is over. @returns how many */
export async function pruneKeys(db: Db, at: number): Promise<number> {
  const gone = await rows(
    db,
    `DELETE FROM idempotency_keys WHERE (person_id, key) IN (
       SELECT person_id, key FROM idempotency_keys WHERE expires_at <= ? LIMIT 1000) RETURNING 1`,
    [new Date(at)],
  );
  return gone.length;
}
