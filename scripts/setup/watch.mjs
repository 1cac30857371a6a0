/** Workflows run from a bundle: in development it is made again when their sources change, and the worker with it. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from './builds.mjs';
import { root } from './paths.mjs';
import { red, say } from './progress.mjs';

const SOURCES = ['workflows', 'contracts', 'domain'];
const QUIET_MS = 300;

/** @param supervisor runs the worker; the watching ends with the process */
export function watchWorkflows(supervisor) {
  let timer;
  const changed = (_event, file) => {
    if (file && /\.test\.ts$/.test(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void again(supervisor), QUIET_MS);
  };
  for (const room of SOURCES) fs.watch(path.join(root, room), { recursive: true, persistent: false }, changed);
}

async function again(supervisor) {
  try {
    await build({ targets: ['workflows'], logs: supervisor.logs });
    await supervisor.again('worker');
  } catch (error) {
    // a source that does not compile yet: the worker goes on with what it has
    say(red(error.message));
  }
}
