import { inTransaction, rows, type Db } from '../postgres';
import { ACCOUNT_LIMITS } from './accounts';
import { CHANGE_UNDER_WAY } from './accountTokens';
import { addToOutbox, materialChanged } from './outbox';
import type { Role } from './people';

/** An account with everything its owner may see and change. */
export interface Account {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly country: string | null;
  readonly zone: string;
  readonly locale: string;
  readonly currency: string;
  readonly roles: readonly Role[];
  readonly hasPassword: boolean;
  /** the Google account that opens this one */
  readonly googleEmail: string | null;
  readonly avatarUrl: string | null;
  /** the address that a link was sent to and that is not used yet */
  readonly pendingEmail: { readonly address: string; readonly sentAt: number; readonly expiresAt: number } | null;
  readonly version: number;
}
interface PendingRow {
  readonly address: string | null;
  readonly sentAt: Date;
  readonly expiresAt: Date;
}

/** One account, or null. @param at epoch ms, system's clock: links live by it */
export async function findAccount(db: Db, personId: string, at: number): Promise<Account | null> {
  const [row] = await rows<Omit<Account, 'pendingEmail'> & PendingRow>(
    db,
    `SELECT p.id, p.display_name AS "displayName", p.email::text AS email, p.email_verified_at IS NOT NULL AS "emailVerified",
       p.country, p.zone, p.locale, p.currency, p.password_hash IS NOT NULL AS "hasPassword",
       p.account_version AS version,
       p.avatar_url AS "avatarUrl", t.email::text AS address, t.created_at AS "sentAt", t.expires_at AS "expiresAt",
       (SELECT i.email::text FROM identities i WHERE i.person_id = p.id AND i.provider = 'google') AS "googleEmail",
       ARRAY(SELECT role FROM person_roles WHERE person_id = p.id ORDER BY role) AS roles
     FROM people p LEFT JOIN LATERAL (
       SELECT email, created_at, expires_at FROM account_tokens WHERE person_id = p.id AND ${CHANGE_UNDER_WAY}
       ORDER BY created_at DESC LIMIT 1) t ON true
     WHERE p.id = ?`,
    [new Date(at), personId],
  );
  if (row === undefined) return null;
  const { address, sentAt, expiresAt, ...account } = row;
  const pending = address === null ? null : { address, sentAt: sentAt.getTime(), expiresAt: expiresAt.getTime() };
  return { ...account, pendingEmail: pending };
}

/** Fields to be changed; absent: stays. */
export interface AccountChange {
  readonly displayName?: string | undefined;
  readonly country?: string | undefined;
  readonly zone?: string | undefined;
  readonly locale?: string | undefined;
  readonly currency?: string | undefined;
}

interface Changed {
  readonly version: number;
  /** a name that a reviewer has approved is another one now */
  readonly reviewedName: boolean;
}

/** Changes an account that still has this version, and gives it the next. @returns false: it was changed meanwhile */
export async function changeAccount(
  db: Db,
  {
    personId,
    version,
    change,
  }: { readonly personId: string; readonly version: number; readonly change: AccountChange },
): Promise<boolean> {
  const { displayName = null, country = null, zone = null, locale = null, currency = null } = change;
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const [changed] = await rows<Changed>(
      trx,
      `WITH before AS (SELECT id, display_name FROM people WHERE id = ? FOR UPDATE)
       UPDATE people p SET display_name = coalesce(?, p.display_name), country = coalesce(?, p.country),
         zone = coalesce(?, p.zone), locale = coalesce(?, p.locale), currency = coalesce(?, p.currency),
         account_version = p.account_version + 1
       FROM before WHERE p.id = before.id AND p.account_version = ?
       RETURNING p.account_version AS version, p.display_name <> before.display_name AND EXISTS (
         SELECT FROM tutors t WHERE t.person_id = p.id AND t.approval = 'approved') AS "reviewedName"`,
      [personId, displayName, country, zone, locale, currency, version],
    );
    if (changed?.reviewedName) await addToOutbox(trx, [materialChanged(personId, 'name', changed.version)]);
    return changed !== undefined;
  });
}
