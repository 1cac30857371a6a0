import type { Context, Middleware } from 'koa';
import type { Logger } from '../../platform/logger';
import type { Metrics } from '../../platform/metrics';

interface Watch {
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'httpSeconds'>;
}

function levelOf(status: number): 'info' | 'warn' {
  return status >= 500 ? 'warn' : 'info';
}

/** The operation's name, never the path: paths hold ids, and a label per id would drown the metrics. */
const routeOf = (ctx: Context): string => String(ctx.state['route'] ?? 'none');

/** One line and one measurement per request. Neither body nor query is logged: both may be personal. */
export function requestLog({ logger, metrics }: Watch): Middleware {
  return async (ctx, next) => {
    const started = process.hrtime.bigint();
    try {
      await next();
    } finally {
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const route = routeOf(ctx);
      metrics.httpSeconds.observe({ route, method: ctx.method, status: ctx.status }, seconds);
      const { code, outage, personId } = ctx.state as { code?: string; outage?: unknown; personId?: string };
      logger[levelOf(ctx.status)](
        {
          route,
          method: ctx.method,
          status: ctx.status,
          ms: Math.round(seconds * 10_000) / 10,
          ...(code ? { code } : {}),
          ...(personId ? { personId } : {}),
          ...(outage ? { err: outage } : {}),
        },
        'request',
      );
    }
  };
}
