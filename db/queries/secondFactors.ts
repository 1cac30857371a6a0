import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { ACCOUNT_LIMITS } from './accounts';
import { mailAccount } from './accountTokens';
import type { App } from './sessions';

/** A person's second step. Instants are epoch ms on the system's clock. */
export interface SecondFactor {
  readonly sealedSecret: string;
  readonly confirmedAt: number | null;
  readonly recoveryCodesLeft: number;
}

/** The second step of a person, confirmed or not, or null. */
export async function findSecondFactor(db: Db, personId: string): Promise<SecondFactor | null> {
  const [row] = await rows<{ sealed_secret: string; confirmed_at: Date | null; left: number }>(
    db,
    `SELECT s.sealed_secret, s.confirmed_at,
       (SELECT count(*) FROM recovery_codes c WHERE c.person_id = s.person_id AND c.used_at IS NULL) AS left
     FROM totp_secrets s WHERE s.person_id = ?`,
    [personId],
  );
  if (row === undefined) return null;
  const { sealed_secret: sealedSecret, confirmed_at: confirmedAt, left } = row;
  return { sealedSecret, confirmedAt: confirmedAt?.getTime() ?? null, recoveryCodesLeft: left };
}

/** Keeps a secret that is about to be confirmed; one that never was gives way. @returns false: there is a confirmed one */
export async function enrolSecret(
  db: Db,
  { personId, sealedSecret, at }: { readonly personId: string; readonly sealedSecret: string; readonly at: number },
): Promise<boolean> {
  const kept = await rows(
    db,
    `INSERT INTO totp_secrets (person_id, sealed_secret, created_at) VALUES (?, ?, ?)
     ON CONFLICT (person_id) DO UPDATE SET sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
       WHERE totp_secrets.confirmed_at IS NULL
     RETURNING person_id`,
    [personId, sealedSecret, new Date(at)],
  );
  return kept.length > 0;
}

async function replaceCodes(trx: Trx, personId: string, codeHashes: readonly string[]): Promise<void> {
  await trx.raw(`DELETE FROM recovery_codes WHERE person_id = ?`, [personId]);
  await trx.raw(`INSERT INTO recovery_codes (person_id, code_hash) SELECT ?, unnest(?::text[])`, [
    personId,
    [...codeHashes],
  ]);
}

export interface Confirmation {
  readonly personId: string;
  /** the secret whose code was checked: another device may have begun anew */
  readonly sealedSecret: string;
  /** 30-second step of the code that confirms it */
  readonly step: number;
  /** SHA-256 in hex */
  readonly codeHashes: readonly string[];
  /** unique, for its mail */
  readonly key: string;
  readonly at: number;
}

/** Switches the second step on. @returns false: it was on, or the secret is another by now */
export async function confirmSecret(db: Db, confirmation: Confirmation): Promise<boolean> {
  const { personId, sealedSecret, step, codeHashes, key, at } = confirmation;
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const confirmed = await rows(
      trx,
      `UPDATE totp_secrets SET confirmed_at = ?, last_step = ?
       WHERE person_id = ? AND sealed_secret = ? AND confirmed_at IS NULL RETURNING person_id`,
      [new Date(at), step, personId, sealedSecret],
    );
    if (confirmed.length === 0) return false;
    await replaceCodes(trx, personId, codeHashes);
    await mailAccount(trx, key, { template: 'totpOn', personId });
    return true;
  });
}

/** Takes a code's step, unless it or a later one was taken: what was looked over a shoulder opens nothing. */
export async function takeStep(db: Db, personId: string, step: number): Promise<boolean> {
  const taken = await rows(
    db,
    `UPDATE totp_secrets SET last_step = ?
     WHERE person_id = ? AND confirmed_at IS NOT NULL AND last_step < ? RETURNING person_id`,
    [step, personId, step],
  );
  return taken.length > 0;
}

/** Spends a recovery code. @returns false: it is none, or was used */
export async function takeRecoveryCode(
  db: Db,
  { personId, codeHash, at }: { readonly personId: string; readonly codeHash: string; readonly at: number },
): Promise<boolean> {
  const taken = await rows(
    db,
    `UPDATE recovery_codes SET used_at = ? WHERE person_id = ? AND code_hash = ? AND used_at IS NULL RETURNING person_id`,
    [new Date(at), personId, codeHash],
  );
  return taken.length > 0;
}

/** Replaces all recovery codes of a person, used ones too. */
export async function renewRecoveryCodes(db: Db, personId: string, codeHashes: readonly string[]): Promise<void> {
  await inTransaction(db, ACCOUNT_LIMITS, (trx) => replaceCodes(trx, personId, codeHashes));
}

/** Takes the second step away, in the caller's transaction. */
export async function removeSecondFactor(trx: Trx, personId: string): Promise<void> {
  await trx.raw(`DELETE FROM recovery_codes WHERE person_id = ?`, [personId]);
  await trx.raw(`DELETE FROM totp_secrets WHERE person_id = ?`, [personId]);
}

/** Switches the second step off, and says so by mail. @param key unique, for the mail */
export async function disableSecondFactor(db: Db, personId: string, key: string): Promise<void> {
  await inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    await removeSecondFactor(trx, personId);
    await mailAccount(trx, key, { template: 'totpOff', personId });
  });
}

/** A sign-in whose first step was right. */
export interface Challenge {
  readonly tokenHash: string;
  readonly personId: string;
  readonly app: App;
  readonly expiresAt: number;
}

/** Keeps a challenge until its second step. */
export async function startChallenge(db: Db, { tokenHash, personId, app, expiresAt }: Challenge): Promise<void> {
  await db.raw(`INSERT INTO sign_in_challenges (token_hash, person_id, app, expires_at) VALUES (?, ?, ?, ?)`, [
    tokenHash,
    personId,
    app,
    new Date(expiresAt),
  ]);
}

/** Counts a try at a challenge before its code is judged. @returns whose it is; null: over, used, or tried too often */
export async function tryChallenge(
  db: Db,
  {
    tokenHash,
    app,
    at,
    tries,
  }: { readonly tokenHash: string; readonly app: App; readonly at: number; readonly tries: number },
): Promise<string | null> {
  const [row] = await rows<{ person_id: string }>(
    db,
    `UPDATE sign_in_challenges c SET attempts = attempts + 1
     FROM people p
     WHERE c.token_hash = ? AND c.app = ? AND c.expires_at > ? AND c.used_at IS NULL AND c.attempts < ?
       AND p.id = c.person_id AND p.disabled_at IS NULL
     RETURNING c.person_id`,
    [tokenHash, app, new Date(at), tries],
  );
  return row?.person_id ?? null;
}

/** Spends a challenge. @returns false: somebody else did at the same moment */
export async function spendChallenge(db: Db, tokenHash: string, at: number): Promise<boolean> {
  const spent = await rows(
    db,
    `UPDATE sign_in_challenges SET used_at = ? WHERE token_hash = ? AND used_at IS NULL RETURNING token_hash`,
    [new Date(at), tokenHash],
  );
  return spent.length > 0;
}

/** Deletes challenges that ran out before this instant. @returns how many, at most 1000 */
export async function pruneChallenges(db: Db, before: number): Promise<number> {
  const gone = await rows(
    db,
    `DELETE FROM sign_in_challenges WHERE token_hash IN (
       SELECT token_hash FROM sign_in_challenges WHERE expires_at < ? LIMIT 1000) RETURNING token_hash`,
    [new Date(before)],
  );
  return gone.length;
}
