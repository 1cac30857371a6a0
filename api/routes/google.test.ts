import type { AccountView } from '@stoa/contracts/http/account';
import { createGoogle } from '../../providers/identity/google';
import { TEST_PEOPLE } from '../../sandbox/google/people';
import { startSandbox, type TestSandbox } from '../../sandbox/testing/start';
import { buildPerson } from '../../test/factories/people';
import { createTestApp, TEST_DOCUMENTS, TEST_ORIGINS, type TestApp } from '../../test/harness/api';
import { Caller, signedIn, testPasswordHash } from '../../test/harness/caller';
import { GoogleVisitor } from '../../test/harness/googleVisitor';

const CLIENT = { clientId: 'stoa-test', clientSecret: 'a secret of the client' };
const PASSWORD = 'correct horse battery';
const [VERIFIED, , UNVERIFIED] = TEST_PEOPLE;
let sandbox: TestSandbox;
let app: TestApp;
beforeAll(async () => {
  sandbox = await startSandbox({
    google: { ...CLIENT, redirectUris: Object.values(TEST_ORIGINS).map((origin) => `${origin}/sign-in/google`) },
  });
  app = await createTestApp({ identities: createGoogle({ ...CLIENT, issuer: `${sandbox.origin}/google` }) });
});
afterAll(async () => {
  await app?.close();
  await sandbox?.drop();
});
afterEach(() => expect(app.reports).toEqual([]));

interface Answer {
  readonly me: { id: string; email: string; emailVerified: boolean } | null;
  readonly registration: { token: string; email: string; name: string } | null;
}
let people = 0;
const somebody = (verified = true) => ({
  person: 'other',
  name: 'Hazel',
  email: `hazel-${(people += 1)}@google.example`,
  ...(verified ? { verified: 'yes' } : {}),
});
const start = async (caller: Caller) => (await caller.post<{ url: string }>('/session/google')).body.url;
const finish = (caller: Caller, brought: object) => caller.post<Answer>('/session/google/finish', brought);
async function signInWith(form: Record<string, string>, caller = new Caller(app)) {
  const brought = await new GoogleVisitor().choose(await start(caller), form);
  return { caller, brought, answer: await finish(caller, brought) };
}
const newcomer = (token: string) => ({
  token,
  role: 'student',
  displayName: 'Hazel',
  country: 'UA',
  zone: 'Europe/Kyiv',
  locale: 'en',
  currency: 'EUR',
  consents: TEST_DOCUMENTS,
});
async function registered(form = somebody()) {
  const { caller, answer } = await signInWith(form);
  const token = answer.body.registration?.token ?? '';
  const made = await caller.post<{ id: string }>('/registrations/google', newcomer(token));
  expect(made.status).toBe(201);
  return { form, caller, token, id: made.body.id };
}

