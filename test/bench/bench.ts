/** `npm run bench`: what booking and reading cost, as ratios to floors that run interleaved in the same run. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connectPostgres } from '../../db/postgres';
import { Town } from '../harness/town';
import { clockRows } from './clock';
import { bookingRows } from './creation';
import { tableOf, type Comparison } from './figures';
import { Floors } from './floors/floor';
import type { Bench } from './load';
import { readRows } from './reads';
import { buildBenchWorld } from './world';

const json = process.argv.includes('--json');
const say = (text: string) => process.stderr.write(`${text}\n`);

async function main(): Promise<void> {
  say('opening a town of its own …');
  const town = await Town.start({ RATE_LIMIT_FACTOR: '10000', LOG_LEVEL: 'warn', OTEL_EXPORTER_OTLP_ENDPOINT: '' });
  const variables = JSON.parse(readFileSync(path.join(town.dir, 'environment.json'), 'utf8')) as Record<string, string>;
  const db = connectPostgres({ url: variables['DATABASE_OWNER_URL']! });
  const floors = await Floors.start(variables['TEMPORAL_ADDRESS']!);
  try {
    say('making people …');
    const world = await buildBenchWorld(db, town.file.addresses.api, 720);
    const bench: Bench = { town: town.file, floors, say };
    const rows: Comparison[] = [
      ...(await bookingRows(bench, world)),
      ...(await readRows(bench, world)),
      ...(await clockRows(bench, db)),
    ];
    if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    else process.stdout.write(`\n${tableOf(rows)}\n`);
  } finally {
    floors.stop();
    await db.destroy();
    await town.stop();
  }
}

void main();
