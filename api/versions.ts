import type { Context } from 'koa';
import { Refusal } from './refusal';

/** For the declaration of an operation that reads `expectedVersion`. */
export const IF_MATCH = { 'If-Match': 'the version that the change was made from, in quotes, as the view names it' };

/** The version that a change was made from, out of `If-Match: "7"`. @throws Refusal `request_invalid` */
export function expectedVersion(ctx: Context): number {
  const [, digits] = /^"(\d{1,9})"$/.exec(ctx.get('If-Match').trim()) ?? [];
  if (digits === undefined)
    throw new Refusal('request_invalid', {
      fields: [{ path: 'header.If-Match', message: 'names the version that was changed, in quotes' }],
    });
  return Number(digits);
}
