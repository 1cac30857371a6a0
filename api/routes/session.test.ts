import { createHmac } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { createTestApp, TEST_ORIGINS, TEST_SECRET, type TestApp } from '../../test/harness/api';
import { Caller, signedIn, testPasswordHash } from '../../test/harness/caller';
import { buildPerson } from '../../test/factories/people';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const accessKey = createHmac('sha256', TEST_SECRET).update('stoa/access').digest();
const withCookie = (name: string, value: string): Caller => {
  const caller = new Caller(app);
  caller.cookies.set(name, value);
  return caller;
};
interface Forgery {
  readonly audience?: string;
  readonly key?: Uint8Array;
  readonly typ?: string;
}
const forged = (claims: Record<string, unknown>, { audience = 'web', key = accessKey, typ = 'at+jwt' }: Forgery = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ })
    .setIssuer('stoa')
    .setAudience(audience)
    .setExpirationTime('10 minutes')
    .sign(key);

describe('sign-in refused', () => {
  it('says the same of a wrong password and of an unknown address', async () => {
    const person = await buildPerson(app.database.owner, {
      roles: ['student'],
      passwordHash: await testPasswordHash(),
    });
    const wrong = await new Caller(app).signIn(person.email, 'not the password');
    const unknown = await new Caller(app).signIn('nobody@people.example', 'not the password');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'credentials_wrong']);
    expect([unknown.status, unknown.body.code]).toEqual([401, 'credentials_wrong']);
    expect({ ...wrong.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
  });

  it('lets no student into the console and no support into the web app', async () => {
    const hash = await testPasswordHash();
    const student = await buildPerson(app.database.owner, { roles: ['student'], passwordHash: hash });
    const support = await buildPerson(app.database.owner, { roles: ['support'], passwordHash: hash });
    expect((await new Caller(app, 'admin').signIn(student.email)).body.code).toBe('role_not_held');
    expect((await new Caller(app, 'web').signIn(support.email)).body.code).toBe('role_not_held');
  });

  it('refuses an account that was disabled, and ends what it had', async () => {
    const { caller, person } = await signedIn(app, ['student']);
    await app.database.owner('people').where({ id: person.id }).update({ disabled_at: new Date() });
    expect((await caller.get('/me')).body.code).toBe('session_revoked');
    expect((await new Caller(app).signIn(person.email)).body.code).toBe('credentials_wrong');
  });

  it('writes neither password, address nor token into the log', async () => {
    const { person } = await signedIn(app, ['student']);
    await new Caller(app).signIn(person.email, 'a wrong password that is long');
    const log = app.lines.join('');
    expect(log).not.toContain('correct horse');
    expect(log).not.toContain('a wrong password');
    expect(log).not.toContain(person.email);
    expect(log).not.toContain('stoa_web_');
  });
});

describe('access tokens refused', () => {
  const familyOf = async (personId: string): Promise<string> => {
    const row = (await app.database.owner('sign_in_families').where({ person_id: personId }).first()) as { id: string };
    return row.id;
  };

  it('refuses none, garbage, another key, no signature, another audience and another kind', async () => {
    const { caller, person } = await signedIn(app, ['student']);
    const sid = await familyOf(person.id);
    const tokens = [
      'garbage',
      await forged({ sid }, { key: new Uint8Array(32) }),
      new UnsecuredJWT({ sid }).setIssuer('stoa').setAudience('web').setExpirationTime('10 minutes').encode(),
      await forged({ sid }, { audience: 'admin' }),
      await forged({ sid }, { typ: 'quote' }),
      await forged({}),
      caller.cookies.get('stoa_web_rt') ?? '',
    ];
    expect((await new Caller(app).get('/me')).body.code).toBe('unauthenticated');
    for (const token of tokens)
      expect((await withCookie('stoa_web_at', token).get('/me')).body.code).toBe('unauthenticated');
    expect((await withCookie('stoa_web_at', await forged({ sid })).get('/me')).status).toBe(200);
  });

  it('refuses an expired one with a code that says so', async () => {
    const { person } = await signedIn(app, ['student']);
    const token = await new SignJWT({ sid: await familyOf(person.id) })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setIssuer('stoa')
      .setAudience('web')
      .setExpirationTime(Math.floor(Date.now() / 1000) - 60)
      .sign(accessKey);
    const answer = await withCookie('stoa_web_at', token).get('/me');
    expect([answer.status, answer.body.code]).toEqual([401, 'token_expired']);
  });

  it('refuses a web sign-in in the console, also under the console’s cookie', async () => {
    const { caller } = await signedIn(app, ['student', 'support']);
    const thief = new Caller(app, 'admin');
    thief.cookies.set('stoa_admin_at', caller.cookies.get('stoa_web_at') ?? '');
    expect((await thief.get('/staff/bookings')).body.code).toBe('unauthenticated');
  });
});

