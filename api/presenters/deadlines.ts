import type { DeadlineView } from '@stoa/contracts/http/bookings';
import type { Booking, Deadline } from '@stoa/domain/booking';
import { deadlinesFor, earningsAvailableAtFor, isFree, totalOf } from '@stoa/domain/deadlines';
import { divide, payDateFor } from '@stoa/domain/pricing';
import { isStaff, type Reader } from './reader';
import { amount, instant } from './values';

type Kind = DeadlineView['kind'];

/** What the domain's deadlines mean to a person; what is not named here is the house's own business. */
const KINDS: { readonly [K in Deadline['action']]?: { kind: Kind; by: DeadlineView['by'] } } = {
  closePage: { kind: 'pay', by: 'student' },
  expireRequest: { kind: 'answer', by: 'tutor' },
  start: { kind: 'start', by: null },
  end: { kind: 'end', by: null },
  settle: { kind: 'settle', by: null },
  expire_checkout: { kind: 'confirming', by: null },
  capture: { kind: 'confirming', by: null },
  refund: { kind: 'confirming', by: null },
};

/** Names that the sentences mention. */
export interface Names {
  readonly student: string;
  readonly tutor: string;
}

/** Deadlines that are told otherwise where nothing is paid. */
const FREE: ReadonlySet<Kind> = new Set(['answer', 'settle']);

function timeOf({ action, at }: Deadline, booking: Booking): number {
  // the lesson ends when it was booked to end; the house closes it a little later
  return action === 'end' ? booking.endsAt : at;
}

function payDate(booking: Booking): number | null {
  const { session, payment, endsAt, settleAt, terms } = booking;
  if (session !== 'ENDED' || (payment !== 'AUTHORIZED' && payment !== 'CAPTURED')) return null;
  return payDateFor(earningsAvailableAtFor({ endsAt, settleAt: settleAt ?? endsAt, terms }));
}

/** The deadlines that run, earliest first, each with a sentence for this reader. */
export function presentDeadlines(booking: Booking, names: Names, reader: Reader): DeadlineView[] {
  const voice = isStaff(reader) ? 'tutor' : reader.role;
  const { earns } = divide(booking.terms, 0);
  const free = isFree(booking.terms);
  const view = (kind: Kind, at: number, by: DeadlineView['by']): DeadlineView => ({
    kind,
    at: instant(at),
    by,
    sentence: {
      code: `deadline.${free && FREE.has(kind) ? `${kind}Free` : kind}.${voice}`,
      values: {
        at: instant(at),
        ...names,
        price: amount(totalOf(booking.terms)),
        ...(reader.role === 'student' ? {} : { earns: amount(earns) }),
      },
    },
  });
  const running = deadlinesFor(booking).flatMap((deadline) => {
    const known = KINDS[deadline.action];
    return known ? [view(known.kind, timeOf(deadline, booking), known.by)] : [];
  });
  const paidAt = payDate(booking);
  return free || paidAt === null || paidAt < reader.now ? running : [...running, view('paidOut', paidAt, null)];
}
