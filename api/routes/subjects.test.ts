import type { CataloguePage, CatalogueSubjectView, SubjectChoices } from '@stoa/contracts/http/subjects';
import type { z } from 'zod';
import { subjectsNotOffered } from '../../db/queries/subjects';
import { buildSubject, buildTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { callerFor, signedIn, testPasswordHash, type SignedInCaller } from '../../test/harness/caller';

let app: TestApp;
let admin: SignedInCaller;
beforeAll(async () => {
  app = await createTestApp();
  admin = await signedIn(app, ['admin']);
});
afterAll(() => app.close());

type Subject = z.output<typeof CatalogueSubjectView>;
const create = (name: string) => admin.caller.post<Subject>('/staff/subjects', { name });
const step = (id: string, verb: string, body: object = { reason: 'nobody teaches it' }) =>
  admin.caller.post<Subject>(`/staff/subjects/${id}/${verb}`, body);
const list = (query: string) => admin.caller.get<z.output<typeof CataloguePage>>(`/staff/subjects?${query}`);
const linesAbout = (id: string): Promise<unknown[]> =>
  app.database.owner('audit_log').where({ subject_id: id }).orderBy('seq').select('action', 'reason', 'details');

describe('the catalogue', () => {
  it('is not support’s', async () => {
    const { caller } = await signedIn(app, ['support']);
    expect((await caller.get('/staff/subjects')).body.code).toBe('forbidden');
    expect((await caller.post('/staff/subjects', { name: 'Magic' })).body.code).toBe('forbidden');
  });

  it('refuses names that are none, and one that is there in any case of letters', async () => {
    for (const name of ['', '  ', 'x'.repeat(81), 'two\nlines', 'hidden\u200b'])
      expect((await create(name)).body.code).toBe('request_invalid');
    await create('Harp');
    expect((await create(' HARP ')).body.code).toBe('subject_exists');
    expect((await step('01990000-0000-7000-8000-000000000000', 'retire')).body.code).toBe('subject_not_found');
  });

  it('takes names in any script, with an address of their own', async () => {
    const { status, body } = await create('Lógica básica');
    expect([status, body.slug, body.tutors, body.retiredAt]).toEqual([201, 'logica-basica', 0, null]);
    expect((await create('日本語')).body.slug).toMatch(/^subject-[0-9a-f]{8}$/);
    expect((await create('Logica basica')).body.slug).toMatch(/^logica-basica-[0-9a-f]{8}$/);
    expect(await linesAbout(body.id)).toEqual([
      { action: 'subject.create', reason: null, details: { name: 'Lógica básica' } },
    ]);
  });

  it('adds a name once when two add it at the same time', async () => {
    const answers = await Promise.all([create('Oboe'), create('oboe')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await list('q=oboe')).body.items).toHaveLength(1);
  });

  it('renames, and keeps the address', async () => {
    const { id, slug } = (await create('Fisics')).body;
    const { body } = await step(id, 'rename', { name: 'Physics' });
    expect([body.name, body.slug]).toEqual(['Physics', slug]);
    await create('Chemistry');
    expect((await step(id, 'rename', { name: 'chemistry' })).body.code).toBe('subject_exists');
    expect((await step(id, 'rename', { name: 'Physics' })).body.code).toBe('subject_exists');
    expect((await linesAbout(id)).at(-1)).toMatchObject({ details: { from: 'Fisics', to: 'Physics' } });
  });

  it('is shown whole, page by page, and by state and name', async () => {
    const all: string[] = [];
    let cursor = '';
    do {
      const { body } = await list(`limit=2${cursor && `&cursor=${cursor}`}`);
      all.push(...body.items.map(({ name }) => name));
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    const names = await app.database.owner('subjects').orderBy(['name', 'id']).pluck('name');
    expect(all).toEqual(names);
    expect((await list('q=%25')).body.items).toEqual([]);
  });

  it.each(['name', '-name', 'tutors', '-tutors'] as const)('is paged by %s without a gap or a repeat', async (sort) => {
    const seen: { name: string; tutors: number }[] = [];
    let cursor = '';
    do {
      const { body } = await list(`limit=2&sort=${sort}${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items);
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    const names = await app.database.owner('subjects').orderBy(['name', 'id']).pluck<string[]>('name');
    const inOrder = (sort.startsWith('-') ? [...seen].reverse() : seen).map(({ name, tutors }) => ({ name, tutors }));
    if (sort.endsWith('name')) expect(inOrder.map(({ name }) => name)).toEqual(names);
    else expect(inOrder.map(({ tutors }) => tutors)).toEqual(inOrder.map(({ tutors }) => tutors).sort((a, b) => a - b));
    expect(new Set(seen.map(({ name }) => name)).size).toBe(names.length);
  });

  it('does not go on in another order than it began', async () => {
    const { nextCursor } = (await list('limit=1&sort=-tutors')).body;
    expect((await list(`limit=1&sort=name&cursor=${nextCursor}`)).body.code).toBe('cursor_invalid');
  });
});

describe('a retired subject', () => {
  it('is offered to no new profile and stays on those that have it, until it is restored', async () => {
    const subjectId = await buildSubject(app.database.owner, 'Latin');
    const tutor = await buildTutor(app.database.owner, { subjectId });
    const hash = await testPasswordHash();
    await app.database.owner('people').where({ id: tutor.id }).update({ password_hash: hash });
    const having = await callerFor(app, tutor, ['tutor']);
    const other = await signedIn(app, ['tutor']);
    const choices = async (caller = having) =>
      (await caller.get<z.output<typeof SubjectChoices>>('/me/tutor/subject-choices')).body.items.filter(
        ({ id }) => id === subjectId,
      );
    expect(await choices(other.caller)).toEqual([{ id: subjectId, name: 'Latin', retired: false }]);
    expect((await step(subjectId, 'retire', {})).body.code).toBe('request_invalid');
    const retired = await step(subjectId, 'retire');
    expect([retired.body.retiredAt, retired.body.tutors]).toEqual(['2026-02-02T09:00:00.000Z', 1]);
    expect((await step(subjectId, 'retire')).body.code).toBe('subject_already_retired');
    expect(await choices(other.caller)).toEqual([]);
    expect(await choices()).toEqual([{ id: subjectId, name: 'Latin', retired: true }]);
    const asked = { subjectIds: [subjectId] };
    expect(await subjectsNotOffered(app.database.app, { ...asked, tutorId: other.person.id })).toEqual([subjectId]);
    expect(await subjectsNotOffered(app.database.app, { ...asked, tutorId: tutor.id })).toEqual([]);
    const page = await other.caller.get<{ subjects: { name: string }[] }>(`/tutors/${tutor.id}`);
    expect(page.body.subjects.map(({ name }) => name)).toEqual(['Latin']);
    expect((await list('state=retired')).body.items.map(({ id }) => id)).toContain(subjectId);
    expect((await step(subjectId, 'restore')).body.retiredAt).toBeNull();
    expect((await step(subjectId, 'restore')).body.code).toBe('subject_not_retired');
    expect(await choices(other.caller)).toHaveLength(1);
    expect(await linesAbout(subjectId)).toMatchObject([
      { action: 'subject.retire', reason: 'nobody teaches it' },
      { action: 'subject.restore' },
    ]);
  });

  it('leaves its name to another, and does not come back beside it', async () => {
    const { id } = (await create('Greek')).body;
    await step(id, 'retire');
    expect((await create('Greek')).status).toBe(201);
    expect((await step(id, 'restore')).body.code).toBe('subject_exists');
  });
});
