import { randomUUID } from 'node:crypto';
import type { ApprovalView, QueuePage, StaffApprovalView } from '@stoa/contracts/http/approvals';
import { createApprovalDesk } from '../approvalDesk';
import { createApprovalActivities } from '../../activities/approvals';
import { systemClock } from '../../platform/clock';
import { createMetrics } from '../../platform/metrics';
import { buildBooking } from '../../test/factories/bookings';
import { buildCertificate, buildDocument, buildPhoto } from '../../test/factories/files';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { callerFor, signedIn, testPasswordHash, type Caller } from '../../test/harness/caller';
import { startTemporalTest, type TemporalTest } from '../../test/harness/temporal';

const NOW = Date.now();
let app: TestApp;
let temporal: TemporalTest;
let ann: Caller;
let ben: Caller;
beforeAll(async () => {
  let db: TestApp['database']['app'] | null = null;
  // the worker's store is the application's, which is made first
  const activities = new Proxy(
    {},
    {
      ownKeys: () => Object.keys(createApprovalActivities({ db: undefined as never })),
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      get: (_, name: string) => (input: never) => {
        const made = createApprovalActivities({ db: db as never }) as unknown as Record<string, (i: never) => unknown>;
        return made[name]?.(input);
      },
    },
  );
  temporal = await startTemporalTest(activities);
  const { client, taskQueue } = temporal;
  const approvals = createApprovalDesk({ client, taskQueue, clock: systemClock, metrics: createMetrics('approvals') });
  app = await createTestApp({ now: NOW, approvals });
  db = app.database.app;
  ann = (await signedIn(app, ['admin'], 'Ann')).caller;
  ben = (await signedIn(app, ['owner'], 'Ben')).caller;
});
afterAll(async () => {
  await temporal?.stop();
  await app?.close();
});

const key = () => ({ headers: { 'idempotency-key': randomUUID() } });

/** A tutor whose profile is whole, signed in. */
async function tutor(columns: Readonly<Record<string, unknown>> = {}): Promise<{ built: BuiltTutor; caller: Caller }> {
  const { owner } = app.database;
  const built = await buildTutor(owner, {
    columns: { approval: 'incomplete', description: 'I teach. '.repeat(60), ...columns },
  });
  const password_hash = await testPasswordHash();
  await owner('people').where({ id: built.id }).update({ password_hash });
  await buildPhoto(owner, built.id);
  return { built, caller: await callerFor(app, built, ['tutor']) };
}

const staffView = async (id: string) => (await ann.get<StaffApprovalView>(`/staff/approvals/${id}`)).body;
const verdictsOf = ({ review, itemVersions }: StaffApprovalView) =>
  (review?.items ?? []).map((item) => ({ item, version: itemVersions[item], verdict: 'approved' }));

async function handIn({ caller }: { caller: Caller }): Promise<ApprovalView> {
  const { version } = (await caller.get<ApprovalView>('/me/tutor/approval')).body;
  const answer = await caller.post<ApprovalView>('/me/tutor/approval/submit', { version }, key());
  expect(answer.status).toBe(200);
  return answer.body;
}

async function approve(id: string): Promise<void> {
  const claimed = await ann.post<StaffApprovalView>(
    `/staff/approvals/${id}/claim`,
    { version: (await staffView(id)).version },
    key(),
  );
  expect(claimed.status).toBe(200);
  const body = { version: claimed.body.version, overall: 'approved', verdicts: verdictsOf(claimed.body) };
  expect((await ann.post(`/staff/approvals/${id}/decide`, body, key())).status).toBe(200);
}

describe('a tutor refused', () => {
  it('is told what is missing and where to go', async () => {
    const { caller } = await tutor({ description: 'short' });
    const { body } = await caller.get<ApprovalView>('/me/tutor/approval');
    expect(body).toMatchObject({ state: 'incomplete', listed: false, missing: ['description'], actions: [] });
    expect(body.checklist.find(({ item }) => item === 'description')).toEqual({
      item: 'description',
      required: true,
      done: false,
      has: 5,
      needs: 400,
      where: 'profile',
    });
    const refused = await caller.post('/me/tutor/approval/submit', { version: body.version }, key());
    expect(refused).toMatchObject({ status: 422, body: { code: 'profile_incomplete' } });
  });

  it('by a version that is not the one of now', async () => {
    const { caller } = await tutor();
    const refused = await caller.post('/me/tutor/approval/submit', { version: 7 }, key());
    expect(refused).toMatchObject({ status: 409, body: { code: 'profile_changed' } });
  });
});

