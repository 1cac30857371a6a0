import { inTransaction, rows, type Db } from '../postgres';
import { ACCOUNT_LIMITS } from './accounts';
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
  readonly version: number;
}

/** One account, or null. */
export async function findAccount(db: Db, personId: string): Promise<Account | null> {
  const [account] = await rows<Account>(
    db,
    `SELECT p.id, p.display_name AS "displayName", p.email::text AS email, p.email_verified_at IS NOT NULL AS "emailVerified",
       p.country, p.zone, p.locale, p.currency, p.password_hash IS NOT NULL AS "hasPassword",
       p.account_version AS version,
       (SELECT i.email::text FROM identities i WHERE i.person_id = p.id AND i.provider = 'google') AS "googleEmail",
       ARRAY(SELECT role FROM person_roles WHERE person_id = p.id ORDER BY role) AS roles
     FROM people p WHERE p.id = ?`,
    [personId],
  );
  return account ?? null;
}

/** Fields to be changed; absent: stays. */
export interface AccountChange {
  readonly displayName?: string | undefined;
  readonly country?: string | undefined;
  readonly zone?: string | undefined;
  readonly locale?: string | undefined;
  readonly currency?: string | undefined;
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
    const changed = await rows(
      trx,
      `UPDATE people SET display_name = coalesce(?, display_name), country = coalesce(?, country),
         zone = coalesce(?, zone), locale = coalesce(?, locale), currency = coalesce(?, currency),
         account_version = account_version + 1
       WHERE id = ? AND account_version = ? RETURNING id`,
      [displayName, country, zone, locale, currency, personId, version],
    );
    return changed.length > 0;
  });
}
