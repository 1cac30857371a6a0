/** Long-running processes of a town: started apart from the terminal, watched, started again, stopped in order. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { identityOf, isAlive } from './identity.mjs';
import { Refusal, dim, red, say, seconds } from './progress.mjs';

/** Who may need the other is stopped first. */
export const STOP_ORDER = [
  'web',
  'admin',
  'api',
  'worker',
  'sandbox',
  'toxiproxy',
  'stripeMock',
  'temporal',
  'redis',
  'postgres',
];
/** Postgres: SIGINT ends its sessions and writes its data; SIGTERM would wait for clients. */
const STOP_SIGNAL = { postgres: 'SIGINT' };
/** The worker drains for up to 20 s. */
const STOP_MS = { worker: 30_000, api: 25_000 };
const RESTARTS = 5;
const WINDOW_MS = 5 * 60_000;
const LOG_BYTES = 20_000_000;

/**
 * Waits until something is true.
 * @param ask may throw, which counts as not yet
 * @returns whether it became true within the time
 */
export async function until(ask, timeoutMs, everyMs = 100) {
  const end = Date.now() + timeoutMs;
  for (;;) {
    if (
      await Promise.resolve()
        .then(ask)
        .catch(() => false)
    )
      return true;
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

/** Stops a process and what it started; returns once it is gone. */
export async function stopProcess(name, pid, identity) {
  if (!isAlive(pid, identity)) return;
  signal(pid, STOP_SIGNAL[name] ?? 'SIGTERM');
  if (await until(() => !isAlive(pid, identity), STOP_MS[name] ?? 15_000, 50)) return;
  killGroup(pid);
  await until(() => !isAlive(pid, identity), 5000, 50);
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // gone already
  }
}

/** Each was started as the leader of a group of its own. */
export function killGroup(pid) {
  signal(-pid, 'SIGKILL');
  signal(pid, 'SIGKILL');
}

export class Supervisor {
  #watched = new Map();
  #stopping = false;

  /**
   * @param options.logs folder of log files, one per process
   * @param options.onChange called with { name: { pid, identity } } whenever a process came or went
   * @param options.restart start again what dies (a town), or not (servers for tests)
   */
  constructor({ logs, onChange = () => {}, restart = true }) {
    this.logs = logs;
    this.onChange = onChange;
    this.restart = restart;
    fs.mkdirSync(logs, { recursive: true, mode: 0o755 });
  }

  logFile(name) {
    return path.join(this.logs, `${name}.log`);
  }

  /**
   * Starts a process and waits until it is ready.
   * @param spec { name, command, args, env, cwd, uid, gid, ready, readyMs }
   * @throws Refusal with the end of its log when it does not become ready
   */
  async start(spec) {
    const entry = { spec, deaths: [], child: null };
    this.#watched.set(spec.name, entry);
    this.#spawn(entry);
    await this.#awaitReady(entry);
    entry.wasReady = true;
  }

  async #awaitReady(entry) {
    const { name, ready, readyMs = 45_000 } = entry.spec;
    const child = entry.child;
    const began = Date.now();
    const isReady = await until(() => (child.ended ? true : ready()), readyMs);
    if (isReady && !child.ended) return;
    if (this.#stopping) throw new Refusal('Stopped.');
    const what = child.ended ? `ended (${child.ended})` : `was not ready after ${seconds(Date.now() - began)}`;
    entry.child.expected = true;
    throw new Refusal(`${name} ${what}. The end of ${this.logFile(name)}:\n${this.tail(name)}`);
  }

  #spawn(entry) {
    const { name, command, args, env, cwd, uid, gid } = entry.spec;
    const log = openLog(this.logFile(name));
    const child = spawn(command, args, { env, cwd, uid, gid, detached: true, stdio: ['ignore', log, log] });
    fs.closeSync(log);
    entry.child = child;
    entry.identity = child.pid ? identityOf(child.pid) : null;
    child.once('error', (error) => {
      child.ended ??= error.message;
      if (!child.pid) this.#onEnd(entry, child);
    });
    child.once('exit', (code, signalName) => {
      child.ended = String(signalName ?? code);
      this.#onEnd(entry, child);
    });
    this.onChange(this.running());
  }

  #onEnd(entry, child) {
    if (entry.child !== child) return;
    this.onChange(this.running());
    if (this.#stopping || child.expected || !entry.wasReady || !this.restart) return;
    const { name } = entry.spec;
    const now = Date.now();
    entry.deaths = entry.deaths.filter((at) => now - at < WINDOW_MS);
    entry.deaths.push(now);
    if (entry.deaths.length > RESTARTS) {
      say(red(`${name} ended (${child.ended}) for the ${RESTARTS + 1}th time in five minutes: it stays down.`));
      say(dim(`The end of ${this.logFile(name)}:\n${this.tail(name)}`));
      return;
    }
    say(`${name} ended (${child.ended}); starting it again (${entry.deaths.length} of ${RESTARTS}).`);
    const pause = 200 * 2 ** (entry.deaths.length - 1);
    entry.timer = setTimeout(() => this.#again(entry), pause);
  }

  #again(entry) {
    if (this.#stopping) return;
    this.#spawn(entry);
    this.#awaitReady(entry).then(
      () => say(`${entry.spec.name} is back.`),
      (error) => this.#stopping || say(red(error.message)),
    );
  }

  /** Stops a process and starts it again, because we want it to: this does not count as a death. */
  async again(name) {
    const entry = this.#watched.get(name);
    if (!entry?.child?.pid || this.#stopping) return;
    entry.child.expected = true;
    await stopProcess(name, entry.child.pid, entry.identity);
    this.#again(entry);
  }

  /** @returns { name: { pid, identity } } of all that run now */
  running() {
    const alive = [...this.#watched].filter(([, entry]) => entry.child?.pid && !entry.child.ended);
    return Object.fromEntries(alive.map(([name, entry]) => [name, { pid: entry.child.pid, identity: entry.identity }]));
  }

  tail(name, lines = 25) {
    try {
      return fs.readFileSync(this.logFile(name), 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
    } catch {
      return '(no log)';
    }
  }

  /** Stops everything in order; each step is told to `note`. */
  async stop(note = () => {}) {
    this.#stopping = true;
    for (const entry of this.#watched.values()) clearTimeout(entry.timer);
    const running = this.running();
    for (const name of inStopOrder(Object.keys(running))) {
      const began = Date.now();
      await stopProcess(name, running[name].pid, running[name].identity);
      note(`${name} stopped ${dim(seconds(Date.now() - began))}`);
    }
  }

  /** Ends everything at once, without waiting. */
  kill() {
    this.#stopping = true;
    for (const { pid } of Object.values(this.running())) killGroup(pid);
  }
}

/** Names in the order they are stopped; one that the order does not know comes first. */
export function inStopOrder(names) {
  return [...names].sort((a, b) => STOP_ORDER.indexOf(a) - STOP_ORDER.indexOf(b));
}

/** Appends, so that a restart does not wipe what led to it; the file before the last is kept. */
function openLog(file) {
  if ((fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) fs.renameSync(file, `${file}.1`);
  return fs.openSync(file, 'a', 0o600);
}
