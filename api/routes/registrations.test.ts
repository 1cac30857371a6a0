import { rows } from '../../db/postgres';
import { limitsFor } from '../limits';
import { createTestApp, TEST_DOCUMENTS, type TestApp } from '../../test/harness/api';
import { Caller, signedIn, testPasswordHash } from '../../test/harness/caller';
import { buildPerson } from '../../test/factories/people';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ isBreached: (password) => Promise.resolve(password === 'password1234') });
});
afterAll(() => app.close());
afterEach(() => expect(app.reports).toEqual([]));

const PASSWORD = 'a quiet harbour at noon';
let people = 0;
const newcomer = (differences: Record<string, unknown> = {}) => ({
  role: 'student',
  displayName: 'Robin',
  email: `newcomer-${(people += 1)}@people.example`,
  password: PASSWORD,
  country: 'UA',
  zone: 'Europe/Kyiv',
  locale: 'en-GB',
  currency: 'EUR',
  consents: TEST_DOCUMENTS,
  ...differences,
});
const register = (body: Record<string, unknown>, caller = new Caller(app)) => caller.post('/registrations', body);
const personOf = async (email: string) =>
  (await app.database.owner('people').where({ email }).first()) as Record<string, unknown> | undefined;

interface Sent {
  readonly template: string;
  readonly personId: string;
  readonly tokenId?: string;
}
async function mailsTo(personId: unknown): Promise<Sent[]> {
  const lines = await rows<{ payload: Sent }>(
    app.database.owner,
    `SELECT payload FROM outbox WHERE kind = 'mail' AND payload ->> 'personId' = ? ORDER BY id`,
    [String(personId)],
  );
  return lines.map(({ payload }) => payload);
}
/** The token of the last mail with a link, as its reader finds it. */
async function tokenFor(personId: unknown): Promise<string> {
  const sent = (await mailsTo(personId)).filter(({ tokenId }) => tokenId !== undefined).at(-1);
  return app.house.linkTokens.tokenFor(sent?.tokenId ?? 'no mail');
}
async function registered(differences: Record<string, unknown> = {}) {
  const body = newcomer(differences);
  expect((await register(body)).status).toBe(202);
  return { body, person: (await personOf(body.email))! };
}
const verify = (token: string, caller = new Caller(app)) => caller.post('/email/verify', { token });

describe('registration refused', () => {
  // Loss prevented: whoever can send a form could run the marketplace, its money included.
  it.each(['admin', 'owner', 'support', 'ADMIN', ['student', 'admin']])('registration as admin: %j', async (role) => {
    const body = newcomer({ role });
    const answer = await register(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'request_invalid']);
    expect(answer.body.fields?.[0]?.path).toMatch(/^body\.role/);
    expect(await personOf(body.email)).toBeUndefined();
  });

  it('registration as admin, by fields that do not belong there', async () => {
    for (const more of [{ roles: ['owner'] }, { emailVerified: true }, { id: '1' }, { approval: 'approved' }])
      expect((await register(newcomer(more))).body.code).toBe('request_invalid');
  });

  it.each([
    ['zone', 'Mars/Olympus'],
    ['zone', '+02:00'],
    ['country', 'XX'],
    ['currency', 'XAU'],
    ['currency', 'eur'],
    ['locale', 'english'],
    ['email', 'robin'],
    ['email', 'robin@people.example\nBcc: everybody@people.example'],
    ['displayName', '   '],
    ['displayName', 'Robin\u202Enimda'],
    ['password', 'too short'],
    ['password', 'x'.repeat(129)],
  ])('a %s that is none: %j', async (field, value) => {
    const answer = await register(newcomer({ [field]: value }));
    expect([answer.status, answer.body.code]).toEqual([400, 'request_invalid']);
    expect(answer.body.fields?.[0]?.path).toBe(`body.${field}`);
  });

  it('a password that is known to others', async () => {
    expect((await register(newcomer({ displayName: 'Robin of Reed', password: 'robin OF reed' }))).body.code).toBe(
      'password_unsuitable',
    );
    const breached = await register(newcomer({ password: 'password1234' }));
    expect([breached.status, breached.body.code]).toEqual([422, 'password_breached']);
  });

  it('a list of stolen passwords that does not answer keeps nobody out', async () => {
    const { isBreached } = app.house;
    Object.assign(app.house, { isBreached: () => Promise.reject(new Error('away')) });
    expect((await register(newcomer())).status).toBe(202);
    Object.assign(app.house, { isBreached });
  });

  it('consent to versions that are no longer shown, with the present ones in the answer', async () => {
    const answer = await register(newcomer({ consents: { ...TEST_DOCUMENTS, terms: '2020-01' } }));
    expect(answer).toMatchObject({ status: 409, body: { code: 'consent_outdated', details: TEST_DOCUMENTS } });
  });

  it('more mails to one address than an hour has, whoever asks, account or not', async () => {
    const limited = await createTestApp({
      limits: { ...limitsFor(1_000), mailsPerAddress: { points: 2, seconds: 60 } },
    });
    try {
      const known = await buildPerson(limited.database.owner, { roles: ['student'] });
      for (const email of [known.email, 'new@people.example']) {
        const ask = () => new Caller(limited).post('/registrations', newcomer({ email: email.toUpperCase() }));
        expect([(await ask()).status, (await ask()).status]).toEqual([202, 202]);
        const third = await ask();
        expect([third.status, third.body.code]).toEqual([429, 'rate_limited']);
        expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    } finally {
      await limited.close();
    }
  });
});

