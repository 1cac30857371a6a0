import { rows, type Db } from '../postgres';

/** One person's Idempotency-Key with the hash of the request it came with. Instants by the system's clock, epoch ms. */
export interface KeyClaim {
  readonly personId: string;
  readonly key: string;
  readonly requestHash: string;
  readonly at: number;
  readonly expiresAt: number;
}

export type ClaimResult =
  | { readonly kind: 'new' }
  /** the same request came before; `doneStatus` is what it was answered with, null when that is not known */
  | { readonly kind: 'seen'; readonly doneStatus: number | null }
  /** the key belongs to another request */
  | { readonly kind: 'other' };

/** Binds a key to a request. A key past its time is free again. */
export async function claimIdempotencyKey(db: Db, claim: KeyClaim): Promise<ClaimResult> {
  const { personId, key, requestHash, at, expiresAt } = claim;
  const made = await rows(
    db,
    `INSERT INTO idempotency_keys AS k (person_id, key, request_hash, claimed_until, expires_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (person_id, key) DO UPDATE SET request_hash = excluded.request_hash, response_status = NULL,
       claimed_until = excluded.claimed_until, expires_at = excluded.expires_at
     WHERE k.expires_at <= ? RETURNING key`,
    [personId, key, requestHash, new Date(at), new Date(expiresAt), new Date(at)],
  );
  if (made.length > 0) return { kind: 'new' };
  const [row] = await rows<{ request_hash: string; response_status: number | null }>(
    db,
    `SELECT request_hash, response_status FROM idempotency_keys WHERE person_id = ? AND key = ?`,
    [personId, key],
  );
  if (row === undefined || row.request_hash !== requestHash) return { kind: 'other' };
  return { kind: 'seen', doneStatus: row.response_status };
}

/** Remembers that the key's request was carried out, and with which status it was answered. */
export async function finishIdempotencyKey(
  db: Db,
  { personId, key, status }: { readonly personId: string; readonly key: string; readonly status: number },
): Promise<void> {
  await db.raw(`UPDATE idempotency_keys SET response_status = ? WHERE person_id = ? AND key = ?`, [
    status,
    personId,
    key,
  ]);
}
