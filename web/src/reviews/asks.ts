import type { ApiClient } from '@stoa/contracts/http/client.gen';

const PAGE = 10;

export const reviewAsks = {
  ofTutor:
    (tutorId: string, cursor: string | null, limit: number = PAGE) =>
    (api: ApiClient, signal?: AbortSignal) =>
      api.GET('/tutors/{tutorId}/reviews', {
        params: { path: { tutorId }, query: { limit, ...(cursor !== null && { cursor }) } },
        signal: signal ?? null,
      }),
};
