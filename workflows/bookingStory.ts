import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';

import type { BookingInput, BookingReply, BookingStateView } from '@stoa/contracts/temporal/booking';
import { bookingStateOf, SEARCH_ATTRIBUTES } from '@stoa/contracts/temporal/searchAttributes';
import type { Booking, OwedKind } from '@stoa/domain/booking';
import { isFree, nextDeadline, stateDeadlinesFor } from '@stoa/domain/deadlines';
import { rowFor } from '@stoa/domain/lifecycle';
import { isFinalSession } from '@stoa/domain/legal';

import { now } from './shared/clock';

/** What a booking's workflow remembers between turns, and carries into its next run. */
export interface Story {
  readonly schemaVersion: 1;
  readonly input: BookingInput;
  /** null until the slot is reserved, and when it could not be */
  booking: Booking | null;
  /** the reservation has no known end: it is undone before the workflow ends */
  reservationUnknown: boolean;
  /** our id of the payment behind the page that the student was given: other pages' ends do not end the hold */
  paymentId: string | null;
  /** since when the current key of each thing owed has been in use */
  keysSince: Partial<Record<OwedKind, { readonly attempt: number; readonly since: number }>>;
  /** a turn is under way: what stands here may be behind what is recorded already */
  busy: boolean;
  /** turns of the clock that failed in a row, and until when it waits */
  clockFailures: number;
  pausedUntil: number;
  /** what operators were shown last */
  shown: string;
}

const shownAs = (booking: Booking): string => `${bookingStateOf(booking)} ${booking.needsAttention}`;

export function newStory(input: BookingInput): Story {
  const payment = isFree(input.terms) ? 'AUTHORIZED' : 'PENDING';
  return {
    schemaVersion: 1,
    input,
    booking: null,
    reservationUnknown: false,
    paymentId: null,
    keysSince: {},
    busy: false,
    clockFailures: 0,
    pausedUntil: 0,
    // what the start itself put there
    shown: `${bookingStateOf({ session: 'REQUESTED', payment })} false`,
  };
}

export function replyOf(booking: Booking): BookingReply {
  const { id: bookingId, session, outcome, payment, dispute, version, pending } = booking;
  return { bookingId, session, outcome, payment, dispute, version, pendingMove: pending?.move ?? null, asOf: now() };
}

/**
 * Takes over how the row stands after somebody else moved it. An end that was not ours may leave a page or a payment
 * open: that is found out and given back.
 */
export function adopt(story: Story, row: Booking): void {
  const ended = isFinalSession(row.session) && row.payment === 'VOIDED' && !isFree(row.terms);
  const resolve = { kind: 'resolve_checkout', attempt: 1, dueAt: now(), failures: 0 } as const;
  story.booking = ended ? { ...row, pending: null, owed: [resolve] } : row;
}

/** Shows operators where the booking stands; costs an event only when that changed. Nothing personal is shown. */
export function show(story: Story): void {
  const { booking } = story;
  if (booking === null) return;
  const next = stateDeadlinesFor(booking)[0];
  const owed = booking.owed.map(({ kind, failures }) => `${kind} (${failures} failed)`).join(', ');
  setCurrentDetails(`${bookingStateOf(booking)}, version ${booking.version}${owed ? `, owed: ${owed}` : ''}`);
  if (story.shown === shownAs(booking)) return;
  story.shown = shownAs(booking);
  upsertSearchAttributes([
    { key: SEARCH_ATTRIBUTES.BookingState, value: bookingStateOf(booking) },
    { key: SEARCH_ATTRIBUTES.NeedsAttention, value: booking.needsAttention },
    { key: SEARCH_ATTRIBUTES.DueAt, value: next ? new Date(next.at) : null },
  ]);
}

const ASKABLE = ['accept', 'decline', 'cancel'] as const;

/** For the operators' query. */
export function viewOf({ booking }: Story, waiting: number): BookingStateView | null {
  if (booking === null) return null;
  return {
    ...replyOf(booking),
    nextDeadline: nextDeadline(booking),
    owed: booking.owed,
    waiting,
    actions: ASKABLE.filter((action) => rowFor(action, action === 'cancel' ? 'student' : 'tutor', booking) !== null),
  };
}
