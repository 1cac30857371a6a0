import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { Refusal } from '../refusal';

/** So many wrong guesses are free; each one after them is followed by a pause that doubles. */
export interface Lockout {
  readonly points: number;
  /** how long guesses are remembered */
  readonly seconds: number;
  readonly firstPauseSeconds: number;
  readonly longestPauseSeconds: number;
}

/** Refuses with the time until another attempt is taken. @throws Refusal `rate_limited` */
export function refuseUntil(state: unknown): never {
  if (!(state instanceof RateLimiterRes)) throw state;
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  throw new Refusal('rate_limited', {
    details: { retryAfterSeconds: seconds },
    headers: { 'Retry-After': String(seconds) },
  });
}

/** In Redis, shared by all processes; in this process's memory while Redis is away. */
function store(redis: Redis, keyPrefix: string, { points, seconds }: { points: number; seconds: number }) {
  const options = { keyPrefix, points, duration: seconds };
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(options),
  });
}

/** Counts attempts before they are judged, so that many at once are no more than many in a row. */
export interface Lock {
  /** Counts an attempt. @throws Refusal `rate_limited` with an honest Retry-After while the pause runs; not counted then */
  attempt(key: string): Promise<void>;
  /** Takes the last attempt back: it was right, but says nothing about the others. */
  takeBack(key: string): Promise<void>;
  /** Forgets all attempts and the pause. */
  lift(key: string): Promise<void>;
}

export function createLock(redis: Redis, name: string, lockout: Lockout): Lock {
  const { points, firstPauseSeconds, longestPauseSeconds, seconds } = lockout;
  const counter: RateLimiterAbstract = store(redis, `stoa:guesses:${name}`, { points, seconds });
  const pause = store(redis, `stoa:pause:${name}`, { points: 1, seconds: longestPauseSeconds });
  const pauseAfter = (guesses: number): number =>
    Math.min(firstPauseSeconds * 2 ** Math.min(guesses - points, 20), longestPauseSeconds);
  return {
    attempt: async (key) => {
      const { consumedPoints } = await counter.penalty(key);
      if (consumedPoints < points) return;
      // only one attempt gets through between two pauses
      await pause.consume(key).catch(async (state: unknown) => {
        await counter.reward(key);
        refuseUntil(state);
      });
      await pause.block(key, pauseAfter(consumedPoints));
    },
    takeBack: async (key) => {
      await Promise.all([counter.reward(key), pause.delete(key)]);
    },
    lift: async (key) => {
      await Promise.all([counter.delete(key), pause.delete(key)]);
    },
  };
}
