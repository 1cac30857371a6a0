/**
 * Compares every tutor's rating with the reviews that it counts: `npm run ratings:verify`. Nothing is corrected: a sum that
 * moved by itself is a fault to be found. Ends with 1 when one differs.
 */
import { readConfig } from '../config';
import { connectPostgres } from '../db/postgres';
import { ratingDifferences } from '../db/queries/ratings';

async function main(): Promise<void> {
  const url = readConfig('migrate', process.env).DATABASE_OWNER_URL;
  const db = connectPostgres({ url, poolMax: 1, name: 'verify', statementMs: 60_000 });
  try {
    const differences = await ratingDifferences(db);
    for (const { tutorId, stored, found } of differences)
      console.error(`${tutorId}: ${JSON.stringify(stored)} is stored, its reviews are ${JSON.stringify(found)}`);
    console.log(`${differences.length} ratings differ from their reviews`);
    if (differences.length > 0) process.exitCode = 1;
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
