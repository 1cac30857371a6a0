/** Official downloads, with a deadline short enough that a machine without a way out hardly notices. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { alone } from './run.mjs';

const ANSWER_MS = 4000;
const WHOLE_MS = 120_000;

/**
 * Fetches an archive and keeps one program of it.
 * @param options.address https address of a .tar.gz
 * @param options.member the program's name in it
 * @param options.file where it is kept
 * @param options.works tries the program before it is kept
 * @returns whether the file is there now; never throws, because there is another way
 */
export async function download({ address, member, file, works }, note = () => {}) {
  try {
    return await alone(`${file}.lock`, () => fetchAndUnpack({ address, member, file, works, note }), note);
  } catch {
    return false;
  }
}

async function fetchAndUnpack({ address, member, file, works, note }) {
  if (fs.existsSync(file)) return true;
  note(`asking ${new URL(address).host}`);
  const abort = new AbortController();
  const answer = setTimeout(() => abort.abort(), ANSWER_MS);
  const whole = setTimeout(() => abort.abort(), WHOLE_MS);
  const folder = path.join(path.dirname(file), `draft-${process.pid}`);
  try {
    const response = await fetch(address, { signal: abort.signal });
    if (!response.ok) return false;
    clearTimeout(answer);
    note(`downloading from ${new URL(address).host}`);
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const archive = path.join(folder, 'archive.tar.gz');
    fs.writeFileSync(archive, Buffer.from(await response.arrayBuffer()));
    spawnSync('tar', ['-xzf', archive, '-C', folder, member]);
    const fresh = path.join(folder, member);
    if (!works(fresh)) return false;
    fs.renameSync(fresh, file);
    return true;
  } finally {
    clearTimeout(answer);
    clearTimeout(whole);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
