import { GrantBody, ReasonBody, StaffPersonView, StaffRole } from '@stoa/contracts/http/people';
import { Id } from '@stoa/contracts/http/shared';
import type { ErrorCode } from '@stoa/domain/errors';
import { z } from 'zod';
import { disableAccount, enableAccount, grantRole, revokeRole } from '../../db/queries/staffActs';
import { operation, type Operation } from '../operation';
import { carriedOut, staffAct, viewStaffPerson } from '../staffPeople';
import { PersonParams } from './people';

const tag = 'People';
const ON_A_PERSON = ['person_not_found', 'own_account', 'account_erased'] as const satisfies readonly ErrorCode[];

const grantStaffRole = operation(
  {
    id: 'grantStaffRole',
    method: 'post',
    path: '/staff/people/{personId}/roles',
    tag,
    summary: 'Give somebody else a role of the staff; an owner is made by an owner alone',
    params: PersonParams,
    body: GrantBody,
    answer: { status: 200, schema: StaffPersonView },
    errors: [...ON_A_PERSON, 'account_disabled', 'role_already_held'],
    permission: 'role.grant',
    rate: 'write',
  },
  async (asked, house) => {
    const { params, body } = asked;
    carriedOut(await grantRole(house.db, staffAct(asked, params.personId, body.reason), body.role));
    return viewStaffPerson(house, params.personId, asked);
  },
);

const revokeStaffRole = operation(
  {
    id: 'revokeStaffRole',
    method: 'post',
    path: '/staff/people/{personId}/roles/{role}/revoke',
    tag,
    summary: "Take a role of the staff away; ends the person's sign-ins of the console",
    params: z.strictObject({ personId: Id, role: StaffRole }),
    body: ReasonBody,
    answer: { status: 200, schema: StaffPersonView },
    errors: [...ON_A_PERSON, 'role_not_granted', 'role_last_holder'],
    permission: 'role.revoke',
    rate: 'write',
  },
  async (asked, house) => {
    const { params, body } = asked;
    carriedOut(await revokeRole(house.db, staffAct(asked, params.personId, body.reason), params.role));
    return viewStaffPerson(house, params.personId, asked);
  },
);

const disablePerson = operation(
  {
    id: 'disablePerson',
    method: 'post',
    path: '/staff/people/{personId}/disable',
    tag,
    summary: 'Close an account for sign-ins; ends those it has, with their sockets, at once',
    params: PersonParams,
    body: ReasonBody,
    answer: { status: 200, schema: StaffPersonView },
    errors: [...ON_A_PERSON, 'account_disabled', 'role_last_holder'],
    permission: 'person.disable',
    rate: 'write',
  },
  async (asked, house) => {
    const { params, body } = asked;
    carriedOut(await disableAccount(house.db, staffAct(asked, params.personId, body.reason)));
    return viewStaffPerson(house, params.personId, asked);
  },
);

const enablePerson = operation(
  {
    id: 'enablePerson',
    method: 'post',
    path: '/staff/people/{personId}/enable',
    tag,
    summary: 'Open a closed account again',
    params: PersonParams,
    body: ReasonBody,
    answer: { status: 200, schema: StaffPersonView },
    errors: [...ON_A_PERSON, 'account_not_disabled'],
    permission: 'person.disable',
    rate: 'write',
  },
  async (asked, house) => {
    const { params, body } = asked;
    carriedOut(await enableAccount(house.db, staffAct(asked, params.personId, body.reason)));
    return viewStaffPerson(house, params.personId, asked);
  },
);

export const peopleActionOperations: readonly Operation[] = [
  grantStaffRole,
  revokeStaffRole,
  disablePerson,
  enablePerson,
];
