import { inTransaction, rows, sqlStateOf, type Db } from '../postgres';
import { ACCOUNT_LIMITS, insertAccount, type NewAccount } from './accounts';
import { mailAccount } from './accountTokens';
import type { App } from './sessions';

const PROVIDER = 'google';
const UNIQUE = '23505';

/** A sign-in that goes by way of another company. Hashes are SHA-256 in hex; instants epoch ms on the system's clock. */
export interface IdentityAttempt {
  readonly stateHash: string;
  readonly browserHash: string;
  readonly app: App;
  /** whose account is to be linked; null: somebody signs in */
  readonly personId: string | null;
  readonly expiresAt: number;
}

/** Keeps an attempt until its browser comes back. */
export async function startAttempt(db: Db, attempt: IdentityAttempt): Promise<void> {
  const { stateHash, browserHash, app, personId, expiresAt } = attempt;
  await db.raw(
    `INSERT INTO identity_attempts (state_hash, browser_hash, app, person_id, expires_at) VALUES (?, ?, ?, ?, ?)`,
    [stateHash, browserHash, app, personId, new Date(expiresAt)],
  );
}

/** Spends an attempt, whatever becomes of it. @returns false: over, used, of another browser, app, person or purpose */
export async function spendAttempt(
  db: Db,
  { at, ...attempt }: Omit<IdentityAttempt, 'expiresAt'> & { readonly at: number },
): Promise<boolean> {
  const { stateHash, browserHash, app, personId } = attempt;
  const spent = await rows(
    db,
    `UPDATE identity_attempts SET used_at = ?
     WHERE state_hash = ? AND browser_hash = ? AND app = ? AND person_id IS NOT DISTINCT FROM ?::uuid
       AND used_at IS NULL AND expires_at > ?
     RETURNING state_hash`,
    [new Date(at), stateHash, browserHash, app, personId, new Date(at)],
  );
  return spent.length > 0;
}

/** Whose account an identity opens, and what else has its address. */
export async function findByIdentity(
  db: Db,
  { subject, email }: { readonly subject: string; readonly email: string },
): Promise<{ readonly personId: string | null; readonly disabled: boolean; readonly addressTaken: boolean }> {
  const [row] = await rows<{ id: string; disabled: boolean }>(
    db,
    `SELECT p.id, p.disabled_at IS NOT NULL AS disabled FROM identities i JOIN people p ON p.id = i.person_id
     WHERE i.provider = ? AND i.subject = ?`,
    [PROVIDER, subject],
  );
  const taken = await rows(db, `SELECT 1 FROM people WHERE email = ?`, [email]);
  return { personId: row?.id ?? null, disabled: row?.disabled ?? false, addressTaken: taken.length > 0 };
}

export interface StartedRegistration {
  readonly tokenHash: string;
  readonly subject: string;
  readonly email: string;
  readonly expiresAt: number;
}

/** Keeps who somebody is until they have said the rest. */
export async function startRegistration(db: Db, registration: StartedRegistration): Promise<void> {
  const { tokenHash, subject, email, expiresAt } = registration;
  await db.raw(
    `INSERT INTO identity_registrations (token_hash, provider, subject, email, expires_at) VALUES (?, ?, ?, ?, ?)`,
    [tokenHash, PROVIDER, subject, email, new Date(expiresAt)],
  );
}

/**
 * Finishes a registration that began at another company: once, and only if neither address nor identity came to
 * belong to somebody in the meantime.
 * @returns 'made' · 'over' (used, too late, unknown) · 'taken'
 */
export async function finishRegistration(
  db: Db,
  tokenHash: string,
  {
    account,
    at,
  }: { readonly account: Omit<NewAccount, 'email' | 'emailVerified' | 'passwordHash'>; readonly at: number },
): Promise<'made' | 'over' | 'taken'> {
  const work = inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const [known] = await rows<{ subject: string; email: string }>(
      trx,
      `UPDATE identity_registrations SET used_at = ? WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?
       RETURNING subject, email::text AS email`,
      [new Date(at), tokenHash, new Date(at)],
    );
    if (known === undefined) return 'over' as const;
    const person = { ...account, email: known.email, emailVerified: true, passwordHash: null };
    if (!(await insertAccount(trx, person))) return 'taken' as const;
    await trx.raw(`INSERT INTO identities (provider, subject, person_id, email, linked_at) VALUES (?, ?, ?, ?, ?)`, [
      PROVIDER,
      known.subject,
      account.id,
      known.email,
      new Date(at),
    ]);
    return 'made' as const;
  });
  return work.catch((error: unknown) => {
    if (sqlStateOf(error) === UNIQUE) return 'taken' as const;
    throw error;
  });
}

export interface LinkedIdentity {
  readonly personId: string;
  readonly subject: string;
  readonly email: string;
  /** unique, for the mail */
  readonly key: string;
  readonly at: number;
}

/** Links an identity to an account, and says so by mail. @returns false: it, or the account, is linked otherwise */
export async function linkIdentity(db: Db, { personId, subject, email, key, at }: LinkedIdentity): Promise<boolean> {
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const linked = await rows(
      trx,
      `INSERT INTO identities (provider, subject, person_id, email, linked_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING RETURNING subject`,
      [PROVIDER, subject, personId, email, new Date(at)],
    );
    if (linked.length > 0) await mailAccount(trx, key, { template: 'googleLinked', personId });
    return linked.length > 0;
  });
}

/** Takes an account's identity away while it has a password. @returns false: there is none, or no password */
export async function unlinkIdentity(
  db: Db,
  { personId, key }: { readonly personId: string; readonly key: string },
): Promise<boolean> {
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const gone = await rows(
      trx,
      `DELETE FROM identities i USING people p WHERE i.person_id = ? AND i.provider = ? AND p.id = i.person_id
         AND p.password_hash IS NOT NULL
       RETURNING i.subject`,
      [personId, PROVIDER],
    );
    if (gone.length > 0) await mailAccount(trx, key, { template: 'googleUnlinked', personId });
    return gone.length > 0;
  });
}

/** Deletes attempts and begun registrations that ran out before this instant. @returns how many */
export async function pruneAttempts(db: Db, before: number): Promise<number> {
  const attempts = await rows(db, `DELETE FROM identity_attempts WHERE expires_at < ? RETURNING 1`, [new Date(before)]);
  const begun = await rows(db, `DELETE FROM identity_registrations WHERE expires_at < ? RETURNING 1`, [
    new Date(before),
  ]);
  return attempts.length + begun.length;
}
