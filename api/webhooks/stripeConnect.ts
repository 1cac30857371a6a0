import type { Context } from 'koa';
import { recordPayoutAccount, type FetchedAccount } from '../../db/queries/payoutAccounts';
import type { Db } from '../../db/postgres';
import type { Clock } from '../../platform/clock';
import type { PayoutEvent, PayoutProvider } from '../../providers/payments/port';
import { receiveSigned } from './receive';

/** An endpoint of its own: what is about connected accounts is signed with another secret. */
export const CONNECT_WEBHOOK_PATH = '/api/v1/webhooks/stripe/connect';

export interface ConnectHouse {
  readonly db: Db;
  readonly clock: Clock;
  readonly payouts: Pick<PayoutProvider, 'readPayoutEvent' | 'fetchPayoutAccount'>;
}

/** What the card company tells us of those who are paid through it. */
export function receiveConnect(ctx: Context, { payouts, ...house }: ConnectHouse): Promise<void> {
  return receiveSigned<PayoutEvent, FetchedAccount>(ctx, house, {
    read: (body, signature) => payouts.readPayoutEvent(body, signature),
    objectOf: ({ accountId }) => accountId,
    fetchAnew: async ({ accountId }) => {
      if (accountId === null) return null;
      const fetchedAt = house.clock.now();
      return { ...(await payouts.fetchPayoutAccount(accountId)), fetchedAt };
    },
    record: async (trx, fresh) => void (await recordPayoutAccount(trx, fresh)),
  });
}
