#!/usr/bin/env node
/** `npm run build`: all production builds, for images and for npm start; what did not change is left alone. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from './setup/builds.mjs';
import { root } from './setup/paths.mjs';
import { fail, say } from './setup/progress.mjs';

const logs = path.join(root, '.stoa/logs');
fs.mkdirSync(logs, { recursive: true });
const targets = process.argv.slice(2);
build({ logs, ...(targets.length > 0 ? { targets } : {}) }).then(() => say('Builds are up to date.'), fail);
