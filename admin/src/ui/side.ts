import { ACCOUNTS } from '@stoa/domain/ledger';
import type { Amount } from './Money';

/**
 * A balance as it stands in the books: + debit, − credit. The API shows those of liabilities and revenue with their sign
 * turned (what is owed or earned reads as a plus); turned back, all of them add up to zero.
 * @param account an account's name, `booking_escrow:<id>`, or its kind alone
 */
export function debitOf(account: string, balance: Amount): Amount {
  const [kind = ''] = account.split(':');
  const row = Object.entries(ACCOUNTS).find(([name]) => name === kind)?.[1];
  const isCredit = row?.type === 'liability' || row?.type === 'revenue';
  return isCredit ? { ...balance, amountMinor: -balance.amountMinor } : balance;
}
