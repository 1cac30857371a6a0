import { Problem } from '@stoa/contracts/http/shared';
import type { ErrorCode } from '@stoa/domain/errors';
import { z } from 'zod';
import { PARTIES } from './access';
import { STATUS } from './middleware/errors';
import type { Operation } from './operation';

type Json = Record<string, unknown>;
export interface OpenApiDocument extends Json {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>> };
}

const mayBeParty = ({ access }: Operation): boolean =>
  access !== 'public' && access.some((role) => PARTIES.includes(role));

/** Codes that follow from what an operation declares, so that no route can forget to say them. */
export function errorsOf(operation: Operation): ErrorCode[] {
  const unsafe = operation.method !== 'get';
  const codes: ErrorCode[] = ['request_invalid', 'rate_limited', 'temporarily_unavailable'];
  if (operation.access !== 'public')
    codes.push('unauthenticated', 'token_expired', 'session_revoked', 'role_not_held', 'forbidden');
  if (unsafe && mayBeParty(operation)) codes.push('impersonation_read_only');
  if (operation.access !== 'public' && !operation.whileEnrolling) codes.push('totp_enrolment_required');
  if (unsafe) codes.push('csrf_refused', 'request_too_large');
  if (operation.body) codes.push('unsupported_media_type');
  if (operation.idempotent) codes.push('idempotency_key_required', 'idempotency_key_reused');
  return [...new Set([...codes, ...(operation.errors ?? [])])].sort();
}

/** Turns zod schemas into the document's, each named one once, below `components`. */
function schemaWriter(components: Record<string, Json>) {
  return function write(schema: z.ZodType, io: 'input' | 'output'): Json {
    const { $defs = {}, ...root } = z.toJSONSchema(schema, {
      io,
      override: ({ jsonSchema }) => {
        if (jsonSchema.type === 'integer') delete jsonSchema.pattern;
      },
    }) as Json & { $defs?: Record<string, Json>; id?: string };
    delete root['$schema'];
    const named = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));
    for (const [id, definition] of Object.entries({
      ...$defs,
      ...(root.id ? { [root.id]: root } : {}),
    })) {
      const rest = named(definition) as Json;
      delete rest['id'];
      const before = components[id];
      if (before && JSON.stringify(before) !== JSON.stringify(rest)) throw new Error(`two schemas are named ${id}`);
      components[id] = rest;
    }
    return root.id ? { $ref: `#/components/schemas/${root.id}` } : (named(root) as Json);
  };
}

function parametersOf(operation: Operation, write: ReturnType<typeof schemaWriter>): Json[] {
  const read = (schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] => {
    if (!schema) return [];
    const { properties = {}, required = [] } = write(schema, 'input') as {
      properties?: Record<string, Json>;
      required?: string[];
    };
    return Object.entries(properties).map(([name, property]) => {
      const { description, ...rest } = property;
      return {
        name,
        in: place,
        required: required.includes(name),
        ...(description ? { description } : {}),
        schema: rest,
      };
    });
  };
  const headers = Object.entries(operation.headers ?? {}).map(([name, description]) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  }));
  const refs = operation.access === 'public' ? [] : ['ActingAs'];
  if (operation.idempotent) refs.push('IdempotencyKey');
  return [
    ...read(operation.params, 'path'),
    ...read(operation.query, 'query'),
    ...headers,
    ...refs.map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function problemsOf(operation: Operation): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorsOf(operation)) byStatus.set(STATUS[code], [...(byStatus.get(STATUS[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, codes]) => [
        String(status),
        {
          description: codes.join(', '),
          content: {
            'application/problem+json': {
              schema: {
                allOf: [
                  { $ref: '#/components/schemas/Problem' },
                  { type: 'object', properties: { code: { enum: codes } }, required: ['code'] },
                ],
              },
            },
          },
        },
      ]),
  );
}

/** Unsafe methods also need the header that a page of another site cannot send. */
function securityOf({ method, access }: Operation): Json[] {
  const app = method === 'get' ? {} : { app: [] };
  if (access !== 'public')
    return [
      { webCookie: [], ...app },
      { consoleCookie: [], ...app },
    ];
  return method === 'get' ? [] : [app];
}

const FILE: Json = { type: 'string', format: 'binary' };

function requestBodyOf(operation: Operation, write: ReturnType<typeof schemaWriter>): Json {
  const { body, upload } = operation;
  if (upload) return { requestBody: { required: true, content: { 'application/octet-stream': { schema: FILE } } } };
  if (!body) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: write(body, 'input') } } } };
}

function answerOf(operation: Operation, write: ReturnType<typeof schemaWriter>): Json {
  const { status, schema, type = 'application/json', file } = operation.answer;
  const content = file
    ? Object.fromEntries(file.map((each) => [each, { schema: FILE }]))
    : schema && { [type]: { schema: write(schema, 'output') } };
  return {
    [String(status)]: { description: status === 204 ? 'Done' : 'The answer', ...(content ? { content } : {}) },
  };
}

function writeOperation(operation: Operation, write: ReturnType<typeof schemaWriter>): Json {
  const parameters = parametersOf(operation, write);
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBodyOf(operation, write),
    responses: { ...answerOf(operation, write), ...problemsOf(operation) },
    security: securityOf(operation),
    'x-roles': operation.access === 'public' ? ['public'] : operation.access,
    ...(operation.permission ? { 'x-permission': operation.permission } : {}),
  };
}

const PARAMETERS: Json = {
  ActingAs: {
    name: 'X-Acting-As',
    in: 'header',
    required: false,
    description: 'the role to act in; one that the person holds and the app allows',
    schema: { $ref: '#/components/schemas/Role' },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'fresh for every new request, the same for every repeat of one; visible ASCII',
    schema: { type: 'string', minLength: 8, maxLength: 128, pattern: '^[\\x21-\\x7E]+$' },
  },
};

/** The OpenAPI 3.1 document of /api/v1, made of the operations and zod's own metadata. */
export function openApiDocument(operations: readonly Operation[]): OpenApiDocument {
  const schemas: Record<string, Json> = {};
  const write = schemaWriter(schemas);
  write(Problem, 'output');
  const paths: Record<string, Record<string, Json>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: writeOperation(operation, write) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Stoa',
      version: '1.0.0',
      description:
        'The API of a Stoa installation. Amounts are integers in minor units beside their currency, instants are ISO 8601, refusals are RFC 9457 problems whose `code` has a page in docs/errors. Requests that move state or money need an Idempotency-Key.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/v1' }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      parameters: PARAMETERS,
      securitySchemes: {
        webCookie: { type: 'apiKey', in: 'cookie', name: 'stoa_web_at' },
        consoleCookie: { type: 'apiKey', in: 'cookie', name: 'stoa_admin_at' },
        app: { type: 'apiKey', in: 'header', name: 'X-Stoa-App', description: 'which front end asks: web or admin' },
      },
    },
  } as OpenApiDocument;
}
