/** Protects: a tutor's work lost between two tabs, prices that change under a booked lesson, documents of somebody else. */
import type { OwnProfileView } from '@stoa/contracts/http/profile';
import type { TutorView } from '@stoa/contracts/http/tutors';
import { v7 } from 'uuid';
import { rows } from '../../db/postgres';
import { buildBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildSubject, buildTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, callerFor, signedIn, testPasswordHash } from '../../test/harness/caller';
import { readyFile } from '../../test/harness/uploads';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ now: REQUESTED_AT });
});
afterAll(() => app.close());

const PATH = '/me/tutor/profile';
const VIDEO = 'https://www.youtube.com/watch?v=abc';

class Desk {
  constructor(
    readonly id: string,
    readonly subjectId: string,
    readonly caller: Caller,
  ) {}
  async view(): Promise<OwnProfileView> {
    return (await this.caller.get<OwnProfileView>(PATH)).body;
  }
  async save(body: unknown, version?: number | string) {
    const asked = version ?? (await this.view()).version;
    return this.caller.ask<OwnProfileView>('PATCH', PATH, { body, headers: { 'if-match': `"${asked}"` } });
  }
  async certify(differences: Record<string, unknown> = {}, version?: number) {
    const fileId = differences['fileId'] ?? (await readyFile(this.caller, 'certificate'));
    const asked = version ?? (await this.view()).version;
    const body = {
      title: 'TEFL',
      issuer: 'A school',
      issuedOn: '2020-05-01',
      expiresOn: null,
      replaces: null,
      ...differences,
      fileId,
    };
    return this.caller.post<OwnProfileView>(`${PATH}/certificates`, body, { headers: { 'if-match': `"${asked}"` } });
  }
}
async function desk(columns: Record<string, unknown> = {}): Promise<Desk> {
  const tutor = await buildTutor(app.database.owner, { columns });
  await app.database
    .owner('people')
    .where({ id: tutor.id })
    .update({ password_hash: await testPasswordHash() });
  return new Desk(tutor.id, tutor.subjectId, await callerFor(app, tutor, ['tutor']));
}
const outboxOf = (tutorId: string) =>
  rows<{ payload: { signal: string; input: { item: string } } }>(
    app.database.owner,
    `SELECT payload FROM outbox WHERE payload->>'tutorId' = ? ORDER BY id`,
    [tutorId],
  ).then((lines) => lines.map(({ payload }) => `${payload.signal} ${payload.input.item}`));

describe('saving a profile from a version', () => {
  it('is refused without one, or with one that is no version', async () => {
    const one = await desk();
    for (const given of [undefined, '1', '"x"', '*', '""'])
      expect(
        (await one.caller.ask('PATCH', PATH, { body: { headline: 'A' }, headers: { 'if-match': given } })).body.code,
      ).toBe('request_invalid');
  });

  it('shows what differs when it was changed meanwhile, and changes nothing', async () => {
    const one = await desk();
    const { version } = await one.view();
    expect((await one.save({ headline: 'From one tab', description: 'Same' }, version)).status).toBe(200);
    const stale = await one.save({ headline: 'From another tab', description: 'Same' }, version);
    expect([stale.status, stale.body.code]).toEqual([409, 'profile_changed']);
    const { details } = stale.body as unknown as { details: { fields: string[]; profile: OwnProfileView } };
    expect(details.fields).toEqual(['headline']);
    expect(details.profile).toMatchObject({ headline: 'From one tab', version: version + 1 });
    expect((await one.view()).headline).toBe('From one tab');
  });

  it('changes nothing when the same save comes twice', async () => {
    const one = await desk();
    const { version } = await one.view();
    const body = {
      headline: 'Once',
      languages: [{ language: 'uk', level: 'native' }],
      subjects: [{ subjectId: one.subjectId, levels: ['university', 'primary'], hourlyRateMinor: 2000 }],
    };
    const answers = [await one.save(body, version), await one.save(body, version)];
    expect(answers.map(({ status, body: { version: after } }) => [status, after])).toEqual([
      [200, version + 1],
      [200, version + 1],
    ]);
  });

  it('takes one of two that come at the same time', async () => {
    const one = await desk();
    const { version } = await one.view();
    const answers = await Promise.all(['A', 'B', 'C'].map((headline) => one.save({ headline }, version)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await one.view()).version).toBe(version + 1);
  });
});

