import type { BaseRecord, CrudFilter, CrudSort, DataProvider, GetListParams } from '@refinedev/core';
import { api, bodyOf } from './client';

const TRIAL_BALANCE = 'trial-balance';
const PAGE = 25;

/** Fields that the list can be narrowed by; anything else is a mistake of ours and is refused by the API's strict query. */
export function queryOf(filters: readonly CrudFilter[] = []): Record<string, string> {
  const query: Record<string, string> = {};
  for (const filter of filters) {
    const isEquality = 'field' in filter && filter.operator === 'eq';
    if (isEquality && filter.value !== undefined && filter.value !== '') query[filter.field] = String(filter.value);
  }
  return query;
}

/** The order as the API writes it: a minus before what falls. */
export function sortOf([sorter]: readonly CrudSort[] = []): { readonly sort?: string } {
  return sorter ? { sort: `${sorter.order === 'desc' ? '-' : ''}${sorter.field}` } : {};
}

function listQuery(params: GetListParams) {
  const cursor = params.meta?.['cursor'] as string | undefined;
  return {
    ...queryOf(params.filters),
    ...sortOf(params.sorters),
    ...(cursor ? { cursor } : {}),
    limit: params.pagination?.pageSize ?? PAGE,
  };
}

function unknownResource(resource: string): never {
  throw new Error(`the console has no resource ${resource}`);
}

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
  readonly asOf: string;
}
type Query = { readonly params: { readonly query: never } };

/** Each list at its address; a query that the contract does not know is refused by the API, not guessed at here. */
const LISTS: Readonly<Record<string, (query: Query) => Promise<Page>>> = {
  bookings: (query) => bodyOf(api.GET('/staff/bookings', query)),
  approvals: (query) => bodyOf(api.GET('/staff/approvals', query)),
  'decided-reviews': (query) => bodyOf(api.GET('/staff/decided-reviews', query)),
  people: (query) => bodyOf(api.GET('/staff/people', query)),
  reviews: (query) => bodyOf(api.GET('/staff/reviews', query)),
  subjects: (query) => bodyOf(api.GET('/staff/subjects', query)),
  audit: (query) => bodyOf(api.GET('/staff/audit', query)),
};

const ONES: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
  bookings: (bookingId) => bodyOf(api.GET('/staff/bookings/{bookingId}', { params: { path: { bookingId } } })),
  timelines: (bookingId) => bodyOf(api.GET('/bookings/{bookingId}/timeline', { params: { path: { bookingId } } })),
  approvals: (tutorId) => bodyOf(api.GET('/staff/approvals/{tutorId}', { params: { path: { tutorId } } })),
  'decided-reviews': (submissionId) =>
    bodyOf(api.GET('/staff/decided-reviews/{submissionId}', { params: { path: { submissionId } } })),
  people: (personId) => bodyOf(api.GET('/staff/people/{personId}', { params: { path: { personId } } })),
  [TRIAL_BALANCE]: () => bodyOf(api.GET('/staff/trial-balance')),
};

/** Nothing is created, edited or deleted here: what changes something is an action, each beside its screen. */
const notOffered = (): never => {
  throw new Error('the console changes things by actions, not by editing');
};

/** Refine's questions in the words of our API. Lists go by cursor: `total` is what the page holds, never a guess. */
export const dataProvider: DataProvider = {
  getApiUrl: () => '/api/v1',
  async getList<T extends BaseRecord>(params: GetListParams) {
    const ask = LISTS[params.resource] ?? unknownResource(params.resource);
    const page = await ask({ params: { query: listQuery(params) as never } });
    return {
      data: page.items as unknown as T[],
      total: page.items.length,
      cursor: { next: page.nextCursor ?? undefined },
      asOf: page.asOf,
    };
  },
  async getOne<T extends BaseRecord>({ resource, id }: { resource: string; id: string | number }) {
    const ask = ONES[resource] ?? unknownResource(resource);
    return { data: (await ask(String(id))) as T };
  },
  create: notOffered,
  update: notOffered,
  deleteOne: notOffered,
};
