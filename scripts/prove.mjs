#!/usr/bin/env node
/**
 * `npm run prove -- --times 20`: races and crashes again and again, and stops at the first failure. What only fails
 * sometimes is found by asking often.
 */
import { spawnSync } from 'node:child_process';
import { root } from './setup/paths.mjs';
import { bold, say, seconds } from './setup/progress.mjs';

const at = process.argv.indexOf('--times');
const times = at < 0 ? 20 : Number(process.argv[at + 1]);
if (!Number.isInteger(times) || times < 1) {
  say('Say how often: npm run prove -- --times 20');
  process.exit(2);
}
const began = Date.now();
for (let round = 1; round <= times; round++) {
  say(bold(`\nround ${round} of ${times}`));
  const { status } = spawnSync(process.execPath, ['scripts/test.mjs', 'races', 'crashes'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) {
    say(`round ${round} failed after ${seconds(Date.now() - began)}`);
    process.exit(1);
  }
}
say(`\n${times} rounds without a failure in ${seconds(Date.now() - began)}`);
