import type { AccountView } from '@stoa/contracts/http/account';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { signedIn, type SignedInCaller } from '../../test/harness/caller';

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

const read = async () => (await me.caller.get<AccountView>('/me/account')).body;
const change = (body: Record<string, unknown>, version: string | undefined = '"1"') =>
  me.caller.ask<AccountView>('PATCH', '/me/account', { body, headers: { 'if-match': version } });

/** What the approval workflow of this tutor is told. */
const toldApproval = async () =>
  ((await app.database.owner('outbox').where({ kind: 'signal' }).orderBy('id')) as { payload: { tutorId: string } }[])
    .map(({ payload }) => payload)
    .filter(({ tutorId }) => tutorId === me.person.id);

describe('a change of the account refused', () => {
  it.each([undefined, '1', '*', '"one"', '"1", "2"'])('without the version it was made from: %j', async (version) => {
    const answer = await me.caller.ask('PATCH', '/me/account', {
      body: { locale: 'de' },
      headers: { 'if-match': version },
    });
    expect([answer.status, answer.body.fields?.[0]?.path]).toEqual([400, 'header.If-Match']);
  });

  it.each([
    { zone: 'Mars/Olympus' },
    { zone: 'utc+2' },
    { country: 'ZZ' },
    { currency: 'XAU' },
    { locale: 'de_DE' },
    { displayName: '' },
    { email: 'other@people.example' },
    { roles: ['owner'] },
    { emailVerified: true },
    {},
  ])('for %j', async (body) => {
    const answer = await change(body);
    expect([answer.status, answer.body.code]).toEqual([400, 'request_invalid']);
    expect(await read()).toMatchObject({ version: 1, zone: 'Europe/London', roles: ['student'] });
  });

  it('made from an older version shows how it is now, and which fields differ', async () => {
    expect((await change({ displayName: 'Ада', locale: 'uk' })).status).toBe(200);
    const late = await change({ displayName: 'Robin Reed', locale: 'uk' });
    expect([late.status, late.body.code]).toEqual([409, 'account_changed']);
    expect(late.body.details).toMatchObject({ current: { displayName: 'Ада', version: 2 }, differs: ['displayName'] });
    expect(await read()).toMatchObject({ displayName: 'Ада' });
  });

  it('of two from one version at once, one is', async () => {
    const answers = await Promise.all([change({ locale: 'de' }), change({ locale: 'fr' }), change({ locale: 'it' })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await read()).version).toBe(2);
  });
});

describe('the account', () => {
  it('keeps what was changed and leaves the rest', async () => {
    const answer = await change({ displayName: '  Zoë  ', country: 'UA', zone: 'Asia/Kathmandu', currency: 'GBP' });
    const after = { displayName: 'Zoë', country: 'UA', zone: 'Asia/Kathmandu', currency: 'GBP', locale: 'en' };
    expect(answer.body).toMatchObject({ ...after, version: 2 });
    expect(await read()).toMatchObject({ ...after, version: 2, email: me.person.email, hasPassword: true });
  });

  it('has another version after a change of zone alone', async () => {
    await me.caller.ask('PUT', '/me/zone', { body: { zone: 'Europe/Kyiv' } });
    expect((await change({ zone: 'Europe/Paris' })).body.code).toBe('account_changed');
  });
});

describe('the name of a tutor', () => {
  beforeEach(async () => {
    await me.caller.post('/me/roles', { role: 'tutor' });
    await app.database.owner('outbox').del();
  });
  const approve = () =>
    app.database.owner('tutors').where({ person_id: me.person.id }).update({ approval: 'approved' });

  // Loss prevented: whoever was approved under one name could teach under another that nobody looked at.
  it('goes to their reviewer when it changes after the approval, once for each change', async () => {
    await approve();
    await change({ displayName: 'Somebody else' });
    expect(await toldApproval()).toEqual([
      { tutorId: me.person.id, signal: 'materialChanged', input: { item: 'name' } },
    ]);
    await change({ displayName: 'Yet another' }, '"2"');
    expect(await toldApproval()).toHaveLength(2);
  });

  it('goes to nobody before the approval, nor when it stays as it is', async () => {
    await change({ displayName: 'Somebody else' });
    await approve();
    await change({ displayName: 'Somebody else', locale: 'de' }, '"2"');
    expect(await toldApproval()).toEqual([]);
  });
});

describe('another role', () => {
  const take = (role: string, caller = me.caller) => caller.post<AccountView>('/me/roles', { role });

  // Loss prevented: a student could make themselves staff.
  it.each(['admin', 'owner', 'support'])('is never %s', async (role) => {
    expect((await take(role)).body.code).toBe('request_invalid');
    expect((await read()).roles).toEqual(['student']);
  });

  it('is taken once, with an empty profile for a tutor, and acted in by choice alone', async () => {
    expect((await take('tutor')).body.roles).toEqual(['student', 'tutor']);
    expect((await take('tutor')).status).toBe(200);
    const tutor = (await app.database.owner('tutors').where({ person_id: me.person.id })) as object[];
    expect(tutor).toEqual([expect.objectContaining({ approval: 'incomplete', zone: 'Europe/London' })]);
    expect(await toldApproval()).toEqual([{ tutorId: me.person.id, signal: 'factsChanged', input: {} }]);
    expect((await me.caller.get('/me')).body).toMatchObject({ actingAs: 'student' });
    const acting = { headers: { 'x-acting-as': 'tutor' } };
    expect((await me.caller.get('/me', acting)).body).toMatchObject({ actingAs: 'tutor' });
  });

  it('makes a tutor a student as well', async () => {
    const { caller } = await signedIn(app, ['tutor']);
    expect((await take('student', caller)).body.roles).toEqual(['student', 'tutor']);
  });
});
