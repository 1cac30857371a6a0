import type { AccountView } from '@stoa/contracts/http/account';
import { findAccount } from '../db/queries/accountFields';
import type { House } from './house';
import { presentAccount } from './presenters/account';
import { found } from './refusal';

/**
 * An account to its owner, as it stands now.
 * @throws Refusal `session_revoked` when it is gone
 */
export async function ownAccount(house: Pick<House, 'db' | 'clock'>, personId: string): Promise<AccountView> {
  const account = found(await findAccount(house.db, personId, Date.now()), 'session_revoked');
  return presentAccount(account, house.clock.now());
}