describe('the fields of a profile', () => {
  it('are kept in any script, and shown to students as saved', async () => {
    const one = await desk();
    const physics = await buildSubject(app.database.owner, 'Physics');
    const headline = 'Математика без страху — 数学 — رياضيات';
    const saved = await one.save({
      headline,
      description: 'e\u0301lan\r\n\r\nשלום',
      videoUrl: VIDEO,
      languages: [
        { language: 'uk', level: 'native' },
        { language: 'en', level: 'C1' },
      ],
      subjects: [
        { subjectId: physics, levels: ['university', 'upper_secondary'], hourlyRateMinor: 4500 },
        { subjectId: one.subjectId, levels: [], hourlyRateMinor: null },
      ],
      hourlyRate: { amountMinor: 4000, currency: 'EUR' },
      trial: { priceMinor: 0, minutes: 25 },
      cancellation: 'flexible',
      instantBooking: true,
      meetingUrl: 'https://meet.example/another',
      education: [
        {
          institution: 'Київський університет',
          degree: 'MSc',
          field: 'Mathematics',
          startYear: 2001,
          endYear: 2006,
          fileId: null,
        },
      ],
    });
    expect(saved.status).toBe(200);
    expect(saved.body.description).toBe('élan\n\nשלום');
    const shown = (await new Caller(app).get<TutorView>(`/tutors/${one.id}`)).body;
    expect(shown).toMatchObject({
      headline,
      videoUrl: VIDEO,
      languages: [
        { language: 'uk', level: 'native' },
        { language: 'en', level: 'C1' },
      ],
      subjects: [
        {
          name: 'Physics',
          levels: ['university', 'upper_secondary'],
          hourlyRate: { amountMinor: 4500, currency: 'EUR' },
        },
        { levels: [], hourlyRate: { amountMinor: 4000, currency: 'EUR' } },
      ],
      trial: { price: { amountMinor: 0, currency: 'EUR' }, durationMinutes: 25 },
      education: [{ institution: 'Київський університет', degree: 'MSc' }],
      certificates: [],
      cancellation: { preset: 'flexible' },
    });
    expect((await one.caller.get<TutorView>('/me/tutor/preview')).body).toEqual(shown);
  });

  it.each([
    ['request_invalid', { headline: 'x'.repeat(121) }],
    ['request_invalid', { headline: 'turned \u202E round' }],
    ['request_invalid', { description: 'a bell \u0007' }],
    ['request_invalid', { description: 'x'.repeat(10_001) }],
    ['request_invalid', { languages: [{ language: 'english', level: 'C1' }] }],
    ['request_invalid', { languages: [{ language: 'en', level: 'D7' }] }],
    [
      'request_invalid',
      {
        languages: [
          { language: 'en', level: 'C1' },
          { language: 'en', level: 'C2' },
        ],
      },
    ],
    ['request_invalid', { subjects: [{ subjectId: v7(), levels: [], hourlyRateMinor: null }] }],
    ['request_invalid', { subjects: [{ subjectId: v7(), levels: ['kindergarten'], hourlyRateMinor: null }] }],
    ['request_invalid', { hourlyRate: { amountMinor: 3000, currency: 'XXX' } }],
    ['request_invalid', { hourlyRate: { amountMinor: -1, currency: 'EUR' } }],
    ['request_invalid', { hourlyRate: { amountMinor: 1e9, currency: 'EUR' } }],
    ['request_invalid', { hourlyRate: { amountMinor: 30.5, currency: 'EUR' } }],
    ['amount_below_minimum', { hourlyRate: { amountMinor: 90, currency: 'EUR' } }],
    ['amount_below_minimum', { trial: { priceMinor: 20, minutes: 30 } }],
    ['request_invalid', { trial: { priceMinor: 500, minutes: 31 } }],
    ['request_invalid', { trial: { priceMinor: 500 } }],
    ['request_invalid', { meetingUrl: 'http://meet.example/room' }],
    ['request_invalid', { meetingUrl: 'javascript:alert(1)' }],
    ['request_invalid', { cancellation: 'never' }],
    ['request_invalid', { approval: 'approved' }],
    ['request_invalid', { payoutsEnabled: true }],
    ['request_invalid', { horizonDays: 90 }],
    [
      'request_invalid',
      { education: [{ institution: 'A', degree: 'B', field: null, startYear: 2010, endYear: 2009, fileId: null }] },
    ],
    ['file_not_found', { photoFileId: v7() }],
  ])('are refused: %s for %j', async (code, body) => {
    const one = await desk();
    const before = await one.view();
    expect((await one.save(body)).body.code).toBe(code);
    expect(await one.view()).toEqual(before);
  });

  it.each([
    'http://www.youtube.com/watch?v=a',
    'https://youtube.com.evil.example/watch',
    'https://evil.example/www.youtube.com',
    'https://www.youtube.com@evil.example/',
    'https://www.youtube.com:8443/watch',
    'https://notyoutube.com/watch',
    'javascript:alert(1)//www.youtube.com',
    'www.youtube.com/watch?v=a',
  ])('take no video from %s', async (videoUrl) => {
    expect((await (await desk()).save({ videoUrl })).body.code).toBe('video_link_refused');
  });

  it('are the tutor’s alone', async () => {
    const student = await signedIn(app, ['student']);
    expect((await student.caller.get(PATH)).body.code).toBe('forbidden');
    const roleOnly = await signedIn(app, ['tutor']);
    for (const path of [PATH, '/me/tutor/preview'])
      expect((await roleOnly.caller.get(path)).body.code).toBe('tutor_not_found');
  });

  it('say what is missing before they can be handed in', async () => {
    const one = await desk({ approval: 'incomplete', headline: '' });
    const lineOf = async (item: string) => (await one.view()).checklist.find((each) => each.item === item);
    expect(await lineOf('headline')).toMatchObject({ required: true, done: false });
    expect(await lineOf('description')).toMatchObject({ has: 0, needs: 400, done: false });
    await one.save({
      headline: 'Here',
      description: 'д'.repeat(400),
      photoFileId: await readyFile(one.caller, 'tutor_photo'),
    });
    for (const item of ['headline', 'description', 'photo']) expect(await lineOf(item)).toMatchObject({ done: true });
  });
});

