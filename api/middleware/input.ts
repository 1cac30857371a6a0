import type { Context } from 'koa';
import type { z } from 'zod';
import type { Operation } from '../operation';
import { Refusal } from '../refusal';
import { expectJson, hasBody, readBody } from './body';
import { isStorable, parseStrictJson } from './strictJson';

export const BODY_LIMIT_BYTES = 100_000;
const MAX_FIELDS = 20;

function refuse(path: string, message: string): never {
  throw new Refusal('request_invalid', { fields: [{ path, message }] });
}

/** Checks a value against its schema. Messages name the field and the rule, never what was sent. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = result.error.issues.slice(0, MAX_FIELDS).map((issue) => ({
    path: [place, ...issue.path.map(String)].join('.').slice(0, 200),
    message: issue.code === 'unrecognized_keys' ? 'has a field that does not belong here' : issue.message.slice(0, 200),
  }));
  throw new Refusal('request_invalid', { fields });
}

function readQuery(ctx: Context): Record<string, unknown> {
  try {
    decodeURIComponent(ctx.querystring.replaceAll('+', ' '));
  } catch {
    refuse('query', 'is not encoded in UTF-8');
  }
  const query = { ...ctx.query };
  if (
    !Object.entries(query)
      .flat(2)
      .every((text) => text === undefined || isStorable(text))
  )
    refuse('query', 'holds a character that cannot be stored');
  return query;
}

async function readJson(ctx: Context, schema: z.ZodType): Promise<unknown> {
  expectJson(ctx);
  return checked(schema, parseStrictJson(await readBody(ctx, BODY_LIMIT_BYTES)), 'body');
}

export interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** Everything a request says, checked against the operation's declaration; nothing undeclared gets through. */
export async function readInput(ctx: Context, operation: Operation): Promise<Input> {
  const params = (ctx as unknown as { params: Record<string, string> }).params;
  const query = readQuery(ctx);
  if (!operation.query && Object.keys(query).length > 0) refuse('query', 'has a field that does not belong here');
  if (!operation.body && !operation.upload && operation.method !== 'get' && hasBody(ctx))
    refuse('body', 'is not expected here');
  return {
    params: operation.params ? checked(operation.params, params, 'path') : {},
    query: operation.query ? checked(operation.query, query, 'query') : {},
    body: operation.body ? await readJson(ctx, operation.body) : {},
  };
}
