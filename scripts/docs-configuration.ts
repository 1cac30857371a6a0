/** Prints docs/configuration.md from the table in config.ts; with --check it only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { VARIABLES } from '../config';

const FILE = path.resolve(__dirname, '../docs/configuration.md');

function fallbackOf(schema: z.ZodType): string {
  const result = schema.safeParse(undefined);
  if (!result.success) return '**required**';
  return result.data === undefined ? '–' : `\`${JSON.stringify(result.data).replace(/^"|"$/g, '')}\``;
}

function renderConfiguration(): string {
  const rows = Object.entries(VARIABLES).map(([name, variable]) => {
    const secret = 'secret' in variable ? ' 🔒' : '';
    return `| \`${name}\`${secret} | ${variable.readBy.join(', ')} | ${fallbackOf(variable.schema)} | ${variable.about} |`;
  });
  return [
    '# Configuration',
    '',
    'Generated from `config.ts` by `npm run docs`. Every process reads its own variables once, at start, and refuses to start when one is missing or wrong. 🔒 marks a secret: keep it out of files that are shared.',
    '',
    '`npm start` sets all of them for the embedded town; a real deployment sets them in the environment (`docker-compose.yml`).',
    '',
    '| variable | read by | default | about |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const text = renderConfiguration();
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    console.error('docs/configuration.md differs from config.ts: run npm run docs');
    process.exitCode = 1;
  }
} else {
  writeFileSync(FILE, text);
}
