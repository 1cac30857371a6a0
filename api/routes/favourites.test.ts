import type { FavouritePage, SavedSearchList } from '@stoa/contracts/http/savedSearches';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { buildTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { signedIn, type Caller } from '../../test/harness/caller';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const student = async (): Promise<Caller> => (await signedIn(app, ['student'])).caller;
const put = (caller: Caller, path: string, body?: unknown) =>
  caller.ask('PUT', path, body === undefined ? {} : { body });
const remove = (caller: Caller, path: string) => caller.ask('DELETE', path);

describe('favourites', () => {
  const favourites = async (caller: Caller, query = '') =>
    (await caller.get<z.output<typeof FavouritePage>>(`/me/favourites${query}`)).body;

  it('are refused for who cannot be booked, and of nobody', async () => {
    const caller = await student();
    const { id } = await buildTutor(app.database.owner, { columns: { approval: 'under_review' } });
    for (const one of [id, v7()])
      expect(await put(caller, `/me/favourites/${one}`)).toMatchObject({
        status: 404,
        body: { code: 'tutor_not_found' },
      });
    expect((await favourites(caller)).items).toEqual([]);
  });

  it('are marked once however often, and taken away once however often', async () => {
    const caller = await student();
    const { id } = await buildTutor(app.database.owner);
    for (let n = 0; n < 2; n++) expect((await put(caller, `/me/favourites/${id}`)).status).toBe(204);
    expect((await favourites(caller)).items).toMatchObject([{ id, bookable: true }]);
    for (let n = 0; n < 2; n++) expect((await remove(caller, `/me/favourites/${id}`)).status).toBe(204);
    expect((await favourites(caller)).items).toEqual([]);
  });

  it('stay when a tutor cannot be booked for a while, and say so', async () => {
    const caller = await student();
    const { id } = await buildTutor(app.database.owner);
    await put(caller, `/me/favourites/${id}`);
    await app.database.owner('tutors').where({ person_id: id }).update({ approval: 'suspended' });
    expect((await favourites(caller)).items).toMatchObject([{ id, bookable: false }]);
    expect((await put(caller, `/me/favourites/${id}`)).status).toBe(204);
  });

  it('are paged, the newest first, ties and all, and belong to one person', async () => {
    const caller = await student();
    const marked: string[] = [];
    for (let n = 0; n < 5; n++) {
      const { id } = await buildTutor(app.database.owner);
      app.time.now += n % 2;
      await put(caller, `/me/favourites/${id}`);
      marked.push(id);
    }
    const seen: string[] = [];
    for (let query = '?limit=2'; query !== ''; ) {
      const { items, nextCursor } = await favourites(caller, query);
      seen.push(...items.map(({ id }) => id));
      query = nextCursor === null ? '' : `?limit=2&cursor=${nextCursor}`;
    }
    expect([...seen].sort()).toEqual([...marked].sort());
    expect(seen[0]).toBe([...marked.slice(3)].sort()[0]);
    const other = await student();
    expect((await favourites(other)).items).toEqual([]);
    const { nextCursor } = await favourites(caller, '?limit=1');
    expect((await other.get(`/me/favourites?limit=1&cursor=${nextCursor}`)).body.code).toBe('cursor_invalid');
  });
});

describe('saved searches', () => {
  const SEARCHES = '/me/saved-searches';
  const filters = { subjectId: v7(), free: 'tue:18-21', zone: 'Europe/Kyiv', priceTo: '3000', trial: 'true' };
  const save = (caller: Caller, name: string, what: unknown = filters) =>
    caller.post<{ id: string }>(SEARCHES, { name, filters: what });
  const names = async (caller: Caller): Promise<string[]> =>
    (await caller.get<z.output<typeof SavedSearchList>>(SEARCHES)).body.items.map(({ name }) => name);

  it.each([
    ['a filter that there is none of', { colour: 'red' }],
    ['a value that no search takes', { priceTo: 'cheap' }],
    ['a number where an address has words', { priceTo: 3000 }],
    ['no filters at all', null],
    ['a place in a list', { cursor: 'abc' }],
  ])('are refused with %s', async (_what, wrong) => {
    const caller = await student();
    expect((await save(caller, 'Evenings', wrong)).body.code).toBe('request_invalid');
    expect(await names(caller)).toEqual([]);
  });

  it('come back as they were written, and search as they did', async () => {
    const caller = await student();
    expect((await save(caller, '  Evenings ')).status).toBe(201);
    const { body } = await caller.get<z.output<typeof SavedSearchList>>(SEARCHES);
    expect(body.items).toMatchObject([{ name: 'Evenings', filters }]);
    expect((await caller.get(`/tutors?${new URLSearchParams(body.items[0]!.filters).toString()}`)).status).toBe(200);
  });

  it('have names of their own', async () => {
    const caller = await student();
    const first = (await save(caller, 'One')).body.id;
    const second = (await save(caller, 'Two')).body.id;
    expect((await save(caller, 'One')).body.code).toBe('saved_search_name_taken');
    expect((await put(caller, `${SEARCHES}/${second}`, { name: 'One' })).body.code).toBe('saved_search_name_taken');
    expect((await put(caller, `${SEARCHES}/${first}`, { name: 'One' })).status).toBe(200);
    expect((await put(caller, `${SEARCHES}/${second}`, { name: 'Three' })).body).toMatchObject({
      name: 'Three',
      filters,
    });
    expect(await names(caller)).toEqual(['One', 'Three']);
  });

  it('are twenty at most, ten of whom were saved at once', async () => {
    const caller = await student();
    for (let n = 1; n <= 15; n++) await save(caller, `Search ${n}`);
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => save(caller, `Late ${n}`)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ body }) => body.code === 'saved_search_limit_reached')).toHaveLength(5);
    const { body } = await caller.get<z.output<typeof SavedSearchList>>(SEARCHES);
    expect(body.items).toHaveLength(20);
    expect((await remove(caller, `${SEARCHES}/${body.items[3]!.id}`)).status).toBe(204);
    expect((await save(caller, 'One more')).status).toBe(201);
  });

  // Somebody else's id must open nothing, and must not tell that it exists.
  it('belong to one person: another’s are not found', async () => {
    const [mine, theirs] = [await student(), await student()];
    const { id } = (await save(mine, 'Mine')).body;
    for (const one of [id, v7()]) {
      expect((await put(theirs, `${SEARCHES}/${one}`, { name: 'Theirs' })).body.code).toBe('not_found');
      expect((await remove(theirs, `${SEARCHES}/${one}`)).body.code).toBe('not_found');
    }
    expect(await names(mine)).toEqual(['Mine']);
    expect(await names(theirs)).toEqual([]);
  });
});
