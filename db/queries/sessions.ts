import type { StaffRole } from '@stoa/domain/permissions';
import { listenTo, type Listening } from '../listening';
import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { recordAudit } from './audit';
import type { Person } from './people';

export type App = 'web' | 'admin';

/** The first token of a new sign-in. Hashes are SHA-256 in hex; instants are epoch ms on the system's clock. */
export interface NewSignIn {
  readonly familyId: string;
  readonly personId: string;
  readonly app: App;
  readonly tokenHash: string;
  readonly at: number;
  readonly expiresAt: number;
  /** what its owner recognises it by; `hash` is SHA-256 of a name that only the browser knows */
  readonly device: { readonly userAgent: string; readonly network: string; readonly hash: string };
}

/** Starts a family with its first refresh token. */
export async function startFamily(db: Db, signIn: NewSignIn): Promise<void> {
  await db.raw(
    `WITH f AS (
       INSERT INTO sign_in_families (id, person_id, app, created_at, last_used_at, user_agent, network, device_hash)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id)
     INSERT INTO refresh_tokens (token_hash, family_id, issued_at, expires_at) SELECT ?, f.id, ?, ? FROM f`,
    [
      signIn.familyId,
      signIn.personId,
      signIn.app,
      new Date(signIn.at),
      new Date(signIn.at),
      signIn.device.userAgent,
      signIn.device.network,
      signIn.device.hash,
      signIn.tokenHash,
      new Date(signIn.at),
      new Date(signIn.expiresAt),
    ],
  );
}

export interface Rotation {
  readonly tokenHash: string;
  /**
   * Hash of the token that follows. It must be derived from the token that was sent (a keyed hash of it): then two tabs
   * that refresh at once, and a repeat after a lost answer, get the same successor, although only hashes are kept.
   */
  readonly successorHash: string;
  readonly app: App;
  readonly at: number;
  readonly expiresAt: number;
  /** how long a used token still yields its successor, ms */
  readonly graceMs: number;
}

