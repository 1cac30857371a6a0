import { inTransaction, rows, sqlStateOf, type Db, type Trx } from '../postgres';
import { ACCOUNT_LIMITS, type LinkProblem, type OpenedLink } from './accounts';
import {
  CHANGE_UNDER_WAY,
  keepLink,
  mailAccount,
  openLink,
  revokeLinks,
  sendLink,
  spendLink,
  type Link,
  type LinkPurpose,
  type NewLink,
} from './accountTokens';
import { endDevices } from './devices';
import { removeSecondFactor } from './secondFactors';

/** Links that a stranger may have had sent while they had the account in hand. */
const ALL_LINKS: readonly LinkPurpose[] = ['verify_email', 'reset_password', 'change_email'];
const UNIQUE = '23505';

/** A link that is good and not somebody else's, its row locked, for `purpose`. */
async function openFor(trx: Trx, purpose: LinkPurpose, opened: OpenedLink): Promise<Link | LinkProblem> {
  const link = await openLink(trx, { purpose, tokenHash: opened.tokenHash, at: opened.at });
  if (typeof link === 'string') return link;
  return opened.readerId !== null && opened.readerId !== link.personId ? 'link_other_account' : link;
}

/**
 * Sends a link to choose a new password to the account of an address, if there is one.
 * @param linkFor makes the link once the person is known
 */
export async function forgetPassword(db: Db, email: string, linkFor: (personId: string) => NewLink): Promise<void> {
  await inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const [person] = await rows<{ id: string }>(
      trx,
      `SELECT id FROM people WHERE email = ? AND disabled_at IS NULL FOR UPDATE`,
      [email],
    );
    if (person) await sendLink(trx, linkFor(person.id), 'resetPassword');
  });
}

/** Whose password a link may set, without spending it. @returns name and address, or why not */
export async function ownerOfReset(
  db: Db,
  opened: OpenedLink,
): Promise<{ readonly name: string; readonly email: string } | LinkProblem> {
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const link = await openFor(trx, 'reset_password', opened);
    if (typeof link === 'string') return link;
    const [person] = await rows<{ name: string; email: string }>(
      trx,
      `SELECT display_name AS name, email::text AS email FROM people WHERE id = ?`,
      [link.personId],
    );
    return person ?? 'link_unknown';
  });
}

/**
 * Sets a new password by a link: every sign-in ends, and so does every other link under way; a mail says that it was
 * done. Who has the mail has the address: it counts as verified.
 * @returns the account's address, or why not
 */
export async function resetPassword(
  db: Db,
  opened: OpenedLink,
  passwordHash: string,
): Promise<{ readonly email: string } | LinkProblem> {
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const link = await openFor(trx, 'reset_password', opened);
    if (typeof link === 'string') return link;
    const { personId } = link;
    await spendLink(trx, link.id, opened.at);
    const [person] = await rows<{ email: string }>(
      trx,
      `UPDATE people SET password_hash = ?,
         email_verified_at = CASE WHEN email = ? THEN coalesce(email_verified_at, ?) ELSE email_verified_at END
       WHERE id = ? RETURNING email::text AS email`,
      [passwordHash, link.email, new Date(opened.now), personId],
    );
    await revokeLinks(trx, { personId, purposes: ALL_LINKS, at: opened.at });
    await endDevices(trx, { personId, reason: 'password_changed', at: opened.at });
    await mailAccount(trx, `${link.id}:done`, { template: 'passwordChanged', personId });
    return { email: person?.email ?? link.email };
  });
}

interface PasswordChange {
  readonly personId: string;
  readonly passwordHash: string;
  /** the hash that the old password was checked against: somebody else may have changed it since */
  readonly oldHash: string;
  /** the sign-in that goes on */
  readonly familyId: string;
  /** unique per change, for its mail */
  readonly key: string;
  /** epoch ms, system's clock */
  readonly at: number;
}

/** Changes a password by its owner; the other devices are signed out. @returns false when it was changed meanwhile */
export async function changePassword(db: Db, change: PasswordChange): Promise<boolean> {
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const { personId, passwordHash, oldHash, familyId, key, at } = change;
    const changed = await rows(
      trx,
      `UPDATE people SET password_hash = ? WHERE id = ? AND password_hash = ? RETURNING id`,
      [passwordHash, personId, oldHash],
    );
    if (changed.length === 0) return false;
    await revokeLinks(trx, { personId, purposes: ['reset_password'], at });
    await endDevices(trx, { personId, reason: 'password_changed', at, but: familyId });
    await mailAccount(trx, key, { template: 'passwordChanged', personId });
    return true;
  });
}

/**
 * Sends the link that confirms a new address to that address. The owner of one that is taken is told so instead; the
 * link is kept all the same, so that the account which asks looks alike in both cases. Nobody ever gets its token.
 */
async function askNewAddress(trx: Trx, link: NewLink): Promise<void> {
  const [owner] = await rows<{ id: string }>(trx, `SELECT id FROM people WHERE email = ?`, [link.email]);
  if (!owner) return sendLink(trx, link, 'confirmEmail');
  await keepLink(trx, link);
  await mailAccount(trx, link.id, { template: 'addressWanted', personId: owner.id });
}

