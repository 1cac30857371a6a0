import type { TimelineEntry } from '@stoa/contracts/http/bookings';
import type { Sentence } from '@stoa/contracts/http/quotes';
import type { MoneyView } from '@stoa/contracts/http/shared';
import type { Actor, Booking } from '@stoa/domain/booking';
import { isFree, totalOf } from '@stoa/domain/deadlines';
import type { TimelineRow } from '../../db/queries/bookingEvents';
import type { Names } from './deadlines';
import { movedMoney } from './movedMoney';
import { isStaff, type Reader } from './reader';
import { amount, instant, minor } from './values';

/** What an event needs of its booking to be told. */
export interface Telling {
  readonly booking: Booking;
  readonly names: Names;
}

const STAFF_NAMES: Readonly<Partial<Record<Actor, string>>> = {
  support: 'Support',
  admin: 'Support',
  owner: 'Support',
};
const TOLD = new Set([
  'book',
  'decline',
  'expireHold',
  'expireRequest',
  'refuseCapture',
  'start',
  'end',
  'settle',
  'needsAttention',
  'latePayment',
]);

/** What went back to the student with this event, if anything. */
function returnedBy({ ledger }: TimelineRow): MoneyView | null {
  const postings = ledger.filter(({ code }) => code === 'returned').flatMap((each) => each.postings);
  const back = postings.find(({ account, amountMinor }) => account.startsWith('booking_escrow') && amountMinor > 0);
  return back ? minor(back.amountMinor, back.currency) : null;
}

/** Which of the catalogue's sentences tells an event; what has none is told as a change. */
function codeFor(row: TimelineRow): string {
  const { type, actor, to } = row;
  if (type === 'authorize') return 'authorize';
  if (type === 'accept') {
    if (to.session === 'REQUESTED') return 'acceptDecided';
    return actor === 'clock' ? 'acceptInstant' : 'accept';
  }
  if (type === 'cancel') {
    if (to.session !== 'CANCELLED') return 'cancelDecided';
    return returnedBy(row) === null ? 'cancel' : 'cancelReturned';
  }
  return TOLD.has(type) ? type : 'other';
}

function actorName(row: TimelineRow, { names }: Telling): string {
  if (row.actor === 'student' || row.actor === 'tutor') return names[row.actor];
  return STAFF_NAMES[row.actor] ?? row.actor;
}

/** Events that are told otherwise where nothing is paid. */
const FREE = new Set(['authorize', 'accept', 'acceptInstant', 'decline', 'expireRequest', 'settle']);

function sentence(row: TimelineRow, telling: Telling): Sentence {
  const code = codeFor(row);
  return {
    code: `event.${isFree(telling.booking.terms) && FREE.has(code) ? `${code}Free` : code}`,
    values: {
      ...telling.names,
      actor: actorName(row, telling),
      amount: returnedBy(row) ?? amount(totalOf(telling.booking.terms)),
    },
  };
}

/** One event for one reader. Names of the staff, postings and provider ids are for the staff only. */
export function presentEvent(row: TimelineRow, telling: Telling, reader: Reader): TimelineEntry {
  const staff = isStaff(reader);
  const party = row.actor === 'student' || row.actor === 'tutor';
  const { session, outcome, payment, dispute } = row.to;
  return {
    id: row.id,
    at: instant(row.at),
    type: row.type,
    actor: row.actor,
    actorName: party || staff ? row.actorName : null,
    sentence: sentence(row, telling),
    reason: row.reason,
    state: { session, outcome, payment, dispute },
    money: movedMoney(row, reader),
    postings: staff
      ? row.ledger.flatMap(({ postings }) =>
          postings.map(({ account, amountMinor, currency }) => ({ account, amount: minor(amountMinor, currency) })),
        )
      : null,
    policyHash: row.policyHash,
    provider: staff && row.cause?.startsWith('evt_') ? { kind: 'event', id: row.cause } : null,
  };
}
