import { createHash } from 'node:crypto';
import { rows, type Db } from '../postgres';

interface ChainRow {
  readonly seq: number;
  readonly previous_hash: string;
  readonly hash: string;
  /** in the order in which the trigger hashes them, from `seq` on */
  readonly fields: readonly (string | null)[];
}

/** The first line that is not what was written. */
export interface ChainBreak {
  readonly seq: number;
  /** altered: its hash is not that of its fields · missing: a number is left out · reordered: it follows another line */
  readonly problem: 'altered' | 'missing' | 'reordered';
}

export interface ChainReport {
  readonly rowsChecked: number;
  /** of the last line that is sound; zeroes for an empty log */
  readonly head: string;
  readonly broken: ChainBreak | null;
  /** of the heads noted earlier, those that no line carries any more: lines were cut off, or all of them written anew */
  readonly lostHeads: readonly string[];
}

const GENESIS = '0'.repeat(64);
const BATCH = 1_000;

const fieldText = (value: string | null): string => (value === null ? '-' : `${Buffer.byteLength(value)}:${value}`);

/** Computed here and not by the database, so that a function replaced there is found out too. */
function hashOf({ previous_hash, fields }: ChainRow): string {
  const canonical = [previous_hash, ...fields].map(fieldText).join('\n');
  return createHash('sha256').update(canonical, 'utf8').digest('hex');
}

function breakAt(row: ChainRow, expected: { readonly seq: number; readonly hash: string }): ChainBreak | null {
  if (row.seq !== expected.seq) return { seq: expected.seq, problem: 'missing' };
  if (hashOf(row) !== row.hash) return { seq: row.seq, problem: 'altered' };
  return row.previous_hash === expected.hash ? null : { seq: row.seq, problem: 'reordered' };
}

const INSTANT = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

function batchAfter(db: Db, seq: number): Promise<ChainRow[]> {
  return rows<ChainRow>(
    db,
    `SELECT seq, previous_hash, hash, ARRAY[seq::text, ${INSTANT('at')}, actor_id::text, acting_as, action, subject_kind,
       subject_id, reason, details::text, request_id, ${INSTANT('recorded_at')}] AS fields
     FROM audit_log WHERE seq > ? ORDER BY seq LIMIT ${BATCH}`,
    [seq],
  );
}

/**
 * Walks the audit chain from its first line, in batches, and stops at the first line that is not what was written.
 * Whoever can rewrite every line from some point on leaves an unbroken chain with another head: only a head noted
 * elsewhere shows that.
 * @param heads hashes that were printed by earlier walks
 */
export async function verifyAuditChain(db: Db, heads: readonly string[] = []): Promise<ChainReport> {
  const awaited = new Set(heads);
  let last = { seq: 0, hash: GENESIS };
  let broken: ChainBreak | null = null;
  while (broken === null) {
    const batch = await batchAfter(db, last.seq);
    if (batch.length === 0) break;
    for (const row of batch) {
      broken = breakAt(row, { seq: last.seq + 1, hash: last.hash });
      if (broken !== null) break;
      last = { seq: row.seq, hash: row.hash };
      awaited.delete(row.hash);
    }
  }
  return { rowsChecked: last.seq, head: last.hash, broken, lostHeads: [...awaited] };
}
