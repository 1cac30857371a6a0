/** A whole town: servers, databases, builds and our own processes, in the order they need each other. */
import fs from 'node:fs';
import path from 'node:path';
import { build, ENTRIES, fingerprint } from './builds.mjs';
import { setUpNotes } from './databases.mjs';
import { processEnvironment, townVariables, withOwnChoices } from './environment.mjs';
import { root, writeWhole } from './paths.mjs';
import { dim, say, step } from './progress.mjs';
import { run } from './run.mjs';
import { openServers, opens } from './servers.mjs';

const at = (...parts) => path.join(root, ...parts);
const local = (port) => `http://127.0.0.1:${port}`;
const here = (file) => fs.existsSync(at(file));

/**
 * What a town does between its servers and its processes. Each may be run again without harm, and is not where the
 * `once` sources have not changed since: the note of it lies with the data, so that it goes when the data goes.
 */
const PREPARATIONS = {
  migrations: {
    needs: 'migrations',
    once: ['migrations', 'db/migrationSource.ts', 'db/knexfile.ts'],
    args: ['node_modules/knex/bin/cli.js', '--knexfile', 'db/knexfile.ts', 'migrate:latest'],
    notes: databaseNotes,
    about: (output) => /Batch \d+ run: (\d+) migrations?/.exec(output)?.[0] ?? 'up to date',
  },
  seed: {
    needs: 'scripts/seed.ts',
    once: ['scripts/seed.ts', 'scripts/demo', 'db', 'domain'],
    args: ['scripts/seed.ts'],
    notes: databaseNotes,
  },
  'search attributes': {
    needs: 'scripts/search-attributes.ts',
    once: ['scripts/search-attributes.ts', 'contracts/temporal', 'platform'],
    args: ['scripts/search-attributes.ts'],
    notes: temporalNotes,
  },
};

/** Servers that are not ours may have been emptied behind our back: nothing is noted about them. */
function databaseNotes({ superUrl }) {
  return superUrl ? setUpNotes(superUrl) : null;
}

function temporalNotes({ dir, env }) {
  if (env.TEMPORAL_ADDRESS) return null;
  const file = (name) => path.join(dir, 'temporal', `${name}.done`);
  return {
    read: (name) => (fs.existsSync(file(name)) ? fs.readFileSync(file(name), 'utf8') : null),
    write: (name, stamp) => fs.writeFileSync(file(name), stamp),
  };
}

/**
 * Opens the servers and makes everything ready for our own processes.
 * @param town { dir, ports, secrets, env, supervisor, record, throwaway }
 * @param options.seed whether demo people and tutors are put in
 * @returns the addresses of the servers
 */
export async function openGround(town, { seed = true, targets } = {}) {
  const logs = town.supervisor.logs;
  // Set-up reads config.ts as built; the other builds may take their time beside the servers.
  await build({ targets: ['servers'], logs });
  const [servers] = await settle([openServers(town), build({ targets, logs })]);
  const { superUrl, ...addresses } = servers;
  town.record.write(addresses);
  const variables = withOwnChoices(townVariables({ ...town, servers }), town.throwaway ? {} : town.env);
  const at = { variables, town: { ...town, superUrl } };
  const inDatabase = async () => {
    await prepare('migrations', at);
    if (seed) await prepare('seed', at);
  };
  await settle([inDatabase(), prepare('search attributes', at)]);
  return { servers, variables };
}

/** Like Promise.all, but waits for all of them, so that nothing is still starting while we stop. */
async function settle(promises) {
  const results = await Promise.allSettled(promises);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.map((result) => result.value);
}

async function prepare(name, { variables, town }) {
  const { needs, once, args, notes: notesOf, about = () => '' } = PREPARATIONS[name];
  if (!here(needs)) return skip(name, needs);
  const notes = notesOf(town);
  const stamp = fingerprint(once);
  if ((await notes?.read(name)) === stamp) return;
  await step(name, async () => {
    const env = scriptEnvironment(variables, town);
    const log = town.supervisor.logFile(name.replace(' ', '-'));
    const output = await run(process.execPath, ['--import', 'tsx', ...args], { env, log });
    await notes?.write(name, stamp);
    return about(output);
  });
}

function skip(name, needs) {
  say(`${dim('  –')} ${name.padEnd(18)} ${dim(`skipped: there is no ${needs} yet`)}`);
}

/** A script may read what any process reads, and how demo people sign in. */
export function scriptEnvironment(variables, { secrets, dir }) {
  const values = Object.entries(variables).map(([key, value]) => [key, String(value)]);
  const own = { STOA_DEMO_PASSWORD: secrets.demoPassword, STOA_TOWN: path.join(dir, 'town.json') };
  return { ...process.env, ...Object.fromEntries(values), ...own };
}

