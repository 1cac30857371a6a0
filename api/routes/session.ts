import { MeView, SignInBody, ZoneBody } from '@stoa/contracts/http/session';
import { SecondStepBody } from '@stoa/contracts/http/totp';
import { updateZone } from '../../db/queries/people';
import { endFamilyOfToken } from '../../db/queries/sessions';
import { sha256 } from '../../platform/hashing';
import { EVERYBODY } from '../access';
import { authenticate } from '../credentials';
import { accessCookie, refreshCookie } from '../cookies';
import { rolesIn } from '../middleware/authenticate';
import { refuseUnknownZone } from '../newcomers';
import { operation, publicOperation, type Operation } from '../operation';
import { presentMe } from '../presenters/me';
import { Refusal } from '../refusal';
import { askSecondStep, meetChallenge } from '../secondStep';
import { begin, end, renew } from '../signIns';

const tag = 'Session';

const signIn = publicOperation(
  {
    id: 'signIn',
    method: 'post',
    path: '/session',
    tag,
    summary: 'Sign in with e-mail address and password; the tokens come as httpOnly cookies',
    body: SignInBody,
    answer: { status: 200, schema: MeView },
    errors: ['credentials_wrong', 'role_not_held', 'totp_required', 'hashing_busy'],
    rate: 'signIn',
  },
  async ({ body, ctx, audience }, house) => {
    const place = { ctx, audience, house };
    const person = await authenticate(place, body);
    if (rolesIn(audience, person.roles).length === 0) throw new Refusal('role_not_held');
    await askSecondStep(house, person.id, audience);
    return presentMe(await begin(place, person.id));
  },
);

const finishSignIn = publicOperation(
  {
    id: 'finishSignIn',
    method: 'post',
    path: '/session/totp',
    tag,
    summary: 'The second step of a sign-in: its challenge, with a code of the authenticator or a recovery code',
    body: SecondStepBody,
    answer: { status: 200, schema: MeView },
    errors: ['challenge_over', 'totp_wrong', 'role_not_held'],
    rate: 'signIn',
  },
  async ({ body, ctx, audience }, house) => {
    const personId = await meetChallenge(house, { ...body, ctx, audience });
    return presentMe(await begin({ ctx, audience, house }, personId));
  },
);

const refreshSession = publicOperation(
  {
    id: 'refreshSession',
    method: 'post',
    path: '/session/refresh',
    tag,
    summary: 'Exchange the refresh cookie for new tokens; an old one used again ends the whole sign-in',
    answer: { status: 200, schema: MeView },
    errors: ['unauthenticated', 'session_revoked', 'role_not_held'],
    rate: 'refresh',
  },
  async ({ ctx, audience }, house) => presentMe(await renew({ ctx, audience, house })),
);

const signOut = publicOperation(
  {
    id: 'signOut',
    method: 'delete',
    path: '/session',
    tag,
    summary: 'Sign out: ends this sign-in on this device and clears its cookies; signed out already is no error',
    answer: { status: 204 },
    rate: 'refresh',
  },
  async ({ ctx, audience, now }, house) => {
    const refresh = refreshCookie(ctx.get('Cookie'), audience);
    const access = accessCookie(ctx.get('Cookie'), audience);
    const families = await Promise.all([
      refresh === null ? null : endFamilyOfToken(house.db, sha256(refresh), { at: Date.now(), asOf: now }),
      access === null
        ? null
        : house.tokens.readAccess(access, audience).then(
            ({ familyId }) => familyId,
            () => null,
          ),
    ]);
    await end(
      { ctx, audience, house },
      families.filter((id) => id !== null),
    );
  },
);

const getMe = operation(
  {
    id: 'getMe',
    method: 'get',
    path: '/me',
    tag,
    summary: 'Who is signed in, and in which role',
    answer: { status: 200, schema: MeView },
    access: EVERYBODY,
    whileEnrolling: true,
    rate: 'read',
  },
  ({ me }) => Promise.resolve(presentMe(me)),
);

const updateMyZone = operation(
  {
    id: 'updateMyZone',
    method: 'put',
    path: '/me/zone',
    tag,
    summary: 'Choose the time zone that everything is shown in',
    body: ZoneBody,
    answer: { status: 200, schema: MeView },
    access: EVERYBODY,
    rate: 'write',
  },
  async ({ me, body }, house) => {
    refuseUnknownZone(body.zone);
    await updateZone(house.db, me.id, body.zone);
    return presentMe({ ...me, zone: body.zone });
  },
);

export const sessionOperations: readonly Operation[] = [
  signIn,
  finishSignIn,
  refreshSession,
  signOut,
  getMe,
  updateMyZone,
];
