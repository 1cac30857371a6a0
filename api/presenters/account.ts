import type { AccountView } from '@stoa/contracts/http/account';
import type { Account } from '../../db/queries/accountFields';
import { instant } from './values';

/** A person's own account, to them alone. */
export function presentAccount({ roles, ...account }: Account, now: number): AccountView {
  return { ...account, roles: [...roles], asOf: instant(now) };
}
