import { DISPUTES, OUTCOMES, PAYMENTS, SESSIONS } from '@stoa/domain/booking';
import { z } from 'zod';
import { BookingCard, BookingView } from './bookings';
import { AskedInstant, Id, Instant, MoneyView, PageQuery, pageOf } from './shared';

const one = <T extends readonly [string, ...string[]]>(values: T) => z.enum(values).optional();
export const StaffBookingsQuery = PageQuery.extend({
  q: z.string().trim().max(200).optional().meta({ description: 'an id, a short code, a name or an e-mail address' }),
  session: one(SESSIONS),
  outcome: one(OUTCOMES),
  payment: one(PAYMENTS),
  dispute: one(DISPUTES),
  needsAttention: z.enum(['true', 'false']).optional(),
  personId: Id.optional(),
  from: AskedInstant.optional(),
  to: AskedInstant.optional(),
  sort: z.enum(['startsAt', '-startsAt', 'createdAt', '-createdAt']).default('-createdAt'),
});
export const StaffBookingPage = pageOf(BookingCard.extend({ needsAttention: z.boolean(), createdAt: Instant })).meta({
  id: 'StaffBookingPage',
});
export type StaffBookingRow = z.output<typeof StaffBookingPage>['items'][number];
export const PaymentView = z
  .object({
    id: Id,
    provider: z.string(),
    checkoutId: z.string().nullable(),
    paymentIntentId: z.string().nullable(),
    status: z.string(),
    amount: MoneyView,
    captured: MoneyView,
    refunded: MoneyView,
    fee: MoneyView.nullable(),
    captureBefore: Instant.nullable(),
    updatedAt: Instant,
  })
  .meta({ id: 'Payment' });
export const RefundView = z
  .object({ id: Id, providerId: z.string().nullable(), status: z.string(), amount: MoneyView, createdAt: Instant })
  .meta({ id: 'Refund' });
export const LedgerTransactionView = z
  .object({
    id: Id,
    code: z.string(),
    at: Instant,
    idempotencyKey: z.string(),
    postings: z.array(z.object({ account: z.string(), amount: MoneyView })),
  })
  .meta({ id: 'LedgerTransaction' });
export const StaffBookingView = BookingView.extend({
  needsAttention: z.boolean(),
  workflow: z.object({
    id: z.string(),
    runId: z.string().nullable(),
    status: z.string().nullable(),
    url: z.string().nullable(),
  }),
  owed: z.array(z.object({ kind: z.string(), attempt: z.int(), dueAt: Instant, failures: z.int() })),
  payments: z.array(PaymentView),
  refunds: z.array(RefundView),
  ledger: z.array(LedgerTransactionView),
  /** balance of every account this booking touched; adds up to zero per currency */
  balances: z.array(z.object({ account: z.string(), balance: MoneyView })),
}).meta({ id: 'StaffBooking' });
export type StaffBookingView = z.output<typeof StaffBookingView>;

export const TrialBalance = z
  .object({
    asOf: Instant,
    currencies: z.array(
      z.object({
        currency: z.string(),
        total: MoneyView,
        accounts: z.array(z.object({ kind: z.string(), balance: MoneyView })),
      }),
    ),
  })
  .meta({ id: 'TrialBalance' });
export type TrialBalance = z.output<typeof TrialBalance>;
