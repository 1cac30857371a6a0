import { rows, type Db, type Trx } from '../postgres';
import type { App } from './sessions';

/** A browser that somebody is signed in with. Instants are epoch ms on the system's clock. */
export interface SignedInDevice {
  /** the sign-in's id */
  readonly id: string;
  readonly app: App;
  readonly userAgent: string;
  readonly network: string;
  readonly startedAt: number;
  readonly lastUsedAt: number;
}

/** Why sign-ins of a person end all together. */
export type EndReason = 'signed_out_elsewhere' | 'password_changed' | 'email_restored' | 'disabled';

interface DeviceRow {
  id: string;
  app: App;
  user_agent: string;
  network: string;
  created_at: Date;
  last_used_at: Date;
}

/**
 * Where a person is signed in now, the latest used first; at most 100. Staff who look with their eyes stand in the log of
 * accesses instead.
 * @param at epoch ms, system's clock
 */
export async function listDevices(db: Db, personId: string, at: number): Promise<SignedInDevice[]> {
  const found = await rows<DeviceRow>(
    db,
    `SELECT f.id, f.app, f.user_agent, f.network, f.created_at, f.last_used_at FROM sign_in_families f
     WHERE f.person_id = ? AND f.ended_at IS NULL AND f.impersonated_by IS NULL
       AND EXISTS (SELECT FROM refresh_tokens t WHERE t.family_id = f.id AND t.expires_at > ?)
     ORDER BY f.last_used_at DESC, f.id LIMIT 100`,
    [personId, new Date(at)],
  );
  return found.map((row) => ({
    id: row.id,
    app: row.app,
    userAgent: row.user_agent,
    network: row.network,
    startedAt: row.created_at.getTime(),
    lastUsedAt: row.last_used_at.getTime(),
  }));
}

/**
 * Ends a person's sign-ins: all of them, all but one, or one.
 * @returns how many were ended by this call
 */
export async function endDevices(
  trx: Db | Trx,
  which: {
    readonly personId: string;
    readonly reason: EndReason;
    readonly at: number;
    readonly but?: string;
    readonly only?: string;
  },
): Promise<number> {
  const { personId, reason, at, but = null, only = null } = which;
  const ended = await rows(
    trx,
    `UPDATE sign_in_families SET ended_at = ?, ended_reason = ?
     WHERE person_id = ? AND ended_at IS NULL AND (?::uuid IS NULL OR id <> ?) AND (?::uuid IS NULL OR id = ?)
     RETURNING id`,
    [new Date(at), reason, personId, but, but, only, only],
  );
  return ended.length;
}

/** Whether somebody signed in to the account of this address with this device before. One question, account or not. */
export async function isKnownDevice(db: Db, email: string, deviceHash: string): Promise<boolean> {
  const found = await rows(
    db,
    `SELECT 1 FROM sign_in_families f JOIN people p ON p.id = f.person_id
     WHERE f.device_hash = ? AND p.email = ? LIMIT 1`,
    [deviceHash, email],
  );
  return found.length > 0;
}

/** When a sign-in was made, epoch ms on the system's clock; null: there is none. */
export async function findSignInStart(db: Db, familyId: string): Promise<number | null> {
  const [row] = await rows<{ created_at: Date }>(db, `SELECT created_at FROM sign_in_families WHERE id = ?`, [
    familyId,
  ]);
  return row?.created_at.getTime() ?? null;
}
