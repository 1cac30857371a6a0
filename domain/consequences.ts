import type { Actor, Booking, Payment } from './booking';
import { isLateForTutor, studentShareBps } from './cancellation';
import { totalOf } from './deadlines';
import type { LedgerEvent } from './ledger';
import { isZero, money, WHOLE_BPS, type Money } from './money';
import { divide, type Division } from './pricing';

/** What the rules need to know beside the booking itself. */
export interface QuoteFacts {
  /** a compensation was given to this pair of student and tutor within the last 90 days */
  readonly compensatedRecently?: boolean;
  /** what this member of the staff chose to give away today already, minor units of the booking's currency */
  readonly staffChosenTodayMinor?: number;
}

export type QuotedAction = 'accept' | 'decline' | 'cancel';

/** The rule that decided, for the sentence people read; `words` hold its texts. */
export type RuleCode =
  | 'tutor_accepts'
  | 'tutor_declines'
  | 'before_acceptance'
  | 'share_whole'
  | 'share_part'
  | 'share_none'
  | 'tutor_early'
  | 'tutor_late'
  | 'staff_whole'
  | 'staff_share';

/** Who acts, and the moment that decides about shares. */
export interface Act {
  readonly action: QuotedAction;
  readonly actor: Actor;
  /** shares and lateness are those of this instant: the moment of the quote */
  readonly quotedAt: number;
  /** what staff choose to give the student; everything by default */
  readonly chosenShareBps?: number;
  readonly facts?: QuoteFacts;
}

/** What an action does to money, and to nothing else. */
export interface Consequences {
  readonly studentShareBps: number;
  readonly division: Division;
  readonly compensation: Money;
  readonly strike: boolean;
  readonly rule: RuleCode;
  /** what becomes of the escrow */
  readonly payment: Payment;
  /** what the card company has to do first; null where nothing: then the events happen at once */
  readonly call: 'capture' | 'release' | 'resolve_checkout' | 'refund' | null;
  readonly events: readonly LedgerEvent[];
}

const isStaff = (actor: Actor): boolean => actor === 'support' || actor === 'admin' || actor === 'owner';

/** What a settled booking's money turns into: the kept part is earned, and so is a service fee that is not returned. */
export function settlingEvents(booking: Booking, division: Division): LedgerEvent[] {
  const { id: bookingId, tutorId } = booking;
  const events: LedgerEvent[] = [
    { kind: 'settled', bookingId, tutorId, amount: division.kept, commission: division.commission },
    { kind: 'service_fee_earned', bookingId, amount: division.serviceFeeEarned },
  ];
  return events.filter(({ amount }) => !isZero(amount));
}

function compensationFor(booking: Booking, facts: QuoteFacts | undefined): Money {
  const { compensation, price, trial } = booking.terms;
  const none = money(0, price.currency);
  if (compensation === null || trial || facts?.compensatedRecently === true) return none;
  return money(Math.min(compensation.amountMinor, price.amountMinor), price.currency);
}

/**
 * What the cancel of a scheduled booking does to its escrow when the student gets a share back: what is returned, what is
 * earned, and the compensation.
 * @param compensationMinor promo for the student, minor units, 0 for none
 */
export function cancelOutcome(
  booking: Booking,
  shareBps: number,
  compensationMinor: number,
): { readonly division: Division; readonly payment: Payment; readonly events: LedgerEvent[] } {
  const { id: bookingId, studentId, terms } = booking;
  const division = divide(terms, shareBps);
  const compensation = money(compensationMinor, terms.price.currency);
  const kept = isZero(division.returned) ? 'CAPTURED' : 'PARTIALLY_REFUNDED';
  const events: LedgerEvent[] = [
    { kind: 'returned', bookingId, amount: division.returned },
    ...settlingEvents(booking, division),
    { kind: 'compensation', bookingId, studentId, amount: compensation },
  ];
  return {
    division,
    payment: shareBps === WHOLE_BPS ? 'REFUNDED' : kept,
    events: events.filter(({ amount }) => !isZero(amount)),
  };
}

function ruleOf(actor: Actor, shareBps: number, late: boolean): RuleCode {
  if (actor === 'tutor') return late ? 'tutor_late' : 'tutor_early';
  if (isStaff(actor)) return shareBps === WHOLE_BPS ? 'staff_whole' : 'staff_share';
  if (shareBps === WHOLE_BPS) return 'share_whole';
  return shareBps === 0 ? 'share_none' : 'share_part';
}

function ofScheduledCancel(booking: Booking, act: Act): Consequences {
  const { terms, startsAt } = booking;
  const moment = { startsAt, at: Math.min(act.quotedAt, startsAt - 1), actor: act.actor };
  const byRule = studentShareBps(terms.cancellation, moment) ?? 0;
  const shareBps = isStaff(act.actor) ? (act.chosenShareBps ?? WHOLE_BPS) : byRule;
  const strike = act.actor === 'tutor' && isLateForTutor(terms.cancellation, moment);
  const compensation = strike ? compensationFor(booking, act.facts) : money(0, terms.price.currency);
  const { division, payment, events } = cancelOutcome(booking, shareBps, compensation.amountMinor);
  return {
    studentShareBps: shareBps,
    division,
    compensation,
    strike,
    rule: ruleOf(act.actor, shareBps, strike),
    payment,
    call: isZero(division.returned) ? null : 'refund',
    events,
  };
}

function ofEarlyEnd(booking: Booking, act: Act): Consequences {
  const total = totalOf(booking.terms);
  const secured = booking.payment === 'AUTHORIZED' && !isZero(total);
  const open = booking.payment === 'PENDING';
  return {
    studentShareBps: WHOLE_BPS,
    division: divide(booking.terms, WHOLE_BPS),
    compensation: money(0, total.currency),
    strike: false,
    rule: act.action === 'decline' ? 'tutor_declines' : 'before_acceptance',
    payment: 'VOIDED',
    call: open ? 'resolve_checkout' : secured ? 'release' : null,
    events: secured ? [{ kind: 'released', bookingId: booking.id, amount: total }] : [],
  };
}

function ofAccept(booking: Booking): Consequences {
  const total = totalOf(booking.terms);
  const free = isZero(total);
  return {
    studentShareBps: 0,
    division: divide(booking.terms, 0),
    compensation: money(0, total.currency),
    strike: false,
    rule: 'tutor_accepts',
    payment: 'AUTHORIZED',
    call: free ? null : 'capture',
    events: free ? [] : [{ kind: 'captured', bookingId: booking.id, amount: total }],
  };
}

/**
 * What an action does to a booking's money. Quotes are made of it and so are the postings that follow: there is no
 * second way to compute either. Whether the action may happen is not asked here.
 */
export function consequencesOf(booking: Booking, act: Act): Consequences {
  if (act.action === 'accept') return ofAccept(booking);
  return booking.session === 'SCHEDULED' ? ofScheduledCancel(booking, act) : ofEarlyEnd(booking, act);
}
