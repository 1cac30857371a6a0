import { randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import {
  findSecondFactor,
  spendChallenge,
  startChallenge,
  takeRecoveryCode,
  takeStep,
  tryChallenge,
} from '../db/queries/secondFactors';
import { sha256 } from '../platform/hashing';
import type { Audience } from './access';
import { newRecoveryCode, plainRecoveryCode, RECOVERY_CODES, stepOf } from './codes';
import type { House } from './house';
import { instant } from './presenters/values';
import { Refusal } from './refusal';

const CHALLENGE_MS = 5 * 60_000;
const TRIES = 5;

/** New recovery codes to be shown once, with the hashes to keep. */
export function newRecoveryCodes(): { readonly codes: string[]; readonly hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  return { codes, hashes: codes.map((code) => sha256(plainRecoveryCode(code))) };
}

/**
 * Asks for the second step where the account has one. The challenge is worth nothing without a code.
 * @throws Refusal `totp_required` with the challenge
 */
export async function askSecondStep(house: House, personId: string, app: Audience): Promise<void> {
  const factor = await findSecondFactor(house.db, personId);
  if (factor === null || factor.confirmedAt === null) return;
  const challenge = randomBytes(32).toString('base64url');
  const expiresAt = Date.now() + CHALLENGE_MS;
  await startChallenge(house.db, { tokenHash: sha256(challenge), personId, app, expiresAt });
  throw new Refusal('totp_required', { details: { challenge, expiresAt: instant(expiresAt) } });
}

async function takeCode(house: House, personId: string, code: string): Promise<boolean> {
  const factor = await findSecondFactor(house.db, personId);
  if (factor === null || factor.confirmedAt === null) return false;
  const at = Date.now();
  const step = stepOf(house.sealer.open(factor.sealedSecret, personId), code, at);
  if (step !== null) return takeStep(house.db, personId, step);
  return takeRecoveryCode(house.db, { personId, codeHash: sha256(plainRecoveryCode(code)), at });
}

/**
 * Takes a code of the authenticator, or a recovery code, once. Attempts are counted per account, wherever they come from.
 * @throws Refusal `totp_wrong`, for a code used before as well · `rate_limited`
 */
export async function proveCode(house: House, personId: string, code: string): Promise<void> {
  const attempt = { account: sha256(`code of ${personId}`), address: '', device: 'code' };
  await house.limiter.attemptSignIn(attempt);
  if (!(await takeCode(house, personId, code))) throw new Refusal('totp_wrong');
  await house.limiter.forgiveSignIn(attempt);
}

interface Answer {
  readonly challenge: string;
  readonly code: string;
  readonly ctx: Context;
  readonly audience: Audience;
}

/**
 * Whose challenge was met.
 * @throws Refusal `challenge_over` · `totp_wrong` · `rate_limited`
 */
export async function meetChallenge(house: House, { challenge, code, audience }: Answer): Promise<string> {
  const tokenHash = sha256(challenge);
  const personId = await tryChallenge(house.db, { tokenHash, app: audience, at: Date.now(), tries: TRIES });
  if (personId === null) throw new Refusal('challenge_over');
  await proveCode(house, personId, code);
  if (!(await spendChallenge(house.db, tokenHash, Date.now()))) throw new Refusal('challenge_over');
  return personId;
}
