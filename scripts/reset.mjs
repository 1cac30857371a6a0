#!/usr/bin/env node
/** `npm run reset`: empties the town. Stops it first when it runs; says what it deleted. */
import fs from 'node:fs';
import path from 'node:path';
import { identityOf, isAlive } from './setup/identity.mjs';
import { townDir } from './setup/paths.mjs';
import { postgresData } from './setup/postgres.mjs';
import { until } from './setup/processes.mjs';
import { fail, Refusal, say } from './setup/progress.mjs';
import { starterOf, stopLeftovers } from './setup/record.mjs';

const dir = townDir();

async function reset() {
  await stopStarter();
  await stopLeftovers(dir);
  const inside = [
    'postgres',
    'redis',
    'temporal',
    'files',
    'secrets.json',
    'environment.json',
    'town.json',
    'seed.done',
    'logs',
  ];
  const all = new Set([
    ...inside.map((name) => path.join(dir, name)),
    ...(fs.existsSync(dir) ? [postgresData(dir)] : []),
  ]);
  const gone = [...all].filter((file) => fs.existsSync(file));
  for (const file of gone) {
    fs.rmSync(file, { recursive: true, force: true });
    say(`deleted ${file}`);
  }
  say(gone.length === 0 ? 'There was no town.' : 'The next npm start begins with an empty one.');
}

async function stopStarter() {
  const pid = starterOf(dir);
  if (!pid || pid < 0) return;
  const identity = identityOf(pid);
  say(`The town runs (process ${pid}): stopping it first.`);
  process.kill(pid, 'SIGINT');
  if (await until(() => !isAlive(pid, identity), 90_000, 200)) return;
  throw new Refusal('It did not stop within 90 s. Stop it with Ctrl-C where it runs, then reset again.');
}

reset().catch(fail);
