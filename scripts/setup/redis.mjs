/** Redis: which server, unpacked without root where the system has none, and its settings for one town. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { onPath, toolCache, writeWhole } from './paths.mjs';
import { Refusal } from './progress.mjs';
import { alone, run } from './run.mjs';

/**
 * Looks for a server, in this order: PATH, cache, the system's packages unpacked into the cache.
 * @returns { file, env, about }
 */
export async function findRedis({ log }, note) {
  const own = onPath('redis-server', 'valkey-server');
  if (own) return { file: own, env: {}, about: `${own} ${versionOf(own, {})}` };
  const folder = path.join(toolCache(), `redis-${process.platform}-${process.arch}-${release()}`);
  const cached = unpacked(folder);
  if (cached) return { ...cached, about: `unpacked before ${versionOf(cached.file, cached.env)}` };
  if (onPath('apt-get') && onPath('dpkg')) {
    const fresh = await alone(`${folder}.lock`, () => unpack(folder, log, note), note);
    if (fresh) return { ...fresh, about: `unpacked from the system's packages ${versionOf(fresh.file, fresh.env)}` };
  }
  const command = process.platform === 'darwin' ? 'brew install redis' : 'install the package redis (or valkey)';
  throw new Refusal(
    `No Redis: no redis-server or valkey-server on PATH, and the system's packages gave none.\n` +
      `Run: ${command}, or give the address of one: REDIS_URL=redis://host:port npm start`,
  );
}

/** Libraries differ between releases of the system: so does the cache. */
function release() {
  try {
    const text = fs.readFileSync('/etc/os-release', 'utf8');
    const value = (key) => new RegExp(`^${key}="?([^"\n]*)`, 'm').exec(text)?.[1] ?? '';
    return `${value('ID')}${value('VERSION_ID')}`.replace(/[^a-z0-9.]/g, '') || 'system';
  } catch {
    return 'system';
  }
}

/**
 * Lets apt resolve and fetch what Redis needs here, with a state and cache of our own, so that neither root is
 * needed nor the system touched; then unpacks it all side by side.
 */
async function unpack(folder, log, note) {
  const before = unpacked(folder);
  if (before) return before;
  note("fetching the system's redis-server package");
  const draft = `${folder}.${process.pid}.tmp`;
  fs.mkdirSync(path.join(draft, 'state/lists/partial'), { recursive: true });
  fs.mkdirSync(path.join(draft, 'cache/archives/partial'), { recursive: true });
  const own = {
    'Dir::State': `${draft}/state`,
    'Dir::State::lists': `${draft}/state/lists`,
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': `${draft}/cache`,
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': '',
  };
  const options = Object.entries(own).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const apt = (...args) => run('apt-get', [...options, ...args], { log, timeoutMs: 180_000 });
  try {
    await apt('update');
    await apt('install', '-y', '--no-install-recommends', '--download-only', 'redis-server');
    const archives = path.join(draft, 'cache/archives');
    for (const name of fs.readdirSync(archives).filter((file) => file.endsWith('.deb'))) {
      await run('dpkg', ['-x', path.join(archives, name), path.join(draft, 'root')], { log });
    }
    fs.rmSync(path.join(draft, 'state'), { recursive: true });
    fs.rmSync(path.join(draft, 'cache'), { recursive: true });
    fs.renameSync(draft, folder);
    return unpacked(folder);
  } catch {
    return null;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

/** @returns { file, env } when a server that runs lies there */
function unpacked(folder) {
  const tree = path.join(folder, 'root');
  const file = path.join(tree, 'usr/bin/redis-server');
  if (!fs.existsSync(file)) return null;
  const arch = { x64: 'x86_64', arm64: 'aarch64' }[process.arch];
  const env = { LD_LIBRARY_PATH: ['usr/lib', 'lib'].map((dir) => path.join(tree, dir, `${arch}-linux-gnu`)).join(':') };
  return versionOf(file, env) ? { file, env } : null;
}

function versionOf(file, env) {
  const asked = spawnSync(file, ['--version'], { encoding: 'utf8', env: { ...process.env, ...env } });
  return /server v=(\S+)/.exec(asked.stdout ?? '')?.[1] ?? '';
}

/** Writes its settings, password included, into a file that only we can read: arguments are for all to see. */
export function redisSettings({ dir, port, password, throwaway }) {
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = path.join(dir, 'redis.conf');
  const lines = [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir "${dir}"`,
    `requirepass ${password}`,
    'daemonize no',
    // streams and the town's clock outlive a crash
    'appendonly yes',
    'appendfsync everysec',
    ...(throwaway ? ['save ""'] : []),
  ];
  writeWhole(file, `${lines.join('\n')}\n`);
  return file;
}

/** @returns whether it answers PING with its data loaded */
export function redisReady({ port, password }) {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    let answer = '';
    const end = (ready) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once('error', () => end(false));
    socket.once('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`));
    socket.on('data', (chunk) => {
      answer += chunk;
      if (answer.includes('+PONG')) end(true);
      else if (answer.includes('-')) end(false);
    });
  });
}
