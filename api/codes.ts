import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const ISSUER = 'Stoa';
const PERIOD_SECONDS = 30;
/** One step early or late: clocks of phones differ (RFC 6238, 5.2). */
const WINDOW = 1;
const SECRET_BYTES = 20;
export const RECOVERY_CODES = 10;
/** Crockford's base 32, without what looks alike; 16 of them are 80 bits, so that a plain hash is enough. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 4;
const GROUP = 4;

const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), digits: 6, period: PERIOD_SECONDS });

/** A new secret for an authenticator, in base 32. */
export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** The address that an authenticator reads from a QR code. @param label the account's e-mail address */
export const enrolmentUri = (secret: string, label: string): string => totpOf(secret, label).toString();

/**
 * The 30-second step that a code belongs to, or null when it belongs to none that is near.
 * @param at epoch ms, system's clock: authenticators know no other
 */
export function stepOf(secret: string, code: string, at: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret, '').validate({ token: code, timestamp: at, window: WINDOW });
  return delta === null ? null : Math.floor(at / 1000 / PERIOD_SECONDS) + delta;
}

/** A recovery code as it is shown: four groups of four. */
export function newRecoveryCode(): string {
  const group = () => Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** A recovery code as it is compared: letters people mix up count as one (Crockford). */
export const plainRecoveryCode = (typed: string): string =>
  typed.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll(/[il]/g, '1').replaceAll('o', '0');
