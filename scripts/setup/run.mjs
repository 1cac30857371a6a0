/** Runs other programs for set-up, and keeps two set-ups from doing the same work at once. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { identityOf, isAlive } from './identity.mjs';
import { root } from './paths.mjs';

/**
 * Runs a program to its end.
 * @param options.log file that keeps its output
 * @param options.timeoutMs after which it is killed
 * @throws Error with the last lines of its output when it does not end with 0
 */
export function run(command, args, { cwd = root, env = process.env, log, timeoutMs = 15 * 60_000, ...rest } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], ...rest });
    const output = [];
    const sink = log ? fs.createWriteStream(log, { flags: 'a', mode: 0o600 }) : null;
    const keep = (chunk) => {
      output.push(chunk.toString());
      sink?.write(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    const forget = follow(child);
    child.once('error', (error) => done(error));
    child.once('close', (code, signal) =>
      done(code === 0 ? null : new Error(`${path.basename(command)} ended with ${signal ?? code}`)),
    );
    function done(error) {
      clearTimeout(timer);
      forget();
      sink?.end();
      const text = output.join('');
      if (!error) return resolve(text);
      error.output = text;
      error.message += `:\n${text.trim().split('\n').slice(-25).join('\n')}`;
      reject(error);
    }
  });
}

/** Programs of ours that are running now: they end with us. */
const running = new Set();
export function follow(child) {
  running.add(child);
  return () => running.delete(child);
}
export function endRunning() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Does work that two set-ups must not do at once (a build, a download); the second one waits and then finds it done.
 * @param file the lock: it names its owner, and a lock whose owner is gone counts for nothing
 */
export async function alone(file, work, note = () => {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  while (!take(file)) {
    note('waiting for another set-up that does the same');
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** @returns whether the lock is ours now */
export function take(file) {
  const mine = JSON.stringify({ pid: process.pid, identity: identityOf(process.pid) });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      fs.writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (holderOf(file)) return false;
    fs.rmSync(file, { force: true });
  }
  return false;
}

/** @returns the process id that holds this lock, or null when nobody alive does */
export function holderOf(file) {
  let owner;
  try {
    owner = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    // An empty lock is one whose owner is just writing its name; older than a moment, its owner died doing so.
    if (error.code === 'ENOENT' || Date.now() - (fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) > 2000) {
      return null;
    }
    return -1;
  }
  return isAlive(owner.pid, owner.identity) ? owner.pid : null;
}
