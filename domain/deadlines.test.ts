import fc from 'fast-check';
import {
  answerByFor,
  deadlinesFor,
  earningsAvailableAtFor,
  isOver,
  nextAttempt,
  nextDeadline,
  settleAtFor,
} from './deadlines';
import type { Owed, PendingMove } from './booking';
import { DAY_MS, DEFAULT_CLOCK, HOUR_MS, MINUTE_MS } from './policies';
import { buildBooking, REQUESTED_AT, STARTS_AT, STUDENT_ID } from './testing/buildBooking';

const owed = (kind: Owed['kind'], dueAt: number): Owed => ({ kind, attempt: 1, dueAt, failures: 0 });
const pending = (move: PendingMove['move']): PendingMove => ({
  move,
  actor: 'student',
  actorId: STUDENT_ID,
  decidedAt: REQUESTED_AT,
  studentShareBps: 10_000,
  compensationMinor: 0,
  strike: false,
  reason: null,
});

describe('the deadlines of a booking', () => {
  it('whose checkout runs: the page is closed at 15 min, the slot is free at 31 min', () => {
    expect(deadlinesFor(buildBooking({ owed: [owed('open_checkout', REQUESTED_AT)] }))).toEqual([
      { at: REQUESTED_AT, action: 'open_checkout' },
      { at: REQUESTED_AT + 15 * MINUTE_MS, action: 'closePage' },
      { at: REQUESTED_AT + 31 * MINUTE_MS, action: 'freeSlot' },
    ]);
  });
  it('whose page is being closed: not closed a second time', () => {
    const closing = buildBooking({ owed: [owed('expire_checkout', REQUESTED_AT + 15 * MINUTE_MS)] });
    expect(deadlinesFor(closing).map(({ action }) => action)).toEqual(['expire_checkout', 'freeSlot']);
  });
  it('that waits for the tutor: expires by the answer', () => {
    const asked = buildBooking({ payment: 'AUTHORIZED' });
    expect(nextDeadline(asked)).toEqual({ at: asked.answerBy, action: 'expireRequest' });
  });
  it('that is instant: accepted at the moment of securing', () => {
    const instant = buildBooking({ payment: 'AUTHORIZED', answerBy: null, terms: { instant: true } });
    expect(nextDeadline(instant)).toEqual({ at: instant.securedAt, action: 'accept' });
  });
  it('whose acceptance is unconfirmed: nothing but the attempts, and the start as a wall', () => {
    const accepting = buildBooking({
      payment: 'AUTHORIZED',
      pending: pending('accept'),
      owed: [owed('capture', REQUESTED_AT + HOUR_MS)],
    });
    expect(deadlinesFor(accepting)).toEqual([
      { at: REQUESTED_AT + HOUR_MS, action: 'capture' },
      { at: STARTS_AT, action: 'refuseCapture' },
    ]);
  });
  it('whose cancel is unconfirmed: the start waits', () => {
    const cancelling = buildBooking({
      session: 'SCHEDULED',
      payment: 'AUTHORIZED',
      pending: pending('cancel'),
      owed: [owed('refund', STARTS_AT + HOUR_MS)],
    });
    expect(deadlinesFor(cancelling)).toEqual([{ at: STARTS_AT + HOUR_MS, action: 'refund' }]);
  });
  it('that is scheduled, active, ended: start, end + 5 min, end + 72 h', () => {
    const end = STARTS_AT + 50 * MINUTE_MS;
    expect(deadlinesFor(buildBooking({ session: 'SCHEDULED', payment: 'AUTHORIZED' }))).toEqual([
      { at: STARTS_AT, action: 'start' },
    ]);
    expect(deadlinesFor(buildBooking({ session: 'ACTIVE', payment: 'AUTHORIZED' }))).toEqual([
      { at: end + 5 * MINUTE_MS, action: 'end' },
    ]);
    expect(deadlinesFor(buildBooking({ session: 'ENDED', outcome: 'COMPLETED', payment: 'AUTHORIZED' }))).toEqual([
      { at: end + 72 * HOUR_MS, action: 'settle' },
    ]);
  });
  it('under an open dispute: the settlement does not run', () => {
    const disputed = buildBooking({ session: 'ENDED', outcome: 'COMPLETED', payment: 'AUTHORIZED', dispute: 'OPEN' });
    expect(nextDeadline(disputed)).toBeNull();
    expect(isOver(disputed)).toBe(false);
    expect(isOver({ ...disputed, payment: 'CAPTURED' })).toBe(false);
  });
  it('that is over: none, until nothing is owed', () => {
    const over = buildBooking({ session: 'EXPIRED', payment: 'VOIDED' });
    expect(nextDeadline(over)).toBeNull();
    expect(isOver(over)).toBe(true);
    const owing = { ...over, owed: [owed('release', 7)] };
    expect(nextDeadline(owing)).toEqual({ at: 7, action: 'release' });
    expect(isOver(owing)).toBe(false);
  });
});

