import { randomBytes } from 'node:crypto';
import { migrations } from '../migrationSource';
import { connectPostgres, type Db } from '../postgres';

/** A database of a test's own, migrated, with a pool as its owner and pools as the application's role. */
export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly owner: Db;
  readonly app: Db;
  /** one more pool as the application's role, as another process would have */
  openPool(poolMax?: number): Db;
  drop(): Promise<void>;
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL'] ?? process.env['DEV_PG_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL is not set: the address of a Postgres server, as a superuser');
  return url;
}

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
  const server = connectPostgres({ url: serverUrl(), poolMax: 1, name: 'stoa-test-server' });
  try {
    await server.raw(sql);
  } finally {
    await server.destroy();
  }
}

/** Makes an empty database on the test server. The caller drops it. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const name = `stoa_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const ownerUrl = withDatabase(name).toString();
  const appUrl = asApp(name);
  const owner = connectPostgres({ url: ownerUrl, poolMax: 4, name: 'stoa-test-owner' });
  const pools: Db[] = [owner];
  const openPool = (poolMax = 10): Db => {
    const pool = connectPostgres({ url: appUrl, poolMax, name: 'stoa-test-app' });
    pools.push(pool);
    return pool;
  };
  const drop = async (): Promise<void> => {
    await Promise.all(pools.map((pool) => pool.destroy()));
    await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
  };
  return { name, ownerUrl, appUrl, owner, app: openPool(), openPool, drop };
}

/** Makes a migrated database. The caller drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const database = await createEmptyDatabase();
  await database.owner.migrate.latest({ migrationSource: migrations });
  return database;
}
