import cors from '@koa/cors';
import { bodyParser } from '@koa/bodyparser';
import type { Payload, PayloadCodec } from '@temporalio/common';
import Koa, { type Context } from 'koa';

/** Payloads as the Temporal UI and command line send them: bytes in base64. */
interface WirePayload {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly data?: string;
}

export interface CodecServerOptions {
  readonly codec: PayloadCodec;
  /** the Temporal UI's origin: no other page may read histories through a browser */
  readonly uiOrigin: string | undefined;
  /** whether the caller is one of the staff; asked for every request */
  readonly isStaff: (request: { authorization: string | undefined; cookie: string | undefined }) => Promise<boolean>;
}

const fromWire = (payload: WirePayload): Payload => ({
  metadata: Object.fromEntries(
    Object.entries(payload.metadata ?? {}).map(([name, value]) => [name, Buffer.from(value, 'base64')]),
  ),
  data: Buffer.from(payload.data ?? '', 'base64'),
});

const toWire = (payload: Payload): WirePayload => ({
  metadata: Object.fromEntries(
    Object.entries(payload.metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]),
  ),
  data: Buffer.from(payload.data ?? []).toString('base64'),
});

function isWirePayload(value: unknown): value is WirePayload {
  if (value === null || typeof value !== 'object') return false;
  const { metadata, data } = value as { metadata?: unknown; data?: unknown };
  const named = metadata === undefined || (typeof metadata === 'object' && metadata !== null);
  return (
    named &&
    (data === undefined || typeof data === 'string') &&
    Object.values(metadata ?? {}).every((part) => typeof part === 'string')
  );
}

function payloadsOf(body: unknown): WirePayload[] | null {
  const payloads = (body as { payloads?: unknown } | null)?.payloads;
  return Array.isArray(payloads) && payloads.every(isWirePayload) ? payloads : null;
}

async function answer(ctx: Context, codec: PayloadCodec): Promise<void> {
  const payloads = payloadsOf((ctx.request as { body?: unknown }).body);
  if (!payloads) return ctx.throw(400, 'payloads expected');
  const turn = ctx.path === '/encode' ? codec.encode.bind(codec) : codec.decode.bind(codec);
  try {
    ctx.body = { payloads: (await turn(payloads.map(fromWire))).map(toWire) };
  } catch {
    // A wrong key or a forged payload: nothing about either is told.
    ctx.throw(400, 'these payloads cannot be read');
  }
}

/** The endpoint through which the Temporal UI shows payloads in the clear. To be served on a private port only. */
export function createCodecServer({ codec, uiOrigin, isStaff }: CodecServerOptions): Koa {
  const app = new Koa();
  app.use(
    cors({
      origin: (ctx) => (uiOrigin !== undefined && ctx.get('Origin') === uiOrigin ? uiOrigin : ''),
      allowMethods: ['POST'],
      allowHeaders: ['content-type', 'authorization', 'x-namespace'],
      credentials: true,
      maxAge: 600,
    }),
  );
  app.use(bodyParser({ enableTypes: ['json'], jsonLimit: '4mb' }));
  app.use(async (ctx) => {
    if (ctx.path !== '/encode' && ctx.path !== '/decode') return ctx.throw(404);
    if (ctx.method !== 'POST') return ctx.throw(405);
    const { authorization, cookie } = ctx.headers;
    if (!(await isStaff({ authorization, cookie }))) return ctx.throw(401);
    await answer(ctx, codec);
  });
  return app;
}
