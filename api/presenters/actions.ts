import type { ActionView } from '@stoa/contracts/http/bookings';
import type { Booking } from '@stoa/domain/booking';
import { actionsFor } from '@stoa/domain/decide';
import { MINUTE_MS } from '@stoa/domain/policies';
import { isStaff, type Reader } from './reader';
import { instant, instantOrNull } from './values';

/** Addresses outside of the booking itself. */
export interface Links {
  /** the hosted payment page, once it is open */
  readonly payUrl: string | null;
  /** the tutor's own meeting room */
  readonly meetingUrl: string | null;
}

const plain = { primary: false, dangerous: false, refusal: null, until: null, url: null } as const;

export function joinOpensAt({ startsAt, terms }: Booking): number {
  return startsAt - terms.clock.joinOpensMinutes * MINUTE_MS;
}

/** The link is handed out only while joining is open. */
export function joinUrl(booking: Booking, { meetingUrl }: Links, now: number): string | null {
  const live = booking.session === 'SCHEDULED' || booking.session === 'ACTIVE';
  return live && now >= joinOpensAt(booking) && now < booking.endsAt ? meetingUrl : null;
}

function pay(booking: Booking, { payUrl }: Links, now: number): ActionView[] {
  const holding = booking.session === 'REQUESTED' && booking.payment === 'PENDING' && now < booking.holdEndsAt;
  if (!holding) return [];
  return [
    {
      ...plain,
      action: 'pay',
      allowed: payUrl !== null,
      primary: true,
      until: instant(booking.holdEndsAt),
      url: payUrl,
    },
  ];
}

function join(booking: Booking, links: Links, { now, role }: Reader): ActionView[] {
  // a lesson is its two people's: nobody looks in to help
  if (isStaff({ role })) return [];
  if (links.meetingUrl === null || (booking.session !== 'SCHEDULED' && booking.session !== 'ACTIVE')) return [];
  const url = joinUrl(booking, links, now);
  const until = url === null ? joinOpensAt(booking) : booking.endsAt;
  return [{ ...plain, action: 'join', allowed: url !== null, primary: url !== null, until: instant(until), url }];
}

function bookAgain(booking: Booking, { role }: Reader): ActionView[] {
  const over = booking.session === 'ENDED' || booking.session === 'CANCELLED' || booking.session === 'EXPIRED';
  if (role !== 'student' || !over) return [];
  return [{ ...plain, action: 'bookAgain', allowed: true, url: `/tutors/${booking.tutorId}` }];
}

function retry(booking: Booking, reader: Reader): ActionView[] {
  return isStaff(reader) && booking.owed.length > 0 ? [{ ...plain, action: 'retry', allowed: true }] : [];
}

function moves(booking: Booking, reader: Reader): ActionView[] {
  return actionsFor({ actor: reader.role, actorId: reader.id }, booking, reader.now).map((offered) => ({
    ...plain,
    action: offered.action as ActionView['action'],
    allowed: offered.allowed,
    primary: offered.action === 'accept',
    dangerous: offered.action === 'cancel',
    refusal: offered.refusal,
    until: instantOrNull(offered.until),
  }));
}

/** What this reader may do now, what they may not with its reason, and where a button leads to a page instead. */
export function presentActions(booking: Booking, links: Links, reader: Reader): ActionView[] {
  return [
    ...(reader.role === 'student' ? pay(booking, links, reader.now) : []),
    ...join(booking, links, reader),
    ...moves(booking, reader),
    ...retry(booking, reader),
    ...bookAgain(booking, reader),
  ];
}
