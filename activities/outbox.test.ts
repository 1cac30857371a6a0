import { randomUUID } from 'node:crypto';

import { addToOutbox, type ClaimedLine, type OutboxLine } from '../db/queries/outbox';
import { inTransaction, rows } from '../db/postgres';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { createLogger } from '../platform/logger';
import { createMetrics } from '../platform/metrics';
import { systemClock } from '../platform/clock';
import { OutboxRelay, retryAfter } from './outbox';

describe('the relay of the outbox', () => {
  let database: TestDatabase;
  let delivered: ClaimedLine[];
  let failures: number;
  const relays: OutboxRelay[] = [];
  const metrics = createMetrics('test');
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  beforeEach(async () => {
    delivered = [];
    failures = 0;
    await database.owner('outbox').del();
  });
  afterEach(() => Promise.all(relays.splice(0).map((relay) => relay.stop())));
  afterAll(() => database?.drop());

  function relay(pollMs = 10): OutboxRelay {
    const made = new OutboxRelay({
      db: database.app,
      url: database.appUrl,
      clock: systemClock,
      logger: createLogger({ process: 'test', level: 'silent' }),
      metrics,
      pollMs,
      deliver: async (line) => {
        await Promise.resolve();
        if (failures-- > 0) throw new Error('the receiver is away');
        delivered.push(line);
      },
    });
    return made;
  }

  const line = (bookingId: string, key: string): OutboxLine => ({
    kind: 'signal',
    key,
    payload: { bookingId, signal: 'paymentReported', input: {} },
  });
  const add = (...lines: OutboxLine[]) => inTransaction(database.app, {}, (trx) => addToOutbox(trx, lines));
  const state = (): Promise<{ done: boolean; attempts: number; abandoned: boolean }[]> =>
    rows(
      database.app,
      `SELECT done_at IS NOT NULL AS done, attempts, abandoned_at IS NOT NULL AS abandoned FROM outbox ORDER BY id`,
    );
  const until = async (reached: () => boolean): Promise<void> => {
    const end = Date.now() + 4_000;
    while (!reached() && Date.now() < end) await new Promise((resolve) => setImmediate(resolve));
    expect(reached()).toBe(true);
  };

  it('delivers what was recorded, the lines of one booking in their order', async () => {
    const booking = randomUUID();
    await add(...Array.from({ length: 60 }, (_, index) => line(booking, `k-${index}`)));
    expect(await relay().drain()).toBe(60);
    expect(delivered.map(({ key }) => key)).toEqual(Array.from({ length: 60 }, (_, index) => `k-${index}`));
    expect((await state()).every(({ done }) => done)).toBe(true);
  });

  it('shares the work with another relay: nothing is delivered twice', async () => {
    await add(...Array.from({ length: 200 }, (_, index) => line(randomUUID(), `s-${index}`)));
    await Promise.all([relay().drain(), relay().drain()]);
    expect(delivered).toHaveLength(200);
    expect(new Set(delivered.map(({ id }) => id)).size).toBe(200);
  });

  it('hears of a new line at once', async () => {
    const made = relay(60_000);
    relays.push(made);
    made.start();
    await add(line(randomUUID(), 'now'));
    await until(() => delivered.length === 1);
  });

  it('keeps a line that could not be delivered, and tries it again later', async () => {
    failures = 1;
    await add(line(randomUUID(), 'again'));
    await relay().drain();
    expect(await state()).toEqual([{ done: false, attempts: 1, abandoned: false }]);
    await database.owner('outbox').update({ next_try_at: new Date(0) });
    await relay().drain();
    expect(delivered).toHaveLength(1);
  });

  it('gives up a line after a bounded number of attempts, where people see it', async () => {
    failures = 1;
    const payload = {
      bookingId: randomUUID(),
      studentId: 's',
      tutorId: 't',
      tutorSees: true,
      version: 1,
      event: 'x',
      at: 1,
    };
    await add({ kind: 'realtime', key: 'dead', payload });
    await database.owner('outbox').update({ attempts: 4 });
    await relay().drain();
    expect(await state()).toEqual([{ done: false, attempts: 5, abandoned: true }]);
  });

  it('waits longer from attempt to attempt, and with a fact about money for a week', () => {
    expect([1, 2, 3].map((attempts) => retryAfter({ kind: 'mail', attempts }))).toEqual([1_000, 2_000, 4_000]);
    expect(retryAfter({ kind: 'signal', attempts: 500 })).toBe(600_000);
    expect(retryAfter({ kind: 'mail', attempts: 120 })).toBeNull();
    const week = Array.from({ length: 999 }, (_, index) => retryAfter({ kind: 'signal', attempts: index + 1 }) ?? 0);
    expect(week.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(6 * 86_400_000);
  });
});
