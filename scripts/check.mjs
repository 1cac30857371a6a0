#!/usr/bin/env node
/**
 * `npm run check`: everything that can be judged without running the product, two judges at a time.
 * `npm run check -- doors lint` asks those alone.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { openCheckDatabase } from './check/database.mjs';
import { installDependencies, refuseOldNode } from './setup/dependencies.mjs';
import { root } from './setup/paths.mjs';
import { bold, dim, fail, green, red, Refusal, say, seconds } from './setup/progress.mjs';

const bin = (name) => [process.execPath, path.join('node_modules', name)];
const tsx = (file, ...args) => [process.execPath, '--import', 'tsx', file, ...args];
const tsc = (project) => [...bin('typescript/bin/tsc'), '-p', project];

/** The slow ones first, so that the short ones fill the other hand. */
const JUDGES = [
  { name: 'lint', command: [...bin('eslint/bin/eslint.js'), '.', '--cache', '--cache-location', '.stoa/eslint'] },
  { name: 'types', command: tsc('.') },
  { name: 'types-web', command: tsc('web') },
  { name: 'types-admin', command: tsc('admin') },
  {
    name: 'format',
    command: [
      ...bin('prettier/bin/prettier.cjs'),
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      '.stoa/prettier',
      '.',
    ],
  },
  { name: 'doors', command: [process.execPath, 'scripts/check/doors.mjs'] },
  { name: 'unused', command: [...bin('knip/bin/knip.js'), '--no-progress'] },
  { name: 'schema', command: tsx('scripts/schema.ts', '--check'), database: true },
  { name: 'client', command: tsx('scripts/openapi.ts', '--check') },
  { name: 'docs-config', command: tsx('scripts/docs-configuration.ts', '--check') },
  { name: 'docs-domain', command: tsx('scripts/docs-domain.ts', '--check') },
  { name: 'lock', command: [process.execPath, 'scripts/check/lock.mjs'] },
];
const HANDS = 2;

async function main() {
  refuseOldNode();
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !JUDGES.some((judge) => judge.name === name));
  if (unknown.length > 0)
    throw new Refusal(`No such check: ${unknown.join(', ')}. There are ${JUDGES.map((j) => j.name).join(', ')}.`);
  await installDependencies();
  const chosen = JUDGES.filter(({ name }) => asked.length === 0 || asked.includes(name));
  const began = Date.now();
  const database = chosen.some((judge) => judge.database) ? await openCheckDatabase() : null;
  try {
    const verdicts = await judgeAll(chosen, database?.env);
    report(verdicts, Date.now() - began);
  } finally {
    await database?.close();
  }
}

async function judgeAll(judges, databaseEnv) {
  const waiting = [...judges];
  const verdicts = [];
  const hand = async () => {
    for (let judge = waiting.shift(); judge; judge = waiting.shift()) {
      const verdict = await ask(judge, judge.database ? databaseEnv : {});
      verdicts.push(verdict);
      const mark = verdict.code === 0 ? green('✔') : red('✘');
      say(`  ${mark} ${judge.name.padEnd(14)} ${dim(seconds(verdict.ms))}`);
    }
  };
  await Promise.all(Array.from({ length: HANDS }, hand));
  return verdicts;
}

function ask({ name, command: [file, ...args] }, extra) {
  return new Promise((resolve, reject) => {
    const began = Date.now();
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, ...extra },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ name, code, ms: Date.now() - began, output: Buffer.concat(output).toString() }),
    );
  });
}

function report(verdicts, ms) {
  const wrong = verdicts.filter(({ code }) => code !== 0);
  for (const { name, output } of wrong) say(`\n${red(bold(name))}\n${output.trimEnd()}`);
  say();
  if (wrong.length === 0) return say(green(`All ${verdicts.length} checks agree. ${seconds(ms)}`));
  process.exitCode = 1;
  say(
    red(
      `${wrong.length} of ${verdicts.length} checks are red: ${wrong.map(({ name }) => name).join(', ')}. ${seconds(ms)}`,
    ),
  );
}

main().catch(fail);
