import { hash, verify } from '@node-rs/argon2';
import { Refusal } from './refusal';

/** 2 is Argon2id in the package's enum, which isolated modules cannot read. */
const ARGON2ID = 2;
/** OWASP's parameters for Argon2id: 19 MiB, two passes; about 20 ms off the event loop. */
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Threads of Node's pool that hashing may hold: files and names are looked up by the same four. */
const AT_ONCE = 2;
/** Who comes later than this many would wait for longer than a person does (64 × 20 ms ÷ 2). */
const WAITING = 64;

/** Lets so many run at once and so many wait; the rest is refused at once. */
export interface Gate {
  /** @throws Refusal `hashing_busy` */
  pass<T>(work: () => Promise<T>): Promise<T>;
}

export function createGate(atOnce: number, waiting: number): Gate {
  const queue: (() => void)[] = [];
  let running = 0;
  return {
    pass: async (work) => {
      if (running >= atOnce) {
        if (queue.length >= waiting) throw new Refusal('hashing_busy', { headers: { 'Retry-After': '2' } });
        // whoever leaves hands its place on, so that nobody slips in between
        await new Promise<void>((resolve) => queue.push(resolve));
      } else running += 1;
      try {
        return await work();
      } finally {
        const next = queue.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}

/** What people type in one keyboard layout and another are the same letters (NIST SP 800-63B, 5.1.1.2). */
const normalised = (password: string): string => password.normalize('NFKC');

/** Hashes passwords off the event loop, a few at a time. */
export interface Passwords {
  /** @throws Refusal `hashing_busy` */
  hash(password: string): Promise<string>;
  /**
   * Whether a password is the account's.
   * @param passwordHash null where there is no such account, or it has no password: takes the same time
   * @throws Refusal `hashing_busy`
   */
  matches(passwordHash: string | null, password: string): Promise<boolean>;
}

/** @param gate how many at once; by default what one process of the API can bear */
export function createPasswords(gate: Gate = createGate(AT_ONCE, WAITING)): Passwords {
  let nobody: Promise<string> | null = null;
  /** A hash that nothing matches: an unknown e-mail address takes as long as a wrong password. */
  const hashOfNobody = (): Promise<string> => {
    nobody ??= hash('nobody has this password', OPTIONS);
    return nobody;
  };
  return {
    hash: (password) => gate.pass(() => hash(normalised(password), OPTIONS)),
    matches: (passwordHash, password) =>
      gate.pass(async () => {
        const right = await verify(passwordHash ?? (await hashOfNobody()), normalised(password)).catch(() => false);
        return right && passwordHash !== null;
      }),
  };
}
