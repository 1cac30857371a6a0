import { queryOptions } from '@tanstack/react-query';
import { type Ask, asks, type BookingGroup, type SlotsQuery } from './asks';
import { send } from './send';

/** The names under which answers are kept; a realtime event makes everything below `bookings` old. */
export const keys = {
  me: ['me'] as const,
  bookings: ['bookings'] as const,
  booking: (id: string) => ['bookings', 'one', id] as const,
  approval: ['teaching', 'approval'] as const,
  visibility: ['teaching', 'visibility'] as const,
  payouts: ['teaching', 'payouts'] as const,
};

/** A question whose answer is kept under its name; pages on the server ask it as well. */
export function reading<T>(queryKey: readonly unknown[], ask: Ask<T>) {
  return queryOptions({ queryKey, queryFn: ({ signal }) => send(ask, signal), meta: { ask } });
}

export const queries = {
  me: () => reading(keys.me, asks.me()),
  subjects: () => reading(['subjects'], asks.subjects()),
  tutor: (id: string) => reading(['tutor', id], asks.tutor(id)),
  slots: (query: SlotsQuery) =>
    reading(['slots', query.tutorId, query.durationMinutes, query.trial, query.from, query.to], asks.slots(query)),
  bookings: (group: BookingGroup, role: string, cursor?: string) =>
    reading([...keys.bookings, 'list', role, group, cursor ?? 'first'], asks.bookings(group, cursor)),
  booking: (id: string) => reading(keys.booking(id), asks.booking(id)),
  timeline: (id: string) => reading([...keys.booking(id), 'timeline'], asks.timeline(id)),
};
