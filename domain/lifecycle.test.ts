import { DISPUTES, OUTCOMES, PAYMENTS, SESSIONS, type BookingFields, type Session } from './booking';
import { enumerateReachable, isLegal, keyOf, legalCombinations } from './legal';
import { LIFECYCLE, rowFor } from './lifecycle';
import { combinationsOf, matches } from './lifecycleRow';

const keys = (fields: readonly BookingFields[]): string[] => fields.map(keyOf).sort();

/** The moves of single fields that the domain page allows (section 2), written down a second time. */
const SESSION_MOVES: Record<Session, readonly Session[]> = {
  REQUESTED: ['SCHEDULED', 'CANCELLED', 'EXPIRED'],
  SCHEDULED: ['ACTIVE', 'CANCELLED'],
  ACTIVE: ['ENDED'],
  ENDED: [],
  CANCELLED: [],
  EXPIRED: [],
};
const PAYMENT_MOVES: Record<BookingFields['payment'], readonly BookingFields['payment'][]> = {
  PENDING: ['AUTHORIZED', 'VOIDED'],
  AUTHORIZED: ['CAPTURED', 'VOIDED', 'REFUNDED', 'PARTIALLY_REFUNDED'],
  CAPTURED: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  PARTIALLY_REFUNDED: ['PARTIALLY_REFUNDED', 'REFUNDED'],
  VOIDED: [],
  REFUNDED: [],
};
const DISPUTE_MOVES: Record<BookingFields['dispute'], readonly BookingFields['dispute'][]> = {
  NONE: ['OPEN'],
  OPEN: ['RESOLVED_UPHELD', 'RESOLVED_REFUNDED'],
  RESOLVED_UPHELD: ['OPEN'],
  RESOLVED_REFUNDED: ['OPEN'],
};

/** Every single step that the table allows from a reachable state. */
const steps = enumerateReachable().flatMap((before) =>
  LIFECYCLE.filter((row) => row.from !== null && matches(row.from, before)).flatMap((row) =>
    combinationsOf(row.to, before).map((after) => ({ row, before, after })),
  ),
);

describe('the lifecycle table', () => {
  it('reaches every legal combination and no other', () => {
    expect(keys(enumerateReachable())).toEqual(keys(legalCombinations()));
  });
  it('reaches legal combinations only with the rows that are available now', () => {
    const now = enumerateReachable(LIFECYCLE.filter((row) => row.available));
    expect(now.every(isLegal)).toBe(true);
    expect(keys(now)).toEqual([
      'ACTIVE/-/AUTHORIZED/NONE',
      'CANCELLED/NOT_HELD/CAPTURED/NONE',
      'CANCELLED/NOT_HELD/PARTIALLY_REFUNDED/NONE',
      'CANCELLED/NOT_HELD/REFUNDED/NONE',
      'CANCELLED/NOT_HELD/VOIDED/NONE',
      'ENDED/COMPLETED/AUTHORIZED/NONE',
      'ENDED/COMPLETED/CAPTURED/NONE',
      'EXPIRED/NOT_HELD/VOIDED/NONE',
      'REQUESTED/-/AUTHORIZED/NONE',
      'REQUESTED/-/PENDING/NONE',
      'SCHEDULED/-/AUTHORIZED/NONE',
    ]);
  });
  it('moves each field only along the allowed moves', () => {
    for (const { before, after } of steps) {
      expect([before.session, ...SESSION_MOVES[before.session]]).toContain(after.session);
      expect([before.payment, ...PAYMENT_MOVES[before.payment]]).toContain(after.payment);
      expect([before.dispute, ...DISPUTE_MOVES[before.dispute]]).toContain(after.dispute);
    }
  });
  it('gives an outcome together with a final session, and takes none away', () => {
    for (const { before, after } of steps) {
      const final = ['ENDED', 'CANCELLED', 'EXPIRED'].includes(after.session);
      expect(after.outcome === null).toBe(!final);
      if (before.outcome !== null) expect(after.outcome).not.toBeNull();
    }
  });
  it('corrects an outcome before settlement or by a verdict only', () => {
    const corrected = steps.filter(({ before, after }) => before.outcome !== null && before.outcome !== after.outcome);
    expect(corrected.length).toBeGreaterThan(0);
    for (const { row, before } of corrected)
      expect(before.payment === 'AUTHORIZED' || row.action === 'resolveDispute').toBe(true);
  });
  // money: what the tutor was given for a lesson must not be given back without a refund
  it('returns to the student only by cancel, settlement, a verdict or a lost chargeback', () => {
    const back = steps.filter(
      ({ before, after }) => before.payment !== after.payment && /REFUNDED/.test(after.payment),
    );
    const actions = new Set(back.map(({ row }) => row.action));
    expect([...actions].sort()).toEqual(['applyVerdict', 'cancel', 'loseChargeback', 'settle']);
  });
  it('finds the row for an actor, and never one whose effect comes later', () => {
    const scheduled: BookingFields = { session: 'SCHEDULED', outcome: null, payment: 'AUTHORIZED', dispute: 'NONE' };
    expect(rowFor('cancel', 'tutor', scheduled)?.effects).toContain('strike');
    expect(rowFor('cancel', 'bank', scheduled)).toBeNull();
    expect(rowFor('proposeReschedule', 'student', scheduled)).toBeNull();
    expect(rowFor('accept', 'tutor', scheduled)).toBeNull();
    expect(rowFor('book', 'student', scheduled)).toBeNull();
  });
});

describe('the legal combinations', () => {
  const all = combinationsOf({});
  it('are 59 of all', () => {
    expect(all).toHaveLength(SESSIONS.length * (OUTCOMES.length + 1) * PAYMENTS.length * DISPUTES.length);
    expect(legalCombinations()).toHaveLength(59);
  });
  it.each([
    [
      'a dispute open on money that went back',
      { session: 'ENDED', outcome: 'COMPLETED', payment: 'REFUNDED', dispute: 'OPEN' },
    ],
    ['money held after expiry', { session: 'EXPIRED', outcome: 'NOT_HELD', payment: 'AUTHORIZED', dispute: 'NONE' }],
    ['a lesson without money', { session: 'SCHEDULED', outcome: null, payment: 'PENDING', dispute: 'NONE' }],
    ['an end without outcome', { session: 'ENDED', outcome: null, payment: 'CAPTURED', dispute: 'NONE' }],
    [
      'a tutor paid for not coming',
      { session: 'ENDED', outcome: 'NO_SHOW_TUTOR', payment: 'CAPTURED', dispute: 'NONE' },
    ],
    ['a dispute before the lesson', { session: 'ACTIVE', outcome: null, payment: 'AUTHORIZED', dispute: 'OPEN' }],
  ] as [string, BookingFields][])('leave out %s', (_, fields) => {
    expect(isLegal(fields)).toBe(false);
  });
});
