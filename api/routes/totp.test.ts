import { Secret, TOTP } from 'otpauth';
import { rows } from '../../db/postgres';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, signedIn, testPasswordHash, type SignedInCaller } from '../../test/harness/caller';
import { buildPerson } from '../../test/factories/people';
import { newRecoveryCode, plainRecoveryCode, stepOf } from '../codes';

const PASSWORD = 'correct horse battery';
const STEP = 30_000;
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

/** What an authenticator shows so many steps from now. */
const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * STEP });
/** Steps taken so far are forgotten: time has passed. */
const later = (personId: string) =>
  app.database.owner('totp_secrets').where({ person_id: personId }).update({ last_step: 0 });
const wrongFor = (secret: string): string => {
  const near = [-1, 0, 1, 2].map((step) => codeOf(secret, step));
  return ['000000', '111111', '222222', '333333', '444444'].find((code) => !near.includes(code))!;
};

async function enrol(caller = me.caller): Promise<string> {
  const { body } = await caller.post<{ secret: string }>('/me/totp', { currentPassword: PASSWORD });
  return body.secret;
}
async function switchOn(who = me): Promise<{ secret: string; codes: string[] }> {
  const secret = await enrol(who.caller);
  const { body } = await who.caller.post<{ codes: string[] }>('/me/totp/confirm', { code: codeOf(secret) });
  await later(who.person.id);
  return { secret, codes: body.codes };
}
async function challenged(caller = new Caller(app), email = me.person.email): Promise<string> {
  const answer = await caller.signIn(email);
  expect([answer.status, answer.body.code]).toEqual([401, 'totp_required']);
  expect(caller.cookies.size).toBe(0);
  return String(answer.body.details?.['challenge']);
}
const second = (challenge: string, code: string, caller = new Caller(app)) =>
  caller.post('/session/totp', { challenge, code });

describe('enrolling', () => {
  it('needs the password, and an address that is confirmed', async () => {
    expect((await me.caller.post('/me/totp', {})).body.code).toBe('password_wrong');
    expect((await me.caller.post('/me/totp', { currentPassword: 'wrong' })).body.code).toBe('password_wrong');
    await app.database.owner('people').where({ id: me.person.id }).update({ email_verified_at: null });
    expect((await me.caller.post('/me/totp', { currentPassword: PASSWORD })).body.code).toBe('email_unverified');
  });

  it('counts only once a code confirms it', async () => {
    expect((await me.caller.post('/me/totp/confirm', { code: '000000' })).body.code).toBe('totp_off');
    const secret = await enrol();
    expect((await me.caller.post('/me/totp/confirm', { code: wrongFor(secret) })).body.code).toBe('totp_wrong');
    expect((await new Caller(app).signIn(me.person.email)).status).toBe(200);
    expect((await me.caller.get('/me/totp')).body).toMatchObject({ on: false, required: false });
  });

  it('begun twice is confirmed by the later secret alone, and never begun while it is on', async () => {
    const [first, last] = [await enrol(), await enrol()];
    expect((await me.caller.post('/me/totp/confirm', { code: codeOf(first) })).body.code).toBe('totp_wrong');
    expect((await me.caller.post('/me/totp/confirm', { code: codeOf(last) })).status).toBe(200);
    expect((await me.caller.post('/me/totp', { currentPassword: PASSWORD })).body.code).toBe('totp_on_already');
    expect((await me.caller.post('/me/totp/confirm', { code: codeOf(last) })).body.code).toBe('totp_on_already');
  });

  // Loss prevented: a copied database would open every account that trusts its second step.
  it('keeps neither the secret nor a recovery code in the clear', async () => {
    const { secret, codes } = await switchOn();
    const kept = JSON.stringify([
      await rows(app.database.owner, 'SELECT * FROM totp_secrets'),
      await rows(app.database.owner, 'SELECT * FROM recovery_codes'),
    ]);
    expect(codes).toHaveLength(10);
    for (const text of [secret, ...codes, ...codes.map(plainRecoveryCode)]) expect(kept).not.toContain(text);
  });
});

