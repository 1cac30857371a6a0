import type { Actor, Booking, Owed, OwedKind, PendingMove } from './booking';
import { cancelOutcome, settlingEvents, type Consequences, type QuotedAction } from './consequences';
import { answerByFor, isFree, nextAttempt, settleAtFor, totalOf, type FailedAttempt } from './deadlines';
import { DomainError } from './errors';
import type { LedgerEvent } from './ledger';
import type { Money } from './money';
import { MINUTE_MS, POLICIES, type Terms } from './policies';
import { divide } from './pricing';

interface Moved {
  readonly actor: Actor;
  readonly actorId: string | null;
  readonly at: number;
}
export type ClockMove = 'expireHold' | 'expireRequest' | 'refuseCapture' | 'start' | 'end' | 'settle';
type Authorize = Moved & { readonly action: 'authorize'; readonly captureBefore: number | null };
type Quoted = Moved & {
  readonly action: QuotedAction;
  readonly reason: string | null;
  readonly consequences: Consequences;
};

/** A move that `decide` allowed. */
export type Move = Authorize | Quoted | (Moved & { readonly action: ClockMove });

/** The booking after a move, and what its money did: to be recorded in one transaction. */
export interface Applied {
  readonly booking: Booking;
  readonly events: readonly LedgerEvent[];
  /** the tutor gets a strike with this move */
  readonly strike: boolean;
}

/** What a booking is made of. */
export interface NewBooking {
  readonly id: string;
  readonly studentId: string;
  readonly tutorId: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly terms: Terms;
  readonly policyHash: string;
}

const owe = (kind: OwedKind, at: number): Owed => ({ kind, attempt: 1, dueAt: at, failures: 0 });
const isWorn = ({ failures }: Owed): boolean => failures >= POLICIES.owedAttentionAfter;
const without = (owed: readonly Owed[], ...kinds: readonly OwedKind[]): Owed[] =>
  owed.filter(({ kind }) => !kinds.includes(kind));

const moved = (booking: Booking, change: Partial<Booking>, events: readonly LedgerEvent[] = []): Applied => ({
  booking: { ...booking, ...change, version: booking.version + 1 },
  events,
  strike: false,
});

/**
 * A booking at its birth: the slot is held and the payment page is owed; a price of 0 is secured at once.
 * @param at epoch ms
 */
export function newBooking(input: NewBooking, at: number): Booking {
  const { clock } = input.terms;
  const held: Booking = {
    ...input,
    session: 'REQUESTED',
    outcome: null,
    payment: 'PENDING',
    dispute: 'NONE',
    version: 1,
    requestedAt: at,
    holdEndsAt: at + clock.holdMinutes * MINUTE_MS,
    pageEndsAt: at + clock.pageMinutes * MINUTE_MS,
    securedAt: null,
    captureBefore: null,
    answerBy: null,
    settleAt: null,
    pending: null,
    owed: [owe('open_checkout', at)],
    needsAttention: false,
  };
  return isFree(input.terms) ? { ...secured(held, { captureBefore: null }, at).booking, version: 1 } : held;
}

/**
 * The money is there: the tutor's clock starts (an instant booking is accepted by the clock instead).
 * @param fact until when the card's hold can be captured, null without a card
 * @param at the moment of securing, epoch ms
 */
export function secured(booking: Booking, fact: { readonly captureBefore: number | null }, at: number): Applied {
  const { terms, startsAt, id: bookingId } = booking;
  const { captureBefore } = fact;
  const answerBy = terms.instant ? null : answerByFor(terms.clock, { securedAt: at, startsAt, captureBefore });
  return moved(
    booking,
    {
      payment: 'AUTHORIZED',
      securedAt: at,
      captureBefore,
      answerBy,
      owed: without(booking.owed, 'open_checkout', 'expire_checkout'),
    },
    isFree(terms) ? [] : [{ kind: 'authorised', bookingId, amount: totalOf(terms) }],
  );
}

/** The hold is over: the page is to be closed, and the card company's answer ends the hold. No move of its own. */
export function closePage(booking: Booking, at: number): Booking {
  return { ...booking, owed: [...without(booking.owed, 'open_checkout'), owe('expire_checkout', at)] };
}

function accepted(booking: Booking, { consequences, ...move }: Quoted): Applied {
  if (consequences.call === null) return moved(booking, { session: 'SCHEDULED' });
  return moved(booking, { pending: pendingOf('accept', move, null), owed: [...booking.owed, owe('capture', move.at)] });
}

function pendingOf(
  kind: PendingMove['move'],
  move: Moved & { readonly reason: string | null },
  consequences: Consequences | null,
): PendingMove {
  return {
    move: kind,
    actor: move.actor,
    actorId: move.actorId,
    decidedAt: move.at,
    studentShareBps: consequences?.studentShareBps ?? null,
    compensationMinor: consequences?.compensation.amountMinor ?? 0,
    strike: consequences?.strike ?? false,
    reason: move.reason,
  };
}

const OVER = { outcome: 'NOT_HELD', pending: null } as const;

/** An end before acceptance: final at once; what the card company still holds or took is owed back. */
function calledOff(booking: Booking, session: 'CANCELLED' | 'EXPIRED', owed: Owed | null): Applied {
  return moved(booking, { ...OVER, session, payment: 'VOIDED', owed: owed === null ? [] : [owed] });
}

