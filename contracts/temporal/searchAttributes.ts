import { defineSearchAttributeKey } from '@temporalio/common';

/** At most 10 Keyword and 3 of every other type on an SQL store; nothing personal, never encrypted. */
export const SEARCH_ATTRIBUTES = {
  BookingState: defineSearchAttributeKey('BookingState', 'KEYWORD'),
  TutorId: defineSearchAttributeKey('TutorId', 'KEYWORD'),
  StudentId: defineSearchAttributeKey('StudentId', 'KEYWORD'),
  NeedsAttention: defineSearchAttributeKey('NeedsAttention', 'BOOL'),
  DueAt: defineSearchAttributeKey('DueAt', 'DATETIME'),
} as const;
