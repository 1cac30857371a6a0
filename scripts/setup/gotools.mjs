/** Tools in Go, each pinned by a module of its own below tools/ and built once per machine. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { onPath, root, toolCache } from './paths.mjs';
import { alone, run } from './run.mjs';

/** Below it lies what was built from exactly these pinned sources. */
export function toolFolder(tool) {
  const hash = crypto.createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(fs.readFileSync(path.join(root, 'tools', tool, file)));
  return path.join(toolCache(), `${tool}-${process.platform}-${process.arch}-${hash.digest('hex').slice(0, 12)}`);
}

/**
 * Builds one program of tools/<tool>/go.mod into the cache.
 * @param options.tool folder below tools/
 * @param options.pkg import path of the program
 * @param options.name file to write
 * @returns the file, or null where there is no Go
 */
export async function goBuild({ tool, pkg, name, log }, note = () => {}) {
  const file = path.join(toolFolder(tool), name);
  if (fs.existsSync(file)) return file;
  const go = onPath('go');
  if (!go) return null;
  return alone(`${file}.lock`, () => build({ go, tool, pkg, file, log }, note), note);
}

async function build({ go, tool, pkg, file, log }, note) {
  if (fs.existsSync(file)) return file;
  note(`go build of ${tool}, minutes when its sources are new here`);
  const draft = `${file}.${process.pid}.tmp`;
  // -mod=readonly: go.sum is the promise of what is built; a module that does not fit it is refused.
  const flags = ['-mod=readonly', '-buildvcs=false', '-trimpath', '-ldflags=-s -w', '-o', draft];
  await run(go, ['build', ...flags, pkg], {
    cwd: path.join(root, 'tools', tool),
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' },
    log,
  });
  fs.renameSync(draft, file);
  return file;
}
