import type { StaffPersonView } from '@stoa/contracts/http/people';
import { buildPerson } from '../../test/factories/people';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, callerFor, signedIn, testPasswordHash, type SignedInCaller } from '../../test/harness/caller';
import { connectSocket, cutOf } from '../../test/harness/sockets';

/** Prevents: whoever gets into the console makes themself an owner, or locks everybody else out. */
let app: TestApp;
let owner: SignedInCaller;
let admin: SignedInCaller;
beforeEach(async () => {
  app = await createTestApp({ realtime: true });
  owner = await signedIn(app, ['owner']);
  admin = await signedIn(app, ['admin']);
});
afterEach(() => app.close());

const reason = 'as agreed';
const grant = (by: SignedInCaller, id: string, role: string) =>
  by.caller.post<StaffPersonView>(`/staff/people/${id}/roles`, { role, reason });
const revoke = (by: SignedInCaller, id: string, role: string) =>
  by.caller.post<StaffPersonView>(`/staff/people/${id}/roles/${role}/revoke`, { reason });
const disable = (by: SignedInCaller, id: string) =>
  by.caller.post<StaffPersonView>(`/staff/people/${id}/disable`, { reason });
const enable = (by: SignedInCaller, id: string) =>
  by.caller.post<StaffPersonView>(`/staff/people/${id}/enable`, { reason });
const rolesOf = (id: string): Promise<string[]> =>
  app.database.owner('person_roles').where({ person_id: id }).orderBy('role').pluck('role');
const linesAbout = (id: string) =>
  app.database
    .owner('audit_log')
    .where({ subject_id: id })
    .select('action', 'actor_id', 'acting_as', 'reason', 'details');

describe('granting a role', () => {
  it('refuses admin minting owners', async () => {
    const student = await buildPerson(app.database.owner, { roles: ['student'] });
    expect((await grant(admin, student.id, 'owner')).body.code).toBe('forbidden');
    expect((await grant(admin, admin.person.id, 'owner')).body.code).toBe('forbidden');
    expect(await rolesOf(student.id)).toEqual(['student']);
    expect(await linesAbout(student.id)).toEqual([]);
  });

  it('refuses a role of one’s own, one that is held, one without a reason and one that staff do not grant', async () => {
    expect((await grant(admin, admin.person.id, 'support')).body.code).toBe('own_account');
    expect((await grant(owner, admin.person.id, 'admin')).body.code).toBe('role_already_held');
    const path = `/staff/people/${admin.person.id}/roles`;
    for (const body of [{ role: 'support' }, { role: 'support', reason: ' ' }, { role: 'tutor', reason }])
      expect((await owner.caller.post(path, body)).body.code).toBe('request_invalid');
    expect((await grant(owner, '01990000-0000-7000-8000-000000000000', 'admin')).body.code).toBe('person_not_found');
  });

  it('by an owner makes an owner, with a line that says who, whom, what and why', async () => {
    const student = await buildPerson(app.database.owner, { roles: ['student'] });
    const { status, body } = await grant(owner, student.id, 'owner');
    expect(status).toBe(200);
    expect(body.roles.map(({ role }) => role)).toEqual(['owner', 'student']);
    expect(body.roles[0]?.grantedBy?.id).toBe(owner.person.id);
    expect(await linesAbout(student.id)).toEqual([
      { action: 'role.grant', actor_id: owner.person.id, acting_as: 'owner', reason, details: { role: 'owner' } },
    ]);
  });
});

