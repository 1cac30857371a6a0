import { proxyActivities } from '@temporalio/workflow';

import type { BookingReply } from '@stoa/contracts/temporal/booking';
import type { Booking } from '@stoa/domain/booking';
import { decide, type ActionRequest } from '@stoa/domain/decide';
import type { Decision } from '@stoa/domain/errors';
import { applyMove, type Applied } from '@stoa/domain/moves';

import type { Activities } from '../activities/index';
import type { Entry, Recording } from '../activities/recordings';
import { adopt, replyOf, type Story } from './bookingStory';
import { QUICK } from './shared/activityOptions';
import { now } from './shared/clock';
import { bug } from './shared/codeOf';

const { recordMove } = proxyActivities<Activities>(QUICK);

export type Turn = Promise<Decision<BookingReply>>;
export type Ask = Omit<ActionRequest, 'at'>;

/** A booking that stands; what asks for one without is refused by the validators. */
export function standing({ booking }: Story): Booking {
  if (booking === null) throw bug('a turn before the booking stands');
  return booking;
}

/** Asks the domain, and what would become of the booking. Nothing is done yet. */
export function decideNow(booking: Booking, ask: Ask): Decision<Applied> {
  const decision = decide(booking, { ...ask, at: now() });
  return decision.ok ? { ok: true, value: applyMove(booking, decision.value) } : decision;
}

export function recordingOf(before: Booking, { booking: after, events, strike }: Applied, entry: Entry): Recording {
  const { session, outcome, payment, dispute } = before;
  return { from: { session, outcome, payment, dispute }, after, entry, events, strike };
}

/** Records a move, and answers with how the booking stands then. */
export async function record(story: Story, applied: Applied, entry: Entry): Turn {
  const result = await recordMove(recordingOf(standing(story), applied, entry));
  if (result.kind === 'stale') {
    adopt(story, result.booking);
    return { ok: false, code: 'booking_state_conflict', details: { version: result.booking.version } };
  }
  story.booking = applied.booking;
  return { ok: true, value: replyOf(applied.booking) };
}

/** Decides and records a move that needs nothing of the card company first. */
export async function move(story: Story, ask: Ask, about: Partial<Entry> = {}): Turn {
  const applied = decideNow(standing(story), ask);
  if (!applied.ok) return applied;
  const { action: type, actor, actorId } = ask;
  return record(story, applied.value, { type, actor, actorId, at: now(), ...about });
}