describe('the way from handing in to being booked', () => {
  // safety: the earlier system listed whoever had registered
  it('unapproved tutors bookable: nobody who is not approved is listed, shown, offered or booked', async () => {
    const someone = await tutor();
    const seen = async () => (await ann.get<{ items: unknown[] }>(`/tutors/${someone.built.id}`)).status;
    expect(await seen()).toBe(404);
    await handIn(someone);
    expect(await seen()).toBe(404);
    const world = buildBooking(app.database.app, {}, { tutor: someone.built });
    await expect(world).rejects.toThrow('this tutor cannot be booked');
    await approve(someone.built.id);
    expect(await seen()).toBe(200);
    const { body } = await someone.caller.get<ApprovalView>('/me/tutor/approval');
    expect(body).toMatchObject({ state: 'approved', listed: true, actions: ['archive'] });
    expect(body.timeline.map(({ type, actor }) => `${type} ${actor}`)).toEqual(['approve staff', 'submit tutor']);
  });

  it('is answered the same when it is sent again with its key', async () => {
    const { caller } = await tutor();
    const { version } = (await caller.get<ApprovalView>('/me/tutor/approval')).body;
    const same = key();
    const [first, second] = [
      await caller.post<ApprovalView>('/me/tutor/approval/submit', { version }, same),
      await caller.post<ApprovalView>('/me/tutor/approval/submit', { version }, same),
    ];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body.version).toBe(first.body.version);
  });
});

