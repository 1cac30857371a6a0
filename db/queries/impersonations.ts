import { inTransaction, rows, type Db } from '../postgres';
import { recordAudit, type AuditEntry } from './audit';

/**
 * Takes the sign-in that a code hands over and gives it its first refresh token, once.
 * @param at epoch ms on the system's clock
 * @returns the family, or null for a code that is unknown, used or too old, or whose sign-in is over
 */
export async function redeemImpersonation(
  db: Db,
  { codeHash, tokenHash, at }: { readonly codeHash: string; readonly tokenHash: string; readonly at: number },
): Promise<string | null> {
  const now = new Date(at);
  const [taken] = await rows<{ family_id: string }>(
    db,
    `WITH c AS (
       UPDATE impersonation_codes c SET used_at = ? FROM sign_in_families f
       WHERE c.code_hash = ? AND c.used_at IS NULL AND c.expires_at > ?
         AND f.id = c.family_id AND f.ended_at IS NULL AND f.ends_at > ?
       RETURNING c.family_id, f.ends_at)
     INSERT INTO refresh_tokens (token_hash, family_id, issued_at, expires_at)
     SELECT ?, c.family_id, ?, c.ends_at FROM c RETURNING family_id`,
    [now, codeHash, now, now, tokenHash, now],
  );
  return taken?.family_id ?? null;
}

/**
 * Ends what somebody of the staff looks at with a person's eyes; their own looks only.
 * @returns whether it was under way until now
 */
export async function endImpersonation(
  db: Db,
  familyId: string,
  by: Pick<AuditEntry, 'actingAs' | 'at' | 'requestId'> & { readonly actorId: string },
): Promise<boolean> {
  return inTransaction(db, {}, async (trx) => {
    const [ended] = await rows<{ person_id: string }>(
      trx,
      `UPDATE sign_in_families SET ended_at = ?, ended_reason = 'signed_out'
       WHERE id = ? AND impersonated_by = ? AND ended_at IS NULL AND ends_at > ? RETURNING person_id`,
      [new Date(), familyId, by.actorId, new Date()],
    );
    if (ended === undefined) return false;
    const subject = { kind: 'person', id: ended.person_id } as const;
    await recordAudit(trx, { ...by, action: 'person.endImpersonation', subject, reason: null });
    return true;
  });
}
