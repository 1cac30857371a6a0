import type { CurrencyCode } from './currency';
import { money, type Money } from './money';

/** Positive is a debit, negative a credit. */
export interface Posting {
  readonly account: string;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
}

type AccountType = 'asset' | 'liability' | 'revenue' | 'expense';

interface AccountRow {
  readonly type: AccountType;
  /** what stands behind the colon of its name; null where there is one for the whole platform */
  readonly per: 'booking' | 'student' | 'tutor' | 'package' | 'payout' | 'chargeback' | null;
  /** whether its balance, with a liability's or revenue's sign turned, may be below zero; the database enforces it */
  readonly mayGoNegative: boolean;
}

const row = (type: AccountType, per: AccountRow['per'], mayGoNegative = false): AccountRow => ({
  type,
  per,
  mayGoNegative,
});

/** The chart of accounts (domain page, section 5). */
export const ACCOUNTS = {
  provider_clearing: row('asset', null, true),
  card_authorized: row('asset', 'booking'),
  chargeback_held: row('asset', 'chargeback'),
  tutor_debt: row('asset', 'tutor'),
  student_debt: row('asset', 'student'),
  platform_bank: row('asset', null, true),
  student_wallet: row('liability', 'student'),
  student_promo: row('liability', 'student'),
  booking_escrow: row('liability', 'booking'),
  package_unearned: row('liability', 'package'),
  tutor_payable: row('liability', 'tutor'),
  payout_in_transit: row('liability', 'payout'),
  commission_revenue: row('revenue', null, true),
  service_fee_revenue: row('revenue', null, true),
  breakage_revenue: row('revenue', null, true),
  compensation_expense: row('expense', null, true),
  promo_expense: row('expense', null, true),
  processing_fees: row('expense', null, true),
  refund_loss: row('expense', null, true),
} as const satisfies Readonly<Record<string, AccountRow>>;
export type AccountName = keyof typeof ACCOUNTS;

/** The one way to write an account's name. */
export const accountFor = {
  providerClearing: (): string => 'provider_clearing',
  cardAuthorized: (bookingId: string): string => `card_authorized:${bookingId}`,
  bookingEscrow: (bookingId: string): string => `booking_escrow:${bookingId}`,
  tutorPayable: (tutorId: string): string => `tutor_payable:${tutorId}`,
  tutorDebt: (tutorId: string): string => `tutor_debt:${tutorId}`,
  studentWallet: (studentId: string): string => `student_wallet:${studentId}`,
  studentPromo: (studentId: string): string => `student_promo:${studentId}`,
  commissionRevenue: (): string => 'commission_revenue',
  serviceFeeRevenue: (): string => 'service_fee_revenue',
  compensationExpense: (): string => 'compensation_expense',
  processingFees: (): string => 'processing_fees',
} as const;

/** The names of all accounts that the books keep for one person, as student or as tutor. */
export function accountsOfPerson(personId: string): string[] {
  const own = Object.entries<AccountRow>(ACCOUNTS).filter(([, { per }]) => per === 'student' || per === 'tutor');
  return own.map(([name]) => `${name}:${personId}`);
}

/** The row of the chart that an account's name belongs to; null for a name we did not write. */
export function accountRowFor(account: string): AccountRow | null {
  const [name = '', owner] = account.split(':');
  if (!Object.hasOwn(ACCOUNTS, name)) return null;
  const found: AccountRow = ACCOUNTS[name as AccountName];
  return (found.per === null) === (owner === undefined) ? found : null;
}

interface OfBooking {
  readonly bookingId: string;
  readonly amount: Money;
}
type ToStudent = OfBooking & { readonly studentId: string };

/** What happened to money: one business event is one ledger transaction. Amounts are above zero. */
export type LedgerEvent =
  | ({ readonly kind: 'authorised' | 'released' | 'captured' | 'late_captured' | 'returned' } & OfBooking)
  | ({ readonly kind: 'settled'; readonly tutorId: string; readonly commission: Money } & OfBooking)
  | ({ readonly kind: 'service_fee_earned' } & OfBooking)
  | ({
      readonly kind: 'refunded_after_settlement';
      readonly tutorId: string;
      /** commission before − commission after the refund */
      readonly commission: Money;
      /** paid: the tutor has been paid out already and owes it */
      readonly paid: boolean;
    } & OfBooking)
  | ({ readonly kind: 'compensation' | 'goodwill_cash' | 'refund_failed' } & ToStudent)
  | ({ readonly kind: 'provider_fee' | 'provider_fee_returned' } & OfBooking);
export type LedgerEventKind = LedgerEvent['kind'];

type Leg = readonly [account: string, amountMinor: number];

const move = (debit: string, credit: string, { amountMinor }: Money): Leg[] => [
  [debit, amountMinor],
  [credit, -amountMinor],
];

type OfKind<E, K> = E extends { readonly kind: infer Kinds } ? (K extends Kinds ? E : never) : never;
type Rules = { readonly [K in LedgerEventKind]: (event: OfKind<LedgerEvent, K>) => Leg[] };

const clearing = accountFor.providerClearing();

