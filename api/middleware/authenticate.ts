import type { Role } from '@stoa/contracts/http/shared';
import type { Context } from 'koa';
import { findSignedIn } from '../../db/queries/sessions';
import { EVERYBODY, ROLES_OF } from '../access';
import { accessCookie } from '../cookies';
import type { House } from '../house';
import type { Audience } from '../access';
import type { Operation } from '../operation';
import type { Person, SignedIn } from '../person';
import { Refusal } from '../refusal';

/** Whose sign-in it is, or null. Staff have yet to enrol where the house requires a second step and theirs is not on. */
export async function findReader(house: House, familyId: string, audience: Audience) {
  const found = await findSignedIn(house.db, familyId, audience);
  if (found === null) return null;
  const { totp, ...person } = found;
  return { ...person, mustEnrolTotp: audience === 'admin' && house.staffTotp === 'required' && !totp };
}

/**
 * The person behind a cookie header, for whatever they may do.
 * @throws Refusal `unauthenticated` · `token_expired` · `session_revoked` · `totp_enrolment_required`
 */
export async function readerOf(cookies: string | undefined, audience: Audience, house: House): Promise<SignedIn> {
  const reader = await signedIn(cookies, audience, house);
  if (reader.mustEnrolTotp) throw new Refusal('totp_enrolment_required');
  return reader;
}

async function signedIn(cookies: string | undefined, audience: Audience, house: House): Promise<SignedIn> {
  const token = accessCookie(cookies, audience);
  if (token === null) throw new Refusal('unauthenticated');
  const { familyId, endsAt } = await house.tokens.readAccess(token, audience);
  const person = await findReader(house, familyId, audience);
  if (person === null) throw new Refusal('session_revoked');
  return { ...person, familyId, accessEndsAt: endsAt };
}

/** Roles that a person can act in with a sign-in of this app. */
export function rolesIn(audience: Audience, held: readonly Role[]): Role[] {
  return ROLES_OF[audience].filter((role) => held.includes(role));
}

/**
 * The role acted in: the one asked for, else the first that the operation allows.
 * @throws Refusal `role_not_held` · `forbidden`
 */
export function chooseRole(asked: string, possible: readonly Role[], allowed: readonly Role[]): Role {
  if (asked !== '' && !(EVERYBODY as readonly string[]).includes(asked))
    throw new Refusal('request_invalid', { fields: [{ path: 'header.X-Acting-As', message: 'is no role' }] });
  if (possible.length === 0 || (asked !== '' && !(possible as readonly string[]).includes(asked)))
    throw new Refusal('role_not_held');
  const role = asked === '' ? possible.find((each) => allowed.includes(each)) : (asked as Role);
  if (role === undefined || !allowed.includes(role)) throw new Refusal('forbidden');
  return role;
}

/** Who asks for an operation; null where anybody may. */
export async function actingPerson(
  ctx: Context,
  { access, whileEnrolling }: Operation,
  { audience, house }: { audience: Audience; house: House },
): Promise<Person | null> {
  if (access === 'public') return null;
  const read = whileEnrolling ? signedIn : readerOf;
  const reader = await read(ctx.get('Cookie'), audience, house);
  const actingAs = chooseRole(ctx.get('X-Acting-As'), rolesIn(audience, reader.roles), access);
  ctx.state['personId'] = reader.id;
  return { ...reader, actingAs };
}
