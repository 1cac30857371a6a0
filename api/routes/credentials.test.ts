import { rows } from '../../db/postgres';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, signedIn, testPasswordHash, type SignedInCaller } from '../../test/harness/caller';
import { buildPerson, type BuiltPerson } from '../../test/factories/people';

const OLD = 'correct horse battery';
const NEW = 'a quiet harbour at noon';
let app: TestApp;
let me: SignedInCaller;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  me = await signedIn(app, ['student']);
});
afterEach(() => expect(app.reports).toEqual([]));

let addresses = 0;
const freshAddress = () => `moved-${(addresses += 1)}@people.example`;
const emailOf = async (id: string) => ((await app.database.owner('people').where({ id }).first()) as BuiltPerson).email;
const templatesTo = async (personId: string) =>
  (
    await rows<{ template: string }>(
      app.database.owner,
      `SELECT payload ->> 'template' AS template FROM outbox WHERE payload ->> 'personId' = ? ORDER BY id`,
      [personId],
    )
  ).map(({ template }) => template);
/** Tokens of the links of one purpose that were sent to a person, the latest first. */
async function tokensFor(personId: string, purpose: string): Promise<string[]> {
  const links = await rows<{ id: string }>(
    app.database.owner,
    `SELECT id FROM account_tokens WHERE person_id = ? AND purpose = ? ORDER BY created_at DESC, id DESC`,
    [personId, purpose],
  );
  return links.map(({ id }) => app.house.linkTokens.tokenFor(id));
}
const forget = (email: string) => new Caller(app).post('/password/forgot', { email });
async function resetToken(person: BuiltPerson): Promise<string> {
  expect((await forget(person.email)).status).toBe(202);
  return (await tokensFor(person.id, 'reset_password'))[0]!;
}
const reset = (token: string, password = NEW, caller = new Caller(app)) =>
  caller.post('/password/reset', { token, password });

