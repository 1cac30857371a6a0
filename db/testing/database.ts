import { randomBytes } from 'node:crypto';
import { migrations } from '../migrationSource';
import { connectPostgres, rows, type Db } from '../postgres';

/** A database of a test's own, migrated, with a pool as its owner and pools as the application's role. */
export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly owner: Db;
  readonly app: Db;
  /** one more pool as the application's role, as another process would have */
  openPool(poolMax?: number): Db;
  /** ends the pools and keeps the database */
  close(): Promise<void>;
  drop(): Promise<void>;
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'] ?? process.env['DEV_PG_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set: the address of a Postgres server, as a superuser');
  return url;
}

/** Copies of databases and migrations take longer than anything the product may ask, above all on a busy machine. */
const COPY_MS = 60_000;

const withDatabase = (name: string): URL => {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url;
};

const asApp = (name: string): string => {
  const url = withDatabase(name);
  url.searchParams.set('options', '-c role=stoa_app');
  return url.toString();
};

async function onServer(sql: string): Promise<void> {
  const server = connectPostgres({ url: serverUrl(), poolMax: 1, name: 'stoa-test-server', statementMs: COPY_MS });
  try {
    await server.raw(sql);
  } finally {
    await server.destroy();
  }
}

/** Makes an empty database on the test server. The caller drops it. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase('');
}

async function createDatabase(options: string): Promise<TestDatabase> {
  const name = `stoa_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name} ${options}`);
  const ownerUrl = withDatabase(name).toString();
  const appUrl = asApp(name);
  const owner = connectPostgres({ url: ownerUrl, poolMax: 4, name: 'stoa-test-owner', statementMs: COPY_MS });
  const pools: Db[] = [owner];
  const openPool = (poolMax = 10): Db => {
    const pool = connectPostgres({ url: appUrl, poolMax, name: 'stoa-test-app' });
    pools.push(pool);
    return pool;
  };
  const close = async (): Promise<void> => {
    await Promise.all(pools.map((pool) => pool.destroy()));
  };
  const drop = async (): Promise<void> => {
    await close();
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { name, ownerUrl, appUrl, owner, app: openPool(), openPool, close, drop };
}

/** Makes a migrated database, copied from the template where there is one. The caller drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = process.env['TEST_TEMPLATE_DATABASE'];
  if (template) return createDatabase(`TEMPLATE ${template}`);
  const database = await createEmptyDatabase();
  await database.owner.migrate.latest({ migrationSource: migrations });
  return database;
}

/**
 * Makes the migrated database that tests copy, unless it is there: copying takes a tenth of migrating.
 * @param key names it by what went into it
 * @returns its name. Nobody connects to it: a database in use cannot be copied
 */
export async function createTemplateDatabase(key: string): Promise<string> {
  const name = `stoa_template_${key}`;
  const server = connectPostgres({ url: serverUrl(), poolMax: 1, name: 'stoa-test-server', statementMs: COPY_MS });
  try {
    const isThere = async (): Promise<boolean> =>
      (await rows(server, 'SELECT FROM pg_database WHERE datname = ?', [name])).length > 0;
    if (await isThere()) return name;
    const draft = await createEmptyDatabase();
    await draft.owner.migrate.latest({ migrationSource: migrations });
    await draft.close();
    // another run may have been quicker: its template is as good
    await server.raw(`ALTER DATABASE ${draft.name} RENAME TO ${name}`).catch(async (error: unknown) => {
      if (!(await isThere())) throw error;
      await draft.drop();
    });
    return name;
  } finally {
    await server.destroy();
  }
}
