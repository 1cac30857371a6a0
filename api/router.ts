import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { z } from 'zod';
import type { House } from './house';
import { actingPerson } from './middleware/authenticate';
import { audienceOf, refuseForgery } from './middleware/csrf';
import { oncePerKey } from './middleware/idempotency';
import { readInput } from './middleware/input';
import type { AskedBy, Operation, Repeat } from './operation';
import { Refusal } from './refusal';

/** Every neighbour has a deadline of its own; this one is for what none of them covers. */
const OPERATION_DEADLINE_MS = 12_000;

async function withinDeadline<T>(operation: Operation, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const code = operation.idempotent ? 'outcome_unknown' : 'temporarily_unavailable';
    timer = setTimeout(() => reject(new Refusal(code)), operation.deadlineMs ?? OPERATION_DEADLINE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Asks in the order of cost: forged requests are refused before a token is read, strangers before a body is. */
async function ask(ctx: Context, operation: Operation, house: House): Promise<unknown> {
  const audience = audienceOf(ctx);
  if (operation.method !== 'get') refuseForgery(ctx, audience, house.origins);
  const me = await actingPerson(ctx, operation, { audience, house });
  // staff look with somebody's eyes and never act with their hands, whatever the operation is
  if (me?.impersonation && operation.method !== 'get') throw new Refusal('impersonation_read_only');
  await house.limiter.admit(operation.rate, ctx.ip, me?.id);
  const input = await readInput(ctx, operation);
  const handle = (repeat?: Repeat): Promise<unknown> => {
    const asked: unknown = { ...input, audience, me, repeat, ctx, now: house.clock.now() };
    return operation.handle(asked as AskedBy<never, never, never>, house);
  };
  return operation.idempotent && me ? oncePerKey(ctx, { operation, me, input, house }, handle) : handle();
}

function answer(ctx: Context, { operation, house }: { operation: Operation; house: House }, value: unknown): void {
  const {
    status,
    schema,
    type = 'application/json',
  } = operation.answer as Operation['answer'] & { schema?: z.ZodType };
  ctx.status = status;
  ctx.set('Cache-Control', operation.maxAgeSeconds ? `public, max-age=${operation.maxAgeSeconds}` : 'no-store');
  if (!schema) return;
  if (house.checkAnswers) schema.parse(value);
  ctx.type = type;
  ctx.body = type === 'application/json' ? JSON.stringify(value) : value;
}

function methodsAt(router: Router, path: string): string[] {
  const { path: layers } = router.match(path, 'GET');
  return [...new Set(layers.flatMap((layer) => layer.methods))];
}

/** The router of /api/v1, and what an address answers that is none, or not with that method. */
export function createRouter(operations: readonly Operation[], house: House): Middleware[] {
  const router = new Router({ prefix: '/api/v1', strict: true, sensitive: true });
  for (const operation of operations) {
    const path = operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router.register(path, [operation.method], async (ctx) => {
      ctx.state['route'] = operation.id;
      answer(ctx, { operation, house }, await withinDeadline(operation, ask(ctx, operation, house)));
    });
  }
  const nothingHere: Middleware = (ctx) => {
    const methods = methodsAt(router, ctx.path);
    if (methods.length === 0) throw new Refusal('not_found');
    throw new Refusal('method_not_allowed', { headers: { Allow: methods.join(', ') } });
  };
  return [router.routes() as Middleware, nothingHere];
}
