import type { Redis } from 'ioredis';

/** The one clock that rules are asked by. Tokens, limits and signatures use the system's clock instead. */
export interface Clock {
  /** epoch milliseconds */
  now(): number;
  /** how far this clock runs ahead of the system's, in milliseconds; 0 in production */
  offsetMs(): number;
}

export const systemClock: Clock = { now: () => Date.now(), offsetMs: () => 0 };

export const CLOCK_OFFSET_KEY = 'stoa:clock:offset_ms';
export const CLOCK_CHANNEL = 'stoa:clock';

export interface OffsetClock extends Clock {
  close(): Promise<void>;
}

interface OffsetClockOptions {
  readonly key?: string;
  readonly channel?: string;
  readonly refreshMs?: number;
}

/**
 * A clock that adds the offset kept in Redis. It hears of a move at once and asks every second as a net, because a
 * message published while the connection was away is lost. Within one process it never goes back.
 * @throws when Redis does not answer: a process with the wrong time must not start
 */
export async function offsetClock(
  redis: Redis,
  { key = CLOCK_OFFSET_KEY, channel = CLOCK_CHANNEL, refreshMs = 1_000 }: OffsetClockOptions = {},
): Promise<OffsetClock> {
  let offset = 0;
  const adopt = (text: string | null): void => {
    const value = Number(text ?? 0);
    if (Number.isSafeInteger(value) && value > offset) offset = value;
  };
  const refresh = async (): Promise<void> => adopt(await redis.get(key));

  const listener = redis.duplicate();
  // Without a listener ioredis prints every lost connection; the poll below says the same by being late.
  listener.on('error', () => undefined);
  listener.on('message', (_channel: string, text: string) => adopt(text));
  try {
    await listener.subscribe(channel);
    // Subscribed first, then read: a move in between is seen by one of the two.
    await refresh();
  } catch (error) {
    // It would try to connect for ever, and keep alive the process that is to end.
    listener.disconnect();
    throw error;
  }
  const timer = setInterval(() => void refresh().catch(() => undefined), refreshMs);
  timer.unref();
  return {
    now: () => Date.now() + offset,
    offsetMs: () => offset,
    close: async () => {
      clearInterval(timer);
      await listener.quit().catch(() => undefined);
    },
  };
}