describe('signing in with Google', () => {
  it('asks somebody new for the rest, makes the account, and knows them the next time', async () => {
    const form = somebody();
    const { answer, brought } = await signInWith(form);
    expect(answer.body).toMatchObject({ me: null, registration: { email: form.email, name: 'Hazel' } });
    expect(brought['iss']).toBe(`${sandbox.origin}/google`);
    const { caller, id } = await registered(form);
    expect((await caller.get('/me')).body).toMatchObject({
      email: form.email,
      emailVerified: true,
      roles: ['student'],
    });
    expect((await caller.get('/me/account')).body).toMatchObject({ hasPassword: false, googleEmail: form.email });
    expect(await app.database.owner('consents').where({ person_id: id })).toHaveLength(2);
    expect((await signInWith(form)).answer.body.me).toMatchObject({ id });
  });

  it('is known by the company’s own name for them, whatever becomes of the address', async () => {
    const { form, id } = await registered();
    await app.database
      .owner('people')
      .where({ id })
      .update({ email: `moved-${form.email}` });
    expect((await signInWith(form)).answer.body.me).toMatchObject({ id });
  });

  it('finishes a registration once, and agrees to the present terms', async () => {
    const { caller, answer } = await signInWith(somebody());
    const token = answer.body.registration?.token ?? '';
    const old = { ...newcomer(token), consents: { ...TEST_DOCUMENTS, terms: '2020' } };
    expect((await caller.post('/registrations/google', old)).body.code).toBe('consent_outdated');
    const admin = { ...newcomer(token), role: 'admin' };
    expect((await caller.post('/registrations/google', admin)).body.code).toBe('request_invalid');
    const both = await Promise.all([1, 2].map(() => new Caller(app).post('/registrations/google', newcomer(token))));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 410]);
    expect((await caller.post('/registrations/google', newcomer('no token'))).body.code).toBe(
      'identity_registration_over',
    );
  });

  // Loss prevented: whoever types another's address at the company would own that person's account here.
  it('refuses an address that the company has not verified', async () => {
    for (const form of [{ person: UNVERIFIED!.sub }, somebody(false)]) {
      const { answer, caller } = await signInWith(form);
      expect([answer.status, answer.body.code]).toEqual([403, 'identity_email_unverified']);
      expect(caller.cookies.has('stoa_web_at')).toBe(false);
    }
  });

  // Loss prevented: an account would be opened by whoever holds its address at another company.
  it('opens no account that was made with a password', async () => {
    const person = await buildPerson(app.database.owner, {
      roles: ['student'],
      passwordHash: await testPasswordHash(),
    });
    const { answer } = await signInWith({ ...somebody(), email: person.email.toUpperCase() });
    expect([answer.status, answer.body.code]).toEqual([409, 'identity_not_linked']);
  });

  it('goes back without an answer when somebody thinks better of it', async () => {
    const caller = new Caller(app);
    const brought = await new GoogleVisitor().choose(await start(caller), { person: 'nobody' });
    expect(brought).toMatchObject({ error: 'access_denied' });
    expect(brought['code']).toBeUndefined();
  });

  it('opens neither a closed account, nor the console to somebody who is no staff', async () => {
    const { form, id } = await registered();
    const console = await signInWith(form, new Caller(app, 'admin'));
    expect(console.answer.body.code).toBe('role_not_held');
    await app.database.owner('people').where({ id }).update({ disabled_at: new Date() });
    expect((await signInWith(form)).answer.body.code).toBe('identity_refused');
  });

  it('takes the second step as well', async () => {
    const { form, id } = await registered();
    await app.database.owner('totp_secrets').insert({
      person_id: id,
      sealed_secret: app.house.sealer.seal('JBSWY3DPEHPK3PXP', id),
      created_at: new Date(),
      confirmed_at: new Date(),
      last_step: 0,
    });
    const { answer, caller } = await signInWith(form);
    expect([answer.status, answer.body.code]).toEqual([401, 'totp_required']);
    expect(caller.cookies.has('stoa_web_at')).toBe(false);
  });
});

describe('what the browser brings back', () => {
  // Loss prevented: an answer that was overheard, or slipped into somebody's browser, would sign a stranger in.
  it('counts once', async () => {
    const { form } = await registered();
    const { caller, brought } = await signInWith(form);
    const again = await finish(caller, brought);
    expect([again.status, again.body.code]).toEqual([400, 'identity_state_unknown']);
  });

  it('counts in the browser that began, and in its app', async () => {
    const { form } = await registered();
    const [mine, other] = [new Caller(app), new Caller(app)];
    const brought = await new GoogleVisitor().choose(await start(mine), form);
    await start(other);
    expect((await finish(other, brought)).body.code).toBe('identity_state_unknown');
    expect((await finish(new Caller(app), brought)).body.code).toBe('identity_state_unknown');
    const admin = new Caller(app, 'admin');
    admin.cookies.set('stoa_admin_gb', mine.cookies.get('stoa_web_gb') ?? '');
    expect((await finish(admin, brought)).body.code).toBe('identity_state_unknown');
    expect((await finish(mine, brought)).status).toBe(200);
  });

  it('counts for ten minutes', async () => {
    const caller = new Caller(app);
    const brought = await new GoogleVisitor().choose(await start(caller), { person: VERIFIED!.sub });
    await app.database.owner('identity_attempts').update({ expires_at: new Date(Date.now() - 1) });
    expect((await finish(caller, brought)).body.code).toBe('identity_state_unknown');
  });

  // The code of one attempt with the state of another: nonce and verifier are not its own.
  it('with a code of another attempt is refused: replayed nonce', async () => {
    const [one, two] = [new Caller(app), new Caller(app)];
    const form = { person: VERIFIED!.sub };
    const first = await new GoogleVisitor().choose(await start(one), form);
    const second = await new GoogleVisitor().choose(await start(two), form);
    const mixed = await finish(two, { ...second, code: first['code'] });
    expect([mixed.status, mixed.body.code]).toEqual([403, 'identity_refused']);
  });

  it('from another issuer, or made up, is refused', async () => {
    const caller = new Caller(app);
    const brought = await new GoogleVisitor().choose(await start(caller), { person: VERIFIED!.sub });
    expect((await finish(caller, { ...brought, iss: 'https://evil.example' })).body.code).toBe('identity_refused');
    const other = new Caller(app);
    const state = new URL(await start(other)).searchParams.get('state');
    const madeUp = { code: 'made up', state, iss: `${sandbox.origin}/google` };
    expect((await finish(other, madeUp)).body.code).toBe('identity_refused');
  });
});

