/** Where things lie: the checkout, its own data, and the caches that clones on one machine share. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');
export const isRoot = process.getuid?.() === 0;

/** @returns the folder of the town that `npm start` runs; `STOA_DIR` names another one */
export function townDir() {
  return path.resolve(root, process.env.STOA_DIR || '.stoa');
}

/** Tools that were built, downloaded or unpacked once per user, keyed by version, so that a fresh clone is quick. */
export function toolCache() {
  const base = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
  for (const candidate of [path.join(base, 'stoa'), path.join(os.tmpdir(), `stoa-cache-${os.userInfo().uid}`)]) {
    if (ownFolder(candidate)) return candidate;
  }
  throw new Error(`no folder for tools can be written: set XDG_CACHE_HOME to one that can`);
}

/** A folder outside the checkout that every user may walk through: for Postgres, which refuses to run as root. */
export function openCache() {
  for (const base of ['/var/cache', os.tmpdir()]) {
    const candidate = path.join(base, 'stoa');
    if (ownFolder(candidate, 0o711)) return candidate;
  }
  throw new Error('neither /var/cache nor the temporary folder can be written');
}

/** A short, stable name for this checkout's town in a shared folder. */
export function townKey(dir) {
  return crypto.createHash('sha256').update(dir).digest('hex').slice(0, 12);
}

/** Makes the folder where it can; a folder of somebody else is refused, because its content would be run. */
function ownFolder(dir, mode = 0o755) {
  try {
    fs.mkdirSync(dir, { recursive: true, mode });
    const stat = fs.lstatSync(dir);
    if (!stat.isDirectory() || stat.uid !== os.userInfo().uid) return false;
    fs.accessSync(dir, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns the first executable of these names on PATH, or null; what npm puts there does not count */
export function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((dir) => dir && !dir.includes('node_modules'));
  const files = names.flatMap((name) => folders.map((dir) => path.join(dir, name)));
  return files.find(isExecutable) ?? null;
}

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Writes a file whole or not at all, so that a reader never sees half of it. */
export function writeWhole(file, text, mode = 0o600) {
  const draft = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(draft, text, { mode });
  fs.renameSync(draft, file);
}

/** @returns the parsed file, or null when it is missing or broken */
export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
