import type { Context } from 'koa';
import { Refusal } from '../refusal';

/** A body of JSON that has not come by then does not come. */
const BODY_MS = 20_000;

/**
 * Reads a request's bytes.
 * @param limit in bytes; a longer body is refused before it is read to its end
 * @throws Refusal `request_too_large`, `request_invalid` when the caller went away or sent less than announced
 */
export async function readBody(ctx: Context, limit: number): Promise<Buffer> {
  // The rest is not read, so the connection cannot carry another request.
  const tooLarge = () =>
    new Refusal('request_too_large', { details: { limitBytes: limit }, headers: { Connection: 'close' } });
  if (Number(ctx.get('Content-Length') || 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // the server itself waits longer: uploads of files take their time
  const timer = setTimeout(() => ctx.req.destroy(), BODY_MS);
  try {
    for await (const chunk of ctx.req as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('request_invalid', { fields: [{ path: 'body', message: 'ended early' }] });
  } finally {
    clearTimeout(timer);
  }
  return Buffer.concat(chunks, size);
}

/** Whether a request says that a body follows. */
export function hasBody(ctx: Context): boolean {
  return ctx.get('Transfer-Encoding') !== '' || Number(ctx.get('Content-Length') || 0) > 0;
}

/** @throws Refusal `unsupported_media_type` for anything but plain JSON in UTF-8 */
export function expectJson(ctx: Context): void {
  const [type = '', ...parameters] = ctx.get('Content-Type').toLowerCase().split(';');
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  const plain = charset === undefined || /^charset="?utf-?8"?$/.test(charset);
  const encoded = ctx.get('Content-Encoding') !== '' && ctx.get('Content-Encoding') !== 'identity';
  if (type.trim() !== 'application/json' || !plain || encoded) throw new Refusal('unsupported_media_type');
}
