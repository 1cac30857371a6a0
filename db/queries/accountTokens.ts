import { addToOutbox, type AccountMail } from './outbox';
import { rows, type Db, type Trx } from '../postgres';

export type LinkPurpose = 'verify_email' | 'reset_password' | 'change_email' | 'restore_email';

/** A link to be sent. `tokenHash` is SHA-256 in hex; instants are epoch ms on the system's clock. */
export interface NewLink {
  readonly id: string;
  readonly personId: string;
  readonly purpose: LinkPurpose;
  /** the address it is sent to */
  readonly email: string;
  readonly tokenHash: string;
  readonly at: number;
  readonly expiresAt: number;
}

/** Ends the links of these purposes that were sent and not used. */
export async function revokeLinks(
  trx: Trx,
  {
    personId,
    purposes,
    at,
  }: { readonly personId: string; readonly purposes: readonly LinkPurpose[]; readonly at: number },
): Promise<void> {
  await trx.raw(
    `UPDATE account_tokens SET revoked_at = ?
     WHERE person_id = ? AND purpose = ANY(?::text[]) AND used_at IS NULL AND revoked_at IS NULL`,
    [new Date(at), personId, [...purposes]],
  );
}

/** A change of address under way, of `account_tokens`; binds the instant it is asked at. */
export const CHANGE_UNDER_WAY = `purpose = 'change_email' AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ?`;

/**
 * Keeps a new link without sending it; those kept before for the same purpose end. A way back to an old address does
 * not: whoever changes an address twice would take it away.
 */
export async function keepLink(trx: Trx, link: NewLink): Promise<void> {
  if (link.purpose !== 'restore_email')
    await revokeLinks(trx, { personId: link.personId, purposes: [link.purpose], at: link.at });
  await trx.raw(
    `INSERT INTO account_tokens (id, person_id, purpose, email, token_hash, created_at, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [link.id, link.personId, link.purpose, link.email, link.tokenHash, new Date(link.at), new Date(link.expiresAt)],
  );
}

/** Keeps a new link and the mail that carries it; see `keepLink`. */
export async function sendLink(trx: Trx, link: NewLink, template: string): Promise<void> {
  await keepLink(trx, link);
  await mailAccount(trx, link.id, { template, personId: link.personId, tokenId: link.id });
}

/** Puts a mail about an account into the caller's transaction. @param key one mail per key */
export async function mailAccount(trx: Trx, key: string, mail: Omit<AccountMail, 'family'>): Promise<void> {
  await addToOutbox(trx, [{ kind: 'mail', key: `mail:account:${key}`, payload: { family: 'account', ...mail } }]);
}

export interface Link {
  readonly id: string;
  readonly personId: string;
  readonly email: string;
  /** epoch ms, system's clock */
  readonly createdAt: number;
}
export type LinkRefusal = 'link_unknown' | 'link_used' | 'link_expired';

interface LinkRow {
  id: string;
  person_id: string;
  email: string;
  created_at: Date;
  expires_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
}

function judge(row: LinkRow | undefined, at: number): LinkRefusal | null {
  if (row === undefined) return 'link_unknown';
  if (row.used_at !== null) return 'link_used';
  return row.revoked_at !== null || row.expires_at.getTime() <= at ? 'link_expired' : null;
}

/**
 * The link that a token opens, its row locked so that of two who use it at once one is told that it was used.
 * @returns the link, or why not: `link_unknown` · `link_used` · `link_expired` (replaced by a newer one, or too late)
 */
export async function openLink(
  trx: Trx,
  { purpose, tokenHash, at }: { readonly purpose: LinkPurpose; readonly tokenHash: string; readonly at: number },
): Promise<Link | LinkRefusal> {
  const [row] = await rows<LinkRow>(
    trx,
    `SELECT t.id, t.person_id, t.email::text AS email, t.created_at, t.expires_at, t.used_at, t.revoked_at
     FROM account_tokens t JOIN people p ON p.id = t.person_id
     WHERE t.token_hash = ? AND t.purpose = ? AND p.disabled_at IS NULL FOR UPDATE OF t`,
    [tokenHash, purpose],
  );
  const refusal = judge(row, at);
  if (refusal !== null || row === undefined) return refusal ?? 'link_unknown';
  return { id: row.id, personId: row.person_id, email: row.email, createdAt: row.created_at.getTime() };
}

/** Spends a link that `openLink` gave in the same transaction. */
export async function spendLink(trx: Trx, linkId: string, at: number): Promise<void> {
  await trx.raw(`UPDATE account_tokens SET used_at = ? WHERE id = ?`, [new Date(at), linkId]);
}

/** Where a link is to be sent, while it is good for anything; null afterwards. @param at epoch ms, system's clock */
export async function findLinkToSend(
  db: Db,
  linkId: string,
  at: number,
): Promise<{ readonly email: string; readonly purpose: LinkPurpose } | null> {
  const [row] = await rows<{ email: string; purpose: LinkPurpose }>(
    db,
    `SELECT email::text AS email, purpose FROM account_tokens
     WHERE id = ? AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ?`,
    [linkId, new Date(at)],
  );
  return row ?? null;
}

/** Deletes links that ran out before this instant (epoch ms, system's clock). @returns how many, at most 1000 */
export async function pruneLinks(db: Db, before: number): Promise<number> {
  const gone = await rows(
    db,
    `DELETE FROM account_tokens WHERE id IN (SELECT id FROM account_tokens WHERE expires_at < ? LIMIT 1000) RETURNING id`,
    [new Date(before)],
  );
  return gone.length;
}
