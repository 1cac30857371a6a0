/** Prints the pages of docs/ that come from the domain's tables, docs/errors/ among them; with --check it only compares. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { approvalPage } from './docs/approvalPage';
import { bookingPage } from './docs/bookingPage';
import { errorPages } from './docs/errorPages';
import { moneyPage } from './docs/moneyPage';
import { searchPage } from './docs/searchPage';
import { permissionsPage } from './docs/permissionsPage';

const DOCS = path.resolve(__dirname, '../docs');

const pages = new Map<string, string>([
  ['money.md', moneyPage()],
  ['booking.md', bookingPage()],
  ['search.md', searchPage()],
  ['permissions.md', permissionsPage()],
  ['approval.md', approvalPage()],
  ...errorPages().map(([name, text]): [string, string] => [path.join('errors', name), text]),
]);

function read(name: string): string | null {
  try {
    return readFileSync(path.join(DOCS, name), 'utf8');
  } catch {
    return null;
  }
}

/** Pages of codes that are no more. */
function orphans(): string[] {
  const errors = path.join(DOCS, 'errors');
  mkdirSync(errors, { recursive: true });
  return readdirSync(errors)
    .map((name) => path.join('errors', name))
    .filter((name) => !pages.has(name));
}

const stale = [...pages].filter(([name, text]) => read(name) !== text).map(([name]) => name);
if (process.argv.includes('--check')) {
  const wrong = [...stale, ...orphans()];
  if (wrong.length > 0) {
    console.error(`docs differ from the domain's tables (run npm run docs):\n  ${wrong.join('\n  ')}`);
    process.exitCode = 1;
  }
} else {
  for (const name of orphans()) rmSync(path.join(DOCS, name));
  for (const name of stale) writeFileSync(path.join(DOCS, name), pages.get(name) ?? '');
}
