import knex, { type Knex } from 'knex';
import { types } from 'pg';

/** What a query can be asked on: the pool, or a transaction of it. */
export type Db = Knex;
export type Trx = Knex.Transaction;

export interface PostgresOptions {
  readonly url: string;
  readonly poolMax?: number;
  /** shown in pg_stat_activity */
  readonly name?: string;
  /** how long a caller waits for a free connection before it is refused, ms */
  readonly acquireMs?: number;
  /** how long a statement may run, ms */
  readonly statementMs?: number;
}

const INT8 = 20;
const INT8_ARRAY = 1016;

/** bigint columns hold money and counters; beyond 2^53 a JS number would lie, so reading one is refused. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond the safe integers`);
  return value;
}

/** For this pool only: other users of `pg` in the process keep its defaults. */
const parsers = {
  getTypeParser(oid: number): unknown {
    if (oid === INT8) return parseInt8;
    if (oid === INT8_ARRAY) return (text: string) => text.slice(1, -1).split(',').filter(Boolean).map(parseInt8);
    return types.getTypeParser(oid, 'text');
  },
};

const nothing = (): void => undefined;
/** What fails is thrown to the caller, who logs it once; knex would print it to the console besides. */
const SILENT = { debug: nothing, warn: nothing, error: nothing, deprecate: nothing };

const LOCK_MS = 500;
const STATEMENT_MS = 3_000;

/**
 * Opens a pool. Nothing in it waits without a deadline: not for a connection (2 s), not for a lock (500 ms), not for an
 * answer (3 s). The caller ends it with `destroy()`.
 */
export function connectPostgres(options: PostgresOptions): Db {
  const { url, poolMax = 10, name = 'stoa', acquireMs = 2_000, statementMs = STATEMENT_MS } = options;
  return knex({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: name,
      connectionTimeoutMillis: acquireMs,
      keepAlive: true,
      lock_timeout: LOCK_MS,
      statement_timeout: statementMs,
      idle_in_transaction_session_timeout: 15_000,
      types: parsers,
    } as Knex.PgConnectionConfig,
    pool: { min: 0, max: poolMax, createTimeoutMillis: acquireMs, idleTimeoutMillis: 30_000 },
    acquireConnectionTimeout: acquireMs,
    log: SILENT,
  });
}

export interface TransactionLimits {
  /** how long a statement waits for a lock, ms; must stay below `statementMs` */
  readonly lockMs?: number;
  readonly statementMs?: number;
  /** how often it is run anew after a deadlock or a serialisation failure */
  readonly retries?: number;
}

const DEADLOCK = '40P01';
const SERIALISATION = '40001';

/** The SQLSTATE of what a query threw, or null when it is no Postgres error. */
export function sqlStateOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, nativeError } = error as { code?: unknown; nativeError?: unknown };
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  return nativeError === undefined ? null : sqlStateOf(nativeError);
}

/** Only where they differ from the pool's: each would be one more round trip of every transaction. */
async function limit(trx: Trx, { lockMs, statementMs }: TransactionLimits): Promise<void> {
  const limits = Object.entries({ lock_timeout: lockMs, statement_timeout: statementMs });
  const set = limits.filter(([, ms]) => ms !== undefined).map(([name, ms]) => `SET LOCAL ${name} = ${Number(ms)}`);
  if (set.length > 0) await trx.raw(set.join('; '));
}

/**
 * Runs `work` in one transaction that waits for nobody without a deadline: the pool's, or its own.
 * A deadlock or a serialisation failure is run anew, at most `retries` times; everything else flies.
 * @param db the pool. Inside of a transaction, pass that transaction on instead of calling this
 */
export async function inTransaction<T>(
  db: Db,
  { retries = 3, ...limits }: TransactionLimits,
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await db.transaction(async (trx) => {
        await limit(trx, limits);
        return work(trx);
      });
    } catch (error) {
      const state = sqlStateOf(error);
      if (attempt >= retries || (state !== DEADLOCK && state !== SERIALISATION)) throw error;
    }
  }
}

/** Asks questions at once; in a transaction, whose one connection takes one at a time, one after the other. */
export async function together<T extends readonly unknown[]>(
  db: Db,
  asks: { readonly [K in keyof T]: () => Promise<T[K]> },
): Promise<T> {
  if (!db.isTransaction) return Promise.all(asks.map((ask) => ask())) as unknown as Promise<T>;
  const answers: unknown[] = [];
  for (const ask of asks) answers.push(await ask());
  return answers as unknown as T;
}

/** Rows of a raw query, typed by the caller. */
export async function rows<T>(db: Db, sql: string, bindings: readonly Knex.RawBinding[] = []): Promise<T[]> {
  const result = await db.raw<{ rows: T[] }>(sql, bindings);
  return result.rows;
}

/** Ends when Postgres answered a trivial question; for readiness. Rejects after the pool's deadlines. */
export async function pingPostgres(db: Db): Promise<void> {
  await db.raw('SELECT 1');
}
