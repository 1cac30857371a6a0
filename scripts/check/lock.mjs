#!/usr/bin/env node
/**
 * Is the lock file whole? npm leaves the packages of other platforms out when their newest release is not complete
 * yet; `npm ci` then fails there. And no address of a registry belongs into it.
 */
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';

const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
const names = new Set(Object.keys(packages).map((key) => key.split('node_modules/').pop()));
const problems = Object.entries(packages).flatMap(([key, entry]) => {
  const missing = Object.keys(entry.optionalDependencies ?? {}).filter((name) => !names.has(name));
  const lines = missing.length > 0 ? [`${key} ${entry.version}: not in the lock: ${missing.join(', ')}`] : [];
  return /^https?:/.test(entry.resolved ?? '') ? [...lines, `${key}: carries the address ${entry.resolved}`] : lines;
});
process.stdout.write(problems.length > 0 ? `${problems.join('\n')}\n` : `${names.size} packages, all there\n`);
if (problems.length > 0) process.exitCode = 1;
