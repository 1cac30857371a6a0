import bodyParser from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context, Middleware, Next } from 'koa';
import { z } from 'zod';
import type { Parts } from './parts';
import { recentDeliveries } from './recent';
import { StripeRefusal } from './stripe/errors';
import { API_FAULTS, WEBHOOK_FAULTS } from './stripe/faults';
import type { PayResult } from './stripe/pay';

/** A page waits at most this long for a move, a program a little longer; it goes on without them. */
export const PAGE_WAITS_MS = 10_000;
const PROGRAM_WAITS_MS = 30_000;

const ADVANCE = z.union([
  z.strictObject({
    milliseconds: z
      .number()
      .int()
      .positive()
      .max(400 * 24 * 3600 * 1000),
  }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
]);
export const FAULT = z.strictObject({
  kind: z.enum([...API_FAULTS, ...WEBHOOK_FAULTS]),
  /** an operation (`payment_intents.capture`), `checkout.pay`, or for webhooks an event type */
  scope: z.string().min(1).max(100).default('*'),
  /** null: until it is switched off */
  times: z.number().int().positive().max(1_000_000).nullable().default(1),
  delayMs: z
    .number()
    .int()
    .positive()
    .max(24 * 3600 * 1000)
    .nullable()
    .default(null),
});
const PAY = z.strictObject({ card: z.string().default('4242424242424242'), confirm: z.boolean().default(true) });

/** The control page's twin for programs: `/control/*` and `/inbox.json`, JSON in and out. */
export function controlApi(parts: Parts): Middleware {
  const router = new Router();
  router.get('/health/live', (ctx) => void (ctx.body = { status: 'ok' }));
  router.get('/health/ready', (ctx) => ready(ctx, parts));
  router.use('/control', refuseStrangers, problems, bodyParser({ enableTypes: ['json'] }));
  clockRoutes(router, parts);
  faultRoutes(router, parts);
  router.get('/control/webhooks', async (ctx) => {
    ctx.body = { deliveries: await recentDeliveries(parts.pool, 100) };
  });
  router.post('/control/webhooks/:id/redeliver', async (ctx) => {
    const found = await parts.webhooks.redeliver(Number(ctx.params['id']) || 0);
    ctx.status = found ? 202 : 404;
    ctx.body = found ? { status: 'sent again' } : { error: 'no such delivery' };
  });
  router.post('/control/checkout/:id/pay', (ctx) => payWithoutBrowser(ctx, parts, ctx.params['id'] ?? ''));
  router.get('/inbox.json', async (ctx) => {
    const { to, q, limit } = ctx.query;
    const mails = await parts.inbox.list({
      ...(typeof to === 'string' && { to }),
      ...(typeof q === 'string' && q !== '' && { search: q }),
      limit: Number(limit) || 50,
    });
    ctx.body = { mails };
  });
  return router.routes() as Middleware;
}

function clockRoutes(router: Router, { clock, mover }: Parts): void {
  const view = () => ({
    now: new Date(clock.now()).toISOString(),
    offsetMs: clock.offsetMs(),
    move: mover.state(),
  });
  router.get('/control/clock', (ctx) => void (ctx.body = view()));
  router.post('/control/clock/advance', async (ctx) => {
    const wanted = ADVANCE.parse(ctx.request.body);
    const move = 'to' in wanted ? mover.advanceTo(Date.parse(wanted.to)) : mover.advanceBy(wanted.milliseconds);
    const ended = await endsWithin(move, PROGRAM_WAITS_MS);
    ctx.status = ended ? 200 : 202;
    ctx.body = view();
  });
}

function faultRoutes(router: Router, { faults }: Parts): void {
  router.get('/control/faults', async (ctx) => void (ctx.body = { faults: await faults.list() }));
  router.post('/control/faults', async (ctx) => {
    ctx.status = 201;
    ctx.body = { fault: await faults.add(FAULT.parse(ctx.request.body)) };
  });
  router.delete('/control/faults', async (ctx) => {
    await faults.remove();
    ctx.body = { faults: [] };
  });
  router.delete('/control/faults/:id', async (ctx) => {
    await faults.remove(Number(ctx.params['id']) || 0);
    ctx.body = { faults: await faults.list() };
  });
}

/** True when the work ended in time; what fails is thrown, what is late goes on. */
export async function endsWithin(work: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  work.catch(() => undefined);
  const ended = await Promise.race([work.then(() => true as const), late]);
  clearTimeout(timer);
  return ended;
}

async function payWithoutBrowser(ctx: Context, { bank }: Parts, sessionId: string): Promise<void> {
  const { card, confirm } = PAY.parse(ctx.request.body ?? {});
  let result: PayResult = await bank.pay(sessionId, card);
  if (result.kind === 'asks') result = await bank.confirm(sessionId, confirm);
  ctx.status = result.kind === 'paid' ? 200 : 402;
  ctx.body = { result: result.kind, message: 'message' in result ? result.message : null, session: result.session };
}

async function ready(ctx: Context, { pool }: Parts): Promise<void> {
  try {
    await pool.query('SELECT 1');
    ctx.body = { status: 'ready' };
  } catch {
    ctx.status = 503;
    ctx.body = { status: 'not ready', waitsFor: ['database'] };
  }
}

/** Another site's page must not be able to move this town's clock through somebody's browser. */
export async function refuseStrangers(ctx: Context, next: Next): Promise<void> {
  const from = ctx.get('sec-fetch-site');
  if (ctx.method !== 'GET' && from !== '' && from !== 'same-origin' && from !== 'none') {
    ctx.status = 403;
    ctx.body = { error: 'Only the sandbox’s own pages and programs may do this.' };
    return;
  }
  await next();
}

async function problems(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (failure) {
    if (failure instanceof z.ZodError) {
      ctx.status = 400;
      ctx.body = { error: z.prettifyError(failure) };
    } else if (failure instanceof StripeRefusal) {
      ctx.status = failure.status;
      ctx.body = { error: failure.message };
    } else throw failure;
  }
}
