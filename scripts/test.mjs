#!/usr/bin/env node
/**
 * `npm test`: sets up servers of its own beside whatever runs, runs every kind of test within its budget, adds up
 * coverage, and ends with one line. `npm test -- domain workflows` runs those kinds alone.
 */
import fs from 'node:fs';
import path from 'node:path';
import { findChromium } from './setup/chromium.mjs';
import { installDependencies, refuseOldNode } from './setup/dependencies.mjs';
import { goBuild } from './setup/gotools.mjs';
import { isRoot, root } from './setup/paths.mjs';
import { choosePorts, freePortList } from './setup/ports.mjs';
import { Supervisor } from './setup/processes.mjs';
import { bold, dim, fail, red, Refusal, say, seconds, step, table } from './setup/progress.mjs';
import { becomeStarter, leaveStarter, stopLeftovers, TownRecord } from './setup/record.mjs';
import { endRunning } from './setup/run.mjs';
import { townSecrets } from './setup/secrets.mjs';
import { openServers, opens } from './setup/servers.mjs';
import { build } from './setup/builds.mjs';
import { findToxiproxy } from './setup/toxiproxy.mjs';
import { coverageReport } from './test/coverage.mjs';
import { KINDS, runKind } from './test/kinds.mjs';
import { postgresData } from './setup/postgres.mjs';

const dir = path.join(root, '.stoa/test');
const began = Date.now();
let supervisor = null;
let stopping = false;

async function main() {
  const kinds = chosenKinds(process.argv.slice(2));
  refuseOldNode();
  fs.mkdirSync(dir, { recursive: true, mode: isRoot ? 0o711 : 0o700 });
  if (!becomeStarter(dir)) throw new Refusal('npm test runs already in this folder: wait for it, or stop it there.');
  await stopLeftovers(dir);
  emptyFolder();
  await installDependencies();
  const env = await setUp(kinds);
  say(dim(`  set-up took ${seconds(Date.now() - began)}`));
  const results = [];
  for (const kind of kinds) {
    if (stopping) return;
    results.push(await runKind(kind, { env, dir }));
  }
  await supervisor.stop();
  report(results);
}

function chosenKinds(asked) {
  const unknown = asked.filter((name) => !KINDS.some((kind) => kind.name === name));
  if (unknown.length > 0) {
    throw new Refusal(
      `There is no kind ${unknown.join(', ')}: choose among ${KINDS.map(({ name }) => name).join(', ')}.`,
    );
  }
  return asked.length > 0 ? KINDS.filter((kind) => asked.includes(kind.name)) : KINDS;
}

/** What a killed run left; data of tests is worth nothing. */
function emptyFolder() {
  for (const name of ['redis', 'temporal', 's3', 'coverage', 'results']) {
    fs.rmSync(path.join(dir, name), { recursive: true, force: true });
  }
  fs.rmSync(postgresData(dir), { recursive: true, force: true });
}

/** @returns the environment that Jest and the tests read */
async function setUp(kinds) {
  const needs = new Set(kinds.flatMap((kind) => kind.needs));
  const record = new TownRecord(dir);
  supervisor = new Supervisor({
    logs: path.join(dir, 'logs'),
    onChange: (running) => record.writeProcesses(running),
    restart: false,
  });
  const log = (name) => supervisor.logFile(name);
  const ports = await choosePorts({ env: {}, free: true });
  const town = { dir, ports, secrets: townSecrets(dir), env: {}, supervisor, record, throwaway: true };
  const env = { ...process.env };
  if (needs.has('servers')) Object.assign(env, serverEnvironment(await openServers(town)));
  if (needs.has('stripe-mock')) env.STRIPE_MOCK_URL = await openStripeMock(ports, log);
  if (needs.has('versitygw')) Object.assign(env, await openS3(log));
  if (needs.has('builds')) await build({ logs: supervisor.logs });
  if (needs.has('chromium')) {
    env.CHROMIUM_PATH = (await step('Chromium', (note) => findChromium({ log: log('chromium') }, note))).file;
  }
  // towns that tests start build it when asked (STOA_TOXIPROXY): better before the clock of a test runs
  if (needs.has('toxiproxy')) await step('toxiproxy', (note) => findToxiproxy({ log: log('build-toxiproxy') }, note));
  return env;
}

