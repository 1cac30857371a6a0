/** A Chromium for tests in a real browser. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { isRoot, onPath } from './paths.mjs';
import { Refusal } from './progress.mjs';
import { run } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * Looks for a browser, in this order: `CHROMIUM_PATH`, PATH, the system's package manager when we are root.
 * @returns { file, about }
 */
export async function findChromium({ log }, note) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (versionOf(named)) return { file: named, about: `${versionOf(named)}, as CHROMIUM_PATH says` };
    throw new Refusal(`CHROMIUM_PATH is ${named}, and that does not run. Correct it, or unset it.`);
  }
  const found = installed();
  if (found) return found;
  if (isRoot && onPath('apt-get')) {
    note('installing the system’s chromium');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { log, env }).catch(() => {});
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { log, env }).catch(() => {});
    const fresh = installed();
    if (fresh) return { ...fresh, about: `${fresh.about}, installed now` };
  }
  throw new Refusal(
    `No Chromium for the tests in a browser. Run: ${installCommand()}\n` +
      'or name one: CHROMIUM_PATH=/path/to/chromium npm test. The other kinds run without: npm test -- domain api workflows',
  );
}

function installed() {
  const file = onPath(...NAMES) ?? (fs.existsSync(MAC) ? MAC : null);
  const version = file && versionOf(file);
  return version ? { file, about: `${file} (${version})` } : null;
}

function versionOf(file) {
  const asked = spawnSync(file, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return /\d+(\.\d+)+/.exec(asked.stdout ?? '')?.[0] ?? null;
}

function installCommand() {
  if (process.platform === 'darwin') return 'brew install --cask google-chrome';
  if (onPath('apt-get')) return 'sudo apt-get install -y --no-install-recommends chromium';
  if (onPath('dnf')) return 'sudo dnf install -y chromium';
  return 'your package manager’s install of chromium';
}
