import { inTransaction, rows, type Db } from '../postgres';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import {
  addToOutbox,
  claimOutbox,
  failOutbox,
  finishOutbox,
  listenForOutbox,
  outboxBacklog,
  pruneOutbox,
  type OutboxLine,
} from './outbox';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => database.owner('outbox').delete());

const NOW = Date.parse('2026-02-02T09:00:00Z');
const line = (key: string, availableAt?: number): OutboxLine => ({
  kind: 'mail',
  key,
  payload: { template: 'x', personId: 'p', bookingId: 'b' },
  ...(availableAt === undefined ? {} : { availableAt }),
});
const add = (...lines: OutboxLine[]) => inTransaction(database.app, {}, (trx) => addToOutbox(trx, lines));
const claim = (differences: Partial<Parameters<typeof claimOutbox>[1]> = {}, db: Db = database.app) =>
  claimOutbox(db, { now: NOW, limit: 100, leaseMs: 60_000, ...differences });

describe('the outbox', () => {
  it('gives lines in order, each to one relay, however many ask at once', async () => {
    await add(...Array.from({ length: 40 }, (_, i) => line(`k${i}`)));
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim({ limit: 10 })));
    const keys = claims.flat().map(({ key }) => key);
    expect(keys).toHaveLength(40);
    expect(new Set(keys).size).toBe(40);
    for (const own of claims) expect(own.map(({ id }) => id)).toEqual(own.map(({ id }) => id).sort((a, b) => a - b));
  });

  it('takes a line twice under one key as one', async () => {
    await add(line('once'));
    await add(line('once'), line('other'));
    expect((await claim()).map(({ key }) => key)).toEqual(['once', 'other']);
  });

  it('tells nothing of what was rolled back', async () => {
    const failing = inTransaction(database.app, {}, async (trx) => {
      await addToOutbox(trx, [line('never')]);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await claim()).toEqual([]);
  });

  it('keeps a line for its hour on the injected clock', async () => {
    await add(line('later', NOW + 1_000));
    expect(await claim()).toEqual([]);
    expect(await claim({ now: NOW + 1_000 })).toHaveLength(1);
  });

  it('gives a line out again when the relay that had it died, and not before its lease ended', async () => {
    await add(line('leased'));
    await claim({ leaseMs: 60_000 });
    expect(await claim()).toEqual([]);
    await database.owner.raw(`UPDATE outbox SET next_try_at = now()`);
    expect(await claim()).toMatchObject([{ key: 'leased', attempts: 2 }]);
  });

  it('gives nothing out that is done, waits after a failure, and gives up when told to', async () => {
    await add(line('done'), line('again'), line('hopeless'));
    const [done, again, hopeless] = await claim();
    await finishOutbox(database.app, [done?.id ?? 0]);
    await failOutbox(database.app, { id: again?.id ?? 0, problem: 'mail server away', retryMs: 60_000 });
    await failOutbox(database.app, { id: hopeless?.id ?? 0, problem: 'no such mailbox', retryMs: null });
    expect(await claim()).toEqual([]);
    expect(await outboxBacklog(database.app)).toMatchObject({ waiting: 1 });
    await failOutbox(database.app, { id: again?.id ?? 0, problem: 'mail server away', retryMs: 0 });
    expect(await claim()).toMatchObject([{ key: 'again' }]);
  });

  it('forgets delivered lines only when they are old', async () => {
    await add(line('old'), line('waiting'));
    const [old] = await claim({ limit: 1 });
    await finishOutbox(database.app, [old?.id ?? 0]);
    expect(await pruneOutbox(database.app, 3_600_000)).toBe(0);
    await database.owner.raw(`UPDATE outbox SET done_at = now() - interval '2 hours' WHERE done_at IS NOT NULL`);
    expect(await pruneOutbox(database.app, 3_600_000)).toBe(1);
    expect(await rows(database.app, `SELECT 1 FROM outbox`)).toHaveLength(1);
  });

  it('wakes whoever listens when a line is committed, also after the connection was lost', async () => {
    let heard: () => void = () => undefined;
    const once = () => new Promise<void>((resolve) => (heard = resolve));
    let wakes = once();
    const listener = listenForOutbox(database.appUrl, () => heard());
    await wakes; // connected
    wakes = once();
    await add(line('first'));
    await wakes;
    wakes = once();
    await database.owner.raw(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stoa-outbox'
       AND datname = current_database()`,
    );
    await wakes; // connected again
    wakes = once();
    await add(line('second'));
    await wakes;
    await listener.close();
  });
});
