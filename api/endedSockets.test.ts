import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { createEmitter } from '../activities/deliveries';
import { expireFamilies } from '../db/queries/sessions';
import { rows, type Db } from '../db/postgres';
import { createTestApp, type TestApp } from '../test/harness/api';
import { Caller, signedIn, type SignedInCaller } from '../test/harness/caller';
import { eraseAtOnce } from '../test/harness/closings';
import { closeSockets, connectSocket, cutOf } from '../test/harness/sockets';
import { createRealtime } from './realtime';

/**
 * Loss prevented: somebody whose sign-in was ended (a stolen laptop, a closed account, a look that is over) would go on
 * hearing what happens to its owner's lessons for as long as they leave the page open.
 */
let app: TestApp;
let admin: SignedInCaller;
/** the packet of the protocol that says so */
const CONNECT_ERROR = 4;
const CUT = 'io server disconnect';
const PASSWORD = 'correct horse battery';
const NEW = 'a longer stretch of water';
const redis = () => new Redis(process.env['REDIS_URL'] ?? process.env['REDIS'] ?? 'redis://127.0.0.1:6379');
beforeAll(async () => {
  app = await createTestApp({ realtime: true });
  admin = await signedIn(app, ['admin']);
});
afterEach(closeSockets);
afterAll(() => app.close());

const familyOf = async (personId: string): Promise<string> => {
  const [family] = await rows<{ id: string }>(
    app.database.owner,
    `SELECT id FROM sign_in_families WHERE person_id = ?`,
    [personId],
  );
  return family!.id;
};
async function elsewhere({ person }: SignedInCaller): Promise<Caller> {
  const caller = new Caller(app);
  expect((await caller.signIn(person.email)).status).toBe(200);
  return caller;
}
/** Everything that ends a sign-in; each is done to the one that `me` has, and leaves nobody else without theirs. */
const ENDINGS: Record<string, (me: SignedInCaller) => Promise<unknown>> = {
  'signing out': ({ caller }) => caller.ask('DELETE', '/session'),
  'signing the device out from another one': async (me) => {
    const id = await familyOf(me.person.id);
    return (await elsewhere(me)).ask('DELETE', `/me/devices/${id}`);
  },
  'signing out everywhere': async (me) => (await elsewhere(me)).ask('DELETE', '/me/devices'),
  'a password changed on another device': async (me) => {
    const body = { currentPassword: PASSWORD, password: NEW };
    return (await elsewhere(me)).ask('PUT', '/me/password', { body });
  },
  'a password set anew by mail': async ({ person }) => {
    await new Caller(app).post('/password/forgot', { email: person.email });
    const [link] = await app.database
      .owner('account_tokens')
      .where({ person_id: person.id })
      .select<{ id: string }[]>('id');
    return new Caller(app).post('/password/reset', { token: app.house.linkTokens.tokenFor(link!.id), password: NEW });
  },
  'an account closed by the staff': ({ person }) =>
    admin.caller.post(`/staff/people/${person.id}/disable`, { reason: 'they asked for it' }),
  'a refresh token that was used before': async ({ caller, person }) => {
    const copy = new Caller(app);
    for (const [name, value] of caller.cookies) copy.cookies.set(name, value);
    await caller.post('/session/refresh');
    const family = await familyOf(person.id);
    const longAgo = { used_at: new Date(Date.now() - 21_000) };
    await app.database.owner('refresh_tokens').whereNotNull('used_at').where({ family_id: family }).update(longAgo);
    return copy.post('/session/refresh');
  },
  'tokens that have all run out': async ({ person }) => {
    const family = await familyOf(person.id);
    await app.database
      .owner('refresh_tokens')
      .where({ family_id: family })
      .update({ expires_at: new Date(0) });
    return expireFamilies(app.database.app, Date.now());
  },
  'the erasure of the account, by the worker': ({ person }) =>
    eraseAtOnce(app.database.app, person.id, app.house.clock.now()),
};

