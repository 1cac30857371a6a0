import type { ApiClient } from '@stoa/contracts/http/client.gen';
import type { JsonBody } from '../client/asks';

const PAGE = 10;
/** as many as fit above the lessons to come */
const DUE = 3;
const MINE = 5;
export type MyGroup = 'written' | 'about';
export type ReportBody = JsonBody<'/reviews/{reviewId}/reports'>;
type Written = JsonBody<'/bookings/{bookingId}/review'>;

export const reviewAsks = {
  ofTutor:
    (tutorId: string, cursor: string | null, limit: number = PAGE) =>
    (api: ApiClient, signal?: AbortSignal) =>
      api.GET('/tutors/{tutorId}/reviews', {
        params: { path: { tutorId }, query: { limit, ...(cursor !== null && { cursor }) } },
        signal: signal ?? null,
      }),
  due: (cursor: string | null) => (api: ApiClient, signal?: AbortSignal) =>
    api.GET('/me/reviews/due', {
      params: { query: { limit: DUE, ...(cursor !== null && { cursor }) } },
      signal: signal ?? null,
    }),
  mine: (group: MyGroup, cursor: string | null) => (api: ApiClient, signal?: AbortSignal) =>
    api.GET('/me/reviews', {
      params: { query: { group, limit: MINE, ...(cursor !== null && { cursor }) } },
      signal: signal ?? null,
    }),
  write: (bookingId: string, body: Written) => (api: ApiClient) =>
    api.POST('/bookings/{bookingId}/review', { params: { path: { bookingId } }, body }),
  edit:
    (reviewId: string, { stars, text }: Omit<Written, 'id'>) =>
    (api: ApiClient) =>
      api.PUT('/reviews/{reviewId}', { params: { path: { reviewId } }, body: { stars, text } }),
  reply: (reviewId: string, text: string) => (api: ApiClient) =>
    api.POST('/reviews/{reviewId}/reply', { params: { path: { reviewId } }, body: { text } }),
  report: (reviewId: string, body: ReportBody) => (api: ApiClient) =>
    api.POST('/reviews/{reviewId}/reports', { params: { path: { reviewId } }, body }),
};
