import { buildStudent } from '../../test/factories/people';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { claimKey, forgetKey, keepAnswer, pruneKeys, type KeyedRequest } from './idempotency';

let database: TestDatabase;
let personId: string;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  personId = (await buildStudent(database.owner)).id;
});

const AT = Date.parse('2026-02-02T09:00:00Z');
const DAY = 86_400_000;
const request = (differences: Partial<KeyedRequest> = {}): KeyedRequest => ({
  personId,
  key: 'k',
  requestHash: 'a',
  at: AT,
  claimMs: 10_000,
  keepMs: DAY,
  ...differences,
});
const claim = (differences: Partial<KeyedRequest> = {}) => claimKey(database.app, request(differences));
const answer = { status: 201, body: { id: 'b' } };

describe('an idempotency key', () => {
  it('gives the same answer again, whatever the repeat', async () => {
    expect(await claim()).toEqual({ kind: 'yours' });
    await keepAnswer(database.app, request(), answer);
    expect(await claim({ at: AT + DAY - 1 })).toEqual({ kind: 'answered', ...answer });
  });

  it('is one person’s own, and for one request', async () => {
    await claim();
    expect(await claim({ requestHash: 'b' })).toEqual({ kind: 'reused' });
    const other = await buildStudent(database.owner);
    expect(await claim({ personId: other.id })).toEqual({ kind: 'yours' });
  });

  it('lets one of 20 simultaneous repeats do the work', async () => {
    const states = await Promise.all(Array.from({ length: 20 }, () => claim()));
    expect(states.filter(({ kind }) => kind === 'yours')).toHaveLength(1);
    expect(states.filter(({ kind }) => kind === 'running')).toHaveLength(19);
  });

  it('is taken over from an attempt that died, by the same request only', async () => {
    await claim();
    expect(await claim({ at: AT + 9_999 })).toEqual({ kind: 'running' });
    expect(await claim({ at: AT + 10_000, requestHash: 'b' })).toEqual({ kind: 'reused' });
    expect(await claim({ at: AT + 10_000 })).toEqual({ kind: 'yours' });
  });

  it('may be used again after a refusal that left no trace, but not after an answer', async () => {
    await claim();
    await forgetKey(database.app, request());
    expect(await claim({ requestHash: 'b' })).toEqual({ kind: 'yours' });
    await keepAnswer(database.app, request(), answer);
    await forgetKey(database.app, request());
    expect(await claim({ requestHash: 'b' })).toMatchObject({ kind: 'answered' });
  });

  it('is free again when its time is over, and forgets the old answer', async () => {
    await claim();
    await keepAnswer(database.app, request(), answer);
    expect(await claim({ at: AT + DAY, requestHash: 'b' })).toEqual({ kind: 'yours' });
    expect(await claim({ at: AT + DAY, requestHash: 'b' })).toEqual({ kind: 'running' });
    await pruneKeys(database.app, AT + 2 * DAY);
    expect(await claim({ at: AT, requestHash: 'c' })).toEqual({ kind: 'yours' });
  });
});
