import type { ReasonView } from '@stoa/contracts/http/hoursExplained';
import type { Interval } from '@stoa/domain/intervals';
import type { Explanation } from '@stoa/domain/slotExplanation';
import type { BusyTime } from '../../db/queries/busyTimes';
import type { AvailabilityException } from '../../db/queries/exceptions';
import { presentException } from './hours';
import { instant } from './values';

const stretch = ({ startsAt, endsAt }: Interval) => ({ startsAt: instant(startsAt), endsAt: instant(endsAt) });

/** An unpaid hold is none of the tutor's business but for its time. */
function taken(one: BusyTime) {
  const paid = one.kind === 'booking';
  return {
    ...stretch(one),
    kind: paid ? ('booking' as const) : ('hold' as const),
    bufferMinutes: one.bufferMinutes,
    bookingId: paid ? one.bookingId : null,
    bookingCode: paid ? one.bookingCode : null,
  };
}

type Reason = Explanation<BusyTime, AvailabilityException>;
type Of<R extends Reason['reason']> = Extract<Reason, { reason: R }>;
/** One small function per reason: a new one does not compile before it has its own. */
const FACTS: { readonly [R in Reason['reason']]: (one: Of<R>, zone: string) => Extract<ReasonView, { reason: R }> } = {
  duration: (one) => ({ ...one, offeredMinutes: [...one.offeredMinutes] }),
  past: (one) => one,
  notice: (one) => ({ ...one, until: instant(one.until) }),
  horizon: (one) => ({ ...one, until: instant(one.until) }),
  outside_hours: (one) => ({ ...one, open: one.open.map(stretch) }),
  off_step: (one) => ({ ...one, before: instant(one.before), after: instant(one.after) }),
  repeated_hour: (one) => ({ ...one, first: instant(one.first) }),
  blackout: (one, zone) => ({ ...one, blackouts: one.blackouts.map((each) => presentException(each, zone)) }),
  busy: (one) => ({ ...one, busy: one.busy.map(taken) }),
  calendar_busy: (one) => ({ ...one, busy: one.busy.map((each) => ({ ...stretch(each), source: each.source })) }),
  day_limit: ({ limit, taken: count, during }) => ({
    reason: 'day_limit',
    limit,
    taken: count,
    during: stretch(during),
  }),
  week_limit: ({ limit, taken: count, during }) => ({
    reason: 'week_limit',
    limit,
    taken: count,
    during: stretch(during),
  }),
};

/** A reason with its facts, instants as HTTP writes them. */
export function presentReason(one: Reason, zone: string): ReasonView {
  const present = FACTS[one.reason] as (one: Reason, zone: string) => ReasonView;
  return present(one, zone);
}
