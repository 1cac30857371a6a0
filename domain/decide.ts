import type { Actor, Booking, BookingAction, OfferedAction } from './booking';
import { consequencesOf, type Consequences, type QuotedAction, type QuoteFacts } from './consequences';
import type { CurrencyCode } from './currency';
import { missedAt, stateDeadlinesFor } from './deadlines';
import type { Decision, ErrorCode } from './errors';
import { LIFECYCLE, rowFor } from './lifecycle';
import type { ClockMove, Move } from './moves';
import { WHOLE_BPS } from './money';
import { moneyLimitsFor, STAFF_ROLES, type StaffRole } from './permissions';
import { MINUTE_MS, POLICIES } from './policies';

/** What somebody, the clock or the card company wants to do to a booking. */
export interface ActionRequest {
  readonly action: Exclude<BookingAction, 'book'>;
  readonly actor: Actor;
  readonly actorId: string | null;
  readonly at: number;
  readonly reason?: string | null;
  /** the version that was quoted; left out by clock and card company, and when a quote is only being made */
  readonly expectedVersion?: number;
  /** when the quote was made; now by default */
  readonly quotedAt?: number;
  /** what the quote said the student gets back; staff choose with it */
  readonly studentShareBps?: number;
  readonly facts?: QuoteFacts;
  /** of authorize: until when the card's hold can be captured */
  readonly captureBefore?: number | null;
}

type Refused = Extract<Decision<never>, { readonly ok: false }>;
const refuse = (code: ErrorCode, details?: Refused['details']): Refused =>
  details === undefined ? { ok: false, code } : { ok: false, code, details };

const isStaff = (actor: Actor): actor is StaffRole => (STAFF_ROLES as readonly Actor[]).includes(actor);
const isPerson = (actor: Actor): boolean => actor === 'student' || actor === 'tutor' || isStaff(actor);

function isParty({ actor, actorId }: Pick<ActionRequest, 'actor' | 'actorId'>, booking: Booking): boolean {
  if (actor === 'student') return actorId === booking.studentId;
  if (actor === 'tutor') return actorId === booking.tutorId;
  return true;
}

function mayEver(action: BookingAction, actor: Actor): boolean {
  return LIFECYCLE.some((row) => row.available && row.action === action && row.actors.includes(actor));
}

/** Why the clock's turn stands against a request; the clock itself may only do what is due. */
function againstTheClock(booking: Booking, { action, actor, at }: ActionRequest): Refused | null {
  const running = stateDeadlinesFor(booking);
  if (actor === 'clock') {
    const due = running.some(({ row, at: when }) => row.move === action && when <= at);
    return due ? null : refuse('booking_state_conflict', { due: false });
  }
  // the card company's answer ends a hold, so the end of the hold does not stand against it
  const wall = running.find(({ row, at: when }) => when <= at && !(actor === 'provider' && row.action === 'closePage'));
  return wall === undefined || (actor === 'provider' && wall.row.move === action)
    ? null
    : refuse(isPerson(actor) ? wall.row.missed : 'booking_state_conflict', { due: wall.action });
}

function againstThePending({ pending }: Booking, { action }: ActionRequest): Refused | null {
  if (action === 'refuseCapture')
    return pending?.move === 'accept' ? null : refuse('booking_state_conflict', { pending: pending?.move ?? null });
  return pending === null ? null : refuse('booking_state_conflict', { pending: pending.move });
}

function againstTheQuote(booking: Booking, request: ActionRequest): Refused | null {
  const { expectedVersion, quotedAt, at } = request;
  if (expectedVersion !== undefined && expectedVersion !== booking.version)
    return refuse('quote_changed', { version: booking.version });
  if (quotedAt !== undefined && at - quotedAt > POLICIES.quoteMinutes * MINUTE_MS) return refuse('quote_expired');
  return null;
}

/** What staff take from the student beyond the rule (everything back), against what their role may choose alone. */
function againstTheLimit(booking: Booking, request: ActionRequest): Refused | null {
  const { studentShareBps: chosen, actor } = request;
  if (!isStaff(actor) || booking.session !== 'SCHEDULED' || chosen === undefined) return null;
  if (!Number.isInteger(chosen) || chosen < 0 || chosen > WHOLE_BPS) return refuse('request_invalid');
  const { price } = booking.terms;
  const { amountMinor } = consequencesOf(booking, toAct(request, 'cancel')).division.kept;
  const limitMinor = limitFor(actor, price.currency, request.facts?.staffChosenTodayMinor ?? 0);
  return amountMinor > limitMinor ? refuse('staff_limit_exceeded', { limitMinor }) : null;
}

/** The most this role may choose now, alone. */
function limitFor(actor: StaffRole, currency: CurrencyCode, chosenTodayMinor: number): number {
  const { perBookingMinor, perDayMinor } = moneyLimitsFor(actor, currency);
  return Math.min(perBookingMinor, perDayMinor === null ? Infinity : Math.max(0, perDayMinor - chosenTodayMinor));
}

