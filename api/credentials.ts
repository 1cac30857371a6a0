import type { Context } from 'koa';
import { findSignInStart, isKnownDevice } from '../db/queries/devices';
import { findCredentials, type Person as Account } from '../db/queries/people';
import { sha256 } from '../platform/hashing';
import { deviceCookie } from './cookies';
import type { Audience } from './access';
import type { House } from './house';
import { Refusal } from './refusal';

interface Place {
  readonly ctx: Context;
  readonly audience: Audience;
  readonly house: House;
}

/**
 * Whose address and password these are. Attempts are counted before they are judged; on a device that was signed in to
 * the account before they are counted apart, so that strangers cannot lock its owner out.
 * @throws Refusal `credentials_wrong`, the same for an unknown address · `rate_limited` · `hashing_busy`
 */
export async function authenticate(
  { ctx, audience, house }: Place,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Account> {
  const token = deviceCookie(ctx.get('Cookie'), audience);
  const device = token === null ? null : sha256(token);
  const known = device !== null && (await isKnownDevice(house.db, email, device));
  const attempt = { account: sha256(email.toLowerCase()), address: ctx.ip, device: known ? device : null };
  await house.limiter.attemptSignIn(attempt);
  const found = await findCredentials(house.db, email);
  const right = await house.passwords.matches(found?.passwordHash ?? null, password);
  if (found === null || found.person.disabledAt !== null || !right) throw new Refusal('credentials_wrong');
  await house.limiter.forgiveSignIn(attempt);
  return found.person;
}

/**
 * Proves that whoever uses a sign-in knows the account's password: a device left open is not enough for what follows.
 * @returns the hash it was checked against
 * @throws Refusal `password_wrong` · `rate_limited` · `hashing_busy`
 */
export async function provePassword(
  house: House,
  { email, familyId }: { readonly email: string; readonly familyId: string },
  password: string,
): Promise<string> {
  const attempt = { account: sha256(email.toLowerCase()), address: '', device: familyId };
  await house.limiter.attemptSignIn(attempt);
  const hash = (await findCredentials(house.db, email))?.passwordHash ?? null;
  const right = await house.passwords.matches(hash, password);
  if (hash === null || !right) throw new Refusal('password_wrong');
  await house.limiter.forgiveSignIn(attempt);
  return hash;
}

const FRESH_MS = 10 * 60_000;

/**
 * Proves anew who uses a sign-in: by the password, or where the account has none, by having signed in just now.
 * @throws Refusal `password_wrong` · `fresh_sign_in_required` · `rate_limited` · `hashing_busy`
 */
export async function proveFresh(
  house: House,
  me: { readonly email: string; readonly familyId: string },
  password: string | undefined,
): Promise<void> {
  const known = await findCredentials(house.db, me.email);
  if (known !== null && known.passwordHash === null) {
    const startedAt = await findSignInStart(house.db, me.familyId);
    if (startedAt === null || Date.now() - startedAt > FRESH_MS) throw new Refusal('fresh_sign_in_required');
    return;
  }
  if (password === undefined) throw new Refusal('password_wrong');
  await provePassword(house, me, password);
}
