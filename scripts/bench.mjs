#!/usr/bin/env node
/** `npm run bench [-- --json]`: opens a town of its own and prints what things cost, as ratios to floors. */
import { spawn } from 'node:child_process';
import { installDependencies } from './setup/dependencies.mjs';
import { root } from './setup/paths.mjs';

await installDependencies();
const child = spawn(process.execPath, ['--import', 'tsx', 'test/bench/bench.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
child.on('exit', (code, signal) => (process.exitCode = signal ? 1 : (code ?? 1)));
