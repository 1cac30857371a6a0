import type { Context } from 'koa';
import type { Audience } from '../access';
import { Refusal } from '../refusal';

export type Origins = Readonly<Record<Audience, string>>;

/** Which front end asks. @throws Refusal `request_invalid` for a name that is neither */
export function audienceOf(ctx: Context): Audience {
  const name = ctx.get('X-Stoa-App') || 'web';
  if (name === 'web' || name === 'admin') return name;
  throw new Refusal('request_invalid', { fields: [{ path: 'header.X-Stoa-App', message: 'is web or admin' }] });
}

/**
 * Cookies travel with requests of other sites too; this header does not, because a browser asks us first and we grant
 * nothing. Where the browser names the page's origin, it must be the app's own.
 */
export function refuseForgery(ctx: Context, audience: Audience, origins: Origins): void {
  const origin = ctx.get('Origin');
  const site = ctx.get('Sec-Fetch-Site');
  const strange = origin !== '' ? origin !== origins[audience] : site !== '' && site !== 'same-origin';
  if (ctx.get('X-Stoa-App') === '' || strange) throw new Refusal('csrf_refused');
}
