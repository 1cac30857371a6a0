import { connectRedis, pingRedis } from './redis';

describe('connectRedis', () => {
  it('fails a command in time when nobody answers, instead of keeping it', async () => {
    const redis = connectRedis({ url: 'redis://127.0.0.1:1' });
    await expect(pingRedis(redis)).rejects.toBeDefined();
    redis.disconnect();
  });

  const url = process.env['TEST_REDIS_URL'] ?? process.env['REDIS_URL'] ?? process.env['REDIS'];
  (url === undefined ? it.skip : it)('waits for the first connection where it is told to', async () => {
    const redis = connectRedis({ url: url ?? '', offlineQueue: true });
    await pingRedis(redis);
    await redis.quit();
  });
});
