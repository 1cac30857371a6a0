/** The town's ports: their numbers, who wants another, and who sits on one already. */
import fs from 'node:fs';
import net from 'node:net';
import { spawnSync } from 'node:child_process';
import { Refusal } from './progress.mjs';

export const DEFAULT_PORTS = {
  web: 3100,
  admin: 3101,
  api: 3102,
  sandbox: 3103,
  temporalUi: 3104,
  postgres: 3105,
  redis: 3106,
  temporal: 3107,
  temporalHttp: 3108,
  temporalMetrics: 3109,
  apiMetrics: 3112,
  codec: 3113,
  workerMetrics: 3114,
  sdkMetrics: 3115,
  sandboxSmtp: 3116,
};

/** `temporalUi` → `STOA_PORT_TEMPORAL_UI` */
export const portVariable = (name) => `STOA_PORT_${name.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase()}`;

/**
 * Chooses the town's ports: `STOA_PORT_<NAME>`, else free ones when asked for, else the defaults.
 * @param env the environment
 * @param free choose free ports whatever the environment says (tests)
 * @param skip names of ports that belong to servers which run elsewhere
 * @returns port by name
 * @throws Refusal naming every busy port, who holds it and how to choose another
 */
export async function choosePorts({ env, free = env.STOA_PORTS === 'free', skip = [] }) {
  const names = Object.keys(DEFAULT_PORTS).filter((name) => !skip.includes(name));
  const asked = Object.fromEntries(names.map((name) => [name, askedPort(env, name)]));
  const fresh = free ? await freePorts(names.filter((name) => !asked[name])) : {};
  const ports = Object.fromEntries(names.map((name) => [name, asked[name] ?? fresh[name] ?? DEFAULT_PORTS[name]]));
  const doubled = names.filter((name) => names.some((other) => other !== name && ports[other] === ports[name]));
  if (doubled.length > 0) throw new Refusal(`One port was given twice: ${doubled.map(portVariable).join(', ')}.`);
  await refuseBusy(ports);
  return ports;
}

function askedPort(env, name) {
  const value = env[portVariable(name)];
  if (!value) return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Refusal(`${portVariable(name)} must be a port number, not '${value}'.`);
}

async function refuseBusy(ports) {
  const busy = [];
  for (const [name, port] of Object.entries(ports)) if (await isBusy(port)) busy.push([name, port]);
  if (busy.length === 0) return;
  const lines = busy.map(([name, port]) => `  ${port} (${name})${holder(port)}; another one: ${portVariable(name)}=…`);
  throw new Refusal(
    `These ports are taken:\n${lines.join('\n')}\nOr let free ones be chosen: STOA_PORTS=free npm start`,
  );
}

/** @returns whether something listens on this port of the loopback address */
export function isBusy(port) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(true) : reject(error),
    );
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(false)));
  });
}

/**
 * Free ports below the range the system hands to outgoing connections: one of that range may be taken by a
 * connection between this question and the server's start. Below 11000 lie some that browsers refuse.
 */
async function freePorts(names) {
  const highest = ephemeralStart() - 1;
  const found = {};
  const used = new Set();
  for (const name of names) {
    do {
      found[name] = 11_000 + Math.floor(Math.random() * (highest - 11_000));
    } while (used.has(found[name]) || (await isBusy(found[name])));
    used.add(found[name]);
  }
  return found;
}

/** @returns that many free ports */
export async function freePortList(count) {
  return Object.values(await freePorts(Array.from({ length: count }, (_, index) => String(index))));
}

function ephemeralStart() {
  try {
    return Number(fs.readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8').split(/\s+/)[0]) || 32_768;
  } catch {
    return 32_768;
  }
}

/** Names the process on a port where the system tells; an aid to the reader only. */
function holder(port) {
  const asked = spawnSync('ss', ['-ltnpH', `sport = :${port}`], { encoding: 'utf8' });
  const found = /\("([^"]+)",pid=(\d+)/.exec(asked.stdout ?? '');
  return found ? ` by ${found[1]} (process ${found[2]})` : '';
}