describe('money in a profile', () => {
  it('never touches what was agreed: a lesson that is booked keeps its price', async () => {
    const one = await desk();
    const tutor = { id: one.id, email: '', name: '', subjectId: one.subjectId };
    const { booking } = await buildBooking(
      app.database.owner,
      { session: 'SCHEDULED', payment: 'AUTHORIZED', securedAt: REQUESTED_AT },
      { tutor },
    );
    const priceOf = () =>
      rows(app.database.owner, `SELECT price_minor, currency, policy_hash FROM bookings WHERE id = ?`, [booking.id]);
    const agreed = await priceOf();
    const shown = await one.caller.get(`/bookings/${booking.id}`);
    const saved = await one.save({
      hourlyRate: { amountMinor: 9900, currency: 'EUR' },
      subjects: [{ subjectId: one.subjectId, levels: [], hourlyRateMinor: 8800 }],
      cancellation: 'flexible',
      trial: { priceMinor: 0, minutes: 30 },
    });
    expect(saved.status).toBe(200);
    expect(await priceOf()).toEqual(agreed);
    expect((await one.caller.get(`/bookings/${booking.id}`)).body).toEqual(shown.body);
  });

  it('stays in its currency while a lesson is booked, and says so', async () => {
    const one = await desk();
    const tutor = { id: one.id, email: '', name: '', subjectId: one.subjectId };
    const { booking } = await buildBooking(
      app.database.owner,
      { session: 'SCHEDULED', payment: 'AUTHORIZED', securedAt: REQUESTED_AT },
      { tutor },
    );
    const dollars = { hourlyRate: { amountMinor: 3000, currency: 'USD' } };
    const refused = await one.save(dollars);
    expect(refused.body).toMatchObject({ code: 'currency_change_refused', details: { liveBookings: 1 } });
    await app.database.owner.raw(
      `UPDATE bookings SET session = 'CANCELLED', outcome = 'NOT_HELD', payment = 'REFUNDED' WHERE id = ?`,
      [booking.id],
    );
    expect((await one.save(dollars)).body.hourlyRate).toEqual({ amountMinor: 3000, currency: 'USD' });
  });
});

