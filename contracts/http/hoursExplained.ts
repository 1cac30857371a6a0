import { z } from 'zod';
import { ExceptionView } from './hours';
import { Code, Id, Instant, Zone } from './shared';

const Stretch = z.object({ startsAt: Instant, endsAt: Instant });
/** A booking in the way; of somebody's unpaid hold no more is said than its time. */
const Taken = Stretch.extend({
  kind: z.enum(['booking', 'hold']),
  bufferMinutes: z.int(),
  bookingId: Id.nullable(),
  bookingCode: Code.nullable(),
});
const because = <R extends string, T extends z.ZodRawShape>(reason: R, facts: T) =>
  z.object({ reason: z.literal(reason), ...facts });

export const ReasonView = z
  .discriminatedUnion('reason', [
    because('duration', { offeredMinutes: z.array(z.int()) }),
    because('past', {}),
    because('notice', { noticeMinutes: z.int(), until: Instant }),
    because('horizon', { horizonDays: z.int(), until: Instant }),
    because('outside_hours', { open: z.array(Stretch) }),
    because('off_step', { stepMinutes: z.int(), before: Instant, after: Instant }),
    because('repeated_hour', { first: Instant }),
    because('blackout', { blackouts: z.array(ExceptionView) }),
    because('busy', { busy: z.array(Taken), bufferMinutes: z.int() }),
    because('calendar_busy', { busy: z.array(Stretch.extend({ source: z.string().nullable() })) }),
    because('day_limit', { limit: z.int(), taken: z.int(), during: Stretch }),
    because('week_limit', { limit: z.int(), taken: z.int(), during: Stretch }),
  ])
  .meta({ id: 'SlotReason' });
export const SlotExplanation = z
  .object({
    startsAt: Instant,
    endsAt: Instant,
    zone: Zone,
    /** by the clock of the rules' zone: YYYY-MM-DDTHH:MM */
    local: z.string(),
    offered: z.boolean(),
    /** all that stands against it; empty when it is offered */
    reasons: z.array(ReasonView),
    asOf: Instant,
  })
  .meta({ id: 'SlotExplanation' });
export type ReasonView = z.output<typeof ReasonView>;
export type SlotExplanation = z.output<typeof SlotExplanation>;
