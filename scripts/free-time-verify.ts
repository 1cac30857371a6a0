/**
 * Compares every week of every tutor's derived free time with the engine: `npm run free-time:verify`. Tutors that are
 * marked are about to be derived and are counted only. Ends with 1 when a row says something else than the engine. Where the
 * town's clock runs ahead, `-- --at 2027-01-04T09:00:00Z` names its time.
 */
import { parseArgs } from 'node:util';
import { readConfig } from '../config';
import { connectPostgres, type Db } from '../db/postgres';
import { freeTimeDifferences, tutorIdsAfter } from '../db/queries/freeTime';

const AT_ONCE = 500;
const SHOWN = 20;

/** Every tutor's id, some at a time. */
async function* tutorIds(db: Db): AsyncGenerator<string> {
  let ids = await tutorIdsAfter(db, null, AT_ONCE);
  while (ids.length > 0) {
    yield* ids;
    ids = await tutorIdsAfter(db, ids.at(-1) ?? null, AT_ONCE);
  }
}

async function verify(db: Db, now: number): Promise<number> {
  let [tutors, marked, wrong] = [0, 0, 0];
  for await (const id of tutorIds(db)) {
    const differences = await freeTimeDifferences(db, id, now);
    tutors += 1;
    if (differences === null) marked += 1;
    for (const { week, stored } of differences ?? [])
      if (++wrong <= SHOWN)
        console.error(`${id}, week of ${week}: ${stored ? 'is not what the engine says' : 'is missing'}`);
  }
  console.log(`${tutors} tutors, ${marked} of them marked, ${wrong} weeks differ`);
  return wrong;
}

async function main(): Promise<void> {
  const { at } = parseArgs({ options: { at: { type: 'string' } } }).values;
  const db = connectPostgres({
    url: readConfig('migrate', process.env).DATABASE_OWNER_URL,
    poolMax: 2,
    name: 'verify',
  });
  try {
    const wrong = await verify(db, at === undefined ? Date.now() : Date.parse(at));
    if (wrong > 0) process.exitCode = 1;
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
