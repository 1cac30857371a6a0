import type { Middleware } from 'koa';
import type { Parts } from '../app';

export function pages(_parts: Parts): Middleware {
  return async (_ctx, next) => next();
}
