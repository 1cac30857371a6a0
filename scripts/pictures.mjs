#!/usr/bin/env node
/**
 * `npm run pictures`: screenshots of every screen into docs/pictures, of the production builds with frozen data and clock.
 * An unchanged screen leaves its file as it was. Names after `--` take those alone: `npm run pictures -- web-booking`.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { build } from './setup/builds.mjs';
import { findChromium } from './setup/chromium.mjs';
import { installDependencies } from './setup/dependencies.mjs';
import { root, townDir } from './setup/paths.mjs';
import { fail } from './setup/progress.mjs';

async function main() {
  await installDependencies();
  const logs = path.join(townDir(), 'logs');
  mkdirSync(logs, { recursive: true });
  await build({ targets: ['servers', 'console', 'web'], logs });
  const chromium = await findChromium({ log: path.join(logs, 'chromium.log') }, () => {});
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/pictures/take.ts', ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, CHROMIUM_PATH: chromium.file },
    stdio: 'inherit',
  });
  child.on('exit', (code, signal) => (process.exitCode = signal ? 1 : (code ?? 1)));
}

main().catch(fail);
