import type { PayoutsEvent } from '@stoa/domain/payouts';
import type { ReviewEvent } from '@stoa/domain/review';

/** Socket events carry an address, never a second copy of the truth: the client fetches what it names. */
export interface BookingChanged {
  readonly bookingId: string;
  readonly version: number;
  /** what happened, as a timeline event's type */
  readonly event: string;
  readonly at: string;
}

/** A tutor's approval moved: told to the tutor, and to the staff whose queue it stands in. */
export interface ApprovalChanged {
  readonly tutorId: string;
  readonly version: number;
  /** the move, as the approval's story names it */
  readonly event: string;
  readonly at: string;
}

/** What the company that pays out says of a tutor's account is another thing than before: told to the tutor. */
export interface PayoutsChanged {
  readonly tutorId: string;
  readonly event: PayoutsEvent;
  readonly at: string;
}

/** What one side wrote about a session moved: told to both parties, who read what they may, and to the staff. */
export interface ReviewChanged {
  readonly bookingId: string;
  readonly reviewId: string;
  readonly event: ReviewEvent;
  /** of `published`: when it was to be; earlier than that it was published by the other side's */
  readonly at: string;
}

export interface ServerToClient {
  bookingChanged: (change: BookingChanged) => void;
  approvalChanged: (change: ApprovalChanged) => void;
  payoutsChanged: (change: PayoutsChanged) => void;
  reviewChanged: (change: ReviewChanged) => void;
}

export interface ClientToServer {
  /** joins the room of one booking; answered with whether the reader may */
  watchBooking: (bookingId: string, answer: (allowed: boolean) => void) => void;
  unwatchBooking: (bookingId: string) => void;
}

export const REALTIME_PATH = '/realtime';
/** the Redis stream that API and worker share */
export const REALTIME_STREAM = 'stoa:realtime';
export const personRoom = (personId: string): string => `person:${personId}`;
export const bookingRoom = (bookingId: string): string => `booking:${bookingId}`;
/** everyone on the staff */
export const STAFF_ROOM = 'staff';
