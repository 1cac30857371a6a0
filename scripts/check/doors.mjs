#!/usr/bin/env node
/**
 * Who opens whose door, judged by dependency-cruiser; red when it saw no module at all, because then it judged
 * nothing. `node scripts/check/doors.mjs [folder] [--json]`
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

const ROOMS = [
  'domain',
  'contracts',
  'platform',
  'workflows',
  'activities',
  'providers',
  'db',
  'migrations',
  'api',
  'web',
  'admin',
  'sandbox',
  'test',
  'scripts',
  'dashboards',
  'config.ts',
];

const [folder = root] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const present = ROOMS.filter((room) => fs.existsSync(path.join(folder, room)));
const { summary } = cruise();
if (process.argv.includes('--json')) process.stdout.write(JSON.stringify(summary));
else print();
if (summary.error > 0 || summary.totalCruised === 0) process.exitCode = 1;

function cruise() {
  if (present.length === 0) return { summary: { violations: [], error: 0, totalCruised: 0 } };
  const cli = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cli, '-c', '.dependency-cruiser.cjs', '-T', 'json', ...present];
  const asked = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 });
  // without a single source file the compiler's own settings are an error to it
  if (/TS18003/.test(asked.stderr)) return { summary: { violations: [], error: 0, totalCruised: 0 } };
  if (!asked.stdout) throw new Error(asked.stderr);
  return JSON.parse(asked.stdout);
}

function print() {
  const reasons = new Map(summary.ruleSetUsed?.forbidden?.map(({ name, comment }) => [name, comment]));
  for (const { rule, from, to } of summary.violations) {
    process.stdout.write(`${from} → ${to}\n  ${rule.name}: ${reasons.get(rule.name) ?? ''}\n`);
  }
  if (summary.totalCruised === 0) process.stdout.write('No module was seen: nothing was judged.\n');
  else process.stdout.write(`${summary.totalCruised} modules, ${summary.error} wrong doors\n`);
}
