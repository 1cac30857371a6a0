import type { Middleware } from 'koa';
import { newId } from '../../platform/ids';
import { currentTraceId } from '../../platform/tracing';
import { withLogContext } from '../../platform/logger';

/** What a proxy in front may have chosen already; anything else could forge lines in a log. */
const GIVEN = /^[A-Za-z0-9_-]{8,64}$/;

/** One id per request: in every log line, in the answer's header and in its problem. */
export const requestId: Middleware = (ctx, next) => {
  const given = ctx.get('X-Request-Id');
  const id = GIVEN.test(given) ? given : newId();
  ctx.state['requestId'] = id;
  ctx.set('X-Request-Id', id);
  const traceId = currentTraceId();
  return withLogContext({ requestId: id, ...(traceId ? { traceId } : {}) }, next);
};
