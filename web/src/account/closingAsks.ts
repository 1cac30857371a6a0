import type { ApiClient } from '@stoa/contracts/http/client.gen';
import type { JsonBody } from '../client/asks';
import { reading } from '../client/queries';
import { accountKeys } from './asks';

const keyed = (key: string) => ({ params: { header: { 'Idempotency-Key': key } } });

/** The copy of one's data, the closing of the own account, and receipts. */
export const closingAsks = {
  copy: (body: JsonBody<'/me/copies'>) => (api: ApiClient) => api.POST('/me/copies', { body }),
  closing: () => (api: ApiClient, signal?: AbortSignal) => api.GET('/me/closing', { signal: signal ?? null }),
  ask: (body: JsonBody<'/me/closing'>, key: string) => (api: ApiClient) =>
    api.POST('/me/closing', { body, ...keyed(key) }),
  withdraw: (key: string) => (api: ApiClient) => api.POST('/me/closing/withdraw', keyed(key)),
  receipt: (receiptNumber: string) => (api: ApiClient) =>
    api.GET('/erasure-receipts/{receiptNumber}', { params: { path: { receiptNumber } } }),
};

export const closingKey = [...accountKeys.all, 'closing'] as const;
export const closingQuery = () => reading(closingKey, closingAsks.closing());
