import { isAllowed, type Permission, type Role } from '@stoa/domain/permissions';
import { v7 } from 'uuid';
import { EVERYBODY, ROLES_OF } from '../access';
import { operations } from '../operations';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, signedIn } from '../../test/harness/caller';
import { documented, type DocumentedOperation } from '../../test/harness/document';

/** Prevents: an operation that somebody can ask for who should not, because nobody thought of asking. */
let app: TestApp;
const callers = new Map<string, Caller>();
beforeAll(async () => {
  app = await createTestApp();
  for (const role of EVERYBODY) callers.set(role, (await signedIn(app, [role])).caller);
});
afterAll(() => app.close());

/** Whoever opens an operation to everybody says so here as well. */
const PUBLIC: readonly string[] = [
  'compareTutors',
  'confirmEmail',
  'countTutors',
  'finishGoogleSignIn',
  'finishSignIn',
  'forgotPassword',
  'getErasureReceipt',
  'getPicture',
  'getRegistrationOptions',
  'getSubject',
  'getTutor',
  'listSlots',
  'listSlotsOfTutors',
  'listSubjects',
  'listTutorReviews',
  'listTutors',
  'readFile',
  'refreshSession',
  'register',
  'registerWithGoogle',
  'resetPassword',
  'restoreEmail',
  'signIn',
  'signOut',
  'startGoogleSignIn',
  'takeOverImpersonation',
  'verifyEmail',
];

const isPublic = ({ roles }: DocumentedOperation): boolean => roles.includes('public');
const guarded = documented.filter((operation) => !isPublic(operation));
const cells = guarded.flatMap((operation) => EVERYBODY.map((role) => ({ ...operation, role })));
const isForStaff = ({ path }: DocumentedOperation): boolean => path.startsWith('/staff/');

function ask(caller: Caller, { method, path }: DocumentedOperation) {
  return caller.ask(method, path.replaceAll(/\{\w+\}/g, v7()), method === 'GET' ? {} : { body: {} });
}

describe('who may ask for what', () => {
  it('has a row for every operation the router knows, and every role in it', () => {
    expect(documented.map(({ id }) => id).sort()).toEqual(operations.map(({ id }) => id).sort());
    expect(documented.filter(({ roles }) => roles.length === 0)).toEqual([]);
    expect(new Set(guarded.flatMap(({ roles }) => roles))).toEqual(new Set(EVERYBODY));
  });

  it('is open to everybody for the operations listed here and for no other', () => {
    const open = documented.filter(isPublic).map(({ id }) => id);
    expect(open.sort()).toEqual(PUBLIC);
  });

  it.each(cells)('$id as $role', async ({ role, ...operation }) => {
    const answer = await ask(callers.get(role)!, operation);
    if (operation.roles.includes(role)) {
      expect(['forbidden', 'role_not_held', 'unauthenticated']).not.toContain(answer.body.code);
    } else {
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
    }
  });

  it.each(guarded)('$id asks nobody in without a sign-in', async (operation) => {
    const answer = await ask(new Caller(app), operation);
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
  });

  it.each(guarded)('$id asks nobody in with the cookie of the other app', async (operation) => {
    const role = operation.roles[0] ?? '';
    const caller = callers.get(role)!;
    const stranger = new Caller(app, caller.audience === 'web' ? 'admin' : 'web');
    for (const [name, value] of caller.cookies)
      stranger.cookies.set(name.replace(caller.audience, stranger.audience), value);
    const answer = await ask(stranger, operation);
    expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated']);
  });

  it('splits the roles between the two apps without a rest', () => {
    expect([...ROLES_OF.web, ...ROLES_OF.admin].sort()).toEqual([...EVERYBODY].sort());
  });
});

describe('an operation of the staff', () => {
  const forStaff = documented.filter(isForStaff);

  it('is one below /staff, and names a permission; no other names one', () => {
    expect(forStaff.length).toBeGreaterThan(4);
    expect(forStaff.filter(({ permission }) => permission === null).map(({ id }) => id)).toEqual([]);
    expect(documented.filter((each) => !isForStaff(each) && each.permission !== null).map(({ id }) => id)).toEqual([]);
  });

  it.each(forStaff)('$id lets in exactly the roles that its permission is given to', ({ roles, permission }) => {
    const allowed = EVERYBODY.filter((role: Role) => isAllowed(role, permission as Permission));
    expect(roles).toEqual(allowed);
  });
});
