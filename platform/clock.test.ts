import Redis from 'ioredis';

import { offsetClock, systemClock, type OffsetClock } from './clock';

const address = process.env['REDIS_URL'] ?? process.env['REDIS'] ?? 'redis://127.0.0.1:6379';

describe('the clock', () => {
  // names of its own, so that whatever else lives on this server keeps its time
  const key = `clock-test:${process.pid}:offset`;
  const channel = `clock-test:${process.pid}`;
  const redis = new Redis(address, { maxRetriesPerRequest: 1 });
  let clock: OffsetClock | undefined;
  afterEach(async () => {
    await clock?.close();
    await redis.del(key);
  });
  afterAll(() => redis.quit());

  const until = async (reached: () => boolean): Promise<void> => {
    const end = Date.now() + 4_000;
    while (!reached() && Date.now() < end) await new Promise((resolve) => setImmediate(resolve));
    expect(reached()).toBe(true);
  };

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
    await until(() => clock?.offsetMs() === 60_000);
    await redis.publish(channel, '120000');
    await until(() => clock?.offsetMs() === 120_000);
  });

  it('never goes back', async () => {
    await redis.set(key, 60_000);
    clock = await offsetClock(redis, { key, channel, refreshMs: 5 });
    await redis.publish(channel, '1000');
    await redis.publish(channel, 'soon');
    await redis.publish(channel, '70000');
    await until(() => clock?.offsetMs() === 70_000);
    await redis.set(key, 1);
    expect(clock.offsetMs()).toBe(70_000);
  });
});
