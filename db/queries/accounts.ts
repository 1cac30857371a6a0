import { DOCUMENTS, type Document } from '@stoa/domain/consents';
import { PersonRoleModel } from '../models/person';
import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { mailAccount, openLink, sendLink, spendLink, type LinkRefusal, type NewLink } from './accountTokens';
import { giveConsent } from './consents';
import { addToOutbox, approvalStart } from './outbox';

/** Accounts are written one after the other where they meet; nobody waits longer than this. */
export const ACCOUNT_LIMITS = { lockMs: 2_000, statementMs: 3_000 } as const;

export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly zone: string;
  readonly locale: string;
  readonly country: string;
  readonly currency: string;
  readonly role: 'student' | 'tutor';
  /** null: they sign in by another door */
  readonly passwordHash: string | null;
  readonly emailVerified: boolean;
  /** versions agreed to */
  readonly consents: Readonly<Record<Document, string>>;
  /** epoch ms on the injected clock */
  readonly at: number;
}

/** @returns whether the address was free */
async function insertPerson(trx: Trx, account: NewAccount): Promise<boolean> {
  const at = new Date(account.at);
  const inserted = await rows(
    trx,
    `INSERT INTO people (id, email, password_hash, display_name, zone, locale, country, currency, created_at,
       email_verified_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id`,
    [
      account.id,
      account.email,
      account.passwordHash,
      account.name,
      account.zone,
      account.locale,
      account.country,
      account.currency,
      at,
      account.emailVerified ? at : null,
    ],
  );
  return inserted.length > 0;
}

/**
 * Gives an account one of the two roles that people may take for themselves; held already is no error. A tutor starts
 * with an empty profile that nobody sees, and their approval begins to live.
 */
export async function takeRole(
  trx: Trx,
  { personId, role, at }: { readonly personId: string; readonly role: 'student' | 'tutor'; readonly at: number },
): Promise<void> {
  const now = new Date(at);
  await PersonRoleModel.query(trx).insert({ personId, role, grantedAt: now }).onConflict().ignore();
  if (role !== 'tutor') return;
  const begun = await rows(
    trx,
    `INSERT INTO tutors (person_id, rate_minor, currency, zone, created_at, updated_at)
     SELECT id, 0, currency, zone, ?, ? FROM people WHERE id = ? ON CONFLICT DO NOTHING RETURNING person_id`,
    [now, now, personId],
  );
  if (begun.length > 0) await addToOutbox(trx, [approvalStart(personId)]);
}

/** Makes an account in the caller's transaction. @returns false when the address belongs to somebody */
export async function insertAccount(trx: Trx, account: NewAccount): Promise<boolean> {
  if (!(await insertPerson(trx, account))) return false;
  await takeRole(trx, { personId: account.id, role: account.role, at: account.at });
  for (const document of DOCUMENTS)
    await giveConsent(trx, { personId: account.id, document, version: account.consents[document], at: account.at });
  return true;
}

/**
 * Registers an account and sends the link that verifies its address. An address that is taken is left alone: its owner
 * is told that somebody tried, and the caller must answer as if the account had been made.
 */
export async function register(db: Db, account: NewAccount, link: NewLink): Promise<void> {
  await inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    if (await insertAccount(trx, account)) return sendLink(trx, link, 'verifyEmail');
    const [owner] = await rows<{ id: string }>(trx, `SELECT id FROM people WHERE email = ?`, [account.email]);
    if (owner) await mailAccount(trx, link.id, { template: 'registrationAttempted', personId: owner.id });
  });
}

/** Sends a new link that verifies a person's present address; the ones before end. @returns false: verified already */
export async function resendVerification(db: Db, link: NewLink): Promise<boolean> {
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const [person] = await rows<{ email: string }>(
      trx,
      `SELECT email FROM people WHERE id = ? AND email_verified_at IS NULL FOR UPDATE`,
      [link.personId],
    );
    if (person) await sendLink(trx, { ...link, email: person.email }, 'verifyEmail');
    return person !== undefined;
  });
}

export interface OpenedLink {
  readonly tokenHash: string;
  /** who is signed in where the link is opened; null: nobody */
  readonly readerId: string | null;
  /** epoch ms, system's clock: links live by it */
  readonly at: number;
  /** epoch ms on the injected clock */
  readonly now: number;
}
export type LinkProblem = LinkRefusal | 'link_other_account';

/**
 * Marks the address as verified that a link was sent to. The link is spent only when it worked.
 * @returns the address, or why not
 */
export async function verifyEmail(
  db: Db,
  { tokenHash, readerId, at, now }: OpenedLink,
): Promise<{ readonly email: string } | LinkProblem> {
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const link = await openLink(trx, { purpose: 'verify_email', tokenHash, at });
    if (typeof link === 'string') return link;
    if (readerId !== null && readerId !== link.personId) return 'link_other_account';
    await spendLink(trx, link.id, at);
    const verified = await rows(
      trx,
      `UPDATE people SET email_verified_at = coalesce(email_verified_at, ?) WHERE id = ? AND email = ? RETURNING id`,
      [new Date(now), link.personId, link.email],
    );
    // the account uses another address by now
    return verified.length > 0 ? { email: link.email } : 'link_expired';
  });
}
