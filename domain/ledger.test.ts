import fc from 'fast-check';
import {
  ACCOUNTS,
  accountFor,
  accountRowFor,
  idempotencyKeyFor,
  isMirrored,
  LEDGER_EVENTS,
  ledgerKeyFor,
  postingsFor,
  type LedgerEvent,
  type LedgerEventKind,
} from './ledger';
import { money } from './money';

const eur = (amountMinor: number) => money(amountMinor, 'EUR');
const base = { bookingId: 'b', amount: eur(2_400) };
const student = { ...base, studentId: 's' };

/** One event of each kind; the compiler asks for a row when a kind is added. */
const EXAMPLES: { readonly [K in LedgerEventKind]: LedgerEvent } = {
  authorised: { kind: 'authorised', ...base },
  released: { kind: 'released', ...base },
  captured: { kind: 'captured', ...base },
  late_captured: { kind: 'late_captured', ...base },
  returned: { kind: 'returned', ...base },
  settled: { kind: 'settled', ...base, tutorId: 't', commission: eur(480) },
  service_fee_earned: { kind: 'service_fee_earned', ...base },
  refunded_after_settlement: {
    kind: 'refunded_after_settlement',
    ...base,
    tutorId: 't',
    commission: eur(480),
    paid: false,
  },
  compensation: { kind: 'compensation', ...student },
  goodwill_cash: { kind: 'goodwill_cash', ...student },
  refund_failed: { kind: 'refund_failed', ...student },
  provider_fee: { kind: 'provider_fee', ...base },
  provider_fee_returned: { kind: 'provider_fee_returned', ...base },
};
const kinds = Object.keys(EXAMPLES) as LedgerEventKind[];

const written = (event: LedgerEvent): Record<string, number> =>
  Object.fromEntries(postingsFor(event).map(({ account, amountMinor }) => [account, amountMinor]));

describe('the postings of an event', () => {
  it.each([
    ['authorised', { 'card_authorized:b': 2_400, 'booking_escrow:b': -2_400 }],
    ['released', { 'booking_escrow:b': 2_400, 'card_authorized:b': -2_400 }],
    ['captured', { provider_clearing: 2_400, 'card_authorized:b': -2_400 }],
    ['late_captured', { provider_clearing: 2_400, 'booking_escrow:b': -2_400 }],
    ['returned', { 'booking_escrow:b': 2_400, provider_clearing: -2_400 }],
    ['settled', { 'booking_escrow:b': 2_400, 'tutor_payable:t': -1_920, commission_revenue: -480 }],
    ['service_fee_earned', { 'booking_escrow:b': 2_400, service_fee_revenue: -2_400 }],
    ['refunded_after_settlement', { 'tutor_payable:t': 1_920, commission_revenue: 480, provider_clearing: -2_400 }],
    ['compensation', { compensation_expense: 2_400, 'student_promo:s': -2_400 }],
    ['goodwill_cash', { compensation_expense: 2_400, 'student_wallet:s': -2_400 }],
    ['refund_failed', { provider_clearing: 2_400, 'student_wallet:s': -2_400 }],
    ['provider_fee', { processing_fees: 2_400, provider_clearing: -2_400 }],
    ['provider_fee_returned', { provider_clearing: 2_400, processing_fees: -2_400 }],
  ] as const)('%s are those of the domain page', (kind, expected) => {
    expect(written(EXAMPLES[kind])).toEqual(expected);
  });
  it('take what a tutor was paid already out of their debt', () => {
    const event = { ...EXAMPLES.refunded_after_settlement, paid: true } as LedgerEvent;
    expect(written(event)).toMatchObject({ 'tutor_debt:t': 1_920 });
  });
  it('sum up to zero in the event’s one currency, with no leg of nothing', () => {
    const cut = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.nat({ max: 10_000_000 }), cut, (kind, amount, share) => {
        const commission = money(Math.floor((amount * share) / 10_000), 'JPY');
        const event = { ...EXAMPLES[kind], amount: money(amount, 'JPY'), commission } as LedgerEvent;
        const postings = postingsFor(event);
        expect(postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0);
        expect(postings.every(({ currency, amountMinor }) => currency === 'JPY' && amountMinor !== 0)).toBe(true);
        expect(postings.length === 0).toBe(amount === 0);
      }),
    );
  });
  it('name accounts of the chart only', () => {
    for (const kind of kinds)
      for (const { account } of postingsFor(EXAMPLES[kind])) expect(accountRowFor(account)).not.toBeNull();
  });
});

describe('the chart of accounts', () => {
  it('knows whose an account is, and no other name', () => {
    expect(accountRowFor('tutor_payable:t')).toEqual(ACCOUNTS.tutor_payable);
    expect(accountRowFor(accountFor.providerClearing())).toEqual(ACCOUNTS.provider_clearing);
    for (const wrong of ['tutor_payable', 'provider_clearing:x', 'toString', 'petty_cash', ''])
      expect(accountRowFor(wrong)).toBeNull();
  });
  // money: a student could otherwise spend what is not there
  it('lets nothing that belongs to a booking or a person go below zero', () => {
    for (const row of Object.values(ACCOUNTS)) expect(row.mayGoNegative).toBe(row.per === null);
  });
});

describe('keys', () => {
  it('of a ledger transaction name the event, and the part where there can be several', () => {
    expect(ledgerKeyFor(EXAMPLES.captured)).toBe('booking:b:captured');
    expect(ledgerKeyFor(EXAMPLES.provider_fee, 'txn_1')).toBe('booking:b:provider_fee:txn_1');
  });
  it('of calls to the card company name the business event and the attempt', () => {
    expect(idempotencyKeyFor('b', 'capture', 1)).toBe('booking:b:capture:1');
  });
  it('tell what mirrors the card company from what is ours', () => {
    expect(kinds.filter((kind) => !isMirrored(EXAMPLES[kind]))).toEqual([
      'settled',
      'service_fee_earned',
      'compensation',
      'goodwill_cash',
    ]);
    expect(Object.keys(LEDGER_EVENTS)).toEqual(kinds);
  });
});
