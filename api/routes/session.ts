import { MeView, SignInBody, ZoneBody } from '@stoa/contracts/http/session';
import { EVERYBODY } from '../access';
import { operation, publicOperation, type Operation } from '../operation';
import { notYet } from './notYet';

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
    errors: ['credentials_wrong', 'role_not_held'],
    rate: 'signIn',
  },
  notYet,
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
  notYet,
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
  notYet,
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
    rate: 'read',
  },
  notYet,
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
  notYet,
);

export const sessionOperations: readonly Operation[] = [signIn, refreshSession, signOut, getMe, updateMyZone];