function serverEnvironment(servers) {
  return {
    TEST_DATABASE_URL: servers.superUrl,
    DATABASE_URL: servers.databaseUrl,
    DATABASE_OWNER_URL: servers.databaseOwnerUrl,
    SANDBOX_DATABASE_URL: servers.sandboxDatabaseUrl,
    REDIS_URL: servers.redisUrl,
    TEMPORAL_ADDRESS: servers.temporalAddress,
  };
}

async function openStripeMock(ports, log) {
  const pkg = 'github.com/stripe/stripe-mock';
  await step('stripe-mock', async (note) => {
    const file = await goBuild({ tool: 'stripe-mock', pkg, name: 'stripe-mock', log: log('build-stripe-mock') }, note);
    if (!file) throw new Refusal('stripe-mock is built with Go 1.26 or later: install it (https://go.dev/dl).');
    await supervisor.start({
      name: 'stripeMock',
      command: file,
      // both, or it opens its default port on every address of the machine
      args: ['-http-addr', `127.0.0.1:${ports.sandbox}`, '-https-addr', `127.0.0.1:${ports.api}`],
      env: { PATH: process.env.PATH },
      ready: () => opens('127.0.0.1', ports.sandbox),
    });
    return 'built from tools';
  });
  return `http://127.0.0.1:${ports.sandbox}`;
}

/** A real S3 server over a folder: emulators take signatures that were altered. */
async function openS3(log) {
  const [port] = await freePortList(1);
  const keys = { S3_TEST_ACCESS_KEY: 'stoa-test', S3_TEST_SECRET_KEY: 'stoa-test-secret' };
  await step('versitygw', async (note) => {
    const pkg = 'github.com/versity/versitygw/cmd/versitygw';
    const file = await goBuild({ tool: 'versitygw', pkg, name: 'versitygw', log: log('build-versitygw') }, note);
    if (!file) throw new Refusal('versitygw is built with Go 1.26 or later: install it (https://go.dev/dl).');
    const folders = ['data', 'accounts'].map((name) => path.join(dir, 's3', name));
    for (const folder of folders) fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const [data, accounts] = folders;
    await supervisor.start({
      name: 's3',
      command: file,
      // whole paths: it changes its folder
      args: ['--port', `127.0.0.1:${port}`, '--health', '/health', '--iam-dir', accounts, 'posix', data],
      env: {
        PATH: process.env.PATH,
        ROOT_ACCESS_KEY: keys.S3_TEST_ACCESS_KEY,
        ROOT_SECRET_KEY: keys.S3_TEST_SECRET_KEY,
      },
      ready: async () => (await fetch(`http://127.0.0.1:${port}/health`)).ok,
    });
    return 'built from tools';
  });
  return { S3_TEST_URL: `http://127.0.0.1:${port}`, ...keys };
}

function report(results) {
  say();
  say(bold(`Time, ${seconds(Date.now() - began)} in all`));
  const late = (result) => (result.ms > result.budgetMs ? red('over its budget') : '');
  table(results.map((r) => [r.title, seconds(r.ms), `of ${seconds(r.budgetMs)}`, `${r.passed} passed`, late(r)]));
  const low = coverageReport(path.join(dir, 'coverage'), results);
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const skipped = sum('skipped');
  const failed = sum('failed') + low;
  if (failed > 0) process.exitCode = 1;
  say();
  process.stdout.write(`${sum('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
}

async function end() {
  await supervisor?.stop();
  leaveStarter(dir);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (stopping) {
      supervisor?.kill();
      leaveStarter(dir);
      process.exit(130);
    }
    stopping = true;
    endRunning();
    void end().then(() => process.exit(130));
  });
}

main()
  .catch((error) => (stopping ? undefined : fail(error)))
  .finally(end);
