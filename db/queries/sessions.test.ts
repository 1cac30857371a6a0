import { createHash, randomUUID } from 'node:crypto';
import { buildStudent } from '../../test/factories/people';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import {
  endFamily,
  endFamilyOfToken,
  expireFamilies,
  findSignedIn,
  rotateRefreshToken,
  startFamily,
  type Rotation,
} from './sessions';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const AT = Date.parse('2026-02-02T09:00:00Z');
const MONTH = 30 * 86_400_000;
const GRACE = 20_000;
const hash = (token: string): string => createHash('sha256').update(token).digest('hex');
/** As the API derives it: whoever holds the token before comes to the same one. */
const next = (token: string): string => hash(`next of ${token}`);

interface SignIn {
  readonly familyId: string;
  readonly personId: string;
  readonly token: string;
}

async function signIn(): Promise<SignIn> {
  const { id: personId } = await buildStudent(database.owner);
  const [familyId, token] = [randomUUID(), randomUUID()];
  await startFamily(database.app, {
    device: { userAgent: 'Firefox/130', network: '192.0.2.0', hash: 'd'.repeat(64) },
    familyId,
    personId,
    app: 'web',
    tokenHash: hash(token),
    at: AT,
    expiresAt: AT + MONTH,
  });
  return { familyId, personId, token };
}

const rotate = (token: string, at: number, differences: Partial<Rotation> = {}) =>
  rotateRefreshToken(database.app, {
    tokenHash: hash(token),
    successorHash: hash(next(token)),
    app: 'web',
    at,
    expiresAt: at + MONTH,
    graceMs: GRACE,
    ...differences,
  });

describe('rotateRefreshToken', () => {
  it('hands on from token to token', async () => {
    const { token, familyId, personId } = await signIn();
    expect(await rotate(token, AT + 1)).toEqual({ kind: 'rotated', familyId, personId, again: false });
    expect(await rotate(next(token), AT + 2)).toMatchObject({ kind: 'rotated', again: false });
  });

  it('gives two tabs the same successor, up to the end of the grace', async () => {
    const { token } = await signIn();
    await rotate(token, AT);
    expect(await rotate(token, AT + GRACE)).toMatchObject({ kind: 'rotated', again: true });
    expect(await rotate(next(token), AT + GRACE)).toMatchObject({ kind: 'rotated', again: false });
  });

  it('ends the family when an old token comes back after the grace: a copy of it is in somebody’s hands', async () => {
    const { token, familyId } = await signIn();
    await rotate(token, AT);
    expect(await rotate(token, AT + GRACE + 1)).toMatchObject({ kind: 'reused' });
    expect(await rotate(next(token), AT + GRACE + 2)).toEqual({ kind: 'ended' });
    expect(await findSignedIn(database.app, familyId, 'web')).toBeNull();
  });

  it('ends the family when a token within the grace would lead somewhere else', async () => {
    const { token } = await signIn();
    await rotate(token, AT);
    expect(await rotate(token, AT + 1, { successorHash: hash('forged') })).toMatchObject({ kind: 'reused' });
  });

  it('lets 20 tabs at once through to one and the same successor', async () => {
    const { token } = await signIn();
    const results = await Promise.all(Array.from({ length: 20 }, () => rotate(token, AT)));
    expect(results.every(({ kind }) => kind === 'rotated')).toBe(true);
    expect(results.filter((result) => result.kind === 'rotated' && !result.again)).toHaveLength(1);
    expect(await rotate(next(token), AT + 1)).toMatchObject({ kind: 'rotated', again: false });
  });

  it('refuses a token that never was, has run out, or belongs to the other app', async () => {
    const { token } = await signIn();
    expect(await rotate('never', AT)).toEqual({ kind: 'unknown' });
    expect(await rotate(token, AT, { app: 'admin' })).toEqual({ kind: 'unknown' });
    expect(await rotate(token, AT + MONTH)).toEqual({ kind: 'expired' });
  });

  it('refuses somebody whose account was disabled meanwhile', async () => {
    const { token, personId, familyId } = await signIn();
    await database
      .owner('people')
      .where({ id: personId })
      .update({ disabled_at: new Date(AT) });
    expect(await rotate(token, AT + 1)).toEqual({ kind: 'ended' });
    expect(await findSignedIn(database.app, familyId, 'web')).toBeNull();
  });
});

describe('a sign-in', () => {
  it('knows the roles held now, in the app it was made for', async () => {
    const { familyId, personId } = await signIn();
    expect(await findSignedIn(database.app, familyId, 'web')).toMatchObject({ id: personId, roles: ['student'] });
    expect(await findSignedIn(database.app, familyId, 'admin')).toBeNull();
    await database.owner('person_roles').where({ person_id: personId }).delete();
    expect(await findSignedIn(database.app, familyId, 'web')).toMatchObject({ roles: [] });
  });

  it('ends by its id or by its token, and ending it again is no error', async () => {
    const first = await signIn();
    await endFamily(database.app, first.familyId, { reason: 'signed_out', at: AT });
    await endFamily(database.app, first.familyId, { reason: 'disabled', at: AT + 1 });
    expect(await rotate(first.token, AT + 2)).toEqual({ kind: 'ended' });
    const second = await signIn();
    await endFamilyOfToken(database.app, hash(second.token), { at: AT });
    expect(await findSignedIn(database.app, second.familyId, 'web')).toBeNull();
  });

  it('is closed when all its tokens have run out, not before', async () => {
    const { familyId, token } = await signIn();
    await rotate(token, AT + 1);
    await expireFamilies(database.app, AT + MONTH);
    expect(await findSignedIn(database.app, familyId, 'web')).not.toBeNull();
    await expireFamilies(database.app, AT + MONTH + 1);
    expect(await findSignedIn(database.app, familyId, 'web')).toBeNull();
  });
});