describe('refresh tokens', () => {
  it('rotate, and the old one yields the same successor for two tabs', async () => {
    const { caller } = await signedIn(app, ['student']);
    const first = caller.cookies.get('stoa_web_rt') ?? '';
    const [one, two] = await Promise.all([
      withCookie('stoa_web_rt', first).post('/session/refresh'),
      withCookie('stoa_web_rt', first).post('/session/refresh'),
    ]);
    expect([one.status, two.status]).toEqual([200, 200]);
    const refreshOf = (headers: Headers) => headers.getSetCookie().find((cookie) => cookie.startsWith('stoa_web_rt'));
    expect(refreshOf(one.headers)).toBe(refreshOf(two.headers));
  });

  it('end the whole sign-in when an old one comes after the grace: a copy is in somebody’s hands', async () => {
    const { caller, person } = await signedIn(app, ['student']);
    const stolen = caller.cookies.get('stoa_web_rt') ?? '';
    expect((await caller.post('/session/refresh')).status).toBe(200);
    await app.database
      .owner('refresh_tokens')
      .whereNotNull('used_at')
      .whereIn('family_id', app.database.owner('sign_in_families').select('id').where({ person_id: person.id }))
      .update({ used_at: new Date(Date.now() - 21_000) });
    const reuse = await withCookie('stoa_web_rt', stolen).post('/session/refresh');
    expect([reuse.status, reuse.body.code]).toEqual([401, 'session_revoked']);
    expect((await caller.get('/me')).body.code).toBe('session_revoked');
    expect((await caller.post('/session/refresh')).body.code).toBe('session_revoked');
  });

  it('are neither access tokens nor good in the other app', async () => {
    const { caller } = await signedIn(app, ['student']);
    const refresh = caller.cookies.get('stoa_web_rt') ?? '';
    const admin = new Caller(app, 'admin');
    admin.cookies.set('stoa_admin_rt', refresh);
    expect((await admin.post('/session/refresh')).body.code).toBe('session_revoked');
    expect((await new Caller(app).post('/session/refresh')).body.code).toBe('unauthenticated');
  });

  it('are kept as hashes only', async () => {
    const { caller } = await signedIn(app, ['student']);
    const rows = JSON.stringify(await app.database.owner('refresh_tokens').select());
    expect(rows).not.toContain(caller.cookies.get('stoa_web_rt'));
  });
});

describe('cookies', () => {
  it('are out of reach for scripts and other sites, the refresh token on its own path', async () => {
    const person = await buildPerson(app.database.owner, {
      roles: ['student'],
      passwordHash: await testPasswordHash(),
    });
    const [access, refresh] = (await new Caller(app).signIn(person.email)).headers.getSetCookie();
    expect(access).toMatch(/^stoa_web_at=.*; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/);
    expect(refresh).toMatch(/^stoa_web_rt=.*; Path=\/api\/v1\/session; Max-Age=2592000; HttpOnly; SameSite=Lax$/);
  });

  it('end with signing out, on this device at once', async () => {
    const { caller } = await signedIn(app, ['student']);
    const access = caller.cookies.get('stoa_web_at') ?? '';
    expect((await caller.ask('DELETE', '/session')).status).toBe(204);
    expect([...caller.cookies.keys()]).toEqual(['stoa_web_dv']);
    expect((await withCookie('stoa_web_at', access).get('/me')).body.code).toBe('session_revoked');
    expect((await caller.ask('DELETE', '/session')).status).toBe(204);
  });
});

describe('requests of other sites', () => {
  it('are refused without our header, from a strange origin and from another site', async () => {
    const { caller } = await signedIn(app, ['student']);
    const zone = { zone: 'Europe/Kyiv' };
    const put = (headers: Record<string, string | undefined>) => caller.ask('PUT', '/me/zone', { body: zone, headers });
    expect((await put({ 'x-stoa-app': undefined })).body.code).toBe('csrf_refused');
    expect((await put({ origin: 'http://evil.test' })).body.code).toBe('csrf_refused');
    expect((await put({ origin: TEST_ORIGINS.admin })).body.code).toBe('csrf_refused');
    expect((await put({ 'sec-fetch-site': 'cross-site' })).body.code).toBe('csrf_refused');
    expect((await put({ origin: TEST_ORIGINS.web })).status).toBe(200);
  });
});

describe('who I am', () => {
  it('names roles, zone, currency and the end of the access token', async () => {
    const { caller, person } = await signedIn(app, ['student', 'tutor']);
    const { body } = await caller.get('/me');
    expect(body).toMatchObject({ id: person.id, actingAs: 'student', zone: 'Europe/London', currency: 'EUR' });
    expect((await caller.get('/me', { headers: { 'x-acting-as': 'tutor' } })).body).toMatchObject({
      actingAs: 'tutor',
    });
    expect((await caller.get('/me', { headers: { 'x-acting-as': 'owner' } })).body.code).toBe('role_not_held');
  });

  it('refuses a zone that no map knows, and keeps one that it does', async () => {
    const { caller } = await signedIn(app, ['student']);
    const put = (zone: string) => caller.ask('PUT', '/me/zone', { body: { zone } });
    expect((await put('Mars/Olympus')).body).toMatchObject({
      code: 'request_invalid',
      fields: [{ path: 'body.zone' }],
    });
    expect((await put('+02:00')).status).toBe(400);
    expect((await put('Asia/Kathmandu')).body).toMatchObject({ zone: 'Asia/Kathmandu' });
    expect((await caller.get('/me')).body).toMatchObject({ zone: 'Asia/Kathmandu' });
  });
});
