import { answerOnboarding, type OnboardingAnswer } from './accounts';
import type { Call } from './call';
import { missing } from './errors';
import { randomToken, type Account } from './objects';
import { choice, expandable, group, optional, read, required, text, webAddress, type Tree } from './parameters';

const CREATE = {
  ...expandable,
  account: required(text(100)),
  type: required(choice('account_onboarding')),
  return_url: required(webAddress()),
  refresh_url: required(webAddress()),
  collection_options: optional(group({ fields: optional(choice('currently_due', 'eventually_due')) })),
};
const KEPT_SECONDS = 300;

/** A way to the hosted page: good for one visit within a few minutes. Stripe gives it no id. */
export async function createAccountLink(call: Call, tree: Tree): Promise<object> {
  const wanted = read(CREATE, tree);
  const { object: account } = await call.store.find('account', wanted.account, 'account');
  const [token, expiresAt] = [randomToken(32), call.now + KEPT_SECONDS];
  await call.store.db.query(
    'INSERT INTO account_links (token, account, return_url, refresh_url, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [token, account.id, wanted.return_url, wanted.refresh_url, expiresAt],
  );
  const url = `${call.origin}/onboarding/${token}`;
  return { object: 'account_link', created: call.now, expires_at: expiresAt, url };
}

interface Link {
  readonly account: string;
  readonly return_url: string;
  readonly refresh_url: string;
}

/** A visit that has begun, or the address for those who come too late. */
export type Visit =
  | { readonly kind: 'open'; readonly visit: string; readonly account: Account }
  | { readonly kind: 'over'; readonly refreshUrl: string };

/** Uses a link up. @throws StripeRefusal `resource_missing` for one that never was */
export async function beginVisit(call: Call, token: string): Promise<Visit> {
  const visit = randomToken(32);
  const { rows: begun } = await call.store.db.query<Link>(
    `UPDATE account_links SET visit = $2 WHERE token = $1 AND visit IS NULL AND expires_at > $3
     RETURNING account, return_url, refresh_url`,
    [token, visit, call.now],
  );
  if (begun[0]) return { kind: 'open', visit, account: (await call.store.find('account', begun[0].account)).object };
  const { rows } = await call.store.db.query<Link>('SELECT refresh_url FROM account_links WHERE token = $1', [token]);
  if (!rows[0]) throw missing('account_link', token);
  return { kind: 'over', refreshUrl: rows[0].refresh_url };
}

/** Somebody leaves the page. @returns where they go @throws StripeRefusal `resource_missing` */
export async function endVisit(call: Call, visit: string, answer: OnboardingAnswer): Promise<string> {
  const { rows } = await call.store.db.query<Link>(
    'SELECT account, return_url, refresh_url FROM account_links WHERE visit = $1',
    [visit],
  );
  if (!rows[0]) throw missing('account_link', visit);
  await answerOnboarding(call, rows[0].account, answer);
  return rows[0].return_url;
}
