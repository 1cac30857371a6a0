import { connectPostgres, inTransaction, parseInt8, pingPostgres, rows, sqlStateOf, type Db } from './postgres';
import { createTestDatabase, type TestDatabase } from './testing/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.raw(
    `CREATE TABLE things (id int PRIMARY KEY, n bigint); INSERT INTO things VALUES (1, 0), (2, 0)`,
  );
});
afterAll(() => database.drop());

describe('connectPostgres', () => {
  it('reads bigint as a number, alone and in an array, and refuses one that a number cannot hold', async () => {
    expect(await rows(database.app, `SELECT 9007199254740991 AS a, ARRAY[1, -2]::bigint[] AS b`)).toEqual([
      { a: 9007199254740991, b: [1, -2] },
    ]);
    expect(() => parseInt8('9007199254740993')).toThrow(RangeError);
  });

  it('does not wait for ever for a connection when all are in use', async () => {
    const pool = connectPostgres({ url: database.ownerUrl, poolMax: 1, acquireMs: 100 });
    const held = await pool.transaction();
    await expect(pool.raw('SELECT 1')).rejects.toThrow(/Timeout acquiring a connection/);
    await held.rollback();
    await pingPostgres(pool);
    await pool.destroy();
  });

  it('fails in time when nobody answers at the address', async () => {
    const pool = connectPostgres({ url: 'postgres://nobody@127.0.0.1:1/nothing', acquireMs: 500 });
    await expect(pingPostgres(pool)).rejects.toBeDefined();
    await pool.destroy();
  });
});

describe('inTransaction', () => {
  const bump = (db: Db, id: number) => db.raw(`UPDATE things SET n = n + 1 WHERE id = ?`, [id]);
  const latch = () => {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    return { open, opened };
  };

  it('does not wait for a lock longer than it may', async () => {
    const holder = await database.owner.transaction();
    await bump(holder, 1);
    const waiting = inTransaction(database.owner, { lockMs: 50 }, (trx) => bump(trx, 1));
    expect(await waiting.then(() => null, sqlStateOf)).toBe('55P03');
    await holder.rollback();
  });

  it('does not let a statement run longer than it may', async () => {
    const slow = inTransaction(database.owner, { statementMs: 50 }, (trx) => trx.raw(`SELECT pg_sleep(5)`));
    expect(await slow.then(() => null, sqlStateOf)).toBe('57014');
  });

  it('runs the victim of a deadlock anew, so that both ends come', async () => {
    await database.owner.raw(`UPDATE things SET n = 0`);
    const [a, b] = [latch(), latch()];
    let runs = 0;
    const cross = ([first, second]: readonly [number, number], own: typeof a, other: typeof a) =>
      inTransaction(database.owner, { lockMs: 5_000, statementMs: 6_000 }, async (trx) => {
        runs += 1;
        await trx.raw(`SET LOCAL deadlock_timeout = '50ms'`);
        await bump(trx, first);
        own.open();
        await other.opened;
        await bump(trx, second);
      });
    await Promise.all([cross([1, 2], a, b), cross([2, 1], b, a)]);
    expect(runs).toBe(3);
    expect(await rows(database.owner, `SELECT n FROM things ORDER BY id`)).toEqual([{ n: 2 }, { n: 2 }]);
  });

  it('gives up a deadlock that does not end, and never repeats another failure', async () => {
    const failing = (state: string) => {
      let runs = 0;
      const work = inTransaction(database.owner, { retries: 2 }, async (trx) => {
        runs += 1;
        await trx.raw(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${state}'; END $$`);
      });
      return work.then(
        () => 0,
        () => runs,
      );
    };
    expect(await failing('40001')).toBe(3);
    expect(await failing('40P01')).toBe(3);
    expect(await failing('23505')).toBe(1);
  });
});

describe('sqlStateOf', () => {
  it('finds the state also where a library wrapped the error, and none in others', () => {
    expect(sqlStateOf({ nativeError: { code: '23P01' } })).toBe('23P01');
    expect(sqlStateOf(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))).toBeNull();
    expect(sqlStateOf(undefined)).toBeNull();
  });
});