export type RotationResult =
  /** `again`: the token had been used within the grace; its successor is the one given */
  | { readonly kind: 'rotated'; readonly familyId: string; readonly personId: string; readonly again: boolean }
  /** the token was used before: somebody holds a copy, and the whole family is ended */
  | { readonly kind: 'reused' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' };

interface TokenRow {
  family_id: string;
  person_id: string;
  app: App;
  ended_at: Date | null;
  disabled_at: Date | null;
  expires_at: Date;
  used_at: Date | null;
  successor_hash: string | null;
}

/** The family's row is the lock: rotations and the end of one family happen one after the other. */
async function lockToken(trx: Trx, tokenHash: string): Promise<TokenRow | null> {
  await trx.raw(
    `SELECT 1 FROM sign_in_families WHERE id = (SELECT family_id FROM refresh_tokens WHERE token_hash = ?) FOR UPDATE`,
    [tokenHash],
  );
  const [row] = await rows<TokenRow>(
    trx,
    `SELECT t.family_id, f.person_id, f.app, f.ended_at, p.disabled_at, t.expires_at, t.used_at, t.successor_hash
     FROM refresh_tokens t JOIN sign_in_families f ON f.id = t.family_id JOIN people p ON p.id = f.person_id
     WHERE t.token_hash = ?`,
    [tokenHash],
  );
  return row ?? null;
}

interface Ending {
  readonly reason: string;
  /** epoch ms on the system's clock */
  readonly at: number;
  /** the same moment on the house's clock, for the audit log; absent: `at` */
  readonly asOf?: number;
}

/** @returns whether it was this call that ended it. The end of a look with somebody's eyes is a line of the audit log. */
async function end(trx: Trx, familyId: string, { reason, at, asOf = at }: Ending): Promise<boolean> {
  const [ended] = await rows<{ personId: string; actorId: string | null; actingAs: 'support' | 'admin' | 'owner' }>(
    trx,
    `UPDATE sign_in_families SET ended_at = ?, ended_reason = ? WHERE id = ? AND ended_at IS NULL
     RETURNING person_id AS "personId", impersonated_by AS "actorId", impersonated_as AS "actingAs"`,
    [new Date(at), reason, familyId],
  );
  if (ended === undefined) return false;
  const { personId, actorId, actingAs } = ended;
  const subject = { kind: 'person', id: personId } as const;
  const entry = {
    actorId,
    actingAs,
    subject,
    action: 'person.endImpersonation',
    reason: null,
    at: asOf,
    requestId: null,
  };
  if (actorId !== null) await recordAudit(trx, entry);
  return true;
}

async function succeed(trx: Trx, familyId: string, rotation: Rotation): Promise<void> {
  const { tokenHash, successorHash, at, expiresAt } = rotation;
  await trx.raw(`UPDATE sign_in_families SET last_used_at = ? WHERE id = ?`, [new Date(at), familyId]);
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

/** A sign-in that is over, for a reason that needs no further act. */
function refusalOf(token: TokenRow | null, { app, at }: Rotation): Exclude<RotationResult, { kind: 'rotated' }> | null {
  if (token === null || token.app !== app) return { kind: 'unknown' };
  if (token.ended_at !== null || token.disabled_at !== null) return { kind: 'ended' };
  return token.expires_at.getTime() <= at ? { kind: 'expired' } : null;
}

/**
 * Exchanges a refresh token for its successor, in one transaction. A used token yields the same successor within the
 * grace, and ends its whole family after it: then a copy of it is in somebody's hands.
 */
export async function rotateRefreshToken(db: Db, rotation: Rotation): Promise<RotationResult> {
  return inTransaction(db, { lockMs: 2_000, statementMs: 3_000 }, async (trx) => {
    const token = await lockToken(trx, rotation.tokenHash);
    const refusal = refusalOf(token, rotation);
    if (token === null || refusal !== null) return refusal ?? { kind: 'unknown' };
    const known = { kind: 'rotated', familyId: token.family_id, personId: token.person_id } as const;
    if (token.used_at === null) {
      await succeed(trx, token.family_id, rotation);
      return { ...known, again: false };
    }
    const inGrace = rotation.at - token.used_at.getTime() <= rotation.graceMs;
    if (inGrace && token.successor_hash === rotation.successorHash) return { ...known, again: true };
    await end(trx, token.family_id, { reason: 'reused', at: rotation.at });
    return { kind: 'reused' };
  });
}

/** Ends a sign-in; ended already is no error. */
export async function endFamily(
  db: Db,
  familyId: string,
  how: Ending & { readonly reason: 'signed_out' | 'disabled' },
): Promise<void> {
  await inTransaction(db, {}, (trx) => end(trx, familyId, how));
}

/**
 * Ends the sign-in that a refresh token belongs to: signing out with an access token that has run out.
 * @returns the family that was ended by this call, or null
 */
export async function endFamilyOfToken(
  db: Db,
  tokenHash: string,
  when: Omit<Ending, 'reason'>,
): Promise<string | null> {
  return inTransaction(db, {}, async (trx) => {
    const [token] = await rows<{ id: string }>(trx, `SELECT family_id AS id FROM refresh_tokens WHERE token_hash = ?`, [
      tokenHash,
    ]);
    if (token === undefined) return null;
    return (await end(trx, token.id, { ...when, reason: 'signed_out' })) ? token.id : null;
  });
}

interface ImpersonationRow {
  impersonated_by: string | null;
  impersonated_as: StaffRole | null;
  ends_at: Date | null;
}
export interface SignedInPerson extends Person {
  /** signing in takes a second step */
  readonly totp: boolean;
  /** who of the staff looks with this person's eyes, and until when (epoch ms, system's clock); null: they themselves */
  readonly impersonation: { readonly by: string; readonly role: StaffRole; readonly endsAt: number } | null;
}

/** A sign-in that is still good, as `f` beside its person `p`; takes the moment, by the system's clock. */
const LIVE = `f.ended_at IS NULL AND p.disabled_at IS NULL AND (f.ends_at IS NULL OR f.ends_at > ?)`;

/** The person behind a sign-in, with the roles held now: read for every request, so a role taken away is gone at once. */
export async function findSignedIn(db: Db, familyId: string, app: App): Promise<SignedInPerson | null> {
  const [row] = await rows<Omit<SignedInPerson, 'disabledAt' | 'erased' | 'impersonation'> & ImpersonationRow>(
    db,
    `SELECT p.id, p.email::text AS email, p.display_name AS name, p.zone, p.locale, p.country, p.currency,
       p.avatar_url AS "avatarUrl", p.email_verified_at IS NOT NULL AS "emailVerified",
       EXISTS (SELECT FROM totp_secrets s WHERE s.person_id = p.id AND s.confirmed_at IS NOT NULL) AS totp,
       ARRAY(SELECT role FROM person_roles WHERE person_id = p.id ORDER BY role) AS roles,
       f.impersonated_by, f.impersonated_as, f.ends_at
     FROM sign_in_families f JOIN people p ON p.id = f.person_id
     WHERE f.id = ? AND f.app = ? AND ${LIVE}`,
    // a sign-in lives by the system's clock
    [familyId, app, new Date()],
  );
  if (row === undefined) return null;
  const { impersonated_by: by, impersonated_as: role, ends_at: endsAt, ...person } = row;
  const impersonation = by !== null && role !== null && endsAt !== null ? { by, role, endsAt: endsAt.getTime() } : null;
  return { ...person, disabledAt: null, erased: false, impersonation };
}

/** Which of these sign-ins are over, those that are not there any more among them: for sockets, many at once. */
export async function findEndedFamilies(db: Db, familyIds: readonly string[]): Promise<string[]> {
  const ended = await rows<{ id: string }>(
    db,
    `SELECT asked.id FROM unnest(?::uuid[]) AS asked(id)
     WHERE NOT EXISTS (SELECT FROM sign_in_families f JOIN people p ON p.id = f.person_id WHERE f.id = asked.id AND ${LIVE})`,
    [[...familyIds], new Date()],
  );
  return ended.map(({ id }) => id);
}

/**
 * Calls `ended` for every sign-in that has ended, whoever ended it: the table itself says so when the transaction commits.
 * @param missed called whenever it begins to listen: what ended before that was not heard
 */
export function listenForEndedFamilies(
  url: string,
  { ended, missed }: { readonly ended: (familyId: string) => void; readonly missed: () => void },
): Listening {
  return listenTo({ url, channel: 'stoa_sign_ins', name: 'stoa-sign-ins', onWord: ended, onOpen: missed });
}

/** Deletes nothing that can still matter: ends families whose tokens have all run out. @returns how many, at most 1000 */
export async function expireFamilies(db: Db, at: number): Promise<number> {
  const ended = await rows(
    db,
    `UPDATE sign_in_families SET ended_at = ?, ended_reason = 'expired'
     WHERE ended_at IS NULL AND id IN (
       SELECT f.id FROM sign_in_families f WHERE f.ended_at IS NULL AND CASE WHEN f.ends_at IS NULL
         THEN NOT EXISTS (SELECT FROM refresh_tokens t WHERE t.family_id = f.id AND t.expires_at > ?)
         ELSE f.ends_at <= ? END LIMIT 1000)
     RETURNING id`,
    [new Date(at), new Date(at), new Date(at)],
  );
  return ended.length;
}
