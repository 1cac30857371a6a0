/** The kinds of tests, what each needs, and how long it may take. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { readJson, root } from '../setup/paths.mjs';
import { bold, say, seconds } from '../setup/progress.mjs';
import { follow } from '../setup/run.mjs';

const MINUTE = 60_000;

/** `paths` are Jest's patterns on the path below the checkout; every test file belongs to exactly one kind. */
export const KINDS = [
  {
    name: 'domain',
    title: 'domain',
    paths: ['domain/', 'contracts/'],
    budgetMs: MINUTE,
    needs: [],
    coverage: true,
  },
  {
    name: 'api',
    title: 'database and API',
    paths: [
      'db/',
      'migrations/',
      'platform/',
      'providers/',
      'api/',
      'sandbox/',
      'web/',
      'admin/',
      'scripts/',
      'test/[^/]+$',
      'test/pictures/',
      '[^/]+$',
    ],
    budgetMs: 5 * MINUTE,
    needs: ['servers', 'stripe-mock', 'versitygw'],
    coverage: true,
  },
  {
    name: 'workflows',
    title: 'workflows',
    paths: ['workflows/', 'activities/', 'test/(replay|bench|harness)/'],
    budgetMs: 3 * MINUTE,
    needs: ['servers'],
    coverage: true,
  },
  {
    name: 'journeys',
    title: 'journeys',
    paths: ['test/(journeys|fuzz)/'],
    budgetMs: 3 * MINUTE,
    needs: ['servers', 'builds', 'chromium'],
    coverage: false,
  },
  {
    name: 'races',
    title: 'races',
    paths: ['test/races/'],
    budgetMs: MINUTE,
    needs: ['servers', 'builds'],
    coverage: false,
  },
  {
    name: 'crashes',
    title: 'crashes',
    paths: ['test/crashes/'],
    budgetMs: 2 * MINUTE,
    needs: ['servers', 'builds', 'toxiproxy'],
    coverage: false,
  },
];

/** Where the files of a kind lie, as Jest is told: anchored, or `api/` would also mean `web/src/api/`. */
export const patternsOf = (kind) => kind.paths.map((pattern) => `^${escape(root)}/${pattern}`);
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Runs one kind.
 * @param options.env what the tests find in their environment
 * @param options.dir folder for results and coverage
 * @returns { title, ms, budgetMs, passed, failed, skipped, coverage }
 */
export async function runKind(kind, { env, dir }) {
  say();
  say(bold(`${kind.title}, budget ${seconds(kind.budgetMs)}`));
  const results = path.join(dir, 'results', `${kind.name}.json`);
  fs.mkdirSync(path.dirname(results), { recursive: true });
  const counted = [
    '--coverage',
    '--coverageReporters=json',
    `--coverageDirectory=${path.join(dir, 'coverage', kind.name)}`,
  ];
  const args = ['--passWithNoTests', '--json', `--outputFile=${results}`, ...(kind.coverage ? counted : [])];
  const began = Date.now();
  const code = await jest([...args, '--testPathPatterns', ...patternsOf(kind)], env);
  return {
    title: kind.title,
    coverage: kind.coverage,
    budgetMs: kind.budgetMs,
    ms: Date.now() - began,
    ...sum(readJson(results), code),
  };
}

/** A file that could not even be loaded counts as one failure, and so does a Jest that died. */
function sum(results, code) {
  if (!results) return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

function jest(args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['node_modules/jest/bin/jest.js', ...args], {
      cwd: root,
      env: { ...env, NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --experimental-vm-modules --no-warnings`.trim() },
      // the machine's summary goes to a file: what people read comes on stderr
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const forget = follow(child);
    child.once('error', reject);
    child.once('close', (code) => {
      forget();
      resolve(code ?? 1);
    });
  });
}
