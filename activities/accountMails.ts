import { en } from '@stoa/contracts/words/en';
import { say } from '@stoa/contracts/words/say';

import { findLinkToSend, type LinkPurpose } from '../db/queries/accountTokens';
import type { AccountMail } from '../db/queries/outbox';
import { findPerson } from '../db/queries/people';
import type { Db } from '../db/postgres';
import type { LinkTokens } from '../platform/linkTokens';
import type { Letter } from './letter';

export interface AccountMailDeps {
  readonly db: Db;
  readonly webOrigin: string;
  readonly linkTokens: LinkTokens;
}

/** The page of each link. The token stands in the fragment: browsers send it to no server, and no server logs it. */
const PAGES: Readonly<Record<LinkPurpose, string>> = {
  verify_email: '/verify-email',
  reset_password: '/reset-password',
  change_email: '/confirm-email',
  restore_email: '/restore-email',
};
const ACCOUNT_PAGE = '/account';
const TEXTS = en.accountMails as unknown as Readonly<Record<string, { subject: string; text: string } | undefined>>;

interface Place {
  readonly to: string;
  readonly link: string;
}

async function placeOf(deps: AccountMailDeps, tokenId: string): Promise<Place | null> {
  const row = await findLinkToSend(deps.db, tokenId, Date.now());
  if (row === null) return null;
  return { to: row.email, link: `${deps.webOrigin}${PAGES[row.purpose]}#token=${deps.linkTokens.tokenFor(tokenId)}` };
}

/** A mail about somebody's own account; null when the account is closed, or its link is no longer good for anything. */
export async function accountLetter(deps: AccountMailDeps, payload: AccountMail): Promise<Letter | null> {
  const text = TEXTS[payload.template];
  if (text === undefined) throw new Error(`no account mail ${payload.template}`);
  const person = await findPerson(deps.db, payload.personId);
  if (person === null || person.disabledAt !== null) return null;
  const place =
    payload.tokenId === undefined
      ? { to: person.email, link: `${deps.webOrigin}${ACCOUNT_PAGE}` }
      : await placeOf(deps, payload.tokenId);
  if (place === null) return null;
  const values = { name: person.name, address: person.email };
  const foot = say(en.mails.foot, { link: place.link });
  return { to: place.to, subject: say(text.subject, values), text: `${say(text.text, values)}\n\n${foot}\n` };
}
