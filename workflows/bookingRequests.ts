import { proxyLocalActivities } from '@temporalio/workflow';

import type { AcceptInput, Asker, BookingInput, CancelInput, DeclineInput } from '@stoa/contracts/temporal/booking';
import type { Actor, Booking } from '@stoa/domain/booking';
import { newBooking, type Applied } from '@stoa/domain/moves';

import type { Activities } from '../activities/index';
import type { Entry } from '../activities/recordings';
import { capture, refund } from './bookingMoney';
import { decideNow, move, record, standing, type Ask, type Turn } from './bookingMoves';
import { replyOf, type Story } from './bookingStory';
import { RESERVE } from './shared/activityOptions';
import { now } from './shared/clock';

const { reserveSlot, loadQuoteFacts } = proxyLocalActivities<Activities>(RESERVE);

/** The booking as it would be born now. */
export function unreserved(input: BookingInput): Booking {
  const { bookingId: id, studentId, tutorId, startsAt, endsAt, terms, policyHash } = input;
  return newBooking({ id, studentId, tutorId, startsAt, endsAt, terms, policyHash }, now());
}

/** Reserves the slot, in the workflow task that carries the request: the student is answered at once. */
export async function bookTurn(story: Story): Turn {
  const { input } = story;
  const { subjectId, bufferMinutes, replacesBookingId, limits } = input;
  const booking = unreserved(input);
  const within = limits === undefined ? {} : { limits };
  // Registered before its step: a reservation that timed out may still commit.
  story.reservationUnknown = true;
  const result = await reserveSlot({ booking, subjectId, bufferMinutes, replacesBookingId, ...within, asOf: now() });
  story.reservationUnknown = false;
  if (result.kind === 'conflict') return { ok: false, code: result.code, details: result.details };
  if (result.kind === 'gone') return { ok: false, code: 'booking_id_spent' };
  story.booking = booking;
  return { ok: true, value: replyOf(booking) };
}

const quoted = ({ actor, actorId, expectedVersion, quotedAt }: AcceptInput) => ({
  actor,
  actorId,
  expectedVersion,
  quotedAt,
});

export const acceptAsk = (input: AcceptInput): Ask => ({ action: 'accept', ...quoted(input) });
export const declineAsk = (input: DeclineInput): Ask => ({
  action: 'decline',
  ...quoted(input),
  reason: input.reasonCode,
});
export const cancelAsk = (input: CancelInput): Ask => ({
  action: 'cancel',
  ...quoted(input),
  reason: input.reasonId,
  studentShareBps: input.studentShareBps,
});

export async function acceptTurn(story: Story, ask: Ask): Turn {
  const applied = decideNow(standing(story), ask);
  if (!applied.ok) return applied;
  const { actor, actorId } = ask;
  const entry: Entry = { type: 'accept', actor, actorId, at: now() };
  if (applied.value.booking.pending === null) return record(story, applied.value, entry);
  return capture(story, { decided: applied.value, entry });
}

export function declineTurn(story: Story, input: DeclineInput): Turn {
  const about = input.reasonCode === null ? {} : { details: { reasonCode: input.reasonCode } };
  return move(story, declineAsk(input), about);
}

const KNOWS_ALL: readonly Actor[] = ['student', 'clock', 'provider'];

/** What a late tutor's cancel or a staff member's choice depends on; a student's cancel depends on nothing else. */
async function factsFor({ id: bookingId, session }: Booking, { actor, actorId }: Asker): Promise<Pick<Ask, 'facts'>> {
  if (session !== 'SCHEDULED' || KNOWS_ALL.includes(actor)) return {};
  return { facts: await loadQuoteFacts({ bookingId, actor, actorId, asOf: now() }) };
}

export async function cancelTurn(story: Story, input: CancelInput): Turn {
  const before = standing(story);
  const applied = decideNow(before, { ...cancelAsk(input), ...(await factsFor(before, input)) });
  if (!applied.ok) return applied;
  const { actor, actorId, reasonId, studentShareBps } = input;
  const details = { studentShareBps, ...keptFrom(before, applied.value) };
  const entry: Entry = { type: 'cancel', actor, actorId, at: now(), reasonId, details };
  if (applied.value.booking.pending === null) return record(story, applied.value, entry);
  return refund(story, { decided: applied.value, entry });
}

/** Minor units that a cancel keeps from the student: of staff, what counts against their limits. */
function keptFrom({ terms, session }: Booking, { booking }: Applied): { readonly keptMinor: number } {
  const share = booking.pending?.studentShareBps ?? (booking.payment === 'CAPTURED' ? 0 : 10_000);
  if (session !== 'SCHEDULED') return { keptMinor: 0 };
  return { keptMinor: terms.price.amountMinor - Math.floor((terms.price.amountMinor * share) / 10_000) };
}
