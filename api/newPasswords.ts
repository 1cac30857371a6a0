import { suitablePassword } from '@stoa/domain/passwords';
import type { House } from './house';
import { granted, Refusal } from './refusal';

/**
 * The hash of a password that may be used from now on. A list of breached passwords that does not answer stops nobody:
 * people could neither come in nor change what was stolen from them.
 * @throws Refusal `password_unsuitable` · `password_breached` · `hashing_busy`
 */
export async function acceptPassword(
  house: Pick<House, 'passwords' | 'isBreached'>,
  password: string,
  owner: { readonly email: string; readonly name: string },
): Promise<string> {
  granted(suitablePassword(password, owner));
  if (await house.isBreached(password).catch(() => false)) throw new Refusal('password_breached');
  return house.passwords.hash(password);
}
