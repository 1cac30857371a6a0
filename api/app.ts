import Koa, { type Context, type Middleware } from 'koa';
import type { ErrorReporter } from '../platform/errorReporting';
import type { Logger } from '../platform/logger';
import type { Metrics } from '../platform/metrics';
import { createDocs } from './docs';
import { createHealth, type Probe } from './health';
import type { House } from './house';
import { errors } from './middleware/errors';
import { securityHeaders } from './middleware/headers';
import { requestId } from './middleware/requestId';
import { requestLog } from './middleware/requestLog';
import { openApiDocument } from './openapi';
import type { Operation } from './operation';
import { operations } from './operations';
import { createRouter } from './router';
import { receiveStripe, STRIPE_WEBHOOK_PATH, type WebhookHouse } from './webhooks/stripe';
import { CONNECT_WEBHOOK_PATH, receiveConnect, type ConnectHouse } from './webhooks/stripeConnect';
import { Refusal } from './refusal';

export interface AppDeps {
  readonly house: House;
  readonly webhooks: WebhookHouse;
  readonly payoutWebhooks: ConnectHouse;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly reporter: ErrorReporter;
  readonly probes: Readonly<Record<string, Probe>>;
  readonly isStopping: () => boolean;
  /** how many proxies in front set X-Forwarded-For */
  readonly trustedProxies: number;
  /** operations beside those of the table: the bench's floor */
  readonly extraOperations?: readonly Operation[];
}

/** One of the side doors: says whether the path was its own. */
type Door = (ctx: Context) => Promise<boolean>;

function doors(list: readonly Door[]): Middleware {
  return async (ctx, next) => {
    for (const door of list) if (await door(ctx)) return;
    await next();
  };
}

function webhookDoor(path: string, route: string, receive: (ctx: Context) => Promise<void>): Door {
  return async (ctx) => {
    if (ctx.path !== path) return false;
    ctx.state['route'] = route;
    if (ctx.method !== 'POST') throw new Refusal('method_not_allowed', { headers: { Allow: 'POST' } });
    await receive(ctx);
    return true;
  };
}

/** The API as a Koa app: everything it needs is handed in, so that tests build the same one. */
export function createApp(deps: AppDeps): Koa {
  const { house, trustedProxies } = deps;
  const all = [...operations, ...(deps.extraOperations ?? [])];
  const app = new Koa({
    proxy: trustedProxies > 0,
    proxyIpHeader: 'X-Forwarded-For',
    maxIpsCount: trustedProxies,
  });
  // What fails after the answer has begun: a client that went away. Everything before is the errors middleware's.
  app.on('error', (error: unknown) => deps.logger.debug({ err: error }, 'a response ended early'));
  app.use(requestId);
  app.use(requestLog(deps));
  app.use(securityHeaders);
  app.use(errors(deps.reporter));
  app.use(
    doors([
      createHealth(deps.probes, deps.isStopping),
      createDocs(openApiDocument(operations)),
      webhookDoor(STRIPE_WEBHOOK_PATH, 'stripeWebhook', (ctx) => receiveStripe(ctx, deps.webhooks)),
      webhookDoor(CONNECT_WEBHOOK_PATH, 'connectWebhook', (ctx) => receiveConnect(ctx, deps.payoutWebhooks)),
    ]),
  );
  for (const middleware of createRouter(all, house)) app.use(middleware);
  return app;
}
