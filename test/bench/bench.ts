/**
 * `npm run bench`: what booking and reading cost, as ratios to floors that run interleaved in the same run.
 * `npm run bench -- search [n …]`: what searching among n tutors costs; 1 000 and 10 000 unless said otherwise.
 */
import type { Db } from '../../db/postgres';
import { databaseOf, ownerUrlOf, temporalOf } from '../harness/crowd';
import { Town } from '../harness/town';
import { clockRows } from './clock';
import { bookingRows } from './creation';
import { tableOf, type Comparison } from './figures';
import { Floors } from './floors/floor';
import type { Bench } from './load';
import { readRows } from './reads';
import { searchRows } from './search';
import { signInRows } from './signIn';
import { buildBenchWorld } from './world';

const json = process.argv.includes('--json');
const say = (text: string) => process.stderr.write(`${text}\n`);

/** Measures in a town of its own: what one measurement leaves running is nobody else's load. */
async function inTown(measure: (town: Town, db: Db) => Promise<Comparison[]>): Promise<Comparison[]> {
  say('opening a town of its own …');
  const town = await Town.start({ RATE_LIMIT_FACTOR: '10000', LOG_LEVEL: 'warn', OTEL_EXPORTER_OTLP_ENDPOINT: '' });
  const db = databaseOf(town);
  try {
    return await measure(town, db);
  } finally {
    await db.destroy();
    await town.stop();
  }
}

async function costs(town: Town, db: Db): Promise<Comparison[]> {
  const floors = await Floors.start(temporalOf(town));
  try {
    say('making people …');
    const world = await buildBenchWorld(db, town.file.addresses.api, 720);
    const bench: Bench = { town: town.file, floors, say };
    return [
      ...(await bookingRows(bench, world)),
      ...(await readRows(bench, world)),
      ...(await signInRows(bench, world)),
    ];
  } finally {
    floors.stop();
  }
}

/** Numbers of tutors, where searching is to be measured. */
function sizesAsked(): number[] | null {
  const at = process.argv.indexOf('search');
  if (at < 0) return null;
  const sizes = process.argv
    .slice(at + 1)
    .map(Number)
    .filter(Number.isInteger);
  return sizes.length > 0 ? sizes : [1_000, 10_000];
}

async function main(): Promise<void> {
  const sizes = sizesAsked();
  const rows = sizes
    ? await inTown((town) => searchRows(town, { sizes, ownerUrl: ownerUrlOf(town), say }))
    : [...(await inTown(costs)), ...(await inTown((town, db) => clockRows({ town: town.file, say }, db)))];
  process.stdout.write(json ? `${JSON.stringify(rows, null, 2)}\n` : `\n${tableOf(rows)}\n`);
}

void main();
