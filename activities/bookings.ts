import type { BookingLimit } from '@stoa/contracts/temporal/booking';
import type { Actor, Booking } from '@stoa/domain/booking';
import type { QuoteFacts } from '@stoa/domain/consequences';

import { recordMove } from '../db/queries/bookings';
import { recordProgress } from '../db/queries/progress';
import { quoteFactsFor } from '../db/queries/quoteFacts';
import { releaseSlot, reserveSlot, type ReserveResult } from '../db/queries/reservations';
import type { Db } from '../db/postgres';
import { outboxFor } from './notifications';
import { moveOf, progressOf, type Done, type Recording } from './recordings';

export interface SlotRequest {
  /** as the domain made it */
  readonly booking: Booking;
  readonly subjectId: string;
  readonly bufferMinutes: number;
  readonly replacesBookingId: string | null;
  readonly limits?: readonly BookingLimit[];
  /** epoch ms on the workflow's clock */
  readonly asOf: number;
}

export type SlotResult =
  /** the slot is this booking's, by this attempt or an earlier one */
  | { readonly kind: 'held' }
  /** this id was given up meanwhile */
  | { readonly kind: 'gone' }
  | Extract<ReserveResult, { kind: 'conflict' }>;

export type RecordResult =
  | { readonly kind: 'recorded' }
  /** the row stands elsewhere: `booking` is how */
  | { readonly kind: 'stale'; readonly booking: Booking };

export interface FactsRequest {
  readonly bookingId: string;
  readonly actor: Actor;
  readonly actorId: string | null;
  readonly asOf: number;
}

/** What a booking does to our own store: one transaction each, safe to repeat. */
export function createBookingActivities({ db }: { readonly db: Db }) {
  return {
    /** Holds the slot. The database decides between simultaneous requests; nobody waits long for it. */
    async reserveSlot({ asOf, ...request }: SlotRequest): Promise<SlotResult> {
      const { booking } = request;
      const key = `booking:${booking.id}:book`;
      const entry = { type: 'book', actor: 'student', at: asOf } as const;
      const outbox = outboxFor(key, null, { after: booking, entry });
      const result = await reserveSlot(db, { ...request, outbox }, asOf);
      return result.kind === 'booked' || result.kind === 'mine' ? { kind: 'held' } : result;
    },

    /** Undoes a reservation whose end is unknown; one that commits later finds its id taken. */
    async releaseSlot({ asOf, ...request }: SlotRequest): Promise<void> {
      await releaseSlot(db, request, asOf);
    },

    async recordMove(recording: Recording): Promise<RecordResult> {
      const result = await recordMove(db, moveOf(recording));
      if (result.kind === 'missing') throw new Error(`booking ${recording.after.id} has no row`);
      return result.kind === 'stale' ? { kind: 'stale', booking: result.booking } : { kind: 'recorded' };
    },

    async recordProgress(done: Done): Promise<void> {
      await recordProgress(db, progressOf(done));
    },

    /** What the rules need beside the booking itself, as the quote had it. */
    loadQuoteFacts(request: FactsRequest): Promise<QuoteFacts> {
      return quoteFactsFor(db, request);
    },
  };
}
export type BookingActivities = ReturnType<typeof createBookingActivities>;
