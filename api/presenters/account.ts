import type { AccountView } from '@stoa/contracts/http/account';
import type { Account } from '../../db/queries/accountFields';
import { instant } from './values';

/** A person's own account, to them alone. */
export function presentAccount({ roles, pendingEmail, ...account }: Account, now: number): AccountView {
  const pending = pendingEmail && {
    address: pendingEmail.address,
    sentAt: instant(pendingEmail.sentAt),
    expiresAt: instant(pendingEmail.expiresAt),
  };
  return { ...account, roles: [...roles], pendingEmail: pending, asOf: instant(now) };
}
