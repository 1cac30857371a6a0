import { hash, verify } from '@node-rs/argon2';

/** 2 is Argon2id in the package's enum, which isolated modules cannot read. */
const ARGON2ID = 2;
/** OWASP's parameters for Argon2id: 19 MiB, two passes; about 20 ms off the event loop. */
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

let nobody: Promise<string> | null = null;
/** A hash that nothing matches: an unknown e-mail address takes as long as a wrong password. */
function hashOfNobody(): Promise<string> {
  nobody ??= hash('nobody has this password', OPTIONS);
  return nobody;
}

/**
 * Whether a password is the account's; runs off the event loop.
 * @param passwordHash null where there is no such account, or it has no password: takes the same time
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await hashOfNobody()), password).catch(() => false);
  return matches && passwordHash !== null;
}
