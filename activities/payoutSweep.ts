import { claimPayoutLook, listPayoutAccountsToAsk, recordPayoutAccount } from '../db/queries/payoutAccounts';
import { inTransaction, type Db } from '../db/postgres';
import type { Clock } from '../platform/clock';
import type { PayoutProvider } from '../providers/payments/port';
import { attempt, type PaymentCalls } from './paymentCalls';

export interface PayoutSweepDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly payouts: Pick<PayoutProvider, 'fetchPayoutAccount'>;
  readonly calls: PaymentCalls;
}

const AT_ONCE = 50;

/** What messages about payout accounts should have brought and did not: the same record, written by the same function. */
export function createPayoutSweepActivities({ db, clock, payouts, calls }: PayoutSweepDeps) {
  /**
   * Asks the company about accounts that nobody has asked about for a while: what is open or restricted every hour, what
   * has stood so for weeks and what works once a day. Safe to repeat; two at once ask about each account once.
   * @returns how many the company answered about
   */
  async function sweepPayoutAccounts(): Promise<number> {
    let answered = 0;
    for (const { tutorId, accountId, everyMs } of await listPayoutAccountsToAsk(db, clock.now(), AT_ONCE)) {
      // before it is asked: the answer knows all that had happened by then
      const fetchedAt = clock.now();
      if (!(await claimPayoutLook(db, { tutorId, at: fetchedAt, everyMs }))) continue;
      const told = await attempt(calls, 'fetchPayoutAccount', () => payouts.fetchPayoutAccount(accountId));
      if (!told.ok) continue;
      await inTransaction(db, {}, (trx) => recordPayoutAccount(trx, { ...told.value, fetchedAt }));
      answered += 1;
    }
    return answered;
  }
  return { sweepPayoutAccounts };
}
export type PayoutSweepActivities = ReturnType<typeof createPayoutSweepActivities>;
