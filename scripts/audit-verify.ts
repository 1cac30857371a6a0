/**
 * Walks the audit chain: `npm run audit:verify [-- --head <hash>]…`. Prints how many lines are sound and the head's hash;
 * ends with 1 and names the first line that is altered, missing or reordered. A head noted earlier and kept elsewhere
 * (`--head`, as often as there are) must still be in the chain: that is how lines cut off at the end are found.
 */
import { parseArgs } from 'node:util';
import { readConfig } from '../config';
import { connectPostgres } from '../db/postgres';
import { verifyAuditChain, type ChainReport } from '../db/queries/auditChain';

const STATEMENT_MS = 60_000;
const SAYS = {
  altered: 'is not what was written',
  missing: 'is missing',
  reordered: 'does not follow the line before it',
} as const;

function readHeads(): string[] {
  const { values } = parseArgs({ options: { head: { type: 'string', multiple: true, default: [] } } });
  const heads = values.head.map((head) => head.toLowerCase());
  if (!heads.every((head) => /^[0-9a-f]{64}$/.test(head)))
    throw new Error('--head takes a hash: 64 hexadecimal digits.');
  return heads;
}

function findings({ broken, lostHeads }: ChainReport): string[] {
  return [
    ...(broken === null ? [] : [`Line ${broken.seq} ${SAYS[broken.problem]} (${broken.problem}).`]),
    ...lostHeads.map((head) => `No line carries the head ${head} any more.`),
  ];
}

async function main(): Promise<void> {
  const heads = readHeads();
  const { DATABASE_OWNER_URL: url } = readConfig('migrate', process.env);
  const db = connectPostgres({ url, poolMax: 1, name: 'stoa-audit-verify', statementMs: STATEMENT_MS });
  try {
    const report = await verifyAuditChain(db, heads);
    console.log(`Lines that are sound: ${report.rowsChecked}`);
    console.log(`Head: ${report.head}`);
    const wrong = findings(report);
    for (const sentence of wrong) console.error(sentence);
    if (wrong.length > 0) process.exitCode = 1;
  } finally {
    await db.destroy();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
