import { v7 } from 'uuid';
import { EVERYBODY, ROLES_OF } from '../access';
import { openApiDocument } from '../openapi';
import { operations } from '../operations';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, signedIn } from '../../test/harness/caller';

let app: TestApp;
const callers = new Map<string, Caller>();
beforeAll(async () => {
  app = await createTestApp();
  for (const role of EVERYBODY) callers.set(role, (await signedIn(app, [role])).caller);
});
afterAll(() => app.close());

/** The document is what promises the matrix; the router is what keeps it. */
const declared = Object.entries(openApiDocument(operations).paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    id: String(operation['operationId']),
    method: method.toUpperCase(),
    path: path.replaceAll(/\{\w+\}/g, v7()),
    roles: operation['x-roles'] as readonly string[],
  })),
);
const guarded = declared.filter(({ roles }) => !roles.includes('public'));
const cells = guarded.flatMap((operation) => EVERYBODY.map((role) => ({ ...operation, role })));

describe('who may ask for what', () => {
  it('has a cell for every guarded operation and role', () => {
    expect(guarded.length).toBeGreaterThan(14);
    expect(new Set(guarded.flatMap(({ roles }) => roles))).toEqual(new Set(EVERYBODY));
  });

  it.each(cells)('$id as $role', async ({ method, path, roles, role }) => {
    const answer = await callers.get(role)!.ask(method, path, method === 'GET' ? {} : { body: {} });
    if (roles.includes(role)) {
      expect(['forbidden', 'role_not_held', 'unauthenticated']).not.toContain(answer.body.code);
    } else {
      expect(answer.status).toBe(403);
      expect(answer.body.code).toBe('forbidden');
    }
  });

  it.each(guarded)('$id asks nobody in without a sign-in', async ({ method, path }) => {
    const answer = await new Caller(app).ask(method, path, method === 'GET' ? {} : { body: {} });
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
  });

  it('splits the roles between the two apps without a rest', () => {
    expect([...ROLES_OF.web, ...ROLES_OF.admin].sort()).toEqual([...EVERYBODY].sort());
  });
});
