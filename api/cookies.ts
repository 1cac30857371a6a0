import type { Context } from 'koa';
import { ACCESS_SECONDS, REFRESH_SECONDS } from './tokens';
import type { Audience } from './access';

/** Cookies ignore ports, so web and console have names of their own. */
const NAMES: Readonly<Record<Audience, { access: string; refresh: string; device: string; google: string }>> = {
  web: { access: 'stoa_web_at', refresh: 'stoa_web_rt', device: 'stoa_web_dv', google: 'stoa_web_gb' },
  admin: { access: 'stoa_admin_at', refresh: 'stoa_admin_rt', device: 'stoa_admin_dv', google: 'stoa_admin_gb' },
};
/** The refresh token goes to the session routes and nowhere else. */
const REFRESH_PATH = '/api/v1/session';
/** As long as browsers keep any cookie. */
const DEVICE_SECONDS = 400 * 24 * 60 * 60;
const TOKEN_MAX = 2_048;

function cookieIn(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === name)
      return (
        pair
          .slice(at + 1)
          .trim()
          .slice(0, TOKEN_MAX) || null
      );
  }
  return null;
}

export const accessCookie = (header: string | undefined, audience: Audience): string | null =>
  cookieIn(header, NAMES[audience].access);
export const refreshCookie = (header: string | undefined, audience: Audience): string | null =>
  cookieIn(header, NAMES[audience].refresh);
/** The name that a browser keeps for itself, signed in or not. */
export const deviceCookie = (header: string | undefined, audience: Audience): string | null =>
  cookieIn(header, NAMES[audience].device);

interface Place {
  readonly audience: Audience;
  /** whether the browser reaches us by https */
  readonly secure: boolean;
}

function cookie(
  name: string,
  value: string,
  { path, seconds, secure }: { path: string; seconds: number; secure: boolean },
) {
  return `${name}=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

/** Scripts cannot read either cookie, and other sites' forms do not send them. */
export function setTokens(
  ctx: Context,
  tokens: { access: string; refresh: string },
  { audience, secure }: Place,
): void {
  ctx.append(
    'Set-Cookie',
    cookie(NAMES[audience].access, tokens.access, { path: '/', seconds: ACCESS_SECONDS, secure }),
  );
  ctx.append(
    'Set-Cookie',
    cookie(NAMES[audience].refresh, tokens.refresh, { path: REFRESH_PATH, seconds: REFRESH_SECONDS, secure }),
  );
}

/** Stays when somebody signs out: it says which device this is, and opens nothing. */
export function setDevice(ctx: Context, token: string, { audience, secure }: Place): void {
  ctx.append(
    'Set-Cookie',
    cookie(NAMES[audience].device, token, { path: REFRESH_PATH, seconds: DEVICE_SECONDS, secure }),
  );
}

/** What binds a sign-in by another company to the browser that began it. */
export const bindingCookie = (header: string | undefined, audience: Audience): string | null =>
  cookieIn(header, NAMES[audience].google);

/** @param seconds how long the sign-in may take; 0 takes it away */
export function setBinding(
  ctx: Context,
  { value, seconds }: { readonly value: string; readonly seconds: number },
  { audience, secure }: Place,
): void {
  ctx.append('Set-Cookie', cookie(NAMES[audience].google, value, { path: '/api/v1', seconds, secure }));
}

export function clearTokens(ctx: Context, { audience, secure }: Place): void {
  ctx.append('Set-Cookie', cookie(NAMES[audience].access, '', { path: '/', seconds: 0, secure }));
  ctx.append('Set-Cookie', cookie(NAMES[audience].refresh, '', { path: REFRESH_PATH, seconds: 0, secure }));
}
