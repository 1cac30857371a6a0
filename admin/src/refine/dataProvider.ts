import type { BaseRecord, CrudFilter, DataProvider, GetListParams } from '@refinedev/core';
import { api, bodyOf } from './client';

const BOOKINGS = 'bookings';
const TIMELINES = 'timelines';
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

function listQuery(params: GetListParams) {
  const [sorter] = params.sorters ?? [];
  const cursor = params.meta?.['cursor'] as string | undefined;
  return {
    ...queryOf(params.filters),
    ...(sorter ? { sort: `${sorter.order === 'desc' ? '-' : ''}${sorter.field}` } : {}),
    ...(cursor ? { cursor } : {}),
    limit: params.pagination?.pageSize ?? PAGE,
  };
}

function unknownResource(resource: string): never {
  throw new Error(`the console has no resource ${resource}`);
}

async function one(resource: string, id: string): Promise<unknown> {
  const params = { path: { bookingId: id } };
  switch (resource) {
    case BOOKINGS:
      return bodyOf(api.GET('/staff/bookings/{bookingId}', { params }));
    case TIMELINES:
      return bodyOf(api.GET('/bookings/{bookingId}/timeline', { params }));
    case TRIAL_BALANCE:
      return bodyOf(api.GET('/staff/trial-balance'));
    default:
      return unknownResource(resource);
  }
}

/** Nothing is created, edited or deleted here: what moves a booking is an action with a quote (`actions.ts`). */
const notOffered = (): never => {
  throw new Error('bookings change by actions, not by editing');
};

/** Refine's questions in the words of our API. Lists go by cursor: `total` is what the page holds, never a guess. */
export const dataProvider: DataProvider = {
  getApiUrl: () => '/api/v1',
  async getList<T extends BaseRecord>(params: GetListParams) {
    if (params.resource !== BOOKINGS) return unknownResource(params.resource);
    const page = await bodyOf(api.GET('/staff/bookings', { params: { query: listQuery(params) as never } }));
    return {
      data: page.items as unknown as T[],
      total: page.items.length,
      cursor: { next: page.nextCursor ?? undefined },
      asOf: page.asOf,
    };
  },
  async getOne<T extends BaseRecord>({ resource, id }: { resource: string; id: string | number }) {
    return { data: (await one(resource, String(id))) as T };
  },
  create: notOffered,
  update: notOffered,
  deleteOne: notOffered,
};
