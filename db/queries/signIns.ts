import { inTransaction, rows, type Db, type Trx } from '../postgres';

export type RoleName = 'student' | 'tutor' | 'support' | 'admin' | 'owner';

/** A person as their own sign-in knows them. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly zone: string;
  readonly locale: string;
  readonly avatarUrl: string | null;
  readonly roles: readonly RoleName[];
}

const ACCOUNT = `p.id, p.display_name AS name, p.email::text AS email, p.zone, p.locale, p.avatar_url AS "avatarUrl",
  ARRAY(SELECT role FROM person_roles r WHERE r.person_id = p.id) AS roles`;

/** The person behind a sign-in that still stands; null when it was ended or the account is disabled. */
export async function findSignedIn(db: Db, familyId: string): Promise<AccountRow | null> {
  const [row] = await rows<AccountRow>(
    db,
    `SELECT ${ACCOUNT} FROM sign_in_families f JOIN people p ON p.id = f.person_id
     WHERE f.id = ? AND f.ended_at IS NULL AND p.disabled_at IS NULL`,
    [familyId],
  );
  return row ?? null;
}

/** What a sign-in is checked against. `passwordHash` is null where an account has no password. */
export async function findCredentials(
  db: Db,
  email: string,
): Promise<(AccountRow & { readonly passwordHash: string | null }) | null> {
  const [row] = await rows<AccountRow & { passwordHash: string | null }>(
    db,
    `SELECT ${ACCOUNT}, p.password_hash AS "passwordHash" FROM people p WHERE p.email = ? AND p.disabled_at IS NULL`,
    [email],
  );
  return row ?? null;
}

export interface NewFamily {
  readonly familyId: string;
  readonly personId: string;
  readonly app: 'web' | 'admin';
  /** SHA-256 of the first refresh token, hex */
  readonly tokenHash: string;
  /** epoch ms by the system's clock, like every instant of sign-ins */
  readonly at: number;
  readonly expiresAt: number;
}

/** Opens a sign-in with its first refresh token. */
export async function openFamily(db: Db, family: NewFamily): Promise<void> {
  await db.raw(
    `WITH f AS (INSERT INTO sign_in_families (id, person_id, app, created_at) VALUES (?, ?, ?, ?) RETURNING id)
     INSERT INTO refresh_tokens (token_hash, family_id, issued_at, expires_at) SELECT ?, id, ?, ? FROM f`,
    [
      family.familyId,
      family.personId,
      family.app,
      new Date(family.at),
      family.tokenHash,
      new Date(family.at),
      new Date(family.expiresAt),
    ],
  );
}

export interface Rotation {
  readonly tokenHash: string;
  /** of the token that follows from this one: the same whoever computes it, so that two tabs get the same */
  readonly successorHash: string;
  readonly app: 'web' | 'admin';
  readonly at: number;
  readonly expiresAt: number;
  /** how long a used token still yields its successor */
  readonly graceMs: number;
}

export type RotationResult =
  | { readonly kind: 'rotated'; readonly familyId: string }
  /** `ended` is the sign-in that this attempt ended, or null */
  | { readonly kind: 'refused'; readonly ended: string | null };

interface TokenRow {
  family_id: string;
  expires_at: Date;
  used_at: Date | null;
  family_ended: boolean;
  disabled: boolean;
}

/**
 * Exchanges a refresh token for its successor. A token used longer ago than the grace time was stolen, or its successor
 * was: the whole sign-in ends.
 */
export async function rotateRefreshToken(db: Db, rotation: Rotation): Promise<RotationResult> {
  return inTransaction(db, {}, async (trx) => {
    const [token] = await rows<TokenRow>(
      trx,
      `SELECT t.family_id, t.expires_at, t.used_at, f.ended_at IS NOT NULL AS family_ended,
         p.disabled_at IS NOT NULL AS disabled
       FROM refresh_tokens t JOIN sign_in_families f ON f.id = t.family_id JOIN people p ON p.id = f.person_id
       WHERE t.token_hash = ? AND f.app = ? FOR UPDATE OF t`,
      [rotation.tokenHash, rotation.app],
    );
    if (token === undefined || token.family_ended) return { kind: 'refused', ended: null };
    const reason = endingReason(token, rotation);
    if (reason !== null) {
      await endFamily(trx, token.family_id, { reason, at: rotation.at });
      return { kind: 'refused', ended: token.family_id };
    }
    if (token.used_at === null) await succeed(trx, token.family_id, rotation);
    return { kind: 'rotated', familyId: token.family_id };
  });
}

function endingReason(token: TokenRow, { at, graceMs }: Rotation): 'disabled' | 'expired' | 'reused' | null {
  if (token.disabled) return 'disabled';
  if (token.used_at !== null && at - token.used_at.getTime() > graceMs) return 'reused';
  return token.expires_at.getTime() <= at ? 'expired' : null;
}

async function succeed(
  trx: Trx,
  familyId: string,
  { tokenHash, successorHash, at, expiresAt }: Rotation,
): Promise<void> {
  await trx.raw(`INSERT INTO refresh_tokens (token_hash, family_id, issued_at, expires_at) VALUES (?, ?, ?, ?)`, [
    successorHash,
    familyId,
    new Date(at),
    new Date(expiresAt),
  ]);
  await trx.raw(`UPDATE refresh_tokens SET used_at = ?, successor_hash = ? WHERE token_hash = ?`, [
    new Date(at),
    successorHash,
    tokenHash,
  ]);
}

/** Ends a sign-in; one that was ended before keeps its reason. */
export async function endFamily(
  db: Db,
  familyId: string,
  { reason, at }: { readonly reason: 'signed_out' | 'reused' | 'disabled' | 'expired'; readonly at: number },
): Promise<void> {
  await db.raw(`UPDATE sign_in_families SET ended_at = ?, ended_reason = ? WHERE id = ? AND ended_at IS NULL`, [
    new Date(at),
    reason,
    familyId,
  ]);
}

/** The sign-in that a refresh token belongs to, whether it still stands or not. */
export async function familyOfToken(db: Db, tokenHash: string, app: 'web' | 'admin'): Promise<string | null> {
  const [row] = await rows<{ id: string }>(
    db,
    `SELECT f.id FROM refresh_tokens t JOIN sign_in_families f ON f.id = t.family_id WHERE t.token_hash = ? AND f.app = ?`,
    [tokenHash, app],
  );
  return row?.id ?? null;
}

/** Sets the zone that a person's screens and mails are written in. @param zone IANA, checked by the caller */
export async function updateZone(db: Db, personId: string, zone: string): Promise<void> {
  await db.raw(`UPDATE people SET zone = ? WHERE id = ?`, [zone, personId]);
}
