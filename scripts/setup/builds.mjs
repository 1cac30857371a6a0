/** Production builds, made again only when what goes into them changed. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readJson, root, writeWhole } from './paths.mjs';
import { dim, say, step } from './progress.mjs';
import { alone, run } from './run.mjs';

const require = createRequire(import.meta.url);
const at = (...parts) => path.join(root, ...parts);

/**
 * The entry file of each process; the converter that Temporal loads by its path, beside them; and the table of
 * configuration, which set-up itself reads.
 */
export const ENTRIES = {
  api: 'api/server.ts',
  worker: 'activities/worker.ts',
  sandbox: 'sandbox/server.ts',
  admin: 'admin/server.ts',
  failureConverter: 'platform/failureConverter.ts',
  config: 'config.ts',
};
const SERVER_ROOMS = [
  'api',
  'activities',
  'sandbox',
  'platform',
  'providers',
  'db',
  'contracts',
  'domain',
  'config.ts',
  'configAccounts.ts',
  'configSchemas.ts',
];

const TARGETS = {
  servers: {
    inputs: [...SERVER_ROOMS, 'admin/server.ts'],
    outputs: () => entriesHere().map(([name]) => `dist/${name}.js`),
    make: bundleServers,
  },
  workflows: {
    needs: 'scripts/bundle-workflows.ts',
    inputs: ['workflows', 'contracts', 'domain', 'platform', 'config.ts', 'scripts/bundle-workflows.ts'],
    outputs: () => ['dist/workflows.js', 'dist/workflows.traced.js'],
    make: (log) => run(process.execPath, ['--import', 'tsx', 'scripts/bundle-workflows.ts'], { log }),
  },
  console: {
    needs: 'admin/src/main.tsx',
    inputs: ['admin', 'contracts', 'domain'],
    outputs: () => ['admin/dist/index.html'],
    make: (log) => run('npm', ['run', 'build', '-w', 'admin'], { log, env: quiet() }),
  },
  web: {
    needs: 'web/app',
    inputs: ['web', 'contracts', 'domain'],
    outputs: () => ['web/.next/standalone/web/server.js', 'web/.next/standalone/web/.next/static'],
    make: buildWeb,
  },
};

/** Build tools must not phone home. */
export const quiet = () => ({ ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' });

/**
 * Makes what is missing or out of date.
 * @param options.targets which; all when not given
 * @param options.logs folder for the output of each build
 */
export async function build({ targets = Object.keys(TARGETS), logs }) {
  fs.mkdirSync(at('dist'), { recursive: true });
  await alone(at('dist/build.lock'), async () => {
    for (const name of targets) await buildOne(name, path.join(logs, `build-${name}.log`));
  });
}

async function buildOne(name, log) {
  const target = TARGETS[name];
  if (target.needs && !fs.existsSync(at(target.needs))) {
    return say(`${dim('  –')} ${`build ${name}`.padEnd(18)} ${dim(`skipped: there is no ${target.needs} yet`)}`);
  }
  const stamps = readJson(at('dist/stamps.json')) ?? {};
  const stamp = fingerprint(target.inputs);
  if (stamps[name] === stamp && target.outputs().every((file) => fs.existsSync(at(file)))) return;
  await step(`build ${name}`, async (note) => {
    note(stamps[name] ? 'its sources changed' : 'for the first time');
    await target.make(log);
    writeWhole(at('dist/stamps.json'), JSON.stringify({ ...readJson(at('dist/stamps.json')), [name]: stamp }), 0o644);
    return stamps[name] ? 'sources changed' : '';
  });
}

const entriesHere = () => Object.entries(ENTRIES).filter(([, file]) => fs.existsSync(at(file)));

/** Our own code in one file per process; packages stay where npm put them. */
async function bundleServers() {
  const { build: esbuild } = require('esbuild');
  const packagesStay = {
    name: 'packages-stay',
    setup(plugin) {
      plugin.onResolve({ filter: /^[^./]/ }, ({ kind, path: name }) =>
        kind === 'entry-point' || name.startsWith('@stoa/') ? null : { path: name, external: true },
      );
    },
  };
  await esbuild({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(entriesHere()),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: true,
    outdir: 'dist',
    plugins: [packagesStay],
    logLevel: 'warning',
  });
}

/** Next's standalone server comes without its static files: it expects them beside it. */
async function buildWeb(log) {
  await run('npm', ['run', 'build', '-w', 'web'], { log, env: quiet() });
  const standalone = at('web/.next/standalone/web');
  fs.cpSync(at('web/.next/static'), path.join(standalone, '.next/static'), { recursive: true });
  if (fs.existsSync(at('web/public')))
    fs.cpSync(at('web/public'), path.join(standalone, 'public'), { recursive: true });
}

/** One hash over the content of all inputs, tests left out, and over the packages they are built with. */
export function fingerprint(inputs) {
  const hash = crypto.createHash('sha256');
  for (const file of [...inputs.flatMap(filesBelow), 'package-lock.json', 'tsconfig.base.json'].sort()) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(at(file)))
      .update('\0');
  }
  return hash.digest('hex');
}

const NOT_SOURCES = /^(node_modules|dist|\.next|coverage|next-env\.d\.ts)$|\.test\.tsx?$|\.tsbuildinfo$/;

function filesBelow(name) {
  const stat = fs.statSync(at(name), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [name];
  const entries = fs.readdirSync(at(name)).filter((entry) => !NOT_SOURCES.test(entry));
  return entries.flatMap((entry) => filesBelow(path.posix.join(name, entry)));
}