function toAct(request: ActionRequest, action: QuotedAction) {
  const { actor, at, quotedAt, studentShareBps: chosen, facts } = request;
  return {
    action,
    actor,
    quotedAt: Math.min(quotedAt ?? at, at),
    ...(chosen === undefined ? {} : { chosenShareBps: chosen }),
    ...(facts === undefined ? {} : { facts }),
  };
}

function isQuoted(action: BookingAction): action is QuotedAction {
  return action === 'accept' || action === 'decline' || action === 'cancel';
}

const CLOCK_MOVES: readonly BookingAction[] = [
  'expireHold',
  'expireRequest',
  'refuseCapture',
  'start',
  'end',
  'settle',
] satisfies ClockMove[];
const isClockMove = (action: BookingAction): action is ClockMove => CLOCK_MOVES.includes(action);

/** No row of the table leads on: people are told which deadline they missed, where it was one. */
function notFromHere(booking: Booking, { actor, at }: ActionRequest): Refused {
  const missed = isPerson(actor) ? missedAt(booking, at) : null;
  return refuse(missed ?? 'booking_state_conflict', { session: booking.session, payment: booking.payment });
}

/** Whether a person, the clock or the card company may do it at all, quotes left aside. */
function mayHappen(booking: Booking, request: ActionRequest): Refused | null {
  const { action, actor, reason } = request;
  if (!isParty(request, booking) || !mayEver(action, actor)) return refuse('forbidden');
  if (rowFor(action, actor, booking) === null) return notFromHere(booking, request);
  const against = againstThePending(booking, request) ?? againstTheClock(booking, request);
  if (against !== null) return against;
  if (isStaff(actor) && !reason?.trim()) return refuse('reason_required');
  return null;
}

/** What an action would do to money, or why it may not happen now. See `quoteFor`. */
export function consequencesNow(booking: Booking, request: ActionRequest): Decision<Consequences> {
  if (!isQuoted(request.action)) return refuse('forbidden');
  const against = mayHappen(booking, request) ?? againstTheLimit(booking, request);
  if (against !== null) return against;
  return { ok: true, value: consequencesOf(booking, toAct(request, request.action)) };
}

/**
 * Whether something may happen to a booking now, asked by the API early and by the workflow as the truth. A deadline
 * that is due goes first, at the same instant too. Time borders of a share are those of the quote (at most 10 minutes
 * old), while a changed booking refuses.
 * @returns the move for `applyMove`, or `forbidden` (never yours to do) · `booking_state_conflict` (to a person who
 * comes too late: `lesson_started` · `lesson_over` · `answer_time_over` · `payment_time_over`) · `reason_required`
 * · `staff_limit_exceeded` · `quote_changed` · `quote_expired` · `request_invalid`
 */
export function decide(booking: Booking, request: ActionRequest): Decision<Move> {
  const against = mayHappen(booking, request) ?? againstTheQuote(booking, request) ?? againstTheLimit(booking, request);
  return against ?? moveFor(booking, request);
}

function moveFor(booking: Booking, request: ActionRequest): Decision<Move> {
  const { action, actor, actorId, at, studentShareBps: promised } = request;
  const who = { actor, actorId, at };
  if (action === 'authorize')
    return { ok: true, value: { action, ...who, captureBefore: request.captureBefore ?? null } };
  if (isClockMove(action)) return { ok: true, value: { action, ...who } };
  if (!isQuoted(action)) return refuse('forbidden');
  const consequences = consequencesOf(booking, toAct(request, action));
  const { studentShareBps } = consequences;
  if (action === 'cancel' && promised !== undefined && promised !== studentShareBps)
    return refuse('quote_changed', { studentShareBps });
  return { ok: true, value: { action, ...who, reason: request.reason ?? null, consequences } };
}

/** Where each action is worth showing to a person, also when it is refused: by session. */
const SHOWN: readonly { readonly action: QuotedAction; readonly sessions: readonly Booking['session'][] }[] = [
  { action: 'accept', sessions: ['REQUESTED'] },
  { action: 'decline', sessions: ['REQUESTED'] },
  { action: 'cancel', sessions: ['REQUESTED', 'SCHEDULED'] },
];

/**
 * What a person may do now, for buttons: what is refused is listed with its reason. A tutor sees nothing of a booking
 * whose checkout is still running, and declines before accepting instead of cancelling.
 * @param now epoch ms
 */
export function actionsFor(
  { actor, actorId }: Pick<ActionRequest, 'actor' | 'actorId'>,
  booking: Booking,
  now: number,
): OfferedAction[] {
  if (!isPerson(actor) || !isParty({ actor, actorId }, booking)) return [];
  if (actor === 'tutor' && booking.session === 'REQUESTED' && booking.payment === 'PENDING') return [];
  const until = stateDeadlinesFor(booking)[0]?.at ?? null;
  return SHOWN.filter(
    ({ action, sessions }) =>
      sessions.includes(booking.session) &&
      mayEver(action, actor) &&
      !(actor === 'tutor' && action === 'cancel' && booking.session === 'REQUESTED'),
  ).map(({ action }) => {
    const against = mayHappen(booking, { action, actor, actorId, at: now, reason: 'asked when it is done' });
    return { action, allowed: against === null, refusal: against?.code ?? null, until: against ? null : until };
  });
}