describe('whoever was signed out hears nothing more of its owner’s lessons: sockets, and nobody else’s, are cut by', () => {
  it.each(Object.keys(ENDINGS))('%s', async (how) => {
    const me = await signedIn(app, ['student']);
    const [socket, other] = await Promise.all([
      connectSocket(me.caller),
      connectSocket((await signedIn(app, ['student'])).caller),
    ]);
    await ENDINGS[how]!(me);
    expect(await cutOf(socket)).toBe(CUT);
    expect(other.connected).toBe(true);
    await expect(connectSocket(me.caller)).rejects.toThrow(/session_revoked|unauthenticated/);
  });
});

/** Closes an account by hand, which says nothing to anybody. */
const close = (id: string) => app.database.owner('people').where({ id }).update({ disabled_at: new Date() });

/** A pool that does something between its first answer and whoever asked. */
function afterFirstAnswer(db: Db, act: () => PromiseLike<unknown>): Db {
  let first = true;
  return new Proxy(db, {
    get: (pool, name, self) => {
      if (name !== 'raw' || !first) return Reflect.get(pool, name, self) as unknown;
      first = false;
      return async (sql: string, values: never) => {
        const answer: unknown = await pool.raw(sql, values);
        await act();
        return answer;
      };
    },
  });
}

/** One more API process on the same stores, without its routes. */
async function anotherProcess({ recheckMs = 60_000, house = app.house } = {}) {
  const [server, streams] = [createServer(), redis()];
  const realtime = createRealtime(server, house, { redis: streams, url: app.database.appUrl, recheckMs });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    at: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await realtime.close();
      streams.disconnect();
    },
  };
}

describe('a socket of a sign-in that ended', () => {
  it('is cut in whichever process holds it', async () => {
    const other = await anotherProcess();
    const { caller } = await signedIn(app, ['student']);
    const sockets = [await connectSocket(caller), await connectSocket(caller, { at: other.at })];
    await caller.ask('DELETE', '/session');
    expect(await Promise.all(sockets.map(cutOf))).toEqual([CUT, CUT]);
    await other.close();
  });

  it('is cut although the word of it was lost with the connection that brings it', async () => {
    const { caller } = await signedIn(app, ['student']);
    const socket = await connectSocket(caller);
    const [gone] = await rows<{ gone: boolean }>(
      app.database.owner,
      `SELECT bool_and(pg_terminate_backend(pid, 5000)) AS gone FROM pg_stat_activity
       WHERE application_name = 'stoa-sign-ins' AND datname = current_database()`,
    );
    expect(gone).toEqual({ gone: true });
    await caller.ask('DELETE', '/session');
    expect(await cutOf(socket)).toBe(CUT);
  });

  it('is cut by the next round when nothing was said at all', async () => {
    const other = await anotherProcess({ recheckMs: 100 });
    const { caller, person } = await signedIn(app, ['student']);
    const socket = await connectSocket(caller, { at: other.at });
    await close(person.id);
    expect(await cutOf(socket)).toBe(CUT);
    await other.close();
  });

  it('does not stay because the sign-in ended while the socket was being let in', async () => {
    const { caller, person } = await signedIn(app, ['student']);
    const house = { ...app.house, db: afterFirstAnswer(app.house.db, () => close(person.id)) };
    const other = await anotherProcess({ house });
    expect(await connectSocket(caller, { at: other.at }).then(cutOf)).toBe(CUT);
    await other.close();
  });

  // what is kept for those who come back would be sent before they are asked who they are
  it('is sent nothing of what happened while it was away', async () => {
    const { caller, person } = await signedIn(app, ['student']);
    const emitter = createEmitter(redis());
    const socket = await connectSocket(caller);
    const tell = (version: number) => {
      emitter.emit({ about: 'approval', tutorId: person.id, version, event: 'approve', at: 0 });
    };
    const first = new Promise((resolve) => socket.once('approvalChanged', resolve));
    tell(1);
    await first;
    const sent: unknown[] = [];
    socket.io.on('packet', ({ type }) => sent.push(type));
    const away = cutOf(socket);
    socket.io.engine.close();
    await away;
    tell(2);
    await caller.ask('DELETE', '/session');
    const refused = new Promise<Error>((resolve) => socket.once('connect_error', resolve));
    socket.connect();
    expect((await refused).message).toBe('session_revoked');
    expect(sent).toEqual([CONNECT_ERROR]);
    await emitter.close();
  });
});