describe('a subject that was retired', () => {
  it('stays on a profile that has it, and comes to no other', async () => {
    const [one, other] = [await desk(), await desk()];
    await app.database.owner('subjects').where({ id: one.subjectId }).update({ retired_at: new Date() });
    const asked = { subjects: [{ subjectId: one.subjectId, levels: ['university'], hourlyRateMinor: null }] };
    expect((await one.save(asked)).status).toBe(200);
    const refused = await other.save(asked);
    expect([refused.status, refused.body.fields?.[0]?.message]).toEqual([400, 'names a subject that is not offered']);
  });
});

describe('files of a profile', () => {
  it('are attached once, and go when they are replaced', async () => {
    const one = await desk();
    const [first, second] = [await readyFile(one.caller, 'tutor_photo'), await readyFile(one.caller, 'tutor_photo')];
    const { photo } = (await one.save({ photoFileId: first })).body;
    expect(photo?.pictures.map(({ size }) => size)).toEqual([320, 960]);
    expect((await fetch(app.origin + photo!.pictures[0]!.url)).status).toBe(200);
    expect((await new Caller(app).get<TutorView>(`/tutors/${one.id}`)).body.photo).toEqual(photo?.pictures);
    await one.save({ photoFileId: second });
    expect((await fetch(app.origin + photo!.pictures[0]!.url)).status).toBe(404);
    expect((await one.save({ photoFileId: first })).body.code).toBe('file_not_found');
    expect((await one.save({ photoFileId: null })).body.photo).toBeNull();
  });

  it('are the tutor’s own, ready, and meant for what they are used as', async () => {
    const [one, other] = [await desk(), await desk()];
    expect((await one.save({ photoFileId: await readyFile(other.caller, 'tutor_photo') })).body.code).toBe(
      'file_not_found',
    );
    expect((await one.save({ photoFileId: await readyFile(one.caller, 'avatar') })).body.code).toBe('file_not_found');
    expect((await one.certify({ fileId: await readyFile(other.caller, 'certificate') })).body.code).toBe(
      'file_not_found',
    );
    const diploma = await readyFile(one.caller, 'education');
    const school = { institution: 'A', degree: 'B', field: null, startYear: 2000, endYear: null, fileId: diploma };
    expect((await one.save({ education: [school, school] })).body.code).toBe('file_not_found');
    expect((await one.save({ education: [school] })).body.education[0]?.document?.fileId).toBe(diploma);
    expect((await one.save({ education: [{ ...school, degree: 'C' }] })).body.education[0]?.document?.fileId).toBe(
      diploma,
    );
    expect((await one.caller.ask('DELETE', `/files/${diploma}`)).body.code).toBe('file_not_found');
  });
});

