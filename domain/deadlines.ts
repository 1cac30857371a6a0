import type { Booking, BookingAction, Deadline, Owed } from './booking';
import type { ErrorCode } from './errors';
import { isFinalSession } from './legal';
import { matches, type FieldsPattern } from './lifecycleRow';
import { add, isZero, money, type Money } from './money';
import { MINUTE_MS, POLICIES, type ClockPolicy, type Terms } from './policies';

type ClockAction = Exclude<Deadline['action'], Owed['kind']>;

/** When the clock acts on a booking that stands so. */
export interface DeadlineRow {
  readonly action: ClockAction;
  /** the move that the clock makes, where it makes one */
  readonly move: BookingAction | null;
  readonly from: FieldsPattern;
  /** epoch ms; null where it does not run */
  readonly at: (booking: Booking) => number | null;
  /** what a person is told who comes after it */
  readonly missed: ErrorCode;
  /** for the generated page */
  readonly words: string;
}

const isOwed = (booking: Booking, kind: Owed['kind']): boolean => booking.owed.some((entry) => entry.kind === kind);

/** The deadline table (domain page, section 3). What is owed runs beside it, see `deadlinesFor`. */
export const DEADLINES: readonly DeadlineRow[] = [
  {
    action: 'closePage',
    move: null,
    from: { session: ['REQUESTED'], payment: ['PENDING'] },
    at: (booking) => (isOwed(booking, 'expire_checkout') ? null : booking.holdEndsAt),
    missed: 'payment_time_over',
    words: 'the hold ends: the payment page is closed, and the card company says whether it was paid',
  },
  {
    action: 'freeSlot',
    move: 'expireHold',
    from: { session: ['REQUESTED'], payment: ['PENDING'] },
    at: (booking) => booking.pageEndsAt,
    missed: 'payment_time_over',
    words: 'the card company has not answered: the slot is free, what is paid later goes back by itself',
  },
  {
    action: 'accept',
    move: 'accept',
    from: { session: ['REQUESTED'], payment: ['AUTHORIZED'] },
    at: (booking) => (booking.terms.instant && booking.pending === null ? booking.securedAt : null),
    missed: 'booking_state_conflict',
    words: 'instant booking: accepted as soon as the money is secured',
  },
  {
    action: 'expireRequest',
    move: 'expireRequest',
    from: { session: ['REQUESTED'], payment: ['AUTHORIZED'] },
    at: (booking) => (booking.pending === null ? booking.answerBy : null),
    missed: 'answer_time_over',
    words: 'the tutor has not answered: the money goes back',
  },
  {
    action: 'refuseCapture',
    move: 'refuseCapture',
    from: { session: ['REQUESTED'], payment: ['AUTHORIZED'] },
    at: (booking) => (booking.pending?.move === 'accept' ? booking.startsAt : null),
    missed: 'booking_state_conflict',
    words: 'accepted, but the money is still not confirmed at the start: called off, nobody is penalised',
  },
  {
    action: 'start',
    move: 'start',
    from: { session: ['SCHEDULED'] },
    at: (booking) => (booking.pending === null ? booking.startsAt : null),
    missed: 'lesson_started',
    words: 'the lesson begins; nobody cancels from here on',
  },
  {
    action: 'end',
    move: 'end',
    from: { session: ['ACTIVE'] },
    at: (booking) => booking.endsAt + booking.terms.clock.endGraceMinutes * MINUTE_MS,
    missed: 'lesson_over',
    words: 'the lesson is over, five minutes after its booked end',
  },
  {
    action: 'settle',
    move: 'settle',
    from: { session: ['ENDED'], payment: ['AUTHORIZED'], dispute: ['NONE'] },
    at: (booking) => booking.settleAt,
    missed: 'lesson_over',
    words: 'nobody objected: the tutor has earned the lesson',
  },
];

const byTime = (a: { readonly at: number }, b: { readonly at: number }): number => a.at - b.at;

/**
 * The deadlines of the state alone, what is owed left out, earliest first. A tie is served in the order of the table.
 */
export function stateDeadlinesFor(booking: Booking): (Deadline & { readonly row: DeadlineRow })[] {
  return DEADLINES.filter(({ from }) => matches(from, booking))
    .flatMap((row) => {
      const at = row.at(booking);
      return at === null ? [] : [{ at, action: row.action, row }];
    })
    .sort(byTime);
}

