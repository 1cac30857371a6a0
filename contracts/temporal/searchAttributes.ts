import type { BookingFields } from '@stoa/domain/booking';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';

/** At most 10 Keyword and 3 of every other type on an SQL store; nothing personal, never encrypted. */
export const SEARCH_ATTRIBUTES = {
  BookingState: defineSearchAttributeKey('BookingState', 'KEYWORD'),
  TutorId: defineSearchAttributeKey('TutorId', 'KEYWORD'),
  StudentId: defineSearchAttributeKey('StudentId', 'KEYWORD'),
  NeedsAttention: defineSearchAttributeKey('NeedsAttention', 'BOOL'),
  DueAt: defineSearchAttributeKey('DueAt', 'DATETIME'),
} as const;

/** What `BookingState` holds: the two fields that people filter by. */
export function bookingStateOf({ session, payment }: Pick<BookingFields, 'session' | 'payment'>): string {
  return `${session}/${payment}`;
}

/** What a booking is started with: given at the start, they cost the workflow no event of its own. */
export function startAttributesFor(booking: {
  readonly studentId: string;
  readonly tutorId: string;
  /** secured without payment */
  readonly free: boolean;
  /** until when the student can pay, epoch ms */
  readonly holdEndsAt: number;
}): SearchAttributePair[] {
  return [
    { key: SEARCH_ATTRIBUTES.StudentId, value: booking.studentId },
    { key: SEARCH_ATTRIBUTES.TutorId, value: booking.tutorId },
    {
      key: SEARCH_ATTRIBUTES.BookingState,
      value: bookingStateOf({ session: 'REQUESTED', payment: booking.free ? 'AUTHORIZED' : 'PENDING' }),
    },
    { key: SEARCH_ATTRIBUTES.DueAt, value: new Date(booking.holdEndsAt) },
  ];
}
