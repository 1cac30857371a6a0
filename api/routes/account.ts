import { AccountChange, AccountView, TakeRoleBody } from '@stoa/contracts/http/account';
import { changeAccount } from '../../db/queries/accountFields';
import { ACCOUNT_LIMITS, takeRole } from '../../db/queries/accounts';
import { inTransaction } from '../../db/postgres';
import { EVERYBODY, PARTIES } from '../access';
import { ownAccount } from '../accounts';
import { refuseUnknownZone } from '../newcomers';
import { operation, type Operation } from '../operation';
import { Refusal } from '../refusal';
import { expectedVersion, IF_MATCH } from '../versions';

const tag = 'Accounts';

const getMyAccount = operation(
  {
    id: 'getMyAccount',
    method: 'get',
    path: '/me/account',
    tag,
    summary: 'The own account, with the version that a change of it names',
    answer: { status: 200, schema: AccountView },
    access: EVERYBODY,
    rate: 'read',
  },
  ({ me }, house) => ownAccount(house, me.id),
);

const changeMyAccount = operation(
  {
    id: 'changeMyAccount',
    method: 'patch',
    path: '/me/account',
    tag,
    summary: 'Change fields of the own account; when it was changed meanwhile, the answer shows it and what differs',
    headers: IF_MATCH,
    body: AccountChange,
    answer: { status: 200, schema: AccountView },
    errors: ['account_changed'],
    access: EVERYBODY,
    rate: 'write',
  },
  async ({ me, body, ctx }, house) => {
    const version = expectedVersion(ctx);
    if (body.zone !== undefined) refuseUnknownZone(body.zone);
    const displayName = body.displayName?.normalize('NFC');
    const change = displayName === undefined ? body : { ...body, displayName };
    const changed = await changeAccount(house.db, { personId: me.id, version, change });
    const now = await ownAccount(house, me.id);
    if (changed) return now;
    const names = Object.keys(change) as (keyof typeof change)[];
    const differs = names.filter((name) => change[name] !== now[name]);
    throw new Refusal('account_changed', { details: { current: now, differs } });
  },
);

const takeMyRole = operation(
  {
    id: 'takeRole',
    method: 'post',
    path: '/me/roles',
    tag,
    summary: 'Be a student or a tutor as well; which of them somebody acts as stays their choice per request',
    body: TakeRoleBody,
    answer: { status: 200, schema: AccountView },
    access: PARTIES,
    rate: 'write',
  },
  async ({ me, body: { role } }, house) => {
    const at = house.clock.now();
    await inTransaction(house.db, ACCOUNT_LIMITS, (trx) => takeRole(trx, { personId: me.id, role, at }));
    return ownAccount(house, me.id);
  },
);

export const accountOperations: readonly Operation[] = [getMyAccount, changeMyAccount, takeMyRole];
