import { queryOptions } from '@tanstack/react-query';
import { keys, paging } from '../client/queries';
import { send } from '../client/send';
import { type MyGroup, reviewAsks } from './asks';

const FRESH_MS = 60_000;

export const reviewQueries = {
  ofTutor: (tutorId: string) => ({
    ...paging([...keys.reviews, tutorId, 'list'], (cursor) => reviewAsks.ofTutor(tutorId, cursor)),
    staleTime: FRESH_MS,
  }),
  /** what the reviews come to, without their texts */
  rating: (tutorId: string) =>
    queryOptions({
      queryKey: [...keys.reviews, tutorId, 'rating'],
      queryFn: async ({ signal }) => (await send(reviewAsks.ofTutor(tutorId, null, 1), signal)).rating,
      staleTime: FRESH_MS,
    }),
  /** below the bookings: what happens to one of them makes it old too */
  due: (role: string) => paging([...keys.bookings, 'toReview', role], (cursor) => reviewAsks.due(cursor)),
  mine: (group: MyGroup, role: string) =>
    paging([...keys.reviews, 'mine', role, group], (cursor) => reviewAsks.mine(group, cursor)),
};

/** Everything that the page of one's own reviews begins with. */
export const myReviewQueries = (role: string) => [
  reviewQueries.due(role),
  reviewQueries.mine('about', role),
  reviewQueries.mine('written', role),
];
