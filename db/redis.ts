import { Redis } from 'ioredis';

export interface RedisOptions {
  readonly url: string;
  /** shown in CLIENT LIST */
  readonly name?: string;
  /**
   * whether commands wait for a connection that is just being made again. Only for what may be late by a moment
   * (streams); a rate limit or a flag must fail at once instead
   */
  readonly offlineQueue?: boolean;
}

/**
 * Opens a connection that comes back by itself. No command waits for ever: not for an answer (2 s), not for a connection
 * (a command fails after one reconnect at most). The caller ends it with `quit()`.
 */
export function connectRedis({ url, name = 'stoa', offlineQueue = false }: RedisOptions): Redis {
  const redis = new Redis(url, {
    connectionName: name,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: offlineQueue,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 2_000),
    lazyConnect: false,
  });
  // without a listener a lost connection would end the process; what needs Redis fails by its own command
  redis.on('error', () => undefined);
  return redis;
}

/** Ends when Redis answered; for readiness. Rejects within its deadline. */
export async function pingRedis(redis: Redis): Promise<void> {
  await redis.ping();
}
