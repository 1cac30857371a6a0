import type { ImpersonationView } from '@stoa/contracts/http/people';
import type { MeView } from '@stoa/contracts/http/session';
import type { z } from 'zod';
import { expireFamilies } from '../../db/queries/sessions';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, signedIn, type SignedInCaller } from '../../test/harness/caller';
import { connectSocket, cutOf } from '../../test/harness/sockets';
import { documented, smallest } from '../../test/harness/document';

/** Prevents: staff who act in somebody's name, or look without it being known, or longer than they said. */
let app: TestApp;
let support: SignedInCaller;
let student: SignedInCaller;
beforeAll(async () => {
  app = await createTestApp({ realtime: true });
  support = await signedIn(app, ['support']);
  student = await signedIn(app, ['student'], 'Robin');
});
afterAll(() => app.close());

type View = z.output<typeof ImpersonationView>;
const start = (by: SignedInCaller, id: string, body: object = { reason: 'they see no lessons' }) =>
  by.caller.post<View>(`/staff/people/${id}/impersonations`, body);
const codeOf = ({ url }: View): string => url.split('#')[1] ?? '';
const takeOver = (caller: Caller, code: string) => caller.post<MeView>('/session/impersonation', { code });
async function looking(minutes = 30): Promise<{ caller: Caller; view: View }> {
  const { body } = await start(support, student.person.id, { reason: 'they see no lessons', minutes });
  const caller = new Caller(app);
  expect((await takeOver(caller, codeOf(body))).status).toBe(200);
  return { caller, view: body };
}
const actionsAbout = async (id: string): Promise<string[]> =>
  app.database.owner('audit_log').where({ subject_id: id }).orderBy('seq').pluck('action');