describe('the queue', () => {
  it('shows who waits, since when, in whose hand, page by page without a gap', async () => {
    const waiting = [await tutor(), await tutor(), await tutor()];
    for (const one of waiting) await handIn(one);
    const [first] = waiting;
    const { version } = await staffView(first!.built.id);
    await ann.post(`/staff/approvals/${first!.built.id}/claim`, { version }, key());
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path: string = `/staff/approvals?limit=1${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
      const { body } = await ben.get<QueuePage>(path);
      seen.push(...body.items.map(({ tutor: { id } }) => id));
      cursor = body.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(waiting.map(({ built }) => built.id)));
    const mine = (await ann.get<QueuePage>('/staff/approvals?claimed=mine')).body.items;
    expect(mine.map(({ tutor: { id } }) => id)).toEqual([first!.built.id]);
    const others = (await ben.get<QueuePage>('/staff/approvals?claimed=others')).body.items;
    expect(others[0]).toMatchObject({ claim: { by: { name: 'Ann' } }, late: false });
    expect((await ben.get<QueuePage>('/staff/approvals?late=true')).body.items).toEqual([]);
    const taken = await ben.post(`/staff/approvals/${first!.built.id}/claim`, { version: version + 1 }, key());
    expect(taken).toMatchObject({ status: 409, body: { code: 'review_claimed' } });
  });

  it('is not for support, whose role judges nobody', async () => {
    const support = (await signedIn(app, ['support'])).caller;
    expect((await support.get('/staff/approvals')).status).toBe(403);
  });
});

describe('what a reviewer sees', () => {
  const hour = 3_600_000;

  it('has the documents beside the profile by their ids, and no key or address of them', async () => {
    const { built } = await tutor();
    const fileId = await buildDocument(app.database.owner, built.id);
    await app.database.owner('tutor_educations').insert({
      ...{ id: randomUUID(), tutor_id: built.id, institution: 'University of Lviv', degree: 'MSc', field: null },
      ...{ start_year: 2011, end_year: 2016, file_id: fileId, position: 0 },
    });
    const certificate = await buildCertificate(app.database.owner, built.id, { expiresOn: '2030-01-31' });
    const { profile } = await staffView(built.id);
    const document = { fileId, name: 'diploma.pdf', mediaType: 'application/pdf', bytes: 1000 };
    expect(profile.education).toMatchObject([{ institution: 'University of Lviv', endYear: 2016, document }]);
    expect(profile.certificates).toMatchObject([
      { id: certificate, title: 'Teaching diploma', expiresOn: '2030-01-31', isNew: true, document: { bytes: 1000 } },
    ]);
    expect(profile.photo.map(({ size }) => size)).toEqual([320, 960]);
    expect(Object.keys(profile.certificates[0]!.document)).toEqual(['fileId', 'name', 'mediaType', 'bytes']);
  });

  it('says of each part whether it changed since it was found good, and which certificate came since', async () => {
    const someone = await tutor();
    const { id } = someone.built;
    const seen = await buildCertificate(app.database.owner, id, { at: new Date(NOW - hour) });
    expect((await staffView(id)).sinceApproval).toMatchObject({ headline: 'new', certificates: 'new' });
    await handIn(someone);
    await approve(id);
    await app.database.owner('tutors').where({ person_id: id }).update({ headline: 'Another one' });
    const added = await buildCertificate(app.database.owner, id, { at: new Date(NOW + hour) });
    const { sinceApproval, profile } = await staffView(id);
    expect(sinceApproval).toMatchObject({ headline: 'changed', description: 'same', certificates: 'changed' });
    expect(profile.certificates.map((one) => [one.id, one.isNew])).toEqual([
      [seen, false],
      [added, true],
    ]);
  });

  it('names the colleague who has it in hand, and until when', async () => {
    const someone = await tutor();
    await handIn(someone);
    const path = `/staff/approvals/${someone.built.id}`;
    await ann.post(`${path}/claim`, { version: (await staffView(someone.built.id)).version }, key());
    const { claim, actions } = (await ben.get<StaffApprovalView>(path)).body;
    expect(claim?.by.name).toBe('Ann');
    expect(Date.parse(claim?.until ?? '')).toBeGreaterThan(NOW);
    expect(actions).not.toContain('claim');
  });
});

describe('a suspension', () => {
  it('shows the lessons it touches and the money before it is confirmed, and is refused when they are others', async () => {
    const { built, caller } = await tutor({ approval: 'approved' });
    const path = `/staff/approvals/${built.id}`;
    const startsAt = NOW + 86_400_000;
    const paid = { session: 'SCHEDULED', payment: 'AUTHORIZED', startsAt, securedAt: NOW } as const;
    await buildBooking(app.database.owner, paid, { tutor: built });
    const { body } = await ann.get<{ version: number; count: number; returned: unknown }>(`${path}/suspension`);
    expect(body).toMatchObject({ count: 1, returned: [{ amountMinor: 3000, currency: 'EUR' }] });
    const asked = { version: body.version, reason: 'Several complaints', bookings: 'cancelled' };
    const stale = await ann.post(`${path}/suspend`, { ...asked, lessons: 0 }, key());
    expect(stale).toMatchObject({ status: 409, body: { code: 'quote_changed', quote: { count: 1 } } });
    const done = await ann.post<StaffApprovalView>(`${path}/suspend`, { ...asked, lessons: 1 }, key());
    expect(done).toMatchObject({ status: 200, body: { state: 'suspended', suspension: { bookings: 'cancelled' } } });
    expect(await app.database.owner('outbox').where({ kind: 'cancel' })).toHaveLength(1);
    expect((await caller.get<ApprovalView>('/me/tutor/approval')).body).toMatchObject({
      listed: false,
      suspension: { reason: 'Several complaints', appealed: false },
      actions: ['appeal'],
    });
    const alone = { version: done.body.version, reason: 'A mistake' };
    const proposed = await ann.post<StaffApprovalView>(`${path}/proposeLift`, alone, key());
    expect(proposed.body.liftProposedBy).toMatchObject({ name: 'Ann' });
    const confirm = { version: proposed.body.version };
    expect(await ann.post(`${path}/confirmLift`, confirm, key())).toMatchObject({
      status: 403,
      body: { code: 'second_person_required' },
    });
    expect(await ben.post(`${path}/confirmLift`, confirm, key())).toMatchObject({
      status: 200,
      body: { state: 'approved' },
    });
  });
});
