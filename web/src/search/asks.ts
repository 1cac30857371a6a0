import type { ApiClient, paths } from '@stoa/contracts/http/client.gen';
import type { Filters, Search } from './filters';

type Query<P extends '/tutors' | '/tutors/facets' | '/tutors/slots'> = NonNullable<
  paths[P]['get']['parameters']['query']
>;

const PAGE = 20;
const TIMES = 3;

/** An address holds texts; a query sends texts. What cannot be read as the contract says never got into the filters. */
const asQuery = (filters: Filters): Query<'/tutors/facets'> => filters as Query<'/tutors/facets'>;

export interface TimesOf {
  readonly tutorIds: readonly string[];
  readonly filters: Filters;
}

export const searchAsks = {
  page:
    ({ filters, sort }: Search, cursor: string | null) =>
    (api: ApiClient, signal?: AbortSignal) =>
      api.GET('/tutors', {
        params: { query: { ...asQuery(filters), sort, limit: PAGE, ...(cursor !== null && { cursor }) } },
        signal: signal ?? null,
      }),
  facets: (filters: Filters) => (api: ApiClient, signal?: AbortSignal) =>
    api.GET('/tutors/facets', { params: { query: asQuery(filters) }, signal: signal ?? null }),
  nextTimes:
    ({ tutorIds, filters }: TimesOf) =>
    (api: ApiClient, signal?: AbortSignal) => {
      const { durationMinutes, free, zone } = asQuery(filters);
      return api.GET('/tutors/slots', {
        params: {
          query: {
            tutorIds: tutorIds.join(','),
            perTutor: TIMES,
            ...(durationMinutes !== undefined && { durationMinutes }),
            ...(free !== undefined && { free }),
            ...(zone !== undefined && { zone }),
          },
        },
        signal: signal ?? null,
      });
    },
  compare: (ids: readonly string[]) => (api: ApiClient, signal?: AbortSignal) =>
    api.GET('/tutors/compare', { params: { query: { ids: ids.join(',') } }, signal: signal ?? null }),
};