function cancelled(booking: Booking, move: Quoted): Applied {
  const { consequences, at } = move;
  const { call } = consequences;
  if (consequences.payment === 'VOIDED')
    return calledOff(booking, 'CANCELLED', call === null || call === 'refund' ? null : owe(call, at));
  if (call === 'refund')
    return moved(booking, { pending: pendingOf('cancel', move, consequences), owed: [owe('refund', at)] });
  const change = { ...OVER, session: 'CANCELLED', payment: consequences.payment } as const;
  return { ...moved(booking, change, consequences.events), strike: consequences.strike };
}

function byClock(booking: Booking, { action, actor, at }: Moved & { readonly action: ClockMove }): Applied {
  const release = isFree(booking.terms) ? null : owe('release', at);
  switch (action) {
    case 'expireHold':
      // the card company's own word ends all; without it what may still be paid has to be found out
      return calledOff(booking, 'EXPIRED', actor === 'provider' ? null : owe('resolve_checkout', at));
    case 'expireRequest':
      return calledOff(booking, 'EXPIRED', release);
    case 'refuseCapture':
      return calledOff(booking, 'CANCELLED', release);
    case 'start':
      return moved(booking, { session: 'ACTIVE' });
    case 'end':
      return moved(booking, {
        session: 'ENDED',
        outcome: 'COMPLETED',
        settleAt: settleAtFor(booking.terms.clock, booking.endsAt),
      });
    case 'settle':
      return moved(booking, { payment: 'CAPTURED' }, settlingEvents(booking, divide(booking.terms, 0)));
  }
}

/**
 * Carries out a move that `decide` allowed. What needs the card company first leaves a pending move and something owed;
 * `fulfil` completes it. The version rises by one.
 */
export function applyMove(booking: Booking, move: Move): Applied {
  if (move.action === 'authorize') return secured(booking, move, move.at);
  if (!('consequences' in move)) return byClock(booking, move);
  return move.action === 'accept' ? accepted(booking, move) : cancelled(booking, move);
}

/**
 * Moves of one turn of the loop as the one that is recorded: what was decided and what the card company confirmed at
 * once. The version rises by one in all.
 * @param before the booking as it is recorded
 * @param turn at least one, in order
 */
export function inOneTurn(before: Booking, turn: readonly [Applied, ...Applied[]]): Applied {
  const last = turn[turn.length - 1] ?? turn[0];
  const changed = last.booking.version > before.version;
  return {
    booking: { ...last.booking, version: before.version + (changed ? 1 : 0) },
    events: turn.flatMap(({ events }) => events),
    strike: turn.some(({ strike }) => strike),
  };
}

/** What a pending cancel gives back to the student once the card company accepts it; null where none is pending. */
export function refundDueFor({ pending, terms }: Booking): Money | null {
  if (pending?.move !== 'cancel' || pending.studentShareBps === null) return null;
  return divide(terms, pending.studentShareBps).returned;
}

/** What the card company did at last. */
export interface Fulfilment {
  readonly kind: OwedKind;
  readonly at: number;
  /** of a release: the money had been taken after all and was refunded */
  readonly hadBeenCaptured?: boolean;
}

function released(booking: Booking, hadBeenCaptured: boolean): LedgerEvent[] {
  const given = { bookingId: booking.id, amount: totalOf(booking.terms) };
  if (!hadBeenCaptured) return [{ kind: 'released', ...given }];
  return [
    { kind: 'captured', ...given },
    { kind: 'returned', ...given },
  ];
}

/**
 * The card company has done what was owed. Completes the pending move that waited for it: only then does its money
 * count. Something that is not owed (any more) changes nothing.
 */
export function fulfil(booking: Booking, { kind, hadBeenCaptured = false }: Fulfilment): Applied {
  if (!booking.owed.some((entry) => entry.kind === kind)) return { booking, events: [], strike: false };
  const owed = without(booking.owed, kind);
  const { pending, terms, id: bookingId } = booking;
  const calm = { owed, needsAttention: owed.some(isWorn) };
  if (kind === 'capture' && pending?.move === 'accept')
    return moved(booking, { ...calm, session: 'SCHEDULED', pending: null }, [
      { kind: 'captured', bookingId, amount: totalOf(terms) },
    ]);
  if (kind === 'refund' && pending?.move === 'cancel') return refunded(booking, pending, calm);
  return {
    booking: { ...booking, ...calm },
    events: kind === 'release' ? released(booking, hadBeenCaptured) : [],
    strike: false,
  };
}

function refunded(booking: Booking, pending: PendingMove, calm: Partial<Booking>): Applied {
  if (pending.studentShareBps === null) throw new DomainError('internal', 'a pending cancel without a share');
  const { payment, events } = cancelOutcome(booking, pending.studentShareBps, pending.compensationMinor);
  const change = { ...OVER, ...calm, session: 'CANCELLED', payment } as const;
  return { ...moved(booking, change, events), strike: pending.strike };
}

/**
 * An attempt at something owed failed or has no known end: the entry gets its next attempt. People are asked to look
 * after a bounded number of failures in a row; the attempts go on. No move: the version stays.
 */
export function failOwed(booking: Booking, kind: OwedKind, failed: FailedAttempt): Booking {
  const owed = booking.owed.map((entry) => (entry.kind === kind ? nextAttempt(entry, failed) : entry));
  return { ...booking, owed, needsAttention: booking.needsAttention || owed.some(isWorn) };
}

/** Somebody asked to try again now: everything owed is due at once. No move: the version stays. */
export function retryOwed(booking: Booking, at: number): Booking {
  return { ...booking, owed: booking.owed.map((entry) => ({ ...entry, dueAt: Math.min(entry.dueAt, at) })) };
}
