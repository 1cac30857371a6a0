import type { Middleware } from 'koa';
import type { Parts } from '../parts';

export function pages(parts: Parts): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== '/') await next();
    else ctx.body = new Date(parts.clock.now()).toISOString();
  };
}
