import type { ConsentsView } from '@stoa/contracts/http/consents';
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

const list = async (caller = me.caller) => (await caller.get<ConsentsView>('/me/consents')).body;
const give = (document: string, version: string) => me.caller.post<ConsentsView>('/me/consents', { document, version });
const earlier = (document: string, version: string, at: Date) =>
  app.database.owner('consents').insert({ person_id: me.person.id, document, version, given_at: at });

describe('agreeing to a document', () => {
  // Loss prevented: somebody is said to have agreed to a text that they never saw.
  it('is refused for any version but the one in force, and nothing is kept', async () => {
    const answer = await give('terms', 'another');
    expect([answer.status, answer.body.code]).toEqual([409, 'consent_outdated']);
    expect(answer.body.details).toEqual(app.house.documents);
    expect((await list()).documents.map(({ given }) => given)).toEqual([[], []]);
  });

  it.each([
    ['cookies', '1'],
    ['terms', ''],
  ])('is refused for %j %j', async (document, version) => {
    expect((await give(document, version)).body.code).toBe('request_invalid');
  });

  it('stands once with its first date, however often it is said', async () => {
    const { terms } = app.house.documents;
    const answers = await Promise.all([give('terms', terms), give('terms', terms)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [first] = (await list()).documents;
    expect(first).toMatchObject({ document: 'terms', version: terms, waits: false, given: [{ version: terms }] });
    await give('terms', terms);
    expect((await list()).documents[0]).toEqual(first);
  });
});

describe('what somebody agreed to', () => {
  it('names every version with its date, the latest first, and what waits', async () => {
    await earlier('terms', 'first', new Date('2026-01-01T10:00:00Z'));
    await earlier('terms', 'second', new Date('2026-03-01T10:00:00Z'));
    await give('privacy', app.house.documents.privacy);
    const { documents } = await list();
    expect(documents.map(({ document, waits }) => [document, waits])).toEqual([
      ['terms', true],
      ['privacy', false],
    ]);
    expect(documents[0]?.given).toEqual([
      { version: 'second', at: '2026-03-01T10:00:00.000Z' },
      { version: 'first', at: '2026-01-01T10:00:00.000Z' },
    ]);
  });

  it('is nobody else’s', async () => {
    await give('terms', app.house.documents.terms);
    const other = await signedIn(app, ['student']);
    expect((await list(other.caller)).documents.map(({ given }) => given)).toEqual([[], []]);
  });
});
