import {
  type InfiniteData,
  infiniteQueryOptions,
  queryOptions,
  type UseInfiniteQueryResult,
} from '@tanstack/react-query';
import { type Ask, asks, type BookingGroup, type SlotsQuery } from './asks';
import { send } from './send';

/** The names under which answers are kept; a realtime event makes everything below one of them old. */
export const keys = {
  me: ['me'] as const,
  bookings: ['bookings'] as const,
  booking: (id: string) => ['bookings', 'one', id] as const,
  reviews: ['reviews'] as const,
  approval: ['teaching', 'approval'] as const,
  visibility: ['teaching', 'visibility'] as const,
  payouts: ['teaching', 'payouts'] as const,
};

/** A question whose answer is kept under its name; pages on the server ask it as well. */
export function reading<T>(queryKey: readonly unknown[], ask: Ask<T>) {
  return queryOptions({ queryKey, queryFn: ({ signal }) => send(ask, signal), meta: { ask } });
}

interface Linked {
  readonly nextCursor: string | null;
}
/** A list, page behind page by cursors; pages on the server ask for its first one. */
export function paging<T extends Linked>(queryKey: readonly unknown[], ask: (cursor: string | null) => Ask<T>) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => send(ask(pageParam), signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    meta: { ask: ask(null), isPaged: true },
  });
}

/** What is found of such a list so far. */
export type Paged<T> = UseInfiniteQueryResult<InfiniteData<T>>;

export const queries = {
  me: () => reading(keys.me, asks.me()),
  subjects: () => reading(['subjects'], asks.subjects()),
  tutor: (id: string) => reading(['tutor', id], asks.tutor(id)),
  slots: (query: SlotsQuery) =>
    reading(['slots', query.tutorId, query.durationMinutes, query.trial, query.from, query.to], asks.slots(query)),
  bookings: (group: BookingGroup, role: string) =>
    paging([...keys.bookings, 'list', role, group], (cursor) => asks.bookings(group, cursor)),
  booking: (id: string) => reading(keys.booking(id), asks.booking(id)),
  timeline: (id: string) => reading([...keys.booking(id), 'timeline'], asks.timeline(id)),
};
