import { createLock } from '../middleware/lockout';
import { limitsFor } from '../limits';
import { rows } from '../../db/postgres';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Caller, testPasswordHash } from '../../test/harness/caller';
import { buildPerson, type BuiltPerson } from '../../test/factories/people';

const lockout = (points: number) => ({ points, seconds: 600, firstPauseSeconds: 30, longestPauseSeconds: 100 });
let app: TestApp;
let person: BuiltPerson;
beforeAll(async () => {
  app = await createTestApp({
    limits: {
      ...limitsFor(1_000),
      guessesPerAccountAndAddress: lockout(3),
      guessesPerAccount: lockout(6),
      guessesPerDevice: lockout(3),
    },
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  person = await buildPerson(app.database.owner, { roles: ['student'], passwordHash: await testPasswordHash() });
});

const attempt = (password: string, address: string, caller = new Caller(app)) =>
  caller.post('/session', { email: person.email, password }, { headers: { 'x-forwarded-for': address } });
const RIGHT = 'correct horse battery';
const guess = async (times: number, address: string) => {
  for (let i = 0; i < times; i++) expect((await attempt('wrong', address)).body.code).toBe('credentials_wrong');
};

describe('a lock on guesses', () => {
  const lockOf = (name: string) => createLock(app.redis, name, lockout(2));
  const pauseOf = (lock: ReturnType<typeof lockOf>, key: string) =>
    lock.attempt(key).then(
      () => 0,
      (refusal: { parts: { details: { retryAfterSeconds: number } } }) => refusal.parts.details.retryAfterSeconds,
    );

  it('pauses for longer after every guess, up to a limit, and says for how long', async () => {
    const lock = lockOf('growing');
    const pauses: number[] = [];
    await lock.attempt('one');
    for (let i = 0; i < 4; i++) {
      await lock.attempt('one');
      pauses.push(await pauseOf(lock, 'one'));
      // the pause is over: what it leaves behind is what it would have left in time
      await app.redis.del('stoa:pause:growing:one');
    }
    expect(pauses).toEqual([30, 60, 100, 100]);
  });

  it('does not count who asks during the pause, so that asking makes it no longer', async () => {
    const lock = lockOf('patient');
    await lock.attempt('one');
    await lock.attempt('one');
    for (let i = 0; i < 5; i++) expect(await pauseOf(lock, 'one')).toBeGreaterThan(28);
    await app.redis.del('stoa:pause:patient:one');
    await lock.attempt('one');
    expect(await pauseOf(lock, 'one')).toBeLessThanOrEqual(60);
  });

  // Loss prevented: a thousand guesses sent in one breath would all be judged before the first is counted.
  it('lets no more through when many come at once', async () => {
    const lock = lockOf('crowd');
    const pauses = await Promise.all(Array.from({ length: 20 }, () => pauseOf(lock, 'one')));
    expect(pauses.filter((pause) => pause === 0)).toHaveLength(2);
  });

  it('counts keys apart, and forgets when it is lifted', async () => {
    const lock = lockOf('apart');
    await lock.attempt('one');
    await lock.attempt('one');
    expect(await pauseOf(lock, 'two')).toBe(0);
    await lock.lift('one');
    expect(await pauseOf(lock, 'one')).toBe(0);
  });
});

describe('guessing a password', () => {
  it('locks the account for the address that guesses, the right password included, and for no other', async () => {
    await guess(3, '10.0.0.1');
    const locked = await attempt(RIGHT, '10.0.0.1');
    expect([locked.status, locked.body.code]).toEqual([429, 'rate_limited']);
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(25);
    expect((await attempt(RIGHT, '10.0.0.2')).status).toBe(200);
  });

  it('is locked the same for an address that has no account', async () => {
    const email = 'nobody-here@people.example';
    const ask = () => new Caller(app).post('/session', { email, password: 'wrong' });
    const codes = [];
    for (let i = 0; i < 4; i++) codes.push((await ask()).body.code);
    expect(codes).toEqual(['credentials_wrong', 'credentials_wrong', 'credentials_wrong', 'rate_limited']);
  });

  it('from many addresses locks it for all of them, but not for a device that was signed in before', async () => {
    const own = new Caller(app);
    expect((await attempt(RIGHT, '10.0.1.1', own)).status).toBe(200);
    for (const address of ['10.0.2.1', '10.0.2.2', '10.0.2.3']) await guess(2, address);
    expect((await attempt(RIGHT, '10.0.2.4')).body.code).toBe('rate_limited');
    expect((await own.ask('DELETE', '/session')).status).toBe(204);
    expect((await attempt(RIGHT, '10.0.2.4', own)).status).toBe(200);
  });

  it('with the name of a device that the account never saw is no way round', async () => {
    await guess(3, '10.0.3.1');
    const thief = new Caller(app);
    thief.cookies.set('stoa_web_dv', 'a device of my own');
    expect((await attempt(RIGHT, '10.0.3.1', thief)).body.code).toBe('rate_limited');
    const other = await buildPerson(app.database.owner, { roles: ['student'], passwordHash: await testPasswordHash() });
    await thief.signIn(other.email);
    expect((await attempt(RIGHT, '10.0.3.1', thief)).body.code).toBe('rate_limited');
  });

  it('on a known device is counted too', async () => {
    const own = new Caller(app);
    await attempt(RIGHT, '10.0.4.1', own);
    for (let i = 0; i < 3; i++) expect((await attempt('wrong', '10.0.4.1', own)).status).toBe(401);
    expect((await attempt(RIGHT, '10.0.4.1', own)).body.code).toBe('rate_limited');
  });

  it('is over for the owner who sets a new password by mail', async () => {
    await guess(3, '10.0.5.1');
    const from = { headers: { 'x-forwarded-for': '10.0.5.1' } };
    await new Caller(app).post('/password/forgot', { email: person.email }, from);
    const [mail] = await rows<{ id: string }>(app.database.owner, `SELECT id FROM account_tokens WHERE person_id = ?`, [
      person.id,
    ]);
    const token = app.house.linkTokens.tokenFor(mail!.id);
    const password = 'a quiet harbour at noon';
    expect((await new Caller(app).post('/password/reset', { token, password }, from)).status).toBe(204);
    expect((await attempt(password, '10.0.5.1')).status).toBe(200);
  });
});
