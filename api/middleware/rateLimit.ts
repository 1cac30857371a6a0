import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Limit, Limits } from '../limits';
import type { RateClass } from '../access';
import { Refusal } from '../refusal';

const CLASSES: readonly RateClass[] = ['read', 'write', 'signIn', 'refresh'];
type PerClass = Readonly<Record<RateClass, RateLimiterAbstract>>;

/** Counts in Redis, shared by all processes; in this process's memory while Redis is away, rather than not at all. */
function limiter(redis: Redis, name: string, { points, seconds }: Limit): RateLimiterAbstract {
  const options = { keyPrefix: `stoa:limit:${name}`, points, duration: seconds };
  return new RateLimiterRedis({
    ...options,
    storeClient: redis,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(options),
    // Who is over the limit is refused without asking Redis again.
    inMemoryBlockOnConsumed: points + 1,
  });
}

function refuse(state: unknown): never {
  if (!(state instanceof RateLimiterRes)) throw state;
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  throw new Refusal('rate_limited', {
    details: { retryAfterSeconds: seconds },
    headers: { 'Retry-After': String(seconds) },
  });
}

async function consume(limiters: readonly (readonly [RateLimiterAbstract, string])[]): Promise<void> {
  await Promise.all(limiters.map(([each, key]) => each.consume(key))).catch(refuse);
}

export interface RateLimiter {
  /** @throws Refusal `rate_limited` with Retry-After */
  admit(kind: RateClass, address: string, personId?: string): Promise<void>;
  /** Whether another mail may be sent to an address, by its hash, account or not. @throws Refusal `rate_limited` */
  admitMail(address: string): Promise<void>;
  /** Whether another attempt at this account is allowed. @throws Refusal `rate_limited` */
  admitSignIn(account: string, address: string): Promise<void>;
  countFailedSignIn(account: string, address: string): Promise<void>;
  forgetFailedSignIns(account: string, address: string): Promise<void>;
}

export function createRateLimiter(redis: Redis, limits: Limits): RateLimiter {
  const perClass = (who: 'person' | 'address', of: Limits['perPerson']): PerClass =>
    Object.fromEntries(
      CLASSES.map((kind) => [kind, limiter(redis, `${who}:${kind}`, of[kind])]),
    ) as unknown as PerClass;
  const persons = perClass('person', limits.perPerson);
  const addresses = perClass('address', limits.perAddress);
  const here = limiter(redis, 'failures:here', limits.failuresPerAccountAndAddress);
  const mails = limiter(redis, 'mails', limits.mailsPerAddress);
  const anywhere = limiter(redis, 'failures:anywhere', limits.failuresPerAccount);
  const pair = (account: string, address: string) => `${account}:${address}`;
  const refuseSpent = async (each: RateLimiterAbstract, key: string): Promise<void> => {
    const state = await each.get(key);
    if (state !== null && state.consumedPoints >= each.points) refuse(state);
  };
  return {
    admit: (kind, address, personId) =>
      consume([[addresses[kind], address], ...(personId ? [[persons[kind], personId] as const] : [])]),
    admitMail: (address) => consume([[mails, address]]),
    admitSignIn: async (account, address) => {
      await Promise.all([refuseSpent(here, pair(account, address)), refuseSpent(anywhere, account)]);
    },
    countFailedSignIn: (account, address) =>
      consume([
        [here, pair(account, address)],
        [anywhere, account],
      ]).catch(() => undefined),
    forgetFailedSignIns: async (account, address) => {
      await here.delete(pair(account, address));
    },
  };
}
