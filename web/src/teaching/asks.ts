import type { ApiClient, paths } from '@stoa/contracts/http/client.gen';
import type { TutorRulesBody } from '@stoa/contracts/http/hours';

type ExceptionsQuery = NonNullable<paths['/me/tutor/exceptions']['get']['parameters']['query']>;
export type ExceptionWish = paths['/me/tutor/exceptions/preview']['post']['requestBody']['content']['application/json'];
type Body<P extends keyof paths, M extends 'post' | 'patch'> = paths[P][M] extends {
  requestBody: { content: { 'application/json': infer B } };
}
  ? B
  : never;
export type ProfileChanges = Body<'/me/tutor/profile', 'patch'>;
export type CertificateBody = Body<'/me/tutor/profile/certificates', 'post'>;

const keyed = (key: string) => ({ 'Idempotency-Key': key });

/** The version that a change was made from. */
const from = (version: number) => ({ 'If-Match': `"${version}"` });

export const teachingAsks = {
  rules: () => (api: ApiClient, signal?: AbortSignal) => api.GET('/me/tutor/rules', { signal: signal ?? null }),
  saveRules: (body: TutorRulesBody, version: number) => (api: ApiClient) =>
    api.PUT('/me/tutor/rules', { body, params: { header: from(version) } }),
  previewRules: (body: TutorRulesBody) => (api: ApiClient, signal?: AbortSignal) =>
    api.POST('/me/tutor/rules/preview', { body, signal: signal ?? null }),
  explain: (at: string, durationMinutes: number) => (api: ApiClient, signal?: AbortSignal) =>
    api.GET('/me/tutor/hours/explain', { params: { query: { at, durationMinutes } }, signal: signal ?? null }),

  exceptions: (query: ExceptionsQuery) => (api: ApiClient, signal?: AbortSignal) =>
    api.GET('/me/tutor/exceptions', { params: { query }, signal: signal ?? null }),
  previewException: (body: ExceptionWish) => (api: ApiClient, signal?: AbortSignal) =>
    api.POST('/me/tutor/exceptions/preview', { body, signal: signal ?? null }),
  addException: (id: string, body: ExceptionWish) => (api: ApiClient) =>
    api.POST('/me/tutor/exceptions', { body: { ...body, id } }),
  deleteException: (exceptionId: string) => (api: ApiClient) =>
    api.DELETE('/me/tutor/exceptions/{exceptionId}', { params: { path: { exceptionId } } }),

  profile: () => (api: ApiClient, signal?: AbortSignal) => api.GET('/me/tutor/profile', { signal: signal ?? null }),
  saveProfile: (body: ProfileChanges, version: number) => (api: ApiClient) =>
    api.PATCH('/me/tutor/profile', { body, params: { header: from(version) } }),
  addCertificate: (body: CertificateBody, version: number) => (api: ApiClient) =>
    api.POST('/me/tutor/profile/certificates', { body, params: { header: from(version) } }),
  removeCertificate: (certificateId: string, version: number) => (api: ApiClient) =>
    api.DELETE('/me/tutor/profile/certificates/{certificateId}', {
      params: { path: { certificateId }, header: from(version) },
    }),
  preview: () => (api: ApiClient, signal?: AbortSignal) => api.GET('/me/tutor/preview', { signal: signal ?? null }),

  approval: () => (api: ApiClient, signal?: AbortSignal) => api.GET('/me/tutor/approval', { signal: signal ?? null }),
  takeStep: (step: 'submit' | 'archive' | 'reopen', version: number, key: string) => {
    const path = `/me/tutor/approval/${step}` as const;
    return (api: ApiClient) => api.POST(path, { params: { header: keyed(key) }, body: { version } });
  },
  appeal: (version: number, reason: string, key: string) => (api: ApiClient) =>
    api.POST('/me/tutor/approval/appeal', { params: { header: keyed(key) }, body: { version, reason } }),
  payouts: () => (api: ApiClient, signal?: AbortSignal) => api.GET('/me/tutor/payouts', { signal: signal ?? null }),
  setUpPayouts: (key: string) => (api: ApiClient) =>
    api.POST('/me/tutor/payouts/onboarding', { params: { header: keyed(key) } }),
  visibility: () => (api: ApiClient, signal?: AbortSignal) =>
    api.GET('/me/tutor/visibility', { signal: signal ?? null }),
};
