import { randomUUID } from 'node:crypto';
import type { CopyView } from '@stoa/contracts/http/copies';
import { rows } from '../../db/postgres';
import { COPY_SECTIONS } from '../../db/queries/personCopies';
import { buildBooking } from '../../test/factories/bookings';
import { buildStudentLife, buildTutorLife, TRACE } from '../../test/factories/lives';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { callerFor, testPasswordHash, type Caller } from '../../test/harness/caller';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
afterEach(() => expect(app.reports).toEqual([]));

const PROOF = { currentPassword: 'correct horse battery' };
type Copy = (typeof CopyView)['_output'];
const take = (caller: Caller, body: object = PROOF) => caller.post<Copy>('/me/copies', body);
/** Somebody whose life is built, signed in; `trace` stays in all that is theirs. */
async function signIn(person: { id: string }, role: string): Promise<Caller> {
  const email = `${randomUUID()}@people.example`;
  const columns = { password_hash: await testPasswordHash(), email };
  await app.database.owner('people').where({ id: person.id }).update(columns);
  await app.database.owner('totp_secrets').where({ person_id: person.id }).delete();
  return callerFor(app, { id: person.id, email, name: '' }, [role]);
}
const taken = async (personId: string) =>
  (
    await rows(app.database.app, `SELECT FROM audit_log WHERE subject_id = ? AND action = 'person.takeCopy'`, [
      personId,
    ])
  ).length;

describe('a copy refused', () => {
  // safety: an open laptop would give away everything at once
  it('without the password, and leaves no line', async () => {
    const { person } = await buildStudentLife(app.database.owner);
    const caller = await signIn(person, 'student');
    for (const body of [{}, { currentPassword: 'a guess' }])
      expect((await take(caller, body)).body).toMatchObject({ code: 'password_wrong' });
    expect(await taken(person.id)).toBe(0);
  });

  it('after three in a day, also when all are asked for at once', async () => {
    const { person } = await buildStudentLife(app.database.owner);
    const caller = await signIn(person, 'student');
    const answers = await Promise.all(Array.from({ length: 5 }, () => take(caller)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
    expect(await taken(person.id)).toBe(3);
  });
});

describe('a copy', () => {
  it('holds what a student has left with us, section by section', async () => {
    const { person, booking } = await buildStudentLife(app.database.owner);
    const { body } = await take(await signIn(person, 'student'));
    expect(Object.keys(body.sections).sort()).toEqual([...COPY_SECTIONS].sort());
    const of = (name: string) => body.sections[name] ?? [];
    expect(of('account')).toMatchObject([{ id: person.id, display_name: `${TRACE} Student` }]);
    expect(of('bookings')).toMatchObject([{ id: booking.id, as_role: 'student', note: `${TRACE} wrote this` }]);
    for (const name of ['roles', 'consents', 'devices', 'identities', 'favourites', 'savedSearches', 'reviewsWritten'])
      expect([name, of(name).length > 0]).toEqual([name, true]);
    expect(JSON.stringify(body)).not.toContain('password');
  });

  it('holds a tutor’s page, papers, hours and files', async () => {
    const { person } = await buildTutorLife(app.database.owner);
    const { body } = await take(await signIn(person, 'tutor'));
    for (const name of ['tutorProfile', 'tutorSubjects', 'tutorLanguages', 'education', 'certificates', 'weeklyHours'])
      expect([name, (body.sections[name] ?? []).length > 0]).toEqual([name, true]);
    expect(body.sections['files']).toHaveLength(3);
    expect(body.sections['exceptions']).toMatchObject([{ reason: TRACE }]);
  });

  // safety: what is private of somebody else must not leave in a copy
  it('holds nothing private of anybody else', async () => {
    const { owner } = app.database;
    const { person, booking, other } = await buildTutorLife(owner);
    const secret = 'Zibblewick';
    await owner('people')
      .where({ id: other.id })
      .update({ email: `${secret}@people.example` });
    const theirs = { booking_id: booking.id, author_id: other.id, text: secret, created_at: new Date() };
    await owner('booking_reasons').insert({ id: randomUUID(), ...theirs });
    const review = { id: randomUUID(), booking_id: booking.id, of: 'tutor', author_id: other.id, about_id: person.id };
    const blind = { stars: 1, text: secret, written_at: new Date('2026-02-01'), publishes_at: new Date('2026-02-08') };
    await owner('reviews').insert({ ...review, ...blind });
    const staff = randomUUID();
    await owner('audit_log').insert({
      ...{ at: new Date(), actor_id: staff, acting_as: 'admin', action: 'person.view' },
      ...{ subject_kind: 'person', subject_id: person.id, reason: 'asked by phone' },
    });
    const [startsAt, endsAt] = [Date.parse('2026-02-20T15:00:00Z'), Date.parse('2026-02-20T16:00:00Z')];
    await buildBooking(owner, { startsAt, endsAt }, { tutor: { ...person, subjectId: person.subjectId } });
    const { text, body } = await take(await signIn(person, 'tutor'));
    expect(text).not.toContain(secret);
    expect(text).not.toContain(staff);
    expect(body.sections['accessLog']).toMatchObject([{ role: 'admin', reason: 'asked by phone' }]);
    // the hold that nobody has paid yet is none of the tutor's business
    expect(body.sections['bookings']?.some((row) => row['session'] === 'REQUESTED')).toBe(false);
  });
});