const RULES: Rules = {
  authorised: (e) => move(accountFor.cardAuthorized(e.bookingId), accountFor.bookingEscrow(e.bookingId), e.amount),
  released: (e) => move(accountFor.bookingEscrow(e.bookingId), accountFor.cardAuthorized(e.bookingId), e.amount),
  captured: (e) => move(clearing, accountFor.cardAuthorized(e.bookingId), e.amount),
  late_captured: (e) => move(clearing, accountFor.bookingEscrow(e.bookingId), e.amount),
  returned: (e) => move(accountFor.bookingEscrow(e.bookingId), clearing, e.amount),
  settled: (e) => [
    [accountFor.bookingEscrow(e.bookingId), e.amount.amountMinor],
    [accountFor.tutorPayable(e.tutorId), -(e.amount.amountMinor - e.commission.amountMinor)],
    [accountFor.commissionRevenue(), -e.commission.amountMinor],
  ],
  service_fee_earned: (e) => move(accountFor.bookingEscrow(e.bookingId), accountFor.serviceFeeRevenue(), e.amount),
  refunded_after_settlement: (e) => [
    [
      e.paid ? accountFor.tutorDebt(e.tutorId) : accountFor.tutorPayable(e.tutorId),
      e.amount.amountMinor - e.commission.amountMinor,
    ],
    [accountFor.commissionRevenue(), e.commission.amountMinor],
    [clearing, -e.amount.amountMinor],
  ],
  compensation: (e) => move(accountFor.compensationExpense(), accountFor.studentPromo(e.studentId), e.amount),
  goodwill_cash: (e) => move(accountFor.compensationExpense(), accountFor.studentWallet(e.studentId), e.amount),
  refund_failed: (e) => move(clearing, accountFor.studentWallet(e.studentId), e.amount),
  provider_fee: (e) => move(accountFor.processingFees(), clearing, e.amount),
  provider_fee_returned: (e) => move(clearing, accountFor.processingFees(), e.amount),
};

/**
 * The postings of a business event (domain page, section 5). They sum up to zero in one currency; a leg of nothing is
 * left out, so an event of nothing has none.
 */
export function postingsFor(event: LedgerEvent): Posting[] {
  const rule = RULES[event.kind] as (event: LedgerEvent) => Leg[];
  const { currency } = event.amount;
  return rule(event)
    .filter(([, amountMinor]) => amountMinor !== 0)
    .map(([account, amountMinor]) => ({ account, ...money(amountMinor, currency) }));
}

interface EventWords {
  readonly title: string;
  readonly when: string;
  /** it repeats what the card company did, and is posted with the payment's or refund's row, never with a move */
  readonly mirrors: boolean;
}
const mirror = (title: string, when: string): EventWords => ({ title, when, mirrors: true });
const ours = (title: string, when: string): EventWords => ({ title, when, mirrors: false });

/** What each event means: the page `docs/money.md` is made of it. */
export const LEDGER_EVENTS: Readonly<Record<LedgerEventKind, EventWords>> = {
  authorised: mirror('Authorised', 'the card company holds the money on the card'),
  released: mirror('Released', 'the hold on the card is let go, nothing was taken'),
  captured: mirror('Captured', 'the tutor accepted and the held money is taken'),
  late_captured: mirror('Paid late', 'money arrives for a booking that is over; it is returned at once'),
  returned: mirror('Returned', 'the card company accepted a refund before settlement'),
  settled: ours('Settled', 'the tutor has earned what is kept, less commission'),
  service_fee_earned: ours('Service fee earned', 'settlement, unless the whole price went back'),
  refunded_after_settlement: mirror('Refunded after settlement', 'a refund of money that was earned already'),
  compensation: ours('Compensation', 'a tutor let the student down: promotional credit'),
  goodwill_cash: ours('Goodwill', 'staff give a student cash in the wallet'),
  refund_failed: mirror('Refund failed', 'a refund that was accepted came back: it becomes wallet cash'),
  provider_fee: mirror('Card fee', 'the card company takes its fee; the platform bears it'),
  provider_fee_returned: mirror('Card fee given back', 'the card company returns a fee'),
};

/** Whether an event repeats what the card company did, and so is posted with its payment's or refund's row. */
export function isMirrored({ kind }: LedgerEvent): boolean {
  return LEDGER_EVENTS[kind].mirrors;
}

/**
 * The unique key under which a ledger transaction is posted once, whoever posts it first: the webhook, the sweep or the
 * workflow. `part` tells apart what can happen more than once to a booking (a refund's id, a balance transaction's id).
 */
export function ledgerKeyFor(event: LedgerEvent, part?: string): string {
  return ['booking', event.bookingId, event.kind, ...(part === undefined ? [] : [part])].join(':');
}

export type ProviderCall = 'checkout' | 'expire' | 'capture' | 'release' | 'refund' | 'late-refund';

/**
 * The idempotency key of a call to the card company: business event and attempt (domain page, section 5). The attempt
 * rises only after a stored failure was looked up and nothing was found.
 */
export function idempotencyKeyFor(bookingId: string, call: ProviderCall, attempt: number): string {
  return `booking:${bookingId}:${call}:${attempt}`;
}
