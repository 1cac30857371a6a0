#!/usr/bin/env node
/**
 * Runs a TypeScript file against the town: `node scripts/in-town.mjs scripts/seed.ts`. Addresses and secrets come from
 * the environment where it names a database, else from the town that `npm start` made.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { readJson, root, townDir } from './setup/paths.mjs';
import { fail, Refusal } from './setup/progress.mjs';

function main() {
  const args = process.argv.slice(2);
  if (args.length === 0) throw new Refusal('Name the file to run: node scripts/in-town.mjs scripts/….ts');
  const dir = townDir();
  const env = process.env.DATABASE_OWNER_URL ? {} : readJson(path.join(dir, 'environment.json'));
  if (!env) throw new Refusal('There is no town yet: run npm start first, or set DATABASE_URL and DATABASE_OWNER_URL.');
  const values = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, String(value)]));
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    env: { ...values, ...process.env, STOA_TOWN: path.join(dir, 'town.json') },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => (process.exitCode = signal ? 1 : code));
}

try {
  main();
} catch (error) {
  fail(error);
}
