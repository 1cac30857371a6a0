import { ImpersonateBody, ImpersonationView } from '@stoa/contracts/http/people';
import { MeView, TakeOverBody } from '@stoa/contracts/http/session';
import { Id } from '@stoa/contracts/http/shared';
import { z } from 'zod';
import { endImpersonation as endView } from '../../db/queries/impersonations';
import { impersonate } from '../../db/queries/staffActs';
import { sha256 } from '../../platform/hashing';
import { newId } from '../../platform/ids';
import { auditOf } from '../audit';
import { operation, publicOperation, type Operation } from '../operation';
import { presentMe } from '../presenters/me';
import { instant } from '../presenters/values';
import { Refusal } from '../refusal';
import { takeOver } from '../signIns';
import { carriedOut, staffAct } from '../staffPeople';
import { PersonParams } from './people';

const MINUTE_MS = 60_000;

const startImpersonation = operation(
  {
    id: 'startImpersonation',
    method: 'post',
    path: '/staff/people/{personId}/impersonations',
    tag: 'People',
    summary: "Look at the web app with somebody's eyes: read-only, for the minutes asked for, never a colleague's",
    params: PersonParams,
    body: ImpersonateBody,
    answer: { status: 201, schema: ImpersonationView },
    errors: [
      'person_not_found',
      'own_account',
      'account_erased',
      'account_disabled',
      'impersonation_of_staff',
      'impersonation_too_long',
    ],
    permission: 'person.impersonate',
    rate: 'write',
  },
  async (asked, house) => {
    const { params, body, now } = asked;
    const code = house.tokens.newRefreshToken();
    const startedAt = Date.now();
    const view = {
      familyId: newId(),
      codeHash: sha256(code),
      startedAt,
      codeExpiresAt: startedAt + MINUTE_MS,
      endsAt: startedAt + body.minutes * MINUTE_MS,
    };
    carriedOut(await impersonate(house.db, staffAct(asked, params.personId, body.reason), view));
    // behind the #, where no server and no log sees it
    const url = `${house.origins.web}/view-as#${code}`;
    return { id: view.familyId, url, endsAt: instant(view.endsAt), asOf: instant(now) };
  },
);

const takeOverImpersonation = publicOperation(
  {
    id: 'takeOverImpersonation',
    method: 'post',
    path: '/session/impersonation',
    tag: 'Session',
    summary: "Take over a look with somebody's eyes by its code: once, within a minute",
    body: TakeOverBody,
    answer: { status: 200, schema: MeView },
    errors: ['impersonation_over', 'session_revoked', 'role_not_held'],
    rate: 'signIn',
  },
  async ({ body, ctx, audience }, house) => {
    if (audience !== 'web') throw new Refusal('impersonation_over');
    return presentMe(await takeOver({ ctx, audience, house }, body.code));
  },
);

const endImpersonation = operation(
  {
    id: 'endImpersonation',
    method: 'post',
    path: '/staff/impersonations/{impersonationId}/end',
    tag: 'People',
    summary: 'Stop looking; one that is over already, or is not yours, is not there',
    params: z.strictObject({ impersonationId: Id }),
    answer: { status: 204 },
    errors: ['not_found'],
    permission: 'person.impersonate',
    rate: 'write',
  },
  async (asked, house) => {
    const { me, params } = asked;
    const by = { ...auditOf(asked), actorId: me.id };
    if (!(await endView(house.db, params.impersonationId, by))) throw new Refusal('not_found');
  },
);

export const impersonationOperations: readonly Operation[] = [
  startImpersonation,
  takeOverImpersonation,
  endImpersonation,
];
