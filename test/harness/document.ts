import { v7 } from 'uuid';
import { openApiDocument } from '../../api/openapi';
import { operations } from '../../api/operations';

export type Schema = Record<string, unknown>;

/** An operation as the OpenAPI document promises it. */
export interface DocumentedOperation {
  readonly id: string;
  readonly method: string;
  /** below /api/v1, with its parameters in braces */
  readonly path: string;
  readonly parameters: readonly string[];
  readonly roles: readonly string[];
  readonly permission: string | null;
  readonly body: Schema | null;
}

const document = openApiDocument(operations);
const bodyOf = (operation: Record<string, unknown>): Schema | null =>
  (operation['requestBody'] as { content: Record<string, { schema: Schema }> } | undefined)?.content['application/json']
    ?.schema ?? null;

/** Every operation of the document. */
export const documented: readonly DocumentedOperation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    id: String(operation['operationId']),
    method: method.toUpperCase(),
    path,
    parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)),
    roles: operation['x-roles'] as readonly string[],
    permission: (operation['x-permission'] as string | undefined) ?? null,
    body: bodyOf(operation),
  })),
);

const FORMATS: Readonly<Record<string, string>> = {
  uuid: v7(),
  'date-time': '2026-02-09T15:00:00Z',
  date: '2026-02-09',
  email: 'somebody@people.example',
  uri: 'https://example.org/',
};

function smallestText(schema: Schema): string {
  const format = FORMATS[String(schema['format'])];
  return format ?? 'x'.repeat(Math.max(1, Number(schema['minLength'] ?? 1)));
}

function smallestObject(schema: Schema): Schema {
  const properties = (schema['properties'] ?? {}) as Record<string, Schema>;
  return Object.fromEntries(
    ((schema['required'] ?? []) as string[]).map((name) => [name, smallest(properties[name] ?? {})]),
  );
}

const OF_TYPE: Readonly<Record<string, (schema: Schema) => unknown>> = {
  object: smallestObject,
  array: (schema) => Array.from({ length: Number(schema['minItems'] ?? 0) }, () => smallest(schema['items'] as Schema)),
  string: smallestText,
  integer: (schema) => Math.max(0, Number(schema['minimum'] ?? 0)),
  number: (schema) => Math.max(0, Number(schema['minimum'] ?? 0)),
  boolean: () => false,
  null: () => null,
};

/** The schema that a schema stands for: the one it refers to, or the first of those it may be. */
function behind(schema: Schema): Schema | null {
  const { $ref, anyOf, oneOf, allOf } = schema as { $ref?: string } & Partial<Record<string, Schema[]>>;
  const name = $ref?.split('/').at(-1);
  if (name !== undefined) return document.components.schemas[name] ?? null;
  return (anyOf ?? oneOf ?? allOf)?.[0] ?? null;
}

/**
 * The smallest value that a schema lets in, as far as it says: patterns are beyond it. A request that is to be refused
 * for whose it is must not be refused for its form before.
 */
export function smallest(schema: Schema): unknown {
  const instead = behind(schema);
  if (instead) return smallest(instead);
  if ('const' in schema) return schema['const'];
  const [choice] = (schema['enum'] ?? []) as unknown[];
  return choice ?? OF_TYPE[String(schema['type'])]?.(schema) ?? null;
}
