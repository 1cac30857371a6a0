import type { AccessPage, PeoplePage, StaffPersonView } from '@stoa/contracts/http/people';
import { codeFor } from '@stoa/domain/code';
import type { z } from 'zod';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { signedIn, type SignedInCaller } from '../../test/harness/caller';
import { buildBooking } from '../../test/factories/bookings';
import { buildDocument } from '../../test/factories/files';
import { buildPerson } from '../../test/factories/people';

let app: TestApp;
let admin: SignedInCaller;
let support: SignedInCaller;
beforeAll(async () => {
  app = await createTestApp();
  admin = await signedIn(app, ['admin'], 'Sasha');
  support = await signedIn(app, ['support'], 'Toni');
});
afterAll(() => app.close());

type People = z.output<typeof PeoplePage>;
const find = (query: string) => support.caller.get<People>(`/staff/people?${query}`);
const idsOf = async (query: string) => (await find(query)).body.items.map(({ id }) => id);
const page = (person: { readonly id: string }, by = support) =>
  by.caller.get<StaffPersonView>(`/staff/people/${person.id}`);

describe('searching people', () => {
  it('refuses filters that are none and a cursor of another order', async () => {
    for (const query of ['role=boss', 'state=gone', 'country=gb', 'sort=email', 'from=now', 'q=', 'page=2'])
      expect((await find(query)).body.code).toBe('request_invalid');
    const { nextCursor } = (await find('limit=1&sort=name')).body;
    expect((await find(`limit=1&sort=-name&cursor=${nextCursor}`)).body.code).toBe('cursor_invalid');
  });

  it('finds by name, address, id, booking id and booking code in any spelling', async () => {
    const { booking, student, tutor } = await buildBooking(app.database.owner);
    const code = codeFor('booking', 31_337);
    await app.database.owner('bookings').where({ id: booking.id }).update({ code });
    const named = await buildPerson(app.database.owner, { name: 'Percy 100% Unusual' });
    expect(await idsOf('q=100%25 unus')).toEqual([named.id]);
    expect(await idsOf(`q=${named.email.toUpperCase()}`)).toEqual([named.id]);
    expect(await idsOf(`q=${named.id}`)).toEqual([named.id]);
    const parties = [student.id, tutor.id].sort();
    expect((await idsOf(`q=${booking.id}`)).sort()).toEqual(parties);
    expect((await idsOf(`q=${code.toLowerCase().replace('-', '%20')}`)).sort()).toEqual(parties);
  });

  it('filters by role, state, country and registration', async () => {
    const person = await buildPerson(app.database.owner, { name: 'Filtered', roles: ['tutor'] });
    const row = app.database.owner('people').where({ id: person.id });
    await row.clone().update({ country: 'IS', created_at: new Date('2026-01-20T12:00:00Z') });
    const dated = 'from=2026-01-20T00:00:00Z&to=2026-01-21T00:00:00Z';
    expect(await idsOf(`role=tutor&country=IS&${dated}&state=active`)).toEqual([person.id]);
    expect(await idsOf(`role=student&country=IS`)).toEqual([]);
    await row.clone().update({ email_verified_at: null });
    expect(await idsOf('country=IS&state=unverified')).toEqual([person.id]);
    await row.clone().update({ disabled_at: new Date() });
    expect(await idsOf('country=IS&state=disabled')).toEqual([person.id]);
    await row.clone().update({ deleted_at: new Date() });
    expect(await idsOf('country=IS&state=erased')).toEqual([person.id]);
  });

  it.each(['name', '-name', 'createdAt', '-createdAt'])('shows everybody once under sort %s', async (sort) => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await find(`limit=3&sort=${sort}${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    const all = await app.database.owner<{ id: string }>('people').select('id');
    expect(seen).toHaveLength(all.length);
    expect(new Set(seen)).toEqual(new Set(all.map(({ id }) => id)));
  });

  it('as a file is an admin’s, and a line of the audit log', async () => {
    expect((await support.caller.get('/staff/people.csv')).body.code).toBe('forbidden');
    const answer = await admin.caller.get('/staff/people.csv?role=admin');
    const lines = answer.text.trimEnd().split('\r\n');
    expect(lines[0]).toBe('id,name,email,country,roles,state,created_at');
    expect(lines.slice(1).some((line) => line.startsWith(`${admin.person.id},Sasha,`))).toBe(true);
    const { body } = await admin.caller.get<{ items: unknown[] }>('/staff/audit?action=person.export');
    expect(body.items[0]).toMatchObject({ subject: { id: 'people' }, details: { rows: lines.length - 1 } });
  });
});

describe("a person's page", () => {
  it('is not there for an id of nobody, and leaves no line', async () => {
    const answer = await page({ id: '01990000-0000-7000-8000-000000000000' });
    expect([answer.status, answer.body.code]).toEqual([404, 'person_not_found']);
    expect(await app.database.owner('audit_log').where({ action: 'person.view' })).toEqual([]);
  });

  it('shows account, roles, devices without secrets and bookings', async () => {
    const { student, booking } = await buildBooking(app.database.owner);
    const { body, text } = await page(student);
    expect(body).toMatchObject({ id: student.id, email: student.email, state: 'active', devices: [] });
    expect(body.bookings).toEqual({ asStudent: 1, asTutor: 0 });
    expect(body.roles).toEqual([{ role: 'student', grantedAt: '2026-01-01T00:00:00.000Z', grantedBy: null }]);
    expect(booking.studentId).toBe(student.id);
    const colleague = await page(support.person, admin);
    expect(colleague.body.devices).toEqual([expect.objectContaining({ app: 'admin' })]);
    expect(text + colleague.text).not.toMatch(/argon|token|password|code_hash/i);
  });

  it('shows lines of the audit log to an admin, and to support none', async () => {
    const person = await buildPerson(app.database.owner, { roles: ['student'] });
    expect((await page(person)).body.audit).toBeNull();
    expect((await page(person, admin)).body.audit?.map(({ action }) => action)).toEqual(['person.view', 'person.view']);
  });

  it('says what this reader may do, and why not', async () => {
    const student = await buildPerson(app.database.owner, { roles: ['student'] });
    const actions = (body: StaffPersonView) =>
      Object.fromEntries(body.actions.map(({ action, role, refusal }) => [`${action} ${role ?? ''}`.trim(), refusal]));
    expect(actions((await page(student)).body)).toEqual({
      'grant support': 'forbidden',
      'grant admin': 'forbidden',
      'grant owner': 'forbidden',
      disable: 'forbidden',
      impersonate: null,
    });
    expect(actions((await page(student, admin)).body)).toEqual({
      'grant support': null,
      'grant admin': null,
      'grant owner': 'forbidden',
      disable: null,
      impersonate: null,
    });
    expect(actions((await page(admin.person, admin)).body)).toMatchObject({ disable: 'own_account' });
    expect(actions((await page(admin.person)).body)).toMatchObject({ impersonate: 'impersonation_of_staff' });
  });
});

describe('the access log', () => {
  const log = (by: SignedInCaller, query = '') => by.caller.get<z.output<typeof AccessPage>>(`/me/access-log?${query}`);

  /** Prevents: staff who read somebody's account without that person ever knowing. */
  it('tells a person who of the staff looked, by role and never by name', async () => {
    const student = await signedIn(app, ['student']);
    expect((await log(student)).body.items).toEqual([]);
    await page(student.person);
    const { body, text } = await log(student);
    expect(body.items).toEqual([
      {
        id: expect.any(String) as string,
        at: '2026-02-02T09:00:00.000Z',
        role: 'support',
        action: 'person.view',
        reason: null,
      },
    ]);
    expect(text).not.toContain('Toni');
    expect(text).not.toContain(support.person.id);
  });

  it('tells of documents that were opened as well', async () => {
    const tutor = await signedIn(app, ['tutor']);
    const fileId = await buildDocument(app.database.owner, tutor.person.id);
    expect((await admin.caller.get(`/files/${fileId}/link`)).status).toBe(200);
    expect((await log(tutor)).body.items).toMatchObject([{ role: 'admin', action: 'file.view' }]);
  });

  it('takes a page read again within ten minutes for the same look', async () => {
    const student = await signedIn(app, ['student']);
    await page(student.person);
    app.time.now += 9 * 60_000;
    await page(student.person);
    expect((await log(student)).body.items).toHaveLength(1);
    app.time.now += 2 * 60_000;
    await page(student.person);
    expect((await log(student)).body.items).toHaveLength(2);
    app.time.now = Date.parse('2026-02-02T09:00:00Z');
  });

  it('shows changes with their reason, page by page, and nothing of others', async () => {
    const student = await signedIn(app, ['student']);
    const other = await signedIn(app, ['student']);
    await page(student.person);
    await admin.caller.post(`/staff/people/${student.person.id}/roles`, { role: 'support', reason: 'joins the team' });
    const first = await log(student, 'limit=1');
    expect(first.body.items).toMatchObject([{ role: 'admin', action: 'role.grant', reason: 'joins the team' }]);
    const cursor = first.body.nextCursor ?? '';
    expect((await log(student, `limit=1&cursor=${cursor}`)).body.items).toMatchObject([{ action: 'person.view' }]);
    expect((await log(other)).body.items).toEqual([]);
    expect((await log(other, `cursor=${cursor}`)).body.code).toBe('cursor_invalid');
  });
});