const watch = (file) => ['--watch', '--watch-preserve-output', '--enable-source-maps', '--import', 'tsx', file];

/** Open bookings live long: a young generation with room for them is cleaned less often (a fifth of the CPU of a booking). */
const WORKER_FLAGS = ['--max-semi-space-size=64'];

/**
 * Our own processes in the order they start. `entry` is what must be there after the builds; `dev` is how it runs
 * from sources.
 */
const PROCESSES = [
  {
    name: 'sandbox',
    entry: 'dist/sandbox.js',
    dev: () => watch(ENTRIES.sandbox),
    port: 'sandbox',
    ready: '/health/ready',
  },
  { name: 'api', entry: 'dist/api.js', dev: () => watch(ENTRIES.api), port: 'api', ready: '/health/ready' },
  {
    name: 'worker',
    entry: 'dist/worker.js',
    flags: WORKER_FLAGS,
    dev: () => watch(ENTRIES.worker),
    port: 'workerMetrics',
    ready: '/health/ready',
  },
  { name: 'web', entry: 'web/.next/standalone/web/server.js', dev: nextDev, port: 'web', ready: '/' },
  { name: 'admin', entry: 'dist/admin.js', dev: viteDev, port: 'admin', ready: '/' },
];
export const PROCESS_NAMES = PROCESSES.map(({ name }) => name);
/** What Node is told for each of them, as the compose file must tell it. */
export const PROCESS_FLAGS = Object.fromEntries(PROCESSES.map(({ name, flags = [] }) => [name, flags]));

function nextDev(ports) {
  return [at('node_modules/next/dist/bin/next'), 'dev', '--hostname', '127.0.0.1', '--port', String(ports.web)];
}

function viteDev(ports) {
  return [
    'node_modules/vite/bin/vite.js',
    'admin',
    '--host',
    '127.0.0.1',
    '--strictPort',
    '--port',
    String(ports.admin),
  ];
}

/** Those of one line do not need each other. */
const ORDER = [['sandbox'], ['api', 'worker'], ['web', 'admin']];

/**
 * Starts our own processes in the order they need each other.
 * @param town as for `openGround`
 * @param variables as `openGround` gave them
 */
export async function openProcesses(town, variables) {
  for (const group of ORDER) {
    await settle(
      group.map((name) =>
        openProcess(
          PROCESSES.find((one) => one.name === name),
          { town, variables },
        ),
      ),
    );
  }
}

async function openProcess({ name, entry, flags = [], dev, port, ready }, { town, variables }) {
  const develops = town.mode === 'development';
  const source = develops ? (ENTRIES[name] ?? 'web/app') : entry;
  if (!here(source)) return skip(name, ENTRIES[name] ?? entry);
  const address = local(town.ports[port]);
  await step(name, async () => {
    await town.supervisor.start({
      name,
      command: process.execPath,
      args: develops ? dev(town.ports) : ['--enable-source-maps', ...flags, entry],
      // Next looks for its own files from where it runs
      cwd: develops && name === 'web' ? at('web') : root,
      env: { ...processEnvironment(name, variables, town.mode), ...nextEnvironment(name, town.ports) },
      // next dev compiles a page when it is first asked for, and that may take longer than a question
      ready: () => (develops && name === 'web' ? opens('127.0.0.1', town.ports.web) : isReady(`${address}${ready}`)),
      readyMs: 60_000,
    });
    return address;
  });
}

/** Next's own server knows other names than ours. */
function nextEnvironment(name, ports) {
  return name === 'web' ? { PORT: String(ports.web), HOSTNAME: '127.0.0.1' } : {};
}

export async function isReady(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(2000), redirect: 'manual' });
  return answer.status < 400;
}

/** Where people and scripts find the town. */
export function addressesOf(ports) {
  const names = ['web', 'admin', 'api', 'sandbox', 'temporalUi'];
  return Object.fromEntries(names.filter((name) => ports[name]).map((name) => [name, local(ports[name])]));
}

/** The demo people, one for each role. */
export function loginsOf(secrets) {
  const roles = ['student', 'tutor', 'support', 'admin', 'owner'];
  return Object.fromEntries(
    roles.map((role) => [role, { email: `${role}@stoa.example`, password: secrets.demoPassword }]),
  );
}

/** What scripts need to run against this town by hand (`npm run migrate`, `owner:create` …). */
export function writeEnvironment({ dir, secrets }, variables) {
  const own = { ...variables, STOA_DEMO_PASSWORD: secrets.demoPassword };
  writeWhole(path.join(dir, 'environment.json'), `${JSON.stringify(own, null, 2)}\n`);
}
