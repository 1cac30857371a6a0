import type { Context } from 'koa';
import { recordPaymentSnapshot } from '../../db/queries/payments';
import { recordRefundSnapshot } from '../../db/queries/refunds';
import type { Db } from '../../db/postgres';
import type { Clock } from '../../platform/clock';
import type { PaymentEvent, PaymentProvider, PaymentSnapshot, RefundSnapshot } from '../../providers/payments/port';
import { receiveSigned } from './receive';

export const STRIPE_WEBHOOK_PATH = '/api/v1/webhooks/stripe';

export interface WebhookHouse {
  readonly db: Db;
  readonly clock: Clock;
  readonly payments: Pick<PaymentProvider, 'readEvent' | 'findCheckout' | 'findPayment' | 'findRefund'>;
}

type Fresh =
  | { readonly kind: 'payment'; readonly snapshot: PaymentSnapshot }
  | { readonly kind: 'refund'; readonly refund: RefundSnapshot };

async function fetchAnew({ payments }: WebhookHouse, { subject }: PaymentEvent): Promise<Fresh | null> {
  switch (subject?.kind) {
    case 'checkout':
      return { kind: 'payment', snapshot: await payments.findCheckout(subject.id) };
    case 'payment':
      return { kind: 'payment', snapshot: await payments.findPayment(subject.id) };
    case 'refund':
      return { kind: 'refund', refund: await payments.findRefund(subject.id) };
    case undefined:
      return null;
  }
}

/** What the card company tells us of payments and refunds. */
export function receiveStripe(ctx: Context, house: WebhookHouse): Promise<void> {
  return receiveSigned<PaymentEvent, Fresh>(ctx, house, {
    read: (body, signature) => house.payments.readEvent(body, signature),
    objectOf: ({ subject }) => subject?.id ?? null,
    fetchAnew: (event) => fetchAnew(house, event),
    record: async (trx, fresh, cause) => {
      if (fresh.kind === 'payment') await recordPaymentSnapshot(trx, fresh.snapshot, cause);
      else await recordRefundSnapshot(trx, fresh.refund, cause);
    },
  });
}