describe('certificates', () => {
  it('are replaced, not edited, and shown to nobody before they are checked', async () => {
    const one = await desk();
    const [first] = (await one.certify({ expiresOn: '2030-05-01' })).body.certificates;
    expect(first).toMatchObject({ title: 'TEFL', issuedOn: '2020-05-01', expiresOn: '2030-05-01' });
    const { certificates } = (await one.certify({ title: 'TEFL 2', replaces: first!.id })).body;
    expect(certificates.map(({ title }) => title)).toEqual(['TEFL 2']);
    expect((await one.caller.get(`/files/${first!.document.fileId}/link`)).body.code).toBe('file_not_found');
    const shown = await new Caller(app).get<TutorView>(`/tutors/${one.id}`);
    expect(shown.body.certificates).toEqual([]);
    expect(shown.text).not.toContain(certificates[0]!.document.fileId);
  });

  it('are refused beyond their number, with days that do not fit, from an old version, and for ids of others', async () => {
    const [one, other] = [await desk(), await desk()];
    const theirs = (await other.certify()).body.certificates[0]!.id;
    expect((await one.certify({ replaces: theirs })).body.code).toBe('certificate_not_found');
    expect((await one.certify({ expiresOn: '2019-01-01' })).body.code).toBe('request_invalid');
    expect((await one.certify({ issuedOn: '2020-02-30' })).body.code).toBe('request_invalid');
    expect((await one.certify({}, 99)).body.code).toBe('profile_changed');
    const remove = (id: string, version: number) =>
      one.caller.ask('DELETE', `${PATH}/certificates/${id}`, { headers: { 'if-match': `"${version}"` } });
    expect((await remove(theirs, (await one.view()).version)).body.code).toBe('certificate_not_found');
    for (let i = 0; i < 20; i++) expect((await one.certify()).status).toBe(201);
    expect((await one.certify()).body.code).toBe('certificates_full');
    const { version, certificates } = await one.view();
    expect((await remove(certificates[0]!.id, version)).status).toBe(200);
    expect((await one.view()).certificates).toHaveLength(19);
  });
});

describe('what reviewers are told', () => {
  it('is the documents and the photo of an approved tutor, nothing else, and once', async () => {
    const one = await desk();
    await one.save({ headline: 'New words', hourlyRate: { amountMinor: 5000, currency: 'EUR' } });
    expect(await outboxOf(one.id)).toEqual([]);
    await one.certify();
    await one.save({ photoFileId: await readyFile(one.caller, 'tutor_photo') });
    expect(await outboxOf(one.id)).toEqual(['materialChanged certificates', 'materialChanged photo']);
  });

  it('is nothing before the approval', async () => {
    const one = await desk({ approval: 'incomplete' });
    await one.certify();
    expect(await outboxOf(one.id)).toEqual([]);
  });
});

describe('the picture of an account', () => {
  it('is set, shown, replaced and taken away', async () => {
    const { caller, person } = await signedIn(app, ['student']);
    const put = (fileId: string | null) =>
      caller.ask<{ avatarUrl: string | null }>('PUT', '/me/avatar', { body: { fileId } });
    const first = await readyFile(caller, 'avatar');
    const { avatarUrl } = (await put(first)).body;
    expect((await put(first)).body.avatarUrl).toBe(avatarUrl);
    for (const own of ['/me', '/me/account']) expect((await caller.get(own)).body['avatarUrl']).toBe(avatarUrl);
    expect((await fetch(app.origin + avatarUrl!)).status).toBe(200);
    const tutor = await desk();
    const { booking } = await buildBooking(
      app.database.owner,
      { session: 'SCHEDULED', payment: 'AUTHORIZED', securedAt: REQUESTED_AT },
      { student: person, tutor: { id: tutor.id, email: '', name: '', subjectId: tutor.subjectId } },
    );
    expect((await tutor.caller.get(`/bookings/${booking.id}`)).text).toContain(avatarUrl!);
    expect((await put(await readyFile(caller, 'avatar'))).body.avatarUrl).not.toBe(avatarUrl);
    expect((await fetch(app.origin + avatarUrl!)).status).toBe(404);
    expect((await put(null)).body.avatarUrl).toBeNull();
  });

  it('is one of the person’s own, and only one of two that come at once', async () => {
    const [one, other] = [await signedIn(app, ['student']), await signedIn(app, ['student'])];
    const put = (fileId: string) => one.caller.ask('PUT', '/me/avatar', { body: { fileId } });
    expect((await put(await readyFile(other.caller, 'avatar'))).body.code).toBe('file_not_found');
    const ids = [await readyFile(one.caller, 'avatar'), await readyFile(one.caller, 'avatar')];
    expect((await Promise.all(ids.map(put))).map(({ status }) => status)).toEqual([200, 200]);
    const left = await rows(app.database.owner, `SELECT id FROM files WHERE owner_id = ? AND deleted_at IS NULL`, [
      one.person.id,
    ]);
    expect(left).toHaveLength(1);
  });
});