/** By the deadline that brought a booking where it stands: what a person is told who comes only then. */
function missedBefore({ session, securedAt }: Booking): ErrorCode | null {
  if (session === 'ACTIVE') return 'lesson_started';
  if (session === 'ENDED') return 'lesson_over';
  if (session !== 'EXPIRED') return null;
  return securedAt === null ? 'payment_time_over' : 'answer_time_over';
}

/**
 * Why a person comes too late for what was open before: a deadline is due, or it has brought the booking where it stands.
 * @param at epoch ms
 * @returns null where no deadline stands against it
 */
export function missedAt(booking: Booking, at: number): ErrorCode | null {
  const due = stateDeadlinesFor(booking).find((deadline) => deadline.at <= at);
  return due?.row.missed ?? missedBefore(booking);
}

/** Every deadline that runs on a booking, what is owed included, earliest first; at one instant the state goes first. */
export function deadlinesFor(booking: Booking): Deadline[] {
  const state = stateDeadlinesFor(booking).map(({ at, action }) => ({ at, action }));
  return [...state, ...booking.owed.map(({ dueAt, kind }) => ({ at: dueAt, action: kind }))].sort(byTime);
}

/** The deadline that the loop serves next; null when the clock has nothing to do with the booking. */
export function nextDeadline(booking: Booking): Deadline | null {
  return deadlinesFor(booking)[0] ?? null;
}

/** Whether nothing can happen to a booking any more and nothing is owed: its workflow may end. */
export function isOver(booking: Booking): boolean {
  return (
    isFinalSession(booking.session) &&
    booking.payment !== 'AUTHORIZED' &&
    booking.dispute !== 'OPEN' &&
    booking.pending === null &&
    booking.owed.length === 0
  );
}

/** Price and service fee together: what the student pays and the booking's escrow holds. */
export function totalOf(terms: Pick<Terms, 'price' | 'serviceFeeMinor'>): Money {
  return add(terms.price, money(terms.serviceFeeMinor, terms.price.currency));
}

/** Whether a booking is secured without payment. */
export function isFree(terms: Pick<Terms, 'price' | 'serviceFeeMinor'>): boolean {
  return isZero(totalOf(terms));
}

/** When a booking was secured, and what the card's hold allows. */
export interface Securing {
  readonly securedAt: number;
  readonly startsAt: number;
  /** epoch ms until which the card's hold can be captured; null without a card */
  readonly captureBefore: number | null;
}

/**
 * Until when the tutor must answer: min(24 h, half the time to the start), never under 10 min, counted from the moment
 * of securing, not later than an hour before the card's hold ends nor than the start.
 * Source: domain page, section 3, with the numbers of `clock`.
 */
export function answerByFor(clock: ClockPolicy, { securedAt, startsAt, captureBefore }: Securing): number {
  const share = Math.floor(((startsAt - securedAt) * clock.answerShareBps) / 10_000);
  const wait = Math.max(Math.min(clock.answerMaxMinutes * MINUTE_MS, share), clock.answerMinMinutes * MINUTE_MS);
  const card = captureBefore === null ? Infinity : captureBefore - clock.captureMarginMinutes * MINUTE_MS;
  return Math.max(securedAt, Math.min(securedAt + wait, card, startsAt));
}

/** When a lesson that nobody attested and nobody objected to is settled: booked end + 72 h by default. */
export function settleAtFor(clock: ClockPolicy, endsAt: number): number {
  return endsAt + clock.settleUntrackedMinutes * MINUTE_MS;
}

/** When earnings of a booking can be paid out: end + 7 days by default, not before it is settled. */
export function earningsAvailableAtFor(booking: Pick<Booking, 'endsAt' | 'settleAt' | 'terms'>): number {
  return Math.max(
    booking.endsAt + booking.terms.clock.earningsAvailableMinutes * MINUTE_MS,
    booking.settleAt ?? settleAtFor(booking.terms.clock, booking.endsAt),
  );
}

/** What an attempt at something owed came to, short of success. */
export interface FailedAttempt {
  readonly at: number;
  /** the company replays a stored failure under this key and a look-up found nothing: the next key is a new one */
  readonly storedFailure: boolean;
}

/**
 * The entry after one more failure: tried again after 1 s, 5 s, 30 s, 2 min, 10 min, then every hour.
 */
export function nextAttempt(owed: Owed, { at, storedFailure }: FailedAttempt): Owed {
  const delays = POLICIES.owedRetrySeconds;
  const seconds = delays[Math.min(owed.failures, delays.length - 1)] ?? 3_600;
  return {
    ...owed,
    failures: owed.failures + 1,
    attempt: owed.attempt + (storedFailure ? 1 : 0),
    dueAt: at + seconds * 1_000,
  };
}