describe('registration', () => {
  it('shows what there is to choose and to agree to', async () => {
    const { body } = await new Caller(app).get('/registrations/options');
    expect(body['documents']).toEqual(TEST_DOCUMENTS);
    expect(body['countries']).toEqual(expect.arrayContaining(['UA']));
    expect(body['currencies']).toEqual(expect.arrayContaining(['EUR', 'JPY']));
  });

  it('makes a student, keeps what they agreed to, and sends one link', async () => {
    const { body, person } = await registered();
    expect(person).toMatchObject({ display_name: 'Robin', country: 'UA', currency: 'EUR', email_verified_at: null });
    expect(String(person['password_hash'])).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const consents = await app.database.owner('consents').where({ person_id: person['id'] }).orderBy('document');
    expect(consents.map(({ document, version }: Record<string, string>) => [document, version])).toEqual([
      ['privacy', TEST_DOCUMENTS.privacy],
      ['terms', TEST_DOCUMENTS.terms],
    ]);
    expect(await mailsTo(person['id'])).toEqual([expect.objectContaining({ template: 'verifyEmail' })]);
    const caller = new Caller(app);
    const signIn = await caller.post('/session', { email: body.email, password: PASSWORD });
    expect(signIn.body).toMatchObject({ emailVerified: false, roles: ['student'] });
  });

  it('makes a tutor with an empty profile that is in no list', async () => {
    const { person } = await registered({ role: 'tutor', currency: 'GBP' });
    const tutor = (await app.database.owner('tutors').where({ person_id: person['id'] }).first()) as object;
    expect(tutor).toMatchObject({
      approval: 'incomplete',
      currency: 'GBP',
      zone: 'Europe/Kyiv',
      payouts_enabled: false,
    });
    const begun = await app.database.owner('outbox').where({ dedupe_key: `tutor:${String(person['id'])}:begins` });
    expect(begun).toHaveLength(1);
    const { body } = await new Caller(app).get<{ items: { id: string }[] }>('/tutors');
    expect(body.items.map(({ id }) => id)).not.toContain(person['id']);
  });

  // Loss prevented: a list of addresses could be tried to learn who has an account here.
  it('answers the same for an address that is taken, leaves its account alone, and tells its owner', async () => {
    const owner = await buildPerson(app.database.owner, { roles: ['tutor'], passwordHash: await testPasswordHash() });
    const before = await personOf(owner.email);
    const free = newcomer();
    const [taken, made] = [await register(newcomer({ email: owner.email.toUpperCase() })), await register(free)];
    expect([taken.status, made.status]).toEqual([202, 202]);
    expect(Object.keys(taken.body)).toEqual(Object.keys(made.body));
    expect(await personOf(owner.email)).toEqual(before);
    expect(await mailsTo(owner.id)).toEqual([
      { family: 'account', template: 'registrationAttempted', personId: owner.id },
    ]);
    expect((await new Caller(app).signIn(owner.email, PASSWORD)).body.code).toBe('credentials_wrong');
  });

  it('of one address by many at once makes one account', async () => {
    const body = newcomer();
    const answers = await Promise.all(Array.from({ length: 5 }, () => register(body)));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202]);
    const [{ count } = { count: 0 }] = await rows<{ count: number }>(
      app.database.owner,
      `SELECT count(*) FROM people WHERE email = ?`,
      [body.email],
    );
    expect(count).toBe(1);
    const mails = await mailsTo((await personOf(body.email))!['id']);
    expect(mails.filter(({ template }) => template === 'verifyEmail')).toHaveLength(1);
  });

  it('writes neither password, name nor address into the log', async () => {
    const { body } = await registered({ displayName: 'Quentin Unusual' });
    const log = app.lines.join('');
    for (const secret of [body.email, body.password, 'Unusual']) expect(log).not.toContain(secret);
  });
});

