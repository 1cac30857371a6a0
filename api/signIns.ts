import type { Context } from 'koa';
import { endFamily, rotateRefreshToken, startFamily } from '../db/queries/sessions';
import { redeemImpersonation } from '../db/queries/impersonations';
import { sha256 } from '../platform/hashing';
import { newId } from '../platform/ids';
import { EVERYBODY } from './access';
import { clearTokens, deviceCookie, refreshCookie, setDevice, setTokens } from './cookies';
import { deviceOf, newDeviceToken } from './devices';
import type { House } from './house';
import { chooseRole, findReader, rolesIn } from './middleware/authenticate';
import type { Person } from './person';
import type { Audience } from './access';
import { found, Refusal } from './refusal';
import { REFRESH_SECONDS } from './tokens';

const GRACE_MS = 20_000;

interface Place {
  readonly ctx: Context;
  readonly audience: Audience;
  readonly house: House;
}

const placeOf = ({ audience, house }: Place) => ({ audience, secure: house.origins[audience].startsWith('https:') });

async function handOut(place: Place, familyId: string, refresh: string): Promise<Person> {
  const { ctx, audience, house } = place;
  const { token, endsAt } = await house.tokens.issueAccess(familyId, audience);
  const account = found(await findReader(house, familyId, audience), 'session_revoked');
  setTokens(ctx, { access: token, refresh }, placeOf(place));
  const actingAs = chooseRole('', rolesIn(audience, account.roles), EVERYBODY);
  return { ...account, familyId, accessEndsAt: endsAt, actingAs };
}

/** Opens a sign-in for a person whose password was right, and hands out its tokens. */
export async function begin(place: Place, personId: string): Promise<Person> {
  const { ctx, house, audience } = place;
  const familyId = newId();
  const name = deviceCookie(ctx.get('Cookie'), audience) ?? newDeviceToken();
  const refresh = house.tokens.newRefreshToken();
  const at = Date.now();
  await startFamily(house.db, {
    familyId,
    personId,
    app: audience,
    tokenHash: sha256(refresh),
    at,
    expiresAt: at + REFRESH_SECONDS * 1000,
    device: deviceOf(ctx, name),
  });
  const person = await handOut(place, familyId, refresh);
  setDevice(ctx, name, placeOf(place));
  return person;
}

/**
 * Takes over a sign-in that staff made to look with somebody's eyes, by the code they were given: once, within a minute.
 * @throws Refusal `impersonation_over`
 */
export async function takeOver(place: Place, code: string): Promise<Person> {
  const refresh = place.house.tokens.newRefreshToken();
  const hashes = { codeHash: sha256(code), tokenHash: sha256(refresh) };
  const familyId = await redeemImpersonation(place.house.db, { ...hashes, at: Date.now() });
  return handOut(place, found(familyId, 'impersonation_over'), refresh);
}

/** Exchanges the refresh cookie. @throws Refusal `unauthenticated` without one · `session_revoked`, with cookies cleared */
export async function renew(place: Place): Promise<Person> {
  const { ctx, house, audience } = place;
  const token = refreshCookie(ctx.get('Cookie'), audience);
  if (token === null) throw new Refusal('unauthenticated');
  const successor = house.tokens.successorOf(token);
  const at = Date.now();
  const result = await rotateRefreshToken(house.db, {
    tokenHash: sha256(token),
    successorHash: sha256(successor),
    app: audience,
    at,
    expiresAt: at + REFRESH_SECONDS * 1000,
    graceMs: GRACE_MS,
  });
  if (result.kind === 'rotated') return handOut(place, result.familyId, successor);
  clearTokens(ctx, placeOf(place));
  throw new Refusal('session_revoked');
}

/** Ends sign-ins, and clears the cookies. */
export async function end(place: Place, familyIds: readonly string[]): Promise<void> {
  for (const familyId of new Set(familyIds))
    await endFamily(place.house.db, familyId, { reason: 'signed_out', at: Date.now(), asOf: place.house.clock.now() });
  clearTokens(place.ctx, placeOf(place));
}