describe('linking an account', () => {
  async function brought(caller: Caller, form: Record<string, string>) {
    const { body } = await caller.post<{ url: string }>('/me/google/start', { currentPassword: PASSWORD });
    return new GoogleVisitor().choose(body.url, form);
  }

  it('takes the password and the other company, and then either opens it', async () => {
    const { caller, person } = await signedIn(app, ['student']);
    expect((await caller.post('/me/google/start', { currentPassword: 'wrong' })).body.code).toBe('password_wrong');
    const form = somebody();
    const linked = await caller.post<AccountView>('/me/google', await brought(caller, form));
    expect(linked.body).toMatchObject({ id: person.id, googleEmail: form.email });
    expect((await signInWith(form)).answer.body.me).toMatchObject({ id: person.id });
    const gone = await caller.post<AccountView>('/me/google/unlink', { currentPassword: PASSWORD });
    expect(gone.body.googleEmail).toBeNull();
    expect((await signInWith(form)).answer.body.me).toBeNull();
  });

  it('is not finished by somebody else, nor by a sign-in', async () => {
    const [mine, other] = [await signedIn(app, ['student']), await signedIn(app, ['student'])];
    const back = await brought(mine.caller, somebody());
    other.caller.cookies.set('stoa_web_gb', mine.caller.cookies.get('stoa_web_gb') ?? '');
    expect((await other.caller.post('/me/google', back)).body.code).toBe('identity_state_unknown');
    expect((await finish(mine.caller, back)).body.code).toBe('identity_state_unknown');
    const begun = await new GoogleVisitor().choose(await start(mine.caller), somebody());
    expect((await mine.caller.post('/me/google', begun)).body.code).toBe('identity_state_unknown');
  });

  it('refuses one that opens another account, a second one, and an account whose address is not confirmed', async () => {
    const { form } = await registered();
    const { caller, person } = await signedIn(app, ['student']);
    expect((await caller.post('/me/google', await brought(caller, form))).body.code).toBe('identity_linked_otherwise');
    expect((await caller.post('/me/google', await brought(caller, somebody()))).status).toBe(200);
    const second = await caller.post('/me/google', await brought(caller, somebody()));
    expect(second.body.code).toBe('identity_linked_otherwise');
    await app.database.owner('people').where({ id: person.id }).update({ email_verified_at: null });
    expect((await caller.post('/me/google/start', { currentPassword: PASSWORD })).body.code).toBe('email_unverified');
  });
});

describe('a company that does not answer', () => {
  const without = async (identities: TestApp['house']['identities'], expected: [number, string]) => {
    const { identities: before } = app.house;
    Object.assign(app.house, { identities });
    const answer = await new Caller(app).post('/session/google');
    Object.assign(app.house, { identities: before });
    expect([answer.status, answer.body.code]).toEqual(expected);
  };

  it('is said to be away, at the beginning and at the end', async () => {
    const away = createGoogle({ ...CLIENT, issuer: 'http://127.0.0.1:9/google' });
    await without(away, [503, 'identity_unavailable']);
    const caller = new Caller(app);
    const back = await new GoogleVisitor().choose(await start(caller), { person: VERIFIED!.sub });
    const { identities: before } = app.house;
    Object.assign(app.house, { identities: away });
    const answer = await finish(caller, back);
    Object.assign(app.house, { identities: before });
    expect([answer.status, answer.body.code]).toEqual([503, 'identity_unavailable']);
  });

  it('is not offered where none is configured', () => without(null, [404, 'identity_not_offered']));
});