describe('starting to look', () => {
  it('is never of staff, of oneself, of a closed account or of nobody', async () => {
    const admin = await signedIn(app, ['admin']);
    const both = await signedIn(app, ['tutor', 'support']);
    const closed = await signedIn(app, ['student']);
    await app.database.owner('people').where({ id: closed.person.id }).update({ disabled_at: new Date() });
    expect((await start(support, admin.person.id)).body.code).toBe('impersonation_of_staff');
    expect((await start(support, both.person.id)).body.code).toBe('impersonation_of_staff');
    expect((await start(support, support.person.id)).body.code).toBe('own_account');
    expect((await start(support, closed.person.id)).body.code).toBe('account_disabled');
    expect((await start(support, '01990000-0000-7000-8000-000000000000')).body.code).toBe('person_not_found');
    expect((await start(student, student.person.id)).body.code).toBe('forbidden');
  });

  it('needs a reason and a length that is one', async () => {
    for (const body of [{}, { reason: '' }, { reason: 'x', minutes: 0 }, { reason: 'x', minutes: 2.5 }])
      expect((await start(support, student.person.id, body)).body.code).toBe('request_invalid');
  });

  // Loss prevented: one reason given in the morning would open somebody's account for the whole day.
  it('for longer than the policy allows is refused, however much longer, and leaves neither sign-in nor line', async () => {
    const { person } = await signedIn(app, ['student']);
    for (const minutes of [31, 24 * 60, Number.MAX_SAFE_INTEGER]) {
      const answer = await start(support, person.id, { reason: 'x', minutes });
      expect([answer.status, answer.body.code]).toEqual([422, 'impersonation_too_long']);
    }
    expect(await actionsAbout(person.id)).toEqual([]);
    const views = app.database
      .owner('sign_in_families')
      .where({ person_id: person.id })
      .whereNotNull('impersonated_by');
    expect(await views).toEqual([]);
  });

  it('lasts as long as was chosen, and as short as is offered where nothing was', async () => {
    const lasts = async (body: object) => {
      const before = Date.now();
      const { endsAt } = (await start(support, student.person.id, { reason: 'x', ...body })).body;
      return Math.round((Date.parse(endsAt) - before) / 60_000);
    };
    expect([await lasts({}), await lasts({ minutes: 20 }), await lasts({ minutes: 30 })]).toEqual([10, 20, 30]);
  });

  it('hands the view over once, within a minute, to the web app alone', async () => {
    const { body } = await start(support, student.person.id);
    expect(body.url).toMatch(/^http:\/\/web\.test\/view-as#[\w-]{43}$/);
    expect((await takeOver(new Caller(app, 'admin'), codeOf(body))).body.code).toBe('impersonation_over');
    expect((await takeOver(new Caller(app), codeOf(body))).status).toBe(200);
    expect((await takeOver(new Caller(app), codeOf(body))).body.code).toBe('impersonation_over');
    expect((await takeOver(new Caller(app), 'x'.repeat(43))).body.code).toBe('impersonation_over');
    const late = (await start(support, student.person.id)).body;
    await app.database
      .owner('impersonation_codes')
      .where({ family_id: late.id })
      .update({ expires_at: new Date(0) });
    expect((await takeOver(new Caller(app), codeOf(late))).body.code).toBe('impersonation_over');
  });

  it('keeps the code as a hash and out of the log lines', async () => {
    const { body } = await start(support, student.person.id);
    await takeOver(new Caller(app), codeOf(body));
    expect(JSON.stringify(await app.database.owner('impersonation_codes'))).not.toContain(codeOf(body));
    expect(app.lines.join('\n')).not.toContain(codeOf(body));
  });
});

describe('looking', () => {
  it('shows whose eyes they are and who looks, and in no list of the person’s devices', async () => {
    const { caller, view } = await looking();
    const { body } = await caller.get<MeView>('/me');
    expect(body).toMatchObject({ id: student.person.id, actingAs: 'student', permissions: [] });
    expect(body.impersonatedBy).toEqual({ role: 'support', endsAt: view.endsAt });
    expect((await student.caller.get<MeView>('/me')).body.impersonatedBy).toBeNull();
    const page = await support.caller.get<{ devices: { id: string }[] }>(`/staff/people/${student.person.id}`);
    expect(page.body.devices.map(({ id }) => id)).not.toContain(view.id);
  });

  const changes = documented.filter(
    ({ method, roles }) => method !== 'GET' && (roles.includes('student') || roles.includes('tutor')),
  );
  it('has operations to be refused', () => {
    expect(changes.length).toBeGreaterThan(5);
  });
  it('reads, and is refused every operation that is not a GET', async () => {
    const { caller } = await looking();
    expect((await caller.get('/bookings')).status).toBe(200);
    for (const { id, method, path, body } of changes) {
      const filled = path.replaceAll(/\{\w+\}/g, '01990000-0000-7000-8000-000000000000');
      const answer = await caller.ask(method, filled, body === null ? {} : { body: smallest(body) });
      const wanted = answer.body.code === 'forbidden' ? 'forbidden' : 'impersonation_read_only';
      expect([id, answer.status, answer.body.code]).toEqual([id, 403, wanted]);
    }
    expect((await caller.ask('PUT', '/me/zone', { body: { zone: 'Asia/Tokyo' } })).body.code).toBe(
      'impersonation_read_only',
    );
    expect((await student.caller.get<MeView>('/me')).body.zone).toBe('Europe/London');
  });

  it('is over at its time, renewed or not', async () => {
    const { caller, view } = await looking(1);
    expect((await caller.post<MeView>('/session/refresh')).body.impersonatedBy).toEqual({
      role: 'support',
      endsAt: view.endsAt,
    });
    await app.database.owner('sign_in_families').where({ id: view.id }).update({ ends_at: new Date() });
    expect((await caller.get('/me')).body.code).toBe('session_revoked');
    expect((await caller.post('/session/refresh')).body.code).toBe('session_revoked');
    expect((await caller.get('/me')).status).toBe(401);
  });

  it('ends its socket to the moment', async () => {
    const { caller, view } = await looking();
    const soon = new Date(Date.now() + 2_000);
    await app.database.owner('sign_in_families').where({ id: view.id }).update({ ends_at: soon });
    const socket = await connectSocket(caller);
    expect(await cutOf(socket)).toBe('io server disconnect');
    expect(Date.now()).toBeGreaterThanOrEqual(soon.getTime());
  });

  it('is not swept away before it was taken over', async () => {
    const { body } = await start(support, student.person.id);
    await expireFamilies(app.database.app, Date.now());
    expect((await takeOver(new Caller(app), codeOf(body))).status).toBe(200);
  });
});

describe('stopping to look', () => {
  it('is done by who looks, in the console or in the web app, and both leave a line', async () => {
    const robin = await signedIn(app, ['student']);
    const first = (await start(support, robin.person.id)).body;
    const stranger = await signedIn(app, ['support']);
    expect((await stranger.caller.post(`/staff/impersonations/${first.id}/end`)).body.code).toBe('not_found');
    expect((await support.caller.post(`/staff/impersonations/${first.id}/end`)).status).toBe(204);
    expect((await support.caller.post(`/staff/impersonations/${first.id}/end`)).body.code).toBe('not_found');
    expect((await takeOver(new Caller(app), codeOf(first))).body.code).toBe('impersonation_over');
    const second = (await start(support, robin.person.id)).body;
    const caller = new Caller(app);
    await takeOver(caller, codeOf(second));
    expect((await caller.ask('DELETE', '/session')).status).toBe(204);
    const looks = ['person.impersonate', 'person.endImpersonation'];
    expect(await actionsAbout(robin.person.id)).toEqual([...looks, ...looks]);
    const { body } = await robin.caller.get<{ items: { action: string; reason: string | null }[] }>('/me/access-log');
    expect(body.items.map(({ action }) => action)).toEqual([...looks, ...looks].reverse());
    expect(body.items.at(-1)?.reason).toBe('they see no lessons');
  });

  it('comes with the end of the role, of the account that looks and of the account looked at', async () => {
    const admin = await signedIn(app, ['admin']);
    const reason = { reason: 'left' };
    const left = await signedIn(app, ['support']);
    const looked = await signedIn(app, ['student']);
    const [one, two] = [new Caller(app), new Caller(app)];
    await takeOver(one, codeOf((await start(left, looked.person.id)).body));
    await takeOver(two, codeOf((await start(support, looked.person.id)).body));
    await admin.caller.post(`/staff/people/${left.person.id}/roles/support/revoke`, reason);
    expect((await one.get('/me')).body.code).toBe('session_revoked');
    expect((await two.get('/me')).status).toBe(200);
    await admin.caller.post(`/staff/people/${looked.person.id}/disable`, reason);
    expect((await two.get('/me')).body.code).toBe('session_revoked');
  });

  it('comes when the person becomes staff', async () => {
    const admin = await signedIn(app, ['admin']);
    const looked = await signedIn(app, ['student']);
    const caller = new Caller(app);
    await takeOver(caller, codeOf((await start(support, looked.person.id)).body));
    await admin.caller.post(`/staff/people/${looked.person.id}/roles`, { role: 'admin', reason: 'joins' });
    expect((await caller.get('/me')).body.code).toBe('session_revoked');
  });
});
