import { codeFor } from '@stoa/domain/code';
import { rows } from '../../db/postgres';
import { closingLetter } from '../../activities/closingMails';
import { buildStudentLife, buildTutorLife, TRACE } from '../../test/factories/lives';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { callerFor, signedIn, testPasswordHash, type Caller } from '../../test/harness/caller';
import { eraseAtOnce } from '../../test/harness/closings';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
afterEach(() => expect(app.reports).toEqual([]));

const withPassword = async (person: { id: string; email: string; name: string }, role: string): Promise<Caller> => {
  const columns = { password_hash: await testPasswordHash(), email: person.email };
  await app.database.owner('people').where({ id: person.id }).update(columns);
  await app.database.owner('totp_secrets').where({ person_id: person.id }).delete();
  return callerFor(app, person, [role]);
};

// Whoever had a lesson with somebody who has left must still find it, and read nothing of who it was.
describe.each([
  ['a student', buildStudentLife, 'tutor'],
  ['a tutor', buildTutorLife, 'student'],
] as const)('%s who has erased their account', (_who, build, otherRole) => {
  let caller: Caller;
  let life: Awaited<ReturnType<typeof build>>;
  beforeAll(async () => {
    life = await build(app.database.owner);
    await eraseAtOnce(app.database.app, life.person.id, app.house.clock.now());
    caller = await withPassword(life.other, otherRole);
  });

  it('is a former member on every page of the other side', async () => {
    const paths = [
      '/bookings?group=past',
      `/bookings/${life.booking.id}`,
      `/bookings/${life.booking.id}/timeline`,
      ...(otherRole === 'tutor' ? [`/tutors/${life.other.id}/reviews`] : ['/me/favourites']),
    ];
    for (const path of paths) {
      const answer = await caller.get(path);
      expect([path, answer.status]).toEqual([path, 200]);
      // of a review the words stay, as was chosen
      expect(answer.text.replaceAll(`${TRACE} wrote this`, '')).not.toContain(TRACE);
    }
    expect((await caller.get(`/bookings/${life.booking.id}`)).text).toContain('Former member');
  });

  it('is an erased account to the staff, found by id and no longer by address', async () => {
    const { caller: admin } = await signedIn(app, ['admin']);
    const page = await admin.get<{ state: string }>(`/staff/people/${life.person.id}`);
    expect([page.status, page.body.state]).toEqual([200, 'erased']);
    expect(page.text).not.toContain(TRACE);
    expect((await admin.get(`/staff/people?q=${TRACE}`)).text).not.toContain(life.person.id);
  });

  it('signs in no more, by the old address or the new one', async () => {
    for (const email of [life.person.email, `${life.person.id}@erased.invalid`]) {
      const answer = await new (caller.constructor as new (app: TestApp) => Caller)(app).signIn(email);
      expect([answer.status, answer.body.code]).toEqual([401, 'credentials_wrong']);
    }
  });

  it('gets no mail any more: the address is nobody’s', async () => {
    const deps = { db: app.database.app, clock: app.house.clock, webOrigin: 'http://web.test' };
    const [line] = await rows<{ payload: Parameters<typeof closingLetter>[1] }>(
      app.database.app,
      `SELECT payload FROM outbox WHERE payload->>'personId' = ? AND payload->>'template' = 'receipt'`,
      [life.person.id],
    );
    if (!line) throw new Error('no receipt was written');
    expect(await closingLetter(deps, line.payload)).toBeNull();
  });
});

describe('the mails of a closing', () => {
  it('say how it stands, with the receipt’s number and counts in the last one, also to a shut account', async () => {
    const { person } = await buildStudentLife(app.database.owner);
    const deps = { db: app.database.app, clock: app.house.clock, webOrigin: 'http://web.test' };
    const mail = (template: string, values = {}) =>
      closingLetter(deps, { family: 'closing', template, personId: person.id, values });
    for (const template of ['asked', 'settled', 'soon', 'waiting', 'stirred', 'withdrawn'])
      expect((await mail(template, { erasesAt: app.house.clock.now() }))?.text).not.toMatch(/[{}]/);
    const at = new Date('2026-02-01T00:00:00Z');
    const number = codeFor('erasure', 100_000);
    const content = { erased: { files: 2, texts: 0 }, kept: { bookings: 1 } };
    await app.database.owner('erasure_receipts').insert({ number, asked_at: at, issued_at: at, content });
    await app.database.owner('people').where({ id: person.id }).update({ disabled_at: at });
    const receipt = await mail('receipt', { number });
    expect(receipt?.subject).toContain(number);
    expect(receipt?.text).toContain('- 2 files');
    expect(receipt?.text).toContain('- 1 booking: commercial and tax law');
    expect(receipt?.text).not.toMatch(/[{}]/);
    expect(await mail('waiting')).toBeNull();
  });
});