describe('a link that confirms an address', () => {
  it('works once, for whoever holds it', async () => {
    const { body, person } = await registered();
    const token = await tokenFor(person['id']);
    expect(await verify(token)).toMatchObject({ status: 200, body: { email: body.email, emailVerified: true } });
    expect((await personOf(body.email))!['email_verified_at']).not.toBeNull();
    const again = await verify(token);
    expect([again.status, again.body.code]).toEqual([410, 'link_used']);
  });

  it('used twice at once works once', async () => {
    const { person } = await registered();
    const token = await tokenFor(person['id']);
    const answers = await Promise.all([verify(token), verify(token), verify(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
  });

  it('is refused when it is too old, not ours, or for something else', async () => {
    const { person } = await registered();
    const token = await tokenFor(person['id']);
    const row = app.database.owner('account_tokens').where({ person_id: person['id'] });
    await row.clone().update({ created_at: new Date(0), expires_at: new Date(Date.now() - 1) });
    expect((await verify(token)).body.code).toBe('link_expired');
    expect((await verify('not ours')).body.code).toBe('link_unknown');
    await row.clone().update({ purpose: 'reset_password', expires_at: new Date(Date.now() + 60_000) });
    expect((await verify(token)).body.code).toBe('link_unknown');
  });

  it('opened by somebody signed in to another account changes neither, and stays good', async () => {
    const { body, person } = await registered();
    const other = await signedIn(app, ['student']);
    const token = await tokenFor(person['id']);
    const refused = await verify(token, other.caller);
    expect([refused.status, refused.body.code]).toEqual([409, 'link_other_account']);
    expect((await personOf(body.email))!['email_verified_at']).toBeNull();
    expect((await verify(token)).status).toBe(200);
  });

  it('is sent anew on request: the earlier one ends, and nothing is sent once it is confirmed', async () => {
    const { body, person } = await registered();
    const first = await tokenFor(person['id']);
    const caller = new Caller(app);
    await caller.signIn(body.email, PASSWORD);
    expect((await caller.post('/me/email/verification')).body).toMatchObject({ sentTo: body.email });
    expect((await verify(first)).body.code).toBe('link_expired');
    expect((await verify(await tokenFor(person['id']), caller)).status).toBe(200);
    expect((await caller.get('/me')).body).toMatchObject({ emailVerified: true });
    expect((await caller.post('/me/email/verification')).body.code).toBe('email_already_verified');
  });
});

describe('an address that is not confirmed', () => {
  it('may look, and book nothing', async () => {
    const { body } = await registered();
    const caller = new Caller(app);
    await caller.signIn(body.email, PASSWORD);
    expect((await caller.get('/tutors')).status).toBe(200);
    const order = { bookingId: '01983f2c-0000-7000-8000-000000000001', quoteToken: 'anything' };
    const answer = await caller.post('/bookings', order, { headers: { 'idempotency-key': 'a-key-of-its-own' } });
    expect([answer.status, answer.body.code]).toEqual([403, 'email_unverified']);
  });
});

describe('consents', () => {
  it('are evidence: nobody changes or removes them', async () => {
    const { person } = await registered();
    const mine = app.database.owner('consents').where({ person_id: person['id'] });
    await expect(mine.clone().update({ version: 'other' })).rejects.toThrow();
    await expect(mine.clone().delete()).rejects.toThrow();
    await expect(app.database.app('consents').where({ person_id: person['id'] }).delete()).rejects.toThrow(
      /permission/,
    );
  });
});
