import type { ApiClient } from '@stoa/contracts/http/client.gen';
import type { JsonBody } from '../client/asks';

export const fileAsks = {
  announce: (body: JsonBody<'/files'>) => (api: ApiClient) => api.POST('/files', { body }),
  finish: (fileId: string) => (api: ApiClient) => api.POST('/files/{fileId}/finish', { params: { path: { fileId } } }),
};
