import type { Context, Middleware } from 'koa';
import type { Pool } from 'pg';
import { inTransaction, type Queryable } from '../database';
import type { Logger } from '../logger';
import type { Call, Reply } from './call';
import { badParameter, rateLimited, serverError, StripeRefusal, unauthorized } from './errors';
import { expand } from './expand';
import { API_FAULTS, type ApiFault, type Faults } from './faults';
import { fingerprintOf, type IdempotencyKeys } from './idempotency';
import { randomToken } from './objects';
import { findOperation, isReply, type Operation } from './operations';
import { parseForm } from './parameters';
import { Store } from './store';
import { API_VERSION } from './version';

export interface StripeDeps {
  readonly pool: Pool;
  readonly faults: Faults;
  readonly keys: IdempotencyKeys;
  readonly log: Logger;
  /** epoch ms of the town's clock */
  readonly now: () => number;
  readonly origin: () => string;
  /** something may have been queued */
  readonly wake: () => void;
}

interface Request {
  readonly operation: Operation;
  readonly id: string;
  readonly body: string;
  readonly key: string | null;
  readonly requestId: string;
  readonly fault: ApiFault | null;
}

type Answer = Reply & { readonly replayed?: true };

const LARGEST_BODY = 256 * 1024;

/** Everything under `/v1`: Stripe's HTTP. */
export function stripeApi(deps: StripeDeps): Middleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith('/v1/')) {
      await next();
      return;
    }
    const requestId = `req_${randomToken(14)}`;
    ctx.set('request-id', requestId);
    ctx.set('stripe-version', API_VERSION);
    try {
      const request = await understand(ctx, deps, requestId);
      if (request.fault === 'timeout') return silence(ctx);
      const answer = await serve(deps, request);
      deps.wake();
      if (request.fault === 'timeout_after_effect') return silence(ctx);
      if (request.fault === 'lost_response') return hangUp(ctx);
      respond(ctx, request, answer);
    } catch (failure) {
      if (!(failure instanceof StripeRefusal)) throw failure;
      respond(ctx, null, replyOf(failure));
    }
  };
}

async function understand(ctx: Context, deps: StripeDeps, requestId: string): Promise<Request> {
  authenticate(ctx);
  const found = findOperation(ctx.method, ctx.path);
  if (!found) {
    const message = `Unrecognized request URL (${ctx.method}: ${ctx.path}). The sandbox does not speak this part of Stripe's API.`;
    throw new StripeRefusal(404, { type: 'invalid_request_error', message });
  }
  const fault = await deps.faults.take(
    API_FAULTS.filter((kind) => kind !== 'decline'),
    found.operation.name,
  );
  if (fault?.kind === 'rate_limit') throw rateLimited();
  const body = ctx.method === 'POST' ? await readBody(ctx) : ctx.querystring;
  return { ...found, body, key: keyOf(ctx), requestId, fault: (fault?.kind as ApiFault | undefined) ?? null };
}

function authenticate(ctx: Context): void {
  const header = ctx.get('authorization');
  const [scheme, value = ''] = header.split(' ');
  const basic = scheme === 'Basic' ? (Buffer.from(value, 'base64').toString().split(':')[0] ?? '') : '';
  const key = scheme === 'Bearer' ? value : basic;
  if (!key)
    throw unauthorized('You did not provide an API key. You need to provide your API key in the Authorization header.');
  if (!/^(sk|rk)_test_\w+$/.test(key)) {
    throw unauthorized(`Invalid API Key provided: ${key.slice(0, 8)}***. The sandbox takes test keys only.`);
  }
  if (ctx.get('stripe-account')) {
    const message = 'The sandbox does nothing in the name of a connected account.';
    throw new StripeRefusal(403, { type: 'invalid_request_error', code: 'account_invalid', message });
  }
}

function keyOf(ctx: Context): string | null {
  const key = ctx.method === 'POST' ? ctx.get('idempotency-key') : '';
  if (key.length > 255) throw badParameter('idempotency_key', 'Idempotency keys can be up to 255 characters.');
  return key || null;
}

async function readBody(ctx: Context): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw badParameter('', 'The request is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function serve(deps: StripeDeps, request: Request): Promise<Answer> {
  const { key, operation } = request;
  if (key === null) return request.fault === 'error_500' ? replyOf(serverError()) : run(deps, request);
  const begin = await deps.keys.begin(
    key,
    fingerprintOf(operation.method, `${operation.path}#${request.id}`, request.body),
  );
  if (!begin.run) return { ...begin.replay, replayed: true };
  try {
    if (request.fault !== 'error_500') return await run(deps, request);
    const failed = replyOf(serverError());
    await deps.keys.finish(key, failed);
    return failed;
  } catch (failure) {
    return remember(deps, key, failure);
  }
}

async function run(deps: StripeDeps, request: Request): Promise<Reply> {
  try {
    return await inTransaction(deps.pool, async (db) => {
      const reply = await perform(deps, request, db);
      const shown = request.fault === 'error_500_after_effect' ? replyOf(serverError()) : reply;
      if (request.key !== null) await deps.keys.finish(request.key, shown, db);
      return shown;
    });
  } catch (failure) {
    throw lockTimeout(failure);
  }
}

async function perform(deps: StripeDeps, request: Request, db: Queryable): Promise<Reply> {
  const call: Call = {
    store: new Store(db),
    now: Math.floor(deps.now() / 1000),
    faults: deps.faults,
    requestId: request.requestId,
    idempotencyKey: request.key,
    origin: deps.origin(),
  };
  const tree = parseForm(request.body);
  const result = await request.operation.run(call, tree, request.id);
  if (isReply(result)) return result;
  const paths = tree['expand'];
  const wanted = typeof paths === 'object' ? Object.values(paths).filter((path) => typeof path === 'string') : [];
  return { status: 200, body: await expand(call.store, result, wanted) };
}

/** A failure is an answer too and stays with its key, unless nothing had begun to run. */
async function remember(deps: StripeDeps, key: string, failure: unknown): Promise<Reply> {
  const stays = failure instanceof StripeRefusal && !failure.beforeRunning;
  if (!stays) {
    await deps.keys.release(key);
    throw failure;
  }
  const reply = replyOf(failure);
  await deps.keys.finish(key, reply);
  return reply;
}

function lockTimeout(failure: unknown): unknown {
  if ((failure as { code?: string }).code !== '55P03') return failure;
  const message = 'This object cannot be accessed right now because another request is changing it. Try again.';
  return new StripeRefusal(429, { type: 'invalid_request_error', code: 'lock_timeout', message }, true);
}

function replyOf(refusal: StripeRefusal): Reply {
  return { status: refusal.status, body: { error: refusal.error } };
}

function respond(ctx: Context, request: Request | null, answer: Answer): void {
  ctx.status = answer.status;
  ctx.body = answer.body;
  if (request?.key) ctx.set('idempotency-key', request.key);
  if (answer.replayed) ctx.set('idempotent-replayed', 'true');
}

/** The connection stays open and nothing is ever said: the caller's own deadline has to end it. */
function silence(ctx: Context): void {
  ctx.respond = false;
}

/** All has happened, and the answer never arrives. */
function hangUp(ctx: Context): void {
  ctx.respond = false;
  ctx.req.socket.destroy();
}
