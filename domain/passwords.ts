import type { Decision } from './errors';

/** NIST SP 800-63B (5.1.1.2): length decides, composition rules do not help. In UTF-16 units, as forms count. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');

/**
 * Whether a password says no more than its owner's address or name, which everybody knows.
 * @param password whose length was checked before
 * @param owner e-mail address and display name
 * @returns the password, or `password_unsuitable`
 */
export function suitablePassword(
  password: string,
  { email, name }: { readonly email: string; readonly name: string },
): Decision<string> {
  const known = [email, email.split('@')[0] ?? '', name].map(plain);
  return known.includes(plain(password)) ? { ok: false, code: 'password_unsuitable' } : { ok: true, value: password };
}
