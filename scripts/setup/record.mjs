/** `.stoa/town.json`: what runs, where, and who may sign in. Scripts, tests and tools read it. */
import fs from 'node:fs';
import path from 'node:path';
import { isAlive } from './identity.mjs';
import { readJson, writeWhole } from './paths.mjs';
import { dim, say, seconds } from './progress.mjs';
import { inStopOrder, stopProcess } from './processes.mjs';
import { holderOf, take } from './run.mjs';

const fileOf = (dir) => path.join(dir, 'town.json');

/** @returns the record of the town in this folder, or null when none was started */
export function readTown(dir) {
  return readJson(fileOf(dir));
}

/** Keeps the record of one town up to date while its processes come and go. */
export class TownRecord {
  #content = {};

  constructor(dir) {
    this.dir = dir;
  }

  write(changes) {
    this.#content = { ...this.#content, ...changes };
    writeWhole(fileOf(this.dir), `${JSON.stringify(this.#content, null, 2)}\n`);
  }

  /** @param running { name: { pid, identity } } */
  writeProcesses(running) {
    const entries = Object.entries(running);
    this.write({
      pids: Object.fromEntries(entries.map(([name, { pid }]) => [name, pid])),
      identities: Object.fromEntries(entries.map(([name, { identity }]) => [name, identity])),
    });
  }
}

/** @returns false when somebody else runs this town already */
export function becomeStarter(dir) {
  fs.mkdirSync(dir, { recursive: true });
  return take(path.join(dir, 'starter.lock'));
}

/** @returns process id of the starter that runs this town, or null */
export function starterOf(dir) {
  return holderOf(path.join(dir, 'starter.lock'));
}

export function leaveStarter(dir) {
  fs.rmSync(path.join(dir, 'starter.lock'), { force: true });
}

/**
 * Stops, in order, what a starter that was killed has left running. A process id that now belongs to another process
 * is left alone.
 */
export async function stopLeftovers(dir) {
  const town = readTown(dir);
  const left = Object.entries(town?.pids ?? {}).filter(([name, pid]) => isAlive(pid, town.identities?.[name]));
  if (left.length === 0) return;
  say(`The last start was ended without stopping ${left.length === 1 ? 'one process' : `${left.length} processes`}:`);
  for (const name of inStopOrder(left.map(([found]) => found))) {
    const began = Date.now();
    await stopProcess(name, town.pids[name], town.identities[name]);
    say(`  ${name} stopped ${dim(seconds(Date.now() - began))}`);
  }
}
