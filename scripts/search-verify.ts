/** Compares what searches read with the rows it is made of: `npm run search:verify`. Ends with 1 when they differ. */
import { readConfig } from '../config';
import { connectPostgres } from '../db/postgres';
import { searchDifferences } from '../db/queries/standings';

const SHOWN = 20;

async function main(): Promise<void> {
  const url = readConfig('migrate', process.env).DATABASE_OWNER_URL;
  const db = connectPostgres({ url, poolMax: 1, name: 'verify', statementMs: 120_000 });
  try {
    const wrong = await searchDifferences(db, SHOWN);
    for (const id of wrong) console.error(`${id}: the search says something else than the tutor's rows`);
    console.log(wrong.length === 0 ? 'every tutor is searched as they are' : 'some tutors differ');
    if (wrong.length > 0) process.exitCode = 1;
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
