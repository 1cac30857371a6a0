import type { ApiClient } from '@stoa/contracts/http/client.gen';
import type { JsonBody } from '../client/asks';
import { reading } from '../client/queries';

export type Registration = JsonBody<'/registrations'>;
export type GoogleRegistration = JsonBody<'/registrations/google'>;
export type BroughtBack = JsonBody<'/session/google/finish'>;
export type AccountChange = JsonBody<'/me/account', 'patch'>;
export type LinkPurpose = 'verify' | 'confirm' | 'restore';
type Signal = AbortSignal | undefined;

const LOG_PAGE = 20;

/** Registration, links and the doors of a sign-in. */
export const doorAsks = {
  options: () => (api: ApiClient, signal?: Signal) => api.GET('/registrations/options', { signal: signal ?? null }),
  register: (body: Registration) => (api: ApiClient) => api.POST('/registrations', { body }),
  resend: () => (api: ApiClient) => api.POST('/me/email/verification'),
  openLink: (purpose: LinkPurpose, token: string) => {
    const path = `/email/${purpose}` as const;
    return (api: ApiClient) => api.POST(path, { body: { token } });
  },
  forgot: (email: string) => (api: ApiClient) => api.POST('/password/forgot', { body: { email } }),
  reset: (body: JsonBody<'/password/reset'>) => (api: ApiClient) => api.POST('/password/reset', { body }),
  secondStep: (body: JsonBody<'/session/totp'>) => (api: ApiClient) => api.POST('/session/totp', { body }),
  startGoogle: () => (api: ApiClient) => api.POST('/session/google'),
  finishGoogle: (body: BroughtBack) => (api: ApiClient) => api.POST('/session/google/finish', { body }),
  registerWithGoogle: (body: GoogleRegistration) => (api: ApiClient) => api.POST('/registrations/google', { body }),
  takeOver: (code: string) => (api: ApiClient) => api.POST('/session/impersonation', { body: { code } }),
};

/** The own account and what opens it. */
export const accountAsks = {
  account: () => (api: ApiClient, signal?: Signal) => api.GET('/me/account', { signal: signal ?? null }),
  change: (version: number, body: AccountChange) => (api: ApiClient) =>
    api.PATCH('/me/account', { body, params: { header: { 'If-Match': `"${version}"` } } }),
  takeRole: (role: 'student' | 'tutor') => (api: ApiClient) => api.POST('/me/roles', { body: { role } }),
  changePassword: (body: JsonBody<'/me/password', 'put'>) => (api: ApiClient) => api.PUT('/me/password', { body }),
  changeEmail: (body: JsonBody<'/me/email', 'put'>) => (api: ApiClient) => api.PUT('/me/email', { body }),
  resendEmailChange: () => (api: ApiClient) => api.POST('/me/email/confirmation'),
  cancelEmailChange: () => (api: ApiClient) => api.DELETE('/me/email'),
  setAvatar: (fileId: string | null) => (api: ApiClient) => api.PUT('/me/avatar', { body: { fileId } }),
  consents: () => (api: ApiClient, signal?: Signal) => api.GET('/me/consents', { signal: signal ?? null }),
  giveConsent: (body: JsonBody<'/me/consents'>) => (api: ApiClient) => api.POST('/me/consents', { body }),
  totp: () => (api: ApiClient, signal?: Signal) => api.GET('/me/totp', { signal: signal ?? null }),
  enrolTotp: (body: JsonBody<'/me/totp'>) => (api: ApiClient) => api.POST('/me/totp', { body }),
  confirmTotp: (code: string) => (api: ApiClient) => api.POST('/me/totp/confirm', { body: { code } }),
  renewCodes: (code: string) => (api: ApiClient) => api.POST('/me/totp/recovery-codes', { body: { code } }),
  disableTotp: (body: JsonBody<'/me/totp/disable'>) => (api: ApiClient) => api.POST('/me/totp/disable', { body }),
  startGoogleLink: (currentPassword: string) => (api: ApiClient) =>
    api.POST('/me/google/start', { body: { currentPassword } }),
  linkGoogle: (body: BroughtBack) => (api: ApiClient) => api.POST('/me/google', { body }),
  unlinkGoogle: (currentPassword: string) => (api: ApiClient) =>
    api.POST('/me/google/unlink', { body: { currentPassword } }),
  devices: () => (api: ApiClient, signal?: Signal) => api.GET('/me/devices', { signal: signal ?? null }),
  endDevice: (deviceId: string) => (api: ApiClient) =>
    api.DELETE('/me/devices/{deviceId}', { params: { path: { deviceId } } }),
  endAllDevices: () => (api: ApiClient) => api.DELETE('/me/devices'),
  accessLog: (cursor?: string) => (api: ApiClient, signal?: Signal) =>
    api.GET('/me/access-log', {
      params: { query: { limit: LOG_PAGE, ...(cursor && { cursor }) } },
      signal: signal ?? null,
    }),
};

/** Under which names the answers are kept. */
export const accountKeys = {
  all: ['account'] as const,
  account: ['account', 'fields'] as const,
  consents: ['account', 'consents'] as const,
};

export const accountQueries = {
  options: () => reading(['registrationOptions'], doorAsks.options()),
  account: () => reading(accountKeys.account, accountAsks.account()),
  consents: () => reading(accountKeys.consents, accountAsks.consents()),
  totp: () => reading([...accountKeys.all, 'totp'], accountAsks.totp()),
  devices: () => reading([...accountKeys.all, 'devices'], accountAsks.devices()),
};
