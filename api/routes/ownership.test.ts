import { rows } from '../../db/postgres';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { callerFor, signedIn, testPasswordHash, type Caller } from '../../test/harness/caller';
import { documented, smallest, type DocumentedOperation } from '../../test/harness/document';
import { nobodysId, PATH_OBJECTS } from '../../test/factories/objects';
import { buildTutor } from '../../test/factories/tutors';
import { EVERYBODY } from '../access';

/** Prevents: somebody reads or changes what belongs to another person by sending that person's id. */
let app: TestApp;
const callers = new Map<string, Caller>();
beforeAll(async () => {
  app = await createTestApp();
  for (const role of EVERYBODY) callers.set(role, (await signedIn(app, [role])).caller);
  // with a profile of their own: without one, every step of a tutor ends before it is asked whose it is
  const tutor = await buildTutor(app.database.owner);
  const password_hash = await testPasswordHash();
  await app.database.owner('people').where({ id: tutor.id }).update({ password_hash });
  callers.set('tutor', await callerFor(app, tutor, ['tutor']));
});
afterAll(() => app.close());

/** Bodies whose form the document cannot say (patterns, rules between fields): by operation. */
const BODIES: Readonly<Record<string, unknown>> = {};

const isStaff = (role: string): boolean => role !== 'student' && role !== 'tutor';
const withIds = documented.filter(({ parameters }) => parameters.length > 0);
const owned = withIds.filter(
  ({ path, roles, parameters }) =>
    !path.startsWith('/staff/') &&
    !roles.includes('public') &&
    parameters.some((name) => PATH_OBJECTS[name]?.kind === 'owned'),
);
const cells = owned.flatMap((operation) =>
  operation.roles
    .filter((role) => !(isStaff(role) && operation.parameters.some((name) => mayStaffSee(name))))
    .map((role) => ({ ...operation, role })),
);

function mayStaffSee(name: string): boolean {
  const object = PATH_OBJECTS[name];
  return object?.kind === 'owned' && object.staffMaySee;
}

async function pathOf({ path, parameters }: DocumentedOperation): Promise<string> {
  let filled = path;
  for (const name of parameters) {
    const object = PATH_OBJECTS[name];
    const id = object?.kind === 'owned' ? await object.build(app.database.owner) : nobodysId();
    filled = filled.replace(`{${name}}`, id);
  }
  return filled;
}

function send(caller: Caller, operation: DocumentedOperation, path: string) {
  const { id, method, body } = operation;
  return caller.ask(method, path, {
    headers: { 'idempotency-key': nobodysId(), 'if-match': '"1"' },
    ...(body === null ? {} : { body: BODIES[id] ?? smallest(body) }),
  });
}

/** Of every table, what it holds. A key is remembered with its refusal; sign-ins are renewed meanwhile. */
async function everything(): Promise<Record<string, string>> {
  const tables = await rows<{ name: string }>(
    app.database.owner,
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND relname NOT IN ('idempotency_keys', 'refresh_tokens') ORDER BY relname`,
  );
  const sums = tables.map(
    ({ name }) => `SELECT '${name}' AS name, md5(string_agg(t::text, '' ORDER BY t::text)) AS sum FROM ${name} t`,
  );
  const found = await rows<{ name: string; sum: string }>(app.database.owner, sums.join(' UNION ALL '));
  return Object.fromEntries(found.map(({ name, sum }) => [name, sum]));
}

describe('an id in a path', () => {
  it('is of a kind that this test knows how to make', () => {
    const names = [...new Set(withIds.flatMap(({ parameters }) => parameters))];
    expect(names.filter((name) => !Object.hasOwn(PATH_OBJECTS, name))).toEqual([]);
  });

  it('is tried for bookings at least', () => {
    expect(owned.map(({ id }) => id)).toEqual(expect.arrayContaining(['getBooking', 'acceptBooking', 'cancelBooking']));
  });
});

describe('what belongs to somebody else', () => {
  it.each(cells)('is not there for a $role who asks $id, and stays as it was', async ({ role, ...operation }) => {
    const path = await pathOf(operation);
    const before = await everything();
    const sent = app.desk.sent.length;
    const answer = await send(callers.get(role)!, operation, path);
    expect([403, 404]).toContain(answer.status);
    expect(answer.body.code).toMatch(/^(forbidden|(\w+_)?not_found|file_link_invalid)$/);
    expect(await everything()).toEqual(before);
    expect(app.desk.sent).toHaveLength(sent);
  });

  it.each(cells)('reads for a $role who asks $id like what does not exist', async ({ role, ...operation }) => {
    const theirs = await send(callers.get(role)!, operation, await pathOf(operation));
    const nothing = await send(
      callers.get(role)!,
      operation,
      operation.path.replaceAll(/\{\w+\}/g, () => nobodysId()),
    );
    expect({ ...theirs.body, instance: '' }).toEqual({ ...nothing.body, instance: '' });
  });
});
