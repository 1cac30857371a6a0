import type { AccountView } from '@stoa/contracts/http/account';
import { rows } from '../../db/postgres';
import { buildPerson } from '../../test/factories/people';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, signedIn, type SignedInCaller } from '../../test/harness/caller';
import { limitsFor } from '../limits';

const PASSWORD = 'correct horse battery';
let app: TestApp;
let me: SignedInCaller;
beforeAll(async () => {
  app = await createTestApp({ limits: { ...limitsFor(10_000), mailsPerAddress: { points: 3, seconds: 60 } } });
});
afterAll(() => app.close());
beforeEach(async () => {
  me = await signedIn(app, ['student']);
});
afterEach(() => expect(app.reports).toEqual([]));

let addresses = 0;
const fresh = () => `new-${(addresses += 1)}@people.example`;
const ask = (email: string) => me.caller.ask('PUT', '/me/email', { body: { email, currentPassword: PASSWORD } });
const pending = async () => (await me.caller.get<AccountView>('/me/account')).body.pendingEmail;
const again = () => me.caller.post<{ sentTo: string }>('/me/email/confirmation');
const callOff = () => me.caller.ask<AccountView>('DELETE', '/me/email');
const confirm = (token: string) => new Caller(app).post('/email/confirm', { token });
async function tokens(): Promise<string[]> {
  const links = await rows<{ id: string }>(
    app.database.owner,
    `SELECT id FROM account_tokens WHERE person_id = ? AND purpose = 'change_email' ORDER BY created_at DESC, id DESC`,
    [me.person.id],
  );
  return links.map(({ id }) => app.house.linkTokens.tokenFor(id));
}
const mailsTo = async (personId: string) =>
  (
    await rows<{ template: string }>(
      app.database.owner,
      `SELECT payload ->> 'template' AS template FROM outbox WHERE payload ->> 'personId' = ? ORDER BY id`,
      [personId],
    )
  ).map(({ template }) => template);

describe('an address that waits to be confirmed', () => {
  it('is shown to its owner until it is used', async () => {
    expect(await pending()).toBeNull();
    const email = fresh();
    await ask(email);
    expect(await pending()).toMatchObject({ address: email });
    expect((await confirm((await tokens())[0] ?? '')).status).toBe(200);
    expect(await pending()).toBeNull();
  });

  it('is not shown once its link has run out', async () => {
    await ask(fresh());
    await app.database
      .owner('account_tokens')
      .where({ person_id: me.person.id })
      .update({ created_at: new Date(0), expires_at: new Date(1) });
    expect(await pending()).toBeNull();
    expect((await again()).body.code).toBe('email_change_over');
  });

  // Loss prevented: an account could be used to learn which addresses have one here.
  it('looks the same when it belongs to somebody: nobody gets a link, its owner is told', async () => {
    const other = await buildPerson(app.database.owner, { roles: ['tutor'] });
    await ask(other.email);
    expect(await pending()).toMatchObject({ address: other.email });
    expect((await again()).body).toMatchObject({ sentTo: other.email });
    expect(await mailsTo(me.person.id)).toEqual([]);
    expect(await mailsTo(other.id)).toEqual(['addressWanted', 'addressWanted']);
  });

  it('is written to once more, and the link sent before ends', async () => {
    const email = fresh();
    await ask(email);
    const [first = ''] = await tokens();
    expect([(await again()).status, (await again()).body.sentTo]).toEqual([202, email]);
    expect((await confirm(first)).body.code).toBe('link_expired');
    expect((await confirm((await tokens())[0] ?? '')).body).toMatchObject({ email });
  });

  it('gets only so many mails', async () => {
    await ask(fresh());
    expect([(await again()).status, (await again()).status]).toEqual([202, 202]);
    const late = await again();
    expect([late.status, late.body.code]).toEqual([429, 'rate_limited']);
    expect(late.body.details?.['retryAfterSeconds']).toEqual(expect.any(Number));
  });

  it('is called off, twice without harm, and its link opens nothing', async () => {
    await ask(fresh());
    const [token = ''] = await tokens();
    expect((await callOff()).body.pendingEmail).toBeNull();
    expect((await callOff()).status).toBe(200);
    expect((await confirm(token)).body.code).toBe('link_expired');
    const answer = await again();
    expect([answer.status, answer.body.code]).toEqual([409, 'email_change_over']);
    expect((await me.caller.get<AccountView>('/me/account')).body.email).toBe(me.person.email);
  });
});
