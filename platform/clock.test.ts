import Redis from 'ioredis';

import { freePort } from '../test/harness/port';
import { until } from '../test/harness/wait';
import { offsetClock, systemClock, type OffsetClock } from './clock';

const address = process.env['REDIS_URL'] ?? process.env['REDIS'] ?? 'redis://127.0.0.1:6379';

/** Sockets work as ever; what a connection that was refused waits for stands still until it is told. */
const FAKES_NOTHING_BUT_TIMEOUTS = [
  'nextTick',
  'setImmediate',
  'queueMicrotask',
  'setInterval',
  'Date',
  'performance',
] as const;

describe('the clock', () => {
  // names of its own, so that whatever else lives on this server keeps its time
  const name = `clock-test:${process.pid}`;
  const key = `${name}:offset`;
  const channel = name;
  const redis = new Redis(address, { maxRetriesPerRequest: 1, connectionName: name });
  let clock: OffsetClock | undefined;
  afterEach(async () => {
    jest.useRealTimers();
    await clock?.close();
    clock = undefined;
    await redis.del(key);
  });
  afterAll(() => redis.quit());

  const reaches = (offsetMs: number) =>
    until(`an offset of ${offsetMs}`, () => Promise.resolve(clock?.offsetMs() === offsetMs), 4_000);

  it('is the system’s in production', () => {
    expect(systemClock.offsetMs()).toBe(0);
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
  });

  it('starts with the offset that stands in Redis', async () => {
    await redis.set(key, 7_200_000);
    clock = await offsetClock(redis, { key, channel });
    expect(clock.offsetMs()).toBe(7_200_000);
    expect(clock.now() - Date.now()).toBeGreaterThan(7_100_000);
  });

  it('hears of a move, and of one that nobody announced', async () => {
    clock = await offsetClock(redis, { key, channel, refreshMs: 5 });
    await redis.set(key, 60_000);
    await reaches(60_000);
    await redis.publish(channel, '120000');
    await reaches(120_000);
  });

  it('never goes back', async () => {
    await redis.set(key, 60_000);
    clock = await offsetClock(redis, { key, channel, refreshMs: 5 });
    await redis.publish(channel, '1000');
    await redis.publish(channel, 'soon');
    await redis.publish(channel, '70000');
    await reaches(70_000);
    await redis.set(key, 1);
    expect(clock.offsetMs()).toBe(70_000);
  });

  it('is told of moves again after its connection was lost', async () => {
    const listeners = async (): Promise<string[]> =>
      String(await redis.client('LIST', 'TYPE', 'PUBSUB'))
        .split('\n')
        .filter((line) => line.includes(` name=${name} `))
        .map((line) => /^id=(\d+)/.exec(line)?.[1] ?? '');
    // It does not ask within this test: what it learns, it was told.
    clock = await offsetClock(redis, { key, channel, refreshMs: 3_600_000 });
    const [lost] = await listeners();
    expect(await redis.client('KILL', 'ID', Number(lost))).toBe(1);
    await until('another connection', async () => (await listeners()).some((id) => id !== lost));
    await redis.publish(channel, '60000');
    await reaches(60_000);
  });

  it('goes on with what it knows while Redis cannot be asked, and is still told', async () => {
    const asked = redis.duplicate();
    const get = jest.spyOn(asked, 'get');
    await redis.set(key, 60_000);
    clock = await offsetClock(asked, { key, channel, refreshMs: 5 });
    asked.disconnect();
    const before = get.mock.calls.length;
    await until('a question in vain', () => Promise.resolve(get.mock.calls.length > before + 1));
    await expect(get.mock.results.at(-1)?.value).rejects.toThrow('Connection is closed');
    expect(clock.offsetMs()).toBe(60_000);
    await redis.publish(channel, '70000');
    await reaches(70_000);
  });

  it('may be closed twice', async () => {
    clock = await offsetClock(redis, { key, channel });
    await clock.close();
    await expect(clock.close()).resolves.toBeUndefined();
  });

  // A process that guessed the time would end holds and settle lessons before they are due.
  it('does not start without Redis, and leaves no connection trying', async () => {
    const port = await freePort();
    jest.useFakeTimers({ doNotFake: [...FAKES_NOTHING_BUT_TIMEOUTS] });
    const options = { lazyConnect: true, maxRetriesPerRequest: 1, retryStrategy: () => 1_000 };
    const nobody = new Redis(port, '127.0.0.1', options);
    const duplicate = jest.spyOn(nobody, 'duplicate');
    let failure: unknown;
    offsetClock(nobody, { key, channel }).catch((error: unknown) => (failure = error));
    // Looked at before time moves on: otherwise the next try would be under way already, and not be seen.
    await until('the refusal', () => {
      if (failure === undefined) jest.advanceTimersByTime(1_000);
      return Promise.resolve(failure !== undefined);
    });
    expect(failure).toEqual(expect.objectContaining({ message: expect.stringContaining('max retries') as string }));
    const tries = jest.spyOn(duplicate.mock.results[0]?.value as Redis, 'connect');
    jest.advanceTimersByTime(10_000);
    expect(tries).not.toHaveBeenCalled();
  });
});
