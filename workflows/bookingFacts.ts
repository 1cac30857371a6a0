import type { HoldReplaced, PaymentFact } from '@stoa/contracts/temporal/booking';
import type { Booking } from '@stoa/domain/booking';
import { retryOwed } from '@stoa/domain/moves';
import { isFinalSession } from '@stoa/domain/legal';

import { move, standing, type Turn } from './bookingMoves';
import { adopt, replyOf, type Story } from './bookingStory';
import { now } from './shared/clock';

const PROVIDER = { actor: 'provider', actorId: null } as const;

const stands = (booking: Booking): Awaited<Turn> => ({ ok: true, value: replyOf(booking) });
const isHold = ({ session, payment }: Booking): boolean => session === 'REQUESTED' && payment === 'PENDING';

/** Whatever the company reports, what is owed may be done by now: it is asked at once. */
function wake(story: Story): Awaited<Turn> {
  story.booking = retryOwed(standing(story), now());
  return stands(story.booking);
}

/** Paid after the end: it goes back by itself. */
function payLate(story: Story): Awaited<Turn> {
  const booking = standing(story);
  if (booking.payment === 'VOIDED' && booking.owed.length === 0) adopt(story, booking);
  return wake(story);
}

/** A fact that stands in Postgres already. A repeat, or one that comes too late, changes nothing. */
export async function hearFact(story: Story, fact: PaymentFact): Turn {
  const booking = standing(story);
  const cause = fact.causeId;
  if (isFinalSession(booking.session)) return payLate(story);
  if (!isHold(booking)) return wake(story);
  if (fact.status === 'authorized' || fact.status === 'captured')
    return move(story, { action: 'authorize', ...PROVIDER, captureBefore: fact.captureBefore }, { cause });
  // Another page's end, one whose address nobody was given, does not end the hold.
  if (fact.status === 'checkout_expired' && fact.paymentId === story.paymentId)
    return move(story, { action: 'expireHold', ...PROVIDER }, { cause });
  return stands(booking);
}

/** The row was ended by the request that took this hold's place; its page is to be closed. */
export function hearReplaced(story: Story, { version }: HoldReplaced): Turn {
  const booking = standing(story);
  if (booking.version >= version) return Promise.resolve(stands(booking));
  const ended = { session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'VOIDED' } as const;
  adopt(story, { ...booking, ...ended, version });
  return Promise.resolve(stands(standing(story)));
}

export function hearRetry(story: Story): Turn {
  return Promise.resolve(wake(story));
}
