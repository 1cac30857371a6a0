/**
 * Prints the database's schema from its own catalogue into db/schema.sql, in a stable order; with --check it only
 * compares. Needs no pg_dump: a dump of one Postgres version refuses the server of another.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '../config';
import { connectPostgres } from '../db/postgres';
import { printSchema } from '../db/schema';

const FILE = path.resolve(__dirname, '../db/schema.sql');

async function main(): Promise<void> {
  const { DATABASE_OWNER_URL: url } = readConfig('migrate', process.env);
  const db = connectPostgres({ url, poolMax: 1, name: 'stoa-schema' });
  try {
    const text = await printSchema(db);
    if (!process.argv.includes('--check')) return writeFileSync(FILE, text);
    if (readFileSync(FILE, 'utf8') === text) return;
    console.error('db/schema.sql differs from the migrated database: run npm run schema');
    process.exitCode = 1;
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