describe('until when a tutor must answer', () => {
  const answer = (wait: number, captureBefore: number | null = null): number =>
    answerByFor(DEFAULT_CLOCK, { securedAt: REQUESTED_AT, startsAt: REQUESTED_AT + wait, captureBefore }) -
    REQUESTED_AT;
  it.each([
    ['a week ahead', 7 * DAY_MS, null, DAY_MS],
    ['48 h ahead', 2 * DAY_MS, null, DAY_MS],
    ['10 h ahead', 10 * HOUR_MS, null, 5 * HOUR_MS],
    ['15 min ahead', 15 * MINUTE_MS, null, 10 * MINUTE_MS],
    ['5 min ahead', 5 * MINUTE_MS, null, 5 * MINUTE_MS],
    ['a card held for 12 h', 7 * DAY_MS, 12 * HOUR_MS, 11 * HOUR_MS],
    ['a card held for half an hour', 7 * DAY_MS, HOUR_MS / 2, 0],
  ])('%s', (...row) => {
    const [, wait, held, expected] = row;
    expect(answer(wait, held === null ? null : REQUESTED_AT + held)).toBe(expected);
  });
  it('is a whole millisecond, never before securing and never after the start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 * DAY_MS }), fc.option(fc.nat({ max: 7 * DAY_MS })), (wait, held) => {
        const by = answer(wait, held === null ? null : REQUESTED_AT + held);
        expect(Number.isInteger(by)).toBe(true);
        expect(by).toBeGreaterThanOrEqual(0);
        expect(by).toBeLessThanOrEqual(Math.min(wait, DAY_MS));
      }),
    );
  });
});

describe('money’s dates', () => {
  it('earnings are available 7 days after the end, not before settlement', () => {
    const booking = buildBooking({ session: 'ENDED', outcome: 'COMPLETED', payment: 'AUTHORIZED' });
    expect(earningsAvailableAtFor(booking)).toBe(booking.endsAt + 7 * DAY_MS);
    const late = { ...booking, settleAt: booking.endsAt + 9 * DAY_MS };
    expect(earningsAvailableAtFor(late)).toBe(late.settleAt);
    expect(earningsAvailableAtFor({ ...booking, settleAt: null })).toBe(booking.endsAt + 7 * DAY_MS);
    expect(settleAtFor(DEFAULT_CLOCK, 0)).toBe(72 * HOUR_MS);
  });
});

describe('something owed that failed', () => {
  it('is tried again after 1 s, 5 s, 30 s, 2 min, 10 min, then hourly, under the same key', () => {
    let entry = owed('refund', 0);
    const waits = Array.from({ length: 8 }, () => {
      entry = nextAttempt(entry, { at: 1_000_000, storedFailure: false });
      return (entry.dueAt - 1_000_000) / 1_000;
    });
    expect(waits).toEqual([1, 5, 30, 120, 600, 3_600, 3_600, 3_600]);
    expect(entry).toMatchObject({ attempt: 1, failures: 8 });
  });
  it('gets a new key only after a stored failure', () => {
    expect(nextAttempt(owed('refund', 0), { at: 0, storedFailure: true }).attempt).toBe(2);
  });
});
