/** The three servers below every town: found, started, ready; or used where the environment says they are. */
import net from 'node:net';
import path from 'node:path';
import { addressFor, APP_ROLE, databaseReady, externalDatabases, OWNER_ROLE, prepareDatabases } from './databases.mjs';
import { asPerson, findPostgres, initCluster, postgresArguments } from './postgres.mjs';
import { Refusal, step } from './progress.mjs';
import { findRedis, redisReady, redisSettings } from './redis.mjs';
import { findTemporal, temporalArguments, temporalReady } from './temporal.mjs';
import { until } from './processes.mjs';

/** Ports that are not needed when a server runs elsewhere. */
export function portsElsewhere(env) {
  return [
    ...(env.DATABASE_URL ? ['postgres'] : []),
    ...(env.REDIS_URL ? ['redis'] : []),
    ...(env.TEMPORAL_ADDRESS ? ['temporal', 'temporalHttp', 'temporalMetrics', 'temporalUi'] : []),
  ];
}

/**
 * Starts, or finds, Postgres, Redis and Temporal side by side.
 * @param town { dir, ports, secrets, env, supervisor, throwaway }
 * @returns addresses: { databaseUrl, databaseOwnerUrl, sandboxDatabaseUrl, superUrl, redisUrl, temporalAddress }
 */
export async function openServers(town) {
  const opened = await Promise.allSettled([
    step('Postgres', (note) => openPostgres(town, note)),
    step('Redis', (note) => openRedis(town, note)),
    step('Temporal', (note) => openTemporal(town, note)),
  ]);
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  const { about, ...servers } = Object.assign({}, ...opened.map((result) => result.value));
  return servers;
}

/** Postgres alone, with its roles and databases. */
export async function openPostgres({ dir, ports, secrets, env, supervisor, throwaway }, note = () => {}) {
  if (env.DATABASE_URL) {
    await answers('DATABASE_URL', () => databaseReady(env.DATABASE_OWNER_URL || env.DATABASE_URL));
    const { app, owner, sandbox } = await externalDatabases(env);
    const about = `at ${withoutSecret(app)}, as DATABASE_URL says`;
    return { about, databaseUrl: app, databaseOwnerUrl: owner, sandboxDatabaseUrl: sandbox };
  }
  const found = await findPostgres({ dir }, note);
  const log = supervisor.logFile('postgres');
  await initCluster({ ...found, password: secrets.superPassword, log });
  const superUrl = `postgres://postgres:${secrets.superPassword}@127.0.0.1:${ports.postgres}/postgres`;
  await supervisor.start({
    name: 'postgres',
    command: path.join(found.bin, 'postgres'),
    args: postgresArguments({ data: found.data, port: ports.postgres, throwaway }),
    cwd: '/',
    ...asPerson(found.person),
    env: { PATH: process.env.PATH },
    ready: () => databaseReady(superUrl),
  });
  await prepareDatabases({ superUrl, secrets, names: ['stoa', 'stoa_sandbox'] });
  const owner = { user: OWNER_ROLE, password: secrets.ownerPassword };
  return {
    about: found.about,
    superUrl,
    databaseUrl: addressFor(superUrl, { user: APP_ROLE, password: secrets.appPassword, database: 'stoa' }),
    databaseOwnerUrl: addressFor(superUrl, { ...owner, database: 'stoa' }),
    sandboxDatabaseUrl: addressFor(superUrl, { ...owner, database: 'stoa_sandbox' }),
  };
}

async function openRedis({ dir, ports, secrets, env, supervisor, throwaway }, note) {
  if (env.REDIS_URL) {
    const { hostname, port } = new URL(env.REDIS_URL);
    await answers('REDIS_URL', () => opens(hostname, Number(port || 6379)));
    return { about: `at ${withoutSecret(env.REDIS_URL)}, as REDIS_URL says`, redisUrl: env.REDIS_URL };
  }
  const log = supervisor.logFile('redis');
  const { file, env: extra, about } = await findRedis({ log }, note);
  const at = { port: ports.redis, password: secrets.redisPassword };
  const settings = redisSettings({ ...at, dir: path.join(dir, 'redis'), throwaway });
  await supervisor.start({
    name: 'redis',
    command: file,
    args: [settings],
    env: { PATH: process.env.PATH, ...extra },
    ready: () => redisReady(at),
  });
  return { about, redisUrl: `redis://:${at.password}@127.0.0.1:${at.port}` };
}

async function openTemporal({ dir, ports, env, supervisor }, note) {
  if (env.TEMPORAL_ADDRESS) {
    const [host, port] = env.TEMPORAL_ADDRESS.split(':');
    await answers('TEMPORAL_ADDRESS', () => opens(host, Number(port)));
    return { about: `at ${env.TEMPORAL_ADDRESS}, as TEMPORAL_ADDRESS says`, temporalAddress: env.TEMPORAL_ADDRESS };
  }
  const { file, about } = await findTemporal({ log: supervisor.logFile('build-temporal') }, note);
  note('starting');
  await supervisor.start({
    name: 'temporal',
    command: file,
    args: temporalArguments({
      ports,
      dir: path.join(dir, 'temporal'),
      codec: ports.codec ? `http://127.0.0.1:${ports.codec}` : '',
    }),
    env: { PATH: process.env.PATH, HOME: process.env.HOME },
    ready: () => temporalReady(ports),
    readyMs: 60_000,
  });
  return { about, temporalAddress: `127.0.0.1:${ports.temporal}` };
}

async function answers(variable, ask) {
  if (await until(ask, 10_000, 500)) return;
  throw new Refusal(`Nothing answers at the address in ${variable}. Correct it, or unset it and set-up starts one.`);
}

/** @returns whether the port takes a connection */
export function opens(host, port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const end = (open) => {
      socket.destroy();
      resolve(open);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('connect', () => end(true));
  });
}

function withoutSecret(address) {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}
