import type { ApiClient, paths } from '@stoa/contracts/http/client.gen';

/** What openapi-fetch gives back: the data, or nothing and the raw answer to read a problem from. */
interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}
/** One request to the API: the browser and the server-side rendering ask alike, each with a client of their own. */
export type Ask<T> = (api: ApiClient, signal?: AbortSignal) => Promise<Answered<T>>;

type Writing = 'post' | 'put' | 'patch';
export type JsonBody<P extends keyof paths, M extends Writing = 'post'> = paths[P][M] extends {
  requestBody: { content: infer C };
}
  ? C extends { 'application/json': infer B }
    ? B
    : never
  : never;

export type Act = 'accept' | 'decline' | 'cancel';
export type BookingGroup = 'needsMe' | 'upcoming' | 'past';
export type SignIn = JsonBody<'/session'>;
export type QuoteFor = JsonBody<'/quotes'>;
export type BookingRequest = JsonBody<'/bookings'>;
export interface SlotsQuery {
  readonly tutorId: string;
  readonly durationMinutes: number;
  readonly trial: boolean;
  readonly from: string;
  readonly to: string;
}

const PAGE = 20;
const keyed = (key: string) => ({ 'Idempotency-Key': key });

export const asks = {
  me: () => (api: ApiClient, signal?: AbortSignal) => api.GET('/me', { signal: signal ?? null }),
  signIn: (body: SignIn) => (api: ApiClient) => api.POST('/session', { body }),
  signOut: () => (api: ApiClient) => api.DELETE('/session'),
  saveZone: (zone: string) => (api: ApiClient) => api.PUT('/me/zone', { body: { zone } }),

  subjects: () => (api: ApiClient, signal?: AbortSignal) => api.GET('/subjects', { signal: signal ?? null }),
  tutor: (tutorId: string) => (api: ApiClient, signal?: AbortSignal) =>
    api.GET('/tutors/{tutorId}', { params: { path: { tutorId } }, signal: signal ?? null }),
  slots:
    ({ tutorId, trial, ...rest }: SlotsQuery) =>
    (api: ApiClient, signal?: AbortSignal) =>
      api.GET('/tutors/{tutorId}/slots', {
        params: { path: { tutorId }, query: { ...rest, ...(trial && { trial: 'true' as const }) } },
        signal: signal ?? null,
      }),

  quote: (body: QuoteFor) => (api: ApiClient, signal?: AbortSignal) =>
    api.POST('/quotes', { body, signal: signal ?? null }),
  book: (body: BookingRequest, key: string) => (api: ApiClient) =>
    api.POST('/bookings', { body, params: { header: keyed(key) } }),
  bookings: (group: BookingGroup, cursor: string | null) => (api: ApiClient, signal?: AbortSignal) =>
    api.GET('/bookings', {
      params: { query: { group, limit: PAGE, ...(cursor !== null && { cursor }) } },
      signal: signal ?? null,
    }),
  booking: (bookingId: string) => (api: ApiClient, signal?: AbortSignal) =>
    api.GET('/bookings/{bookingId}', { params: { path: { bookingId } }, signal: signal ?? null }),
  timeline: (bookingId: string) => (api: ApiClient, signal?: AbortSignal) =>
    api.GET('/bookings/{bookingId}/timeline', { params: { path: { bookingId } }, signal: signal ?? null }),
  quoteAct: (bookingId: string, action: Act) => (api: ApiClient, signal?: AbortSignal) =>
    api.POST('/bookings/{bookingId}/quotes', {
      params: { path: { bookingId } },
      body: { action },
      signal: signal ?? null,
    }),
  act: (bookingId: string, action: Act, sent: { readonly quoteToken: string; readonly key: string }) => {
    const path = `/bookings/{bookingId}/${action}` as const;
    return (api: ApiClient) =>
      api.POST(path, {
        params: { path: { bookingId }, header: keyed(sent.key) },
        body: { quoteToken: sent.quoteToken },
      });
  },
};

/** The lesson as a calendar file: a plain link, the browser's cookies go along. */
export const calendarAddress = (bookingId: string): string =>
  `/api/v1/bookings/${encodeURIComponent(bookingId)}/calendar.ics`;
