import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { keys, reading } from '../client/queries';
import { send } from '../client/send';
import { reviewAsks } from './asks';

const FRESH_MS = 60_000;
/** as many as fit above the lessons to come */
const DUE = 3;

export const reviewQueries = {
  ofTutor: (tutorId: string) =>
    infiniteQueryOptions({
      queryKey: ['reviews', tutorId, 'list'],
      queryFn: ({ pageParam, signal }) => send(reviewAsks.ofTutor(tutorId, pageParam), signal),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => last.nextCursor,
      staleTime: FRESH_MS,
    }),
  /** what the reviews come to, without their texts */
  rating: (tutorId: string) =>
    queryOptions({
      queryKey: ['reviews', tutorId, 'rating'],
      queryFn: async ({ signal }) => (await send(reviewAsks.ofTutor(tutorId, null, 1), signal)).rating,
      staleTime: FRESH_MS,
    }),
  /** below the bookings: what happens to one of them makes it old too */
  due: (role: string, cursor?: string) =>
    reading([...keys.bookings, 'toReview', role, cursor ?? 'first'], reviewAsks.due(DUE, cursor)),
};