describe('taking a role away', () => {
  it('refuses the last owner and the last admin, and one’s own', async () => {
    const second = await signedIn(app, ['owner']);
    expect((await revoke(owner, owner.person.id, 'owner')).body.code).toBe('own_account');
    expect((await revoke(admin, second.person.id, 'owner')).body.code).toBe('forbidden');
    expect((await revoke(owner, admin.person.id, 'admin')).body.code).toBe('role_last_holder');
    expect((await revoke(owner, second.person.id, 'owner')).status).toBe(200);
    expect((await revoke(owner, second.person.id, 'owner')).body.code).toBe('role_not_granted');
  });

  it('does not count a closed account as one who could act', async () => {
    const other = await signedIn(app, ['admin']);
    expect((await disable(owner, other.person.id)).status).toBe(200);
    expect((await revoke(owner, admin.person.id, 'admin')).body.code).toBe('role_last_holder');
  });

  it('ends the sign-ins of the console and leaves those of the web app', async () => {
    const person = await buildPerson(app.database.owner, {
      roles: ['student', 'support'],
      passwordHash: await testPasswordHash(),
    });
    const [console, web] = [await callerFor(app, person, ['support']), await callerFor(app, person, ['student'])];
    expect((await revoke(admin, person.id, 'support')).status).toBe(200);
    expect((await console.get('/me')).body.code).toBe('session_revoked');
    expect((await web.get('/me')).status).toBe(200);
    expect(await linesAbout(person.id)).toMatchObject([{ action: 'role.revoke', details: { role: 'support' } }]);
  });

  it('leaves one of two admins who take each other’s role at the same time', async () => {
    const [left, right] = [await signedIn(app, ['admin']), await signedIn(app, ['admin'])];
    await app.database.owner('person_roles').where({ person_id: admin.person.id, role: 'admin' }).delete();
    const answers = await Promise.all([revoke(left, right.person.id, 'admin'), revoke(right, left.person.id, 'admin')]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const admins = await app.database.owner('person_roles').where({ role: 'admin' });
    expect(admins).toHaveLength(1);
    expect(await app.database.owner('audit_log').where({ action: 'role.revoke' })).toHaveLength(1);
  });

  it('and granting it by two at once leaves one row and one line', async () => {
    const other = await signedIn(app, ['admin']);
    const person = await buildPerson(app.database.owner, { roles: ['student'] });
    const answers = await Promise.all([grant(admin, person.id, 'support'), grant(other, person.id, 'support')]);
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'role_already_held']);
    expect(await linesAbout(person.id)).toHaveLength(1);
  });
});

describe('closing an account', () => {
  it('is not for support, not of oneself, not of an owner by an admin, not of the last admin', async () => {
    const support = await signedIn(app, ['support']);
    expect((await disable(support, admin.person.id)).body.code).toBe('forbidden');
    expect((await disable(admin, admin.person.id)).body.code).toBe('own_account');
    expect((await disable(admin, owner.person.id)).body.code).toBe('forbidden');
    expect((await disable(owner, admin.person.id)).body.code).toBe('role_last_holder');
  });

  it('ends sign-ins and sockets at once, and opening it lets the person sign in anew', async () => {
    const { person, caller } = await signedIn(app, ['student']);
    const socket = await connectSocket(caller);
    expect((await disable(admin, person.id)).body.state).toBe('disabled');
    expect(await cutOf(socket)).toBe('io server disconnect');
    expect((await caller.get('/me')).body.code).toBe('session_revoked');
    expect((await new Caller(app).signIn(person.email)).body.code).toBe('credentials_wrong');
    expect((await disable(admin, person.id)).body.code).toBe('account_disabled');
    expect((await enable(admin, person.id)).body.state).toBe('active');
    expect((await caller.get('/me')).body.code).toBe('session_revoked');
    expect((await new Caller(app).signIn(person.email)).status).toBe(200);
    expect((await linesAbout(person.id)).map(({ action }: { action: string }) => action)).toEqual([
      'person.disable',
      'person.enable',
    ]);
    expect((await enable(admin, person.id)).body.code).toBe('account_not_disabled');
  });

  it('does not bring an erased account back', async () => {
    const person = await buildPerson(app.database.owner, { roles: ['student'] });
    const erased = { disabled_at: new Date(), deleted_at: new Date() };
    await app.database.owner('people').where({ id: person.id }).update(erased);
    expect((await enable(admin, person.id)).body.code).toBe('account_erased');
    expect((await grant(admin, person.id, 'support')).body.code).toBe('account_erased');
  });
});
