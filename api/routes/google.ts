import { AccountView } from '@stoa/contracts/http/account';
import {
  BroughtBackBody,
  IdentityAddress,
  IdentityAnswer,
  IdentityRegistrationBody,
  ProofBody,
} from '@stoa/contracts/http/identities';
import { MeView } from '@stoa/contracts/http/session';
import {
  findByIdentity,
  finishRegistration,
  linkIdentity,
  startRegistration,
  unlinkIdentity,
} from '../../db/queries/identities';
import { findPerson } from '../../db/queries/people';
import { sha256 } from '../../platform/hashing';
import { newId } from '../../platform/ids';
import { EVERYBODY, type Audience } from '../access';
import { ownAccount } from '../accounts';
import { provePassword } from '../credentials';
import type { House } from '../house';
import { beginIdentity, finishIdentity } from '../identities';
import type { Identity } from '../identityDesk';
import { rolesIn } from '../middleware/authenticate';
import { newAccount } from '../newcomers';
import { operation, publicOperation, type Operation } from '../operation';
import { presentMe } from '../presenters/me';
import { instant } from '../presenters/values';
import { found, Refusal } from '../refusal';
import { askSecondStep } from '../secondStep';
import { begin } from '../signIns';

const tag = 'Google';
const REGISTRATION_MS = 30 * 60_000;
const ANSWER_CODES = [
  'identity_not_offered',
  'identity_state_unknown',
  'identity_unavailable',
  'identity_refused',
  'identity_email_unverified',
] as const;

const startGoogle = publicOperation(
  {
    id: 'startGoogleSignIn',
    method: 'post',
    path: '/session/google',
    tag,
    summary: 'Begin a sign-in with Google: where to send the browser, which is marked with a cookie',
    answer: { status: 200, schema: IdentityAddress },
    errors: ['identity_not_offered', 'identity_unavailable'],
    rate: 'signIn',
  },
  async ({ ctx, audience, now }, house) => ({
    url: await beginIdentity({ ctx, audience, house, personId: null }),
    asOf: instant(now),
  }),
);

/** @throws Refusal `identity_not_linked`: an account has the address, and only its password opens it */
async function offerRegistration(house: House, { subject, email, name }: Identity) {
  const token = house.tokens.newRefreshToken();
  const expiresAt = Date.now() + REGISTRATION_MS;
  await startRegistration(house.db, { tokenHash: sha256(token), subject, email, expiresAt });
  return { me: null, registration: { token, email, name, expiresAt: instant(expiresAt) } };
}

async function refuseOutsider(house: House, personId: string, audience: Audience): Promise<void> {
  const person = found(await findPerson(house.db, personId), 'identity_refused');
  if (rolesIn(audience, person.roles).length === 0) throw new Refusal('role_not_held');
}

const finishGoogle = publicOperation(
  {
    id: 'finishGoogleSignIn',
    method: 'post',
    path: '/session/google/finish',
    tag,
    summary: 'End a sign-in with Google with what the browser brought back: signed in, or what is still to be said',
    body: BroughtBackBody,
    answer: { status: 200, schema: IdentityAnswer },
    errors: [...ANSWER_CODES, 'identity_not_linked', 'role_not_held', 'totp_required'],
    rate: 'signIn',
  },
  async ({ body, ctx, audience }, house) => {
    const identity = await finishIdentity({ ctx, audience, house, personId: null }, body);
    const { personId, disabled, addressTaken } = await findByIdentity(house.db, identity);
    if (disabled) throw new Refusal('identity_refused');
    if (personId === null && addressTaken) throw new Refusal('identity_not_linked');
    if (personId === null) return offerRegistration(house, identity);
    await refuseOutsider(house, personId, audience);
    await askSecondStep(house, personId, audience);
    return { me: presentMe(await begin({ ctx, audience, house }, personId)), registration: null };
  },
);

const registerWithGoogle = publicOperation(
  {
    id: 'registerWithGoogle',
    method: 'post',
    path: '/registrations/google',
    tag,
    summary: 'Make an account for somebody who came by Google, and sign them in',
    body: IdentityRegistrationBody,
    answer: { status: 201, schema: MeView },
    errors: ['consent_outdated', 'identity_registration_over', 'identity_not_linked', 'role_not_held'],
    rate: 'signIn',
  },
  async ({ body, ctx, audience, now }, house) => {
    if (audience !== 'web') throw new Refusal('role_not_held');
    const { token, ...rest } = body;
    const id = newId();
    const account = newAccount(house, rest, { id, email: '', emailVerified: true, now });
    const result = await finishRegistration(house.db, sha256(token), { account, at: Date.now() });
    if (result === 'over') throw new Refusal('identity_registration_over');
    if (result === 'taken') throw new Refusal('identity_not_linked');
    return presentMe(await begin({ ctx, audience, house }, id));
  },
);

const startLink = operation(
  {
    id: 'startGoogleLink',
    method: 'post',
    path: '/me/google/start',
    tag,
    summary: 'Begin to link the own account with Google, with the password as proof',
    body: ProofBody,
    answer: { status: 200, schema: IdentityAddress },
    errors: ['identity_not_offered', 'identity_unavailable', 'password_wrong', 'hashing_busy', 'email_unverified'],
    access: EVERYBODY,
    rate: 'signIn',
  },
  async ({ me, body, ctx, audience, now }, house) => {
    if (!me.emailVerified) throw new Refusal('email_unverified');
    await provePassword(house, me, body.currentPassword);
    return { url: await beginIdentity({ ctx, audience, house, personId: me.id }), asOf: instant(now) };
  },
);

const finishLink = operation(
  {
    id: 'linkGoogle',
    method: 'post',
    path: '/me/google',
    tag,
    summary: 'Link the own account with the Google account that the browser came back from',
    body: BroughtBackBody,
    answer: { status: 200, schema: AccountView },
    errors: [...ANSWER_CODES, 'identity_linked_otherwise'],
    access: EVERYBODY,
    rate: 'signIn',
  },
  async ({ me, body, ctx, audience }, house) => {
    const { subject, email } = await finishIdentity({ ctx, audience, house, personId: me.id }, body);
    const linked = await linkIdentity(house.db, { personId: me.id, subject, email, key: newId(), at: Date.now() });
    if (!linked) throw new Refusal('identity_linked_otherwise');
    return ownAccount(house, me.id);
  },
);

const unlink = operation(
  {
    id: 'unlinkGoogle',
    method: 'post',
    path: '/me/google/unlink',
    tag,
    summary: 'Take the link with Google away, with the password as proof',
    body: ProofBody,
    answer: { status: 200, schema: AccountView },
    errors: ['password_wrong', 'hashing_busy'],
    access: EVERYBODY,
    rate: 'signIn',
  },
  async ({ me, body }, house) => {
    await provePassword(house, me, body.currentPassword);
    await unlinkIdentity(house.db, { personId: me.id, key: newId() });
    return ownAccount(house, me.id);
  },
);

export const googleOperations: readonly Operation[] = [
  startGoogle,
  finishGoogle,
  registerWithGoogle,
  startLink,
  finishLink,
  unlink,
];
