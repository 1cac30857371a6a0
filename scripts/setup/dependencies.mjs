/** The npm packages: installed when they are missing or the lock file has changed since. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Refusal, step } from './progress.mjs';
import { root } from './paths.mjs';
import { alone, run } from './run.mjs';

const stamp = path.join(root, 'node_modules/.stoa-lock');

export function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Refusal(`Node ${process.versions.node} is too old: Stoa needs 20.19 or later (https://nodejs.org).`);
}

/** @param again the script to name when npm fails */
export async function installDependencies() {
  const lock = crypto
    .createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
  if (isInstalled(lock)) return;
  await alone(path.join(root, '.stoa/npm.lock'), async () => {
    if (isInstalled(lock)) return;
    await step('packages', async (note) => {
      note('npm ci');
      // npm 7 and later install scripts of the packages named in package.json's allowScripts alone.
      await run('npm', ['ci', '--no-audit', '--no-fund'], { log: path.join(root, '.stoa/npm.log') }).catch((error) => {
        throw new Refusal(`npm ci failed. Try it by hand in ${root}: npm ci\n${error.message}`);
      });
      fs.writeFileSync(stamp, lock);
      return 'npm ci';
    });
  });
}

/** npm leaves a copy of what it installed; ours says for which lock file we saw it end well. */
function isInstalled(lock) {
  try {
    if (fs.readFileSync(stamp, 'utf8') === lock) return true;
  } catch {
    // no stamp: somebody may have run `npm ci` or `npm install` by hand
  }
  const installed = path.join(root, 'node_modules/.package-lock.json');
  if (!fs.existsSync(installed) || !matches(installed)) return false;
  fs.writeFileSync(stamp, lock);
  return true;
}

/** @returns whether every package the lock asks for (but optional ones) is there in its version */
function matches(installed) {
  const have = JSON.parse(fs.readFileSync(installed, 'utf8')).packages;
  const want = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(want).every(
    ([name, entry]) =>
      name === '' ||
      entry.optional ||
      entry.link ||
      !name.includes('node_modules/') ||
      have[name]?.version === entry.version,
  );
}
