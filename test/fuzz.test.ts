import fc from 'fast-check';
import { v7 } from 'uuid';
import { z } from 'zod';
import { EVERYBODY } from '../api/access';
import { openApiDocument } from '../api/openapi';
import { operations } from '../api/operations';
import { buildBooking } from './factories/bookings';
import { buildTutor } from './factories/tutors';
import { createTestApp, type TestApp } from './harness/api';
import { Caller, signedIn } from './harness/caller';

/**
 * Reads the document as a stranger would, sends what it allows and what it does not, as everybody, and holds the API to
 * its word: no 500, and no answer that the document does not describe.
 */
type Schema = Record<string, unknown> & {
  readonly type?: string;
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
};
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}
interface Described {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Schema }> }>;
}

const document = openApiDocument(operations);
const components = document.components as unknown as {
  schemas: Record<string, Schema>;
  parameters: Record<string, Parameter>;
};
const described: Described[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    id: String(operation['operationId']),
    method: method.toUpperCase(),
    path,
    parameters: ((operation['parameters'] ?? []) as (Parameter | { $ref: string })[]).map((each) =>
      '$ref' in each ? components.parameters[each.$ref.split('/').at(-1) ?? '']! : each,
    ),
    body:
      (operation['requestBody'] as { content: Record<string, { schema: Schema }> } | undefined)?.content[
        'application/json'
      ]?.schema ?? null,
    responses: operation['responses'] as Described['responses'],
  })),
);

/** A schema with everything it refers to beside it, as zod reads it back. */
const answerSchemas = new Map<string, z.ZodType>();
function schemaOf(operation: Described, status: number, type: string): z.ZodType | null {
  const key = `${operation.id} ${status} ${type}`;
  const known = answerSchemas.get(key);
  if (known) return known;
  const schema = operation.responses[String(status)]?.content?.[type]?.schema;
  if (!schema) return null;
  const text = JSON.stringify({ ...schema, $defs: components.schemas }).replaceAll('#/components/schemas/', '#/$defs/');
  const read = z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
  answerSchemas.set(key, read);
  return read;
}

let app: TestApp;
const callers: Caller[] = [];
/** Values that exist, so that requests get past the first door. */
const known: Record<string, string[]> = {};
beforeAll(async () => {
  app = await createTestApp({ now: Date.parse('2026-02-02T09:00:00Z') });
  callers.push(new Caller(app));
  for (const role of EVERYBODY) callers.push((await signedIn(app, [role])).caller);
  const tutor = await buildTutor(app.database.owner);
  const student = await signedIn(app, ['student']);
  const { booking } = await buildBooking(app.database.owner, {}, { student: student.person, tutor });
  callers.push(student.caller);
  known['tutorId'] = [tutor.id];
  known['subjectId'] = [tutor.subjectId];
  known['bookingId'] = [booking.id, v7()];
  known['startsAt'] = ['2026-02-09T15:00:00Z', '2026-02-09T15:30:00+02:00'];
}, 30_000);
afterAll(() => app.close());

const odd = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', ' ', '\u0000', '\ud800', '../..', "' OR 1=1 --", '٣', '2026-02-30T10:00:00Z', 'NaN', '1e9', '💡'),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 2 }),
);

const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  'date-time': fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  email: fc.emailAddress(),
};

/** A value that fits a schema, as far as the schema says; what it does not say is left to chance. */
function fitting(name: string, schema: Schema): fc.Arbitrary<unknown> {
  const values = known[name];
  if (values) return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, fc.uuid());
  const choices = schema['enum'] as unknown[] | undefined;
  if (choices) return fc.constantFrom(...choices);
  if (schema['$ref'] === '#/components/schemas/Role') return fc.constantFrom(...EVERYBODY);
  const formatted = FORMATS[String(schema['format'])];
  if (formatted) return formatted;
  if (schema.type === 'integer')
    return fc.integer({ min: Number(schema['minimum'] ?? 0), max: Number(schema['maximum'] ?? 1_000) });
  return fc.string({ minLength: Number(schema['minLength'] ?? 0), maxLength: 60 });
}

function bodyOf(schema: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, each]) => [
      name,
      fc.oneof({ weight: 8, arbitrary: fitting(name, each) }, { weight: 1, arbitrary: odd }),
    ]),
  );
  const whole = fc.record(fields, { requiredKeys: schema.required ?? [] });
  const more = fc
    .tuple(whole, fc.string({ maxLength: 8 }), odd)
    .map(([body, name, value]) => ({ ...body, [name]: value }));
  return fc.oneof({ weight: 8, arbitrary: whole }, { weight: 1, arbitrary: more }, { weight: 1, arbitrary: odd });
}

interface Sent {
  readonly operation: Described;
  readonly caller: number;
  readonly values: Record<string, unknown>;
  readonly body: unknown;
}

const requests: fc.Arbitrary<Sent> = fc.constantFrom(...described).chain((operation) =>
  fc.record({
    operation: fc.constant(operation),
    caller: fc.nat({ max: EVERYBODY.length + 1 }),
    values: fc.record(
      Object.fromEntries(
        operation.parameters.map(({ name, schema }) => [
          name,
          name === 'Idempotency-Key'
            ? fc.oneof({ weight: 4, arbitrary: fc.uuid() }, fc.string({ maxLength: 20 }))
            : fc.oneof({ weight: 5, arbitrary: fitting(name, schema) }, { weight: 1, arbitrary: odd }),
        ]),
      ),
      { requiredKeys: operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name) },
    ),
    body: operation.body === null ? fc.constant(undefined) : bodyOf(operation.body),
  }),
);

const isHeaderText = (text: string): boolean => /^[\x21-\x7e]*$/.test(text);

async function send({ operation, caller, values, body }: Sent) {
  let { path } = operation;
  const query = new URLSearchParams();
  const headers: Record<string, string> = {};
  for (const { name, in: place } of operation.parameters) {
    if (!(name in values)) continue;
    const text = String(values[name]);
    if (place === 'path')
      path = path.replace(`{${name}}`, encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '') || '-'));
    else if (place === 'query') query.append(name, text);
    else if (isHeaderText(text)) headers[name.toLowerCase()] = text;
  }
  const search = query.size > 0 ? `?${query.toString()}` : '';
  return callers[caller]!.ask(operation.method, `${path}${search}`, {
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

describe('the document', () => {
  it('describes every answer that any request of anybody gets, and none of them is a 500', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (sent) => {
        const answer = await send(sent);
        const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
        const { operation } = sent;
        // a path that became another path is that other operation's
        if (answer.body.code === 'not_found' || answer.body.code === 'method_not_allowed') return;
        expect(Object.keys(operation.responses)).toContain(String(answer.status));
        if (answer.status === 204) return;
        const schema = schemaOf(operation, answer.status, type);
        expect([operation.id, answer.status, type, schema === null]).toEqual([
          operation.id,
          answer.status,
          type,
          false,
        ]);
        if (type.includes('json')) schema?.parse(answer.body);
      }),
      { numRuns: Number(process.env['STOA_FUZZ_RUNS'] ?? 400), endOnFailure: false },
    );
    expect(app.reports).toEqual([]);
  }, 120_000);
});
