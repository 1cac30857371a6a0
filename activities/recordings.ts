import type { Actor, Booking, BookingFields } from '@stoa/domain/booking';
import { DAY_MS, POLICIES } from '@stoa/domain/policies';
import { isMirrored, type LedgerEvent } from '@stoa/domain/ledger';

import type { Move } from '../db/queries/bookings';
import type { PaymentSnapshot, RefundSnapshot } from '../db/queries/payments';
import type { Progress } from '../db/queries/progress';
import { outboxFor } from './notifications';

/** What people read about a recording. Ids, codes and amounts only: it stands in a history. */
export interface Entry {
  readonly type: string;
  readonly actor: Actor;
  readonly actorId: string | null;
  readonly at: number;
  readonly cause?: string | null;
  readonly reasonId?: string | null;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A move that the domain decided, as the workflow hands it over: what the row becomes, and all that goes with it. */
export interface Recording {
  /** how the row stands now */
  readonly from: BookingFields;
  /** its version is the row's plus one */
  readonly after: Booking;
  readonly entry: Entry;
  readonly events: readonly LedgerEvent[];
  readonly strike: boolean;
}

/** What became of something owed, while the booking stands as it stood. */
export interface Done {
  readonly after: Booking;
  /** null where there is nothing to read about it */
  readonly entry: Entry | null;
  readonly at: number;
  /** tells it apart from what else is done to this version: what was owed and which attempt */
  readonly part: string;
}

export interface Answered {
  readonly payments?: readonly PaymentSnapshot[];
  readonly refunds?: readonly RefundSnapshot[];
}

const businessKey = (booking: Booking, what: string): string => `booking:${booking.id}:${what}:${booking.version}`;

/** The whole move as the store records it. Postings that mirror the card company come with what the company answered. */
export function moveOf(recording: Recording, answered: Answered = {}): Move {
  const { from, after, entry, events, strike } = recording;
  const key = businessKey(after, entry.type);
  const late = { cause: 'late_cancel', at: entry.at, expiresAt: entry.at + POLICIES.strikeDays * DAY_MS } as const;
  return {
    key,
    before: { ...after, ...from, version: after.version - 1 },
    after,
    entry,
    ledger: events.filter((event) => !isMirrored(event)).map((event) => ({ event })),
    ...answered,
    ...(strike ? { strike: late } : {}),
    outbox: outboxFor(key, from, { after, entry }),
  };
}

export function progressOf({ after, entry, at, part }: Done, answered: Answered = {}): Progress {
  const key = businessKey(after, part);
  return {
    key,
    after,
    at,
    entry,
    ...answered,
    outbox: entry === null ? [] : outboxFor(key, after, { after, entry }),
  };
}