/** Begins a change of address; one that was begun before ends. The caller must answer alike, taken or not. */
export async function requestEmailChange(db: Db, link: NewLink): Promise<void> {
  await inTransaction(db, ACCOUNT_LIMITS, (trx) => askNewAddress(trx, link));
}

/**
 * Writes once more to the new address of a change under way; the link sent before ends.
 * @param linkTo makes the link for the address that waits
 * @returns the address, or null when none waits
 */
export async function resendEmailChange(
  db: Db,
  { personId, at }: { readonly personId: string; readonly at: number },
  linkTo: (email: string) => NewLink,
): Promise<string | null> {
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const [waits] = await rows<{ email: string }>(
      trx,
      `SELECT email::text AS email FROM account_tokens WHERE person_id = ? AND ${CHANGE_UNDER_WAY}
       ORDER BY created_at DESC LIMIT 1 FOR UPDATE`,
      [personId, new Date(at)],
    );
    if (!waits) return null;
    await askNewAddress(trx, linkTo(waits.email));
    return waits.email;
  });
}

/** Calls a change of address off: its link opens nothing any more. None under way is no error. @param at epoch ms, system's clock */
export async function cancelEmailChange(db: Db, personId: string, at: number): Promise<void> {
  await inTransaction(db, ACCOUNT_LIMITS, (trx) => revokeLinks(trx, { personId, purposes: ['change_email'], at }));
}

async function moveTo(trx: Trx, { personId, email }: Link, now: number): Promise<string> {
  const [before] = await rows<{ email: string }>(
    trx,
    `SELECT email::text AS email FROM people WHERE id = ? FOR UPDATE`,
    [personId],
  );
  await trx.raw(
    `UPDATE people SET email = ?, email_verified_at = ?, account_version = account_version + 1 WHERE id = ?`,
    [email, new Date(now), personId],
  );
  return before?.email ?? email;
}

/** An address that came to belong to another account in the meantime. */
async function unlessTaken<T>(work: Promise<T>): Promise<T | 'email_taken'> {
  return work.catch((error: unknown) => {
    if (sqlStateOf(error) === UNIQUE) return 'email_taken' as const;
    throw error;
  });
}

/**
 * Moves an account to the address that a link was sent to; the old address is told and gets a way back.
 * @param wayBack makes the link that brings the old address back
 * @returns the new address, or why not
 */
export async function confirmEmail(
  db: Db,
  opened: OpenedLink,
  wayBack: (person: { readonly personId: string; readonly email: string }) => NewLink,
): Promise<{ readonly email: string } | LinkProblem | 'email_taken'> {
  return unlessTaken(
    inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
      const link = await openFor(trx, 'change_email', opened);
      if (typeof link === 'string') return link;
      await spendLink(trx, link.id, opened.at);
      const before = await moveTo(trx, link, opened.now);
      // they were sent to the old address
      await revokeLinks(trx, { personId: link.personId, purposes: ALL_LINKS, at: opened.at });
      await sendLink(trx, wayBack({ personId: link.personId, email: before }), 'emailChanged');
      return { email: link.email };
    }),
  );
}

/** A second step that came after the address was changed is the changer's: it would keep the owner out. */
async function removeSecondFactorSince(trx: Trx, personId: string, since: number): Promise<void> {
  const later = await rows(trx, `SELECT 1 FROM totp_secrets WHERE person_id = ? AND created_at >= ?`, [
    personId,
    new Date(since),
  ]);
  if (later.length > 0) await removeSecondFactor(trx, personId);
}

/**
 * Brings an old address back. Whoever changed it knew the password: that is void, every sign-in ends, and a link to
 * choose a new one goes to the address.
 * @param resetFor makes that link
 * @returns the address, or why not
 */
export async function restoreEmail(
  db: Db,
  opened: OpenedLink,
  resetFor: (person: { readonly personId: string; readonly email: string }) => NewLink,
): Promise<{ readonly email: string } | LinkProblem | 'email_taken'> {
  return unlessTaken(
    inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
      const link = await openLink(trx, { purpose: 'restore_email', tokenHash: opened.tokenHash, at: opened.at });
      if (typeof link === 'string') return link;
      const { personId, email } = link;
      await spendLink(trx, link.id, opened.at);
      await moveTo(trx, link, opened.now);
      await trx.raw(`UPDATE people SET password_hash = NULL WHERE id = ?`, [personId]);
      await removeSecondFactorSince(trx, personId, link.createdAt);
      await trx.raw(`DELETE FROM identities WHERE person_id = ? AND linked_at >= ?`, [
        personId,
        new Date(link.createdAt),
      ]);
      await revokeLinks(trx, { personId, purposes: [...ALL_LINKS, 'restore_email'], at: opened.at });
      await endDevices(trx, { personId, reason: 'email_restored', at: opened.at });
      await sendLink(trx, resetFor({ personId, email }), 'resetPassword');
      return { email };
    }),
  );
}