describe('a forgotten password', () => {
  // Loss prevented: a list of addresses could be tried to learn who has an account here.
  it('is answered the same with and without an account, and sends nothing to a closed one', async () => {
    const [known, unknown] = [await forget(me.person.email), await forget('nobody@people.example')];
    expect([known.status, unknown.status]).toEqual([202, 202]);
    expect(Object.keys(known.body)).toEqual(Object.keys(unknown.body));
    const closed = await buildPerson(app.database.owner, { roles: ['student'] });
    await app.database.owner('people').where({ id: closed.id }).update({ disabled_at: new Date() });
    expect((await forget(closed.email)).status).toBe(202);
    expect(await templatesTo(closed.id)).toEqual([]);
  });

  it('is set anew once: every device is signed out, the old one is gone, and a mail says so', async () => {
    const token = await resetToken(me.person);
    expect((await reset(token)).status).toBe(204);
    expect((await me.caller.get('/me')).body.code).toBe('session_revoked');
    expect((await me.caller.post('/session/refresh')).body.code).toBe('session_revoked');
    expect((await new Caller(app).signIn(me.person.email, OLD)).body.code).toBe('credentials_wrong');
    expect((await new Caller(app).signIn(me.person.email, NEW)).status).toBe(200);
    expect(await templatesTo(me.person.id)).toEqual(['resetPassword', 'passwordChanged']);
    expect((await reset(token, 'another one entirely')).body.code).toBe('link_used');
  });

  it('used twice at once is set once', async () => {
    const token = await resetToken(me.person);
    const answers = await Promise.all([reset(token), reset(token, 'another one entirely')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
  });

  it('is not set by a link that a newer one replaced, that ran out, or that is somebody else’s', async () => {
    const first = await resetToken(me.person);
    const second = await resetToken(me.person);
    expect((await reset(first)).body.code).toBe('link_expired');
    const other = await signedIn(app, ['student']);
    expect((await reset(second, NEW, other.caller)).body.code).toBe('link_other_account');
    await app.database
      .owner('account_tokens')
      .where({ person_id: me.person.id })
      .update({ created_at: new Date(0), expires_at: new Date(1) });
    expect((await reset(second)).body.code).toBe('link_expired');
    expect((await new Caller(app).signIn(me.person.email, OLD)).status).toBe(200);
  });

  it('refused for what it is leaves the link good', async () => {
    const token = await resetToken(me.person);
    expect((await reset(token, me.person.email)).body.code).toBe('password_unsuitable');
    expect((await reset(token, 'short')).body.code).toBe('request_invalid');
    expect((await reset(token)).status).toBe(204);
  });

  it('set by mail shows that the address is theirs', async () => {
    const person = await buildPerson(app.database.owner, {
      roles: ['student'],
      passwordHash: await testPasswordHash(),
      emailVerified: false,
    });
    await reset(await resetToken(person));
    expect((await new Caller(app).signIn(person.email, NEW)).body).toMatchObject({ emailVerified: true });
  });
});

describe('a change of password', () => {
  const change = (caller: Caller, currentPassword: string, password = NEW) =>
    caller.ask('PUT', '/me/password', { body: { currentPassword, password } });

  it('needs the old one', async () => {
    const answer = await change(me.caller, 'not the old one');
    expect([answer.status, answer.body.code]).toEqual([403, 'password_wrong']);
    expect((await new Caller(app).signIn(me.person.email, OLD)).status).toBe(200);
  });

  it('signs the other devices out, and this one stays', async () => {
    const other = new Caller(app);
    await other.signIn(me.person.email);
    const link = await resetToken(me.person);
    expect((await change(me.caller, OLD)).status).toBe(204);
    expect((await me.caller.get('/me')).status).toBe(200);
    expect((await other.get('/me')).body.code).toBe('session_revoked');
    expect((await reset(link)).body.code).toBe('link_expired');
    expect(await templatesTo(me.person.id)).toContain('passwordChanged');
  });

  it('by two devices at once happens once', async () => {
    const other = new Caller(app);
    await other.signIn(me.person.email);
    const answers = await Promise.all([change(me.caller, OLD), change(other, OLD, 'another one entirely')]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  });
});

describe('a change of address', () => {
  const ask = (email: string, currentPassword = OLD, caller = me.caller) =>
    caller.ask('PUT', '/me/email', { body: { email, currentPassword } });
  const confirm = (token: string, caller = new Caller(app)) => caller.post('/email/confirm', { token });
  const restore = (token: string) => new Caller(app).post('/email/restore', { token });
  async function moved(email = freshAddress()): Promise<string> {
    expect((await ask(email)).status).toBe(202);
    expect((await confirm((await tokensFor(me.person.id, 'change_email'))[0]!)).body).toMatchObject({ email });
    return email;
  }

  it('needs the password, and another address', async () => {
    expect((await ask(freshAddress(), 'not the password')).body.code).toBe('password_wrong');
    expect((await ask(me.person.email.toUpperCase())).body.fields?.[0]?.path).toBe('body.email');
  });

  it('happens when the new address is confirmed, and not before', async () => {
    const email = freshAddress();
    await ask(email);
    expect(await emailOf(me.person.id)).toBe(me.person.email);
    const [token = ''] = await tokensFor(me.person.id, 'change_email');
    const stranger = await signedIn(app, ['student']);
    expect((await confirm(token, stranger.caller)).body.code).toBe('link_other_account');
    expect((await confirm(token)).status).toBe(200);
    expect((await confirm(token)).body.code).toBe('link_used');
    expect(await emailOf(me.person.id)).toBe(email);
    expect((await new Caller(app).signIn(email, OLD)).status).toBe(200);
    expect(await templatesTo(me.person.id)).toEqual(['confirmEmail', 'emailChanged']);
  });

  it('to an address that is taken says nothing but to its owner', async () => {
    const other = await buildPerson(app.database.owner, { roles: ['tutor'] });
    const [taken, free] = [await ask(other.email), await ask(freshAddress())];
    expect([taken.status, Object.keys(taken.body)]).toEqual([free.status, Object.keys(free.body)]);
    expect(await templatesTo(other.id)).toEqual(['addressWanted']);
  });

  it('that another account overtook is refused, and nothing moves', async () => {
    const email = freshAddress();
    await ask(email);
    const [token = ''] = await tokensFor(me.person.id, 'change_email');
    const quicker = await buildPerson(app.database.owner, { roles: ['student'] });
    await app.database.owner('people').where({ id: quicker.id }).update({ email });
    const answer = await confirm(token);
    expect([answer.status, answer.body.code]).toEqual([409, 'email_taken']);
    expect(await emailOf(me.person.id)).toBe(me.person.email);
  });

  // Loss prevented: whoever had a password for a minute could keep the account for ever.
  it('can be taken back from the old address, however often it was changed: devices and password are void', async () => {
    await moved();
    await moved();
    const wayBack = (await tokensFor(me.person.id, 'restore_email')).at(-1)!;
    expect((await restore(wayBack)).body).toMatchObject({ email: me.person.email });
    expect(await emailOf(me.person.id)).toBe(me.person.email);
    expect((await me.caller.get('/me')).body.code).toBe('session_revoked');
    expect((await new Caller(app).signIn(me.person.email, OLD)).body.code).toBe('credentials_wrong');
    expect((await reset((await tokensFor(me.person.id, 'reset_password'))[0]!)).status).toBe(204);
    expect((await new Caller(app).signIn(me.person.email, NEW)).status).toBe(200);
    for (const token of await tokensFor(me.person.id, 'restore_email'))
      expect(['link_used', 'link_expired']).toContain((await restore(token)).body.code);
  });

  it('taken back takes what was added since with it: a second step and a company that would keep the owner out', async () => {
    await moved();
    const since = { person_id: me.person.id };
    await app.database.owner('totp_secrets').insert({ ...since, sealed_secret: 'theirs', created_at: new Date() });
    const identity = { provider: 'google', subject: 'theirs', email: 'theirs@google.example', linked_at: new Date() };
    await app.database.owner('identities').insert({ ...since, ...identity });
    await restore((await tokensFor(me.person.id, 'restore_email'))[0]!);
    expect(await app.database.owner('totp_secrets').where(since)).toEqual([]);
    expect(await app.database.owner('identities').where(since)).toEqual([]);
  });

  it('taken back leaves what was there before', async () => {
    const mine = { person_id: me.person.id, sealed_secret: 'mine', created_at: new Date(Date.now() - 60_000) };
    await app.database.owner('totp_secrets').insert(mine);
    await moved();
    await restore((await tokensFor(me.person.id, 'restore_email'))[0]!);
    expect(await app.database.owner('totp_secrets').where({ person_id: me.person.id })).toHaveLength(1);
  });
});
