import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';

import { en } from '@stoa/contracts/words/en';

import { sendLink, type LinkPurpose } from '../db/queries/accountTokens';
import { rows } from '../db/postgres';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { systemClock } from '../platform/clock';
import { sha256 } from '../platform/hashing';
import { createLinkTokens } from '../platform/linkTokens';
import { buildStudent, type BuiltPerson } from '../test/factories/people';
import { mailFor } from './mails';

const linkTokens = createLinkTokens('a secret of at least thirty-two characters');
const NEW_ADDRESS = 'new@people.example';
let database: TestDatabase;
let person: BuiltPerson;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.drop());
beforeEach(async () => {
  person = await buildStudent(database.owner, { name: 'Robin' });
});

const write = (template: string, tokenId?: string) =>
  mailFor(
    {
      db: database.app,
      clock: systemClock,
      webOrigin: 'https://web.example',
      adminOrigin: 'http://console.example',
      linkTokens,
    },
    { family: 'account', template, personId: person.id, ...(tokenId ? { tokenId } : {}) },
    'mail:account:1',
  );

async function link(purpose: LinkPurpose, template = 'verifyEmail'): Promise<string> {
  const id = randomUUID();
  const at = Date.now();
  const tokenHash = sha256(linkTokens.tokenFor(id));
  const row = { id, personId: person.id, purpose, email: NEW_ADDRESS, tokenHash, at, expiresAt: at + 60_000 };
  await database.app.transaction((trx) => sendLink(trx, row, template));
  return id;
}

describe('a mail about an account', () => {
  it('has a text for every template, with nothing left in braces', async () => {
    for (const template of Object.keys(en.accountMails)) {
      const mail = await write(template);
      expect(mail).toMatchObject({ to: person.email, messageId: '<mail.account.1@web.example>' });
      expect(`${mail?.subject}\n${mail?.text}`).not.toMatch(/[{}]/);
      expect(mail?.text).toContain('https://web.example/account');
    }
  });

  it.each([
    ['verify_email', 'verifyEmail'],
    ['reset_password', 'resetPassword'],
    ['change_email', 'confirmEmail'],
    ['restore_email', 'emailChanged'],
  ] as const)('leads a link that is to %s to a page that the web app has', async (purpose, template) => {
    const mail = await write(template, await link(purpose, template));
    const { pathname } = new URL(/https:\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    expect(existsSync(path.resolve(__dirname, `../web/app${pathname}/page.tsx`))).toBe(true);
  });

  // Loss prevented: whoever reads a proxy's or a web server's log could confirm addresses and take accounts.
  it('carries its token in the fragment, which no server sees, and goes to the address of the link: token in a URL', async () => {
    const id = await link('change_email', 'confirmEmail');
    const mail = await write('confirmEmail', id);
    expect(mail?.to).toBe(NEW_ADDRESS);
    const url = new URL(/https:\S+/.exec(mail?.text ?? '')?.[0] ?? '');
    expect([url.pathname, url.search]).toEqual(['/confirm-email', '']);
    expect(url.hash).toBe(`#token=${linkTokens.tokenFor(id)}`);
  });

  // Loss prevented: a copied database, or a look into the queue, would open every account with a link under way.
  it('is queued without its token, and the token is kept as a hash only', async () => {
    const id = await link('reset_password', 'resetPassword');
    const everything = JSON.stringify([
      await rows(database.owner, 'SELECT * FROM outbox'),
      await rows(database.owner, 'SELECT * FROM account_tokens'),
    ]);
    expect(everything).toContain(id);
    expect(everything).not.toContain(linkTokens.tokenFor(id));
  });

  it('is not sent once its link is good for nothing: used, replaced or expired', async () => {
    const replaced = await link('verify_email');
    const used = await link('verify_email');
    await database.owner('account_tokens').where({ id: used }).update({ used_at: new Date() });
    const late = await link('verify_email');
    await database
      .owner('account_tokens')
      .where({ id: late })
      .update({ created_at: new Date(0), expires_at: new Date(1) });
    for (const id of [replaced, used, late]) expect(await write('verifyEmail', id)).toBeNull();
  });

  it('is not written to an account that is closed', async () => {
    await database.owner('people').where({ id: person.id }).update({ disabled_at: new Date() });
    expect(await write('passwordChanged')).toBeNull();
  });
});
