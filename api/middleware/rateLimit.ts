import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Limit, Limits } from '../limits';
import type { RateClass } from '../access';
import { createLock, refuseUntil } from './lockout';

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

async function consume(limiters: readonly (readonly [RateLimiterAbstract, string])[]): Promise<void> {
  await Promise.all(limiters.map(([each, key]) => each.consume(key))).catch(refuseUntil);
}

export interface RateLimiter {
  /** @throws Refusal `rate_limited` with Retry-After */
  admit(kind: RateClass, address: string, personId?: string): Promise<void>;
  /** Whether another mail may be sent to an address, by its hash, account or not. @throws Refusal `rate_limited` */
  admitMail(address: string): Promise<void>;
  /** Counts an attempt at an account. @throws Refusal `rate_limited` with an honest Retry-After while a pause runs */
  attemptSignIn(attempt: SignInAttempt): Promise<void>;
  /** The attempt was right. */
  forgiveSignIn(attempt: SignInAttempt): Promise<void>;
  /** The account's owner came by another door: what strangers tried no longer stands in the way. */
  liftSignIn(account: string, address: string): Promise<void>;
}

/** Who tries to sign in to what. */
export interface SignInAttempt {
  /** hash of the address of the account */
  readonly account: string;
  /** where the attempt comes from */
  readonly address: string;
  /** a device that the account was signed in with before; null: none, or not that account */
  readonly device: string | null;
}

export function createRateLimiter(redis: Redis, limits: Limits): RateLimiter {
  const perClass = (who: 'person' | 'address', of: Limits['perPerson']): PerClass =>
    Object.fromEntries(
      CLASSES.map((kind) => [kind, limiter(redis, `${who}:${kind}`, of[kind])]),
    ) as unknown as PerClass;
  const persons = perClass('person', limits.perPerson);
  const addresses = perClass('address', limits.perAddress);
  const here = createLock(redis, 'here', limits.guessesPerAccountAndAddress);
  const everywhere = createLock(redis, 'account', limits.guessesPerAccount);
  const device = createLock(redis, 'device', limits.guessesPerDevice);
  const pair = (account: string, other: string) => `${account}:${other}`;
  const mails = limiter(redis, 'mails', limits.mailsPerAddress);
  return {
    admit: (kind, address, personId) =>
      consume([[addresses[kind], address], ...(personId ? [[persons[kind], personId] as const] : [])]),
    admitMail: (address) => consume([[mails, address]]),
    attemptSignIn: async (attempt) => {
      if (attempt.device !== null) return device.attempt(pair(attempt.account, attempt.device));
      await here.attempt(pair(attempt.account, attempt.address));
      await everywhere.attempt(attempt.account);
    },
    forgiveSignIn: async (attempt) => {
      if (attempt.device !== null) return device.lift(pair(attempt.account, attempt.device));
      await Promise.all([
        here.lift(pair(attempt.account, attempt.address)),
        // others may still be guessing
        everywhere.takeBack(attempt.account),
      ]);
    },
    liftSignIn: async (account, address) => {
      await Promise.all([here.lift(pair(account, address)), everywhere.lift(account)]);
    },
  };
}