describe('signing in with a second step', () => {
  it('opens nothing before the code is right', async () => {
    const { secret } = await switchOn();
    const challenge = await challenged();
    expect((await second(challenge, wrongFor(secret))).body.code).toBe('totp_wrong');
    const caller = new Caller(app);
    expect((await second(challenge, codeOf(secret), caller)).body).toMatchObject({ id: me.person.id });
    expect((await caller.get('/me')).status).toBe(200);
  });

  // Loss prevented: who looks over a shoulder, or listens in, could sign in with the same code half a minute later.
  it('takes no code twice, nor an older one, and no challenge twice', async () => {
    const { secret } = await switchOn();
    const [one, two] = [await challenged(), await challenged()];
    const code = codeOf(secret);
    expect((await second(one, code)).status).toBe(200);
    expect((await second(two, code)).body.code).toBe('totp_wrong');
    expect((await second(two, codeOf(secret, -1))).body.code).toBe('totp_wrong');
    await later(me.person.id);
    expect((await second(one, code)).body.code).toBe('challenge_over');
  });

  it('with one code at two doors at once opens one', async () => {
    const { secret } = await switchOn();
    const challenges = [await challenged(), await challenged()];
    const answers = await Promise.all(challenges.map((challenge) => second(challenge, codeOf(secret))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
  });

  it('ends after five tries, five minutes, or in the other app', async () => {
    const { secret } = await switchOn();
    const guessed = await challenged();
    for (let i = 0; i < 5; i++) expect((await second(guessed, wrongFor(secret))).body.code).toBe('totp_wrong');
    expect((await second(guessed, codeOf(secret))).body.code).toBe('challenge_over');
    const late = await challenged();
    expect((await second(late, codeOf(secret), new Caller(app, 'admin'))).body.code).toBe('challenge_over');
    await app.database.owner('sign_in_challenges').update({ expires_at: new Date(Date.now() - 1) });
    expect((await second(late, codeOf(secret))).body.code).toBe('challenge_over');
    expect((await second('no challenge', codeOf(secret))).body.code).toBe('challenge_over');
  });

  it('works with each recovery code once, however it is typed', async () => {
    const { codes } = await switchOn();
    const [code = '', other = ''] = codes;
    expect((await second(await challenged(), ` ${code.toUpperCase()} `)).status).toBe(200);
    expect((await second(await challenged(), code)).body.code).toBe('totp_wrong');
    expect((await second(await challenged(), other.replaceAll('-', ''))).status).toBe(200);
    expect((await me.caller.get('/me/totp')).body).toMatchObject({ on: true, recoveryCodesLeft: 8 });
  });

  it('does not open an account that was closed between the steps', async () => {
    const { secret } = await switchOn();
    const challenge = await challenged();
    await app.database.owner('people').where({ id: me.person.id }).update({ disabled_at: new Date() });
    expect((await second(challenge, codeOf(secret))).body.code).toBe('challenge_over');
  });
});

describe('switching it off, and new recovery codes', () => {
  it('need the password and a fresh code', async () => {
    const { secret } = await switchOn();
    const disable = (body: object) => me.caller.post('/me/totp/disable', body);
    expect((await disable({ code: codeOf(secret) })).body.code).toBe('password_wrong');
    const wrong = { currentPassword: PASSWORD, code: wrongFor(secret) };
    expect((await disable(wrong)).body.code).toBe('totp_wrong');
    expect((await disable({ currentPassword: PASSWORD, code: codeOf(secret) })).status).toBe(204);
    expect((await new Caller(app).signIn(me.person.email)).status).toBe(200);
  });

  it('replace the old codes', async () => {
    const { secret, codes } = await switchOn();
    expect((await me.caller.post('/me/totp/recovery-codes', { code: '00000000' })).body.code).toBe('totp_wrong');
    const { body } = await me.caller.post<{ codes: string[] }>('/me/totp/recovery-codes', { code: codeOf(secret) });
    expect(body.codes).toHaveLength(10);
    expect((await second(await challenged(), codes[0]!)).body.code).toBe('totp_wrong');
    expect((await second(await challenged(), body.codes[0]!)).status).toBe(200);
  });
});

describe('staff where the house requires a second step', () => {
  let strict: TestApp;
  beforeAll(async () => {
    strict = await createTestApp({ staffTotp: 'required' });
  });
  afterAll(() => strict.close());

  // Loss prevented: one stolen password of one helper would open every account, payment and document.
  it('get nothing but their enrolment before it is on', async () => {
    const staff = await buildPerson(strict.database.owner, {
      roles: ['admin'],
      passwordHash: await testPasswordHash(),
    });
    const caller = new Caller(strict, 'admin');
    expect((await caller.signIn(staff.email)).body).toMatchObject({ mustEnrolTotp: true });
    for (const path of ['/staff/bookings', '/me/account', '/me/devices'])
      expect([(await caller.get(path)).status, (await caller.get(path)).body.code]).toEqual([
        403,
        'totp_enrolment_required',
      ]);
    expect((await caller.get('/me')).body).toMatchObject({ mustEnrolTotp: true });
    expect((await caller.get('/me/totp')).body).toMatchObject({ on: false, required: true });
    const secret = await enrol(caller);
    expect((await caller.post('/me/totp/confirm', { code: codeOf(secret) })).status).toBe(200);
    expect((await caller.get('/staff/bookings')).status).toBe(200);
    expect((await caller.get('/me')).body).toMatchObject({ mustEnrolTotp: false });
  });

  it('are free of it in the web app, where they are no staff', async () => {
    const both = await signedIn(strict, ['student', 'tutor']);
    expect((await both.caller.get('/me/account')).status).toBe(200);
  });
});

describe('codes', () => {
  it('are those of RFC 6238, a step early or late, and nothing else', () => {
    const secret = Secret.fromUTF8('12345678901234567890').base32;
    // appendix B, last six digits of SHA-1 at 59 s and 1111111109 s
    expect(stepOf(secret, '287082', 59_000)).toBe(1);
    expect(stepOf(secret, '081804', 1_111_111_109_000)).toBe(37_037_036);
    expect(stepOf(secret, '287082', 89_000)).toBe(1);
    expect(stepOf(secret, '287082', 120_000)).toBeNull();
    for (const code of ['28708', '2870820', '28708a', '٢٨٧٠٨٢', '']) expect(stepOf(secret, code, 59_000)).toBeNull();
  });

  it('for recovery hold 80 bits and forgive what looks alike', () => {
    const codes = new Set(Array.from({ length: 200 }, newRecoveryCode));
    expect(codes.size).toBe(200);
    for (const code of codes) expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(plainRecoveryCode('OIl0-1111 aaaa-BBBB')).toBe('01101111aaaabbbb');
  });
});
