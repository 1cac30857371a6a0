import { DAY_MS, POLICIES } from '@stoa/domain/policies';
import { rows, type Db } from '../postgres';

/** Of whom and when the facts are asked. */
export interface QuoteFactsRequest {
  readonly bookingId: string;
  readonly actorId: string | null;
  /** epoch ms on the injected clock */
  readonly asOf: number;
}

/**
 * What a quote depends on beside the booking: whether its pair was compensated within the policy's days, and what this
 * member of the staff has chosen to take from students since midnight UTC, in minor units of the booking's currency
 * (the `keptMinor` that their cancels were decided with).
 */
export async function quoteFactsFor(
  db: Db,
  { bookingId, actorId, asOf }: QuoteFactsRequest,
): Promise<{ compensatedRecently: boolean; staffChosenTodayMinor: number }> {
  const [facts] = await rows<{ compensated: boolean; chosen: number }>(
    db,
    `SELECT EXISTS (SELECT FROM compensations c WHERE c.student_id = b.student_id AND c.tutor_id = b.tutor_id
         AND c.at > ?) AS compensated,
       (SELECT coalesce(sum((e.details->>'keptMinor')::bigint), 0)::bigint FROM booking_events e
         JOIN bookings o ON o.id = e.booking_id AND o.currency = b.currency
         WHERE e.actor_id = ? AND e.actor IN ('support', 'admin', 'owner') AND e.type = 'cancel'
           AND e.at >= ? AND e.at <= ?) AS chosen
     FROM bookings b WHERE b.id = ?`,
    [
      new Date(asOf - POLICIES.compensationOncePerPairDays * DAY_MS),
      actorId,
      new Date(Math.floor(asOf / DAY_MS) * DAY_MS),
      new Date(asOf),
      bookingId,
    ],
  );
  return {
    compensatedRecently: facts?.compensated ?? false,
    staffChosenTodayMinor: facts?.chosen ?? 0,
  };
}
