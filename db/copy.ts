import type { Client, Connection, Submittable } from 'pg';

export type Cell = string | number | boolean | Date | null | readonly (string | number)[];

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => text.replaceAll(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);

function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (cell instanceof Date) return cell.toISOString();
  // elements are words and numbers: what needs quotes in an array does not come this way
  if (typeof cell === 'object') return escaped(`{${cell.join(',')}}`);
  return escaped(String(cell));
}

/** What the connection can do, beyond what its types say. */
type Copying = Connection & { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void };

/** One COPY … FROM STDIN. `pg` has the messages of it, and no call. */
class CopyIn implements Submittable {
  constructor(
    private readonly sql: string,
    private readonly text: string,
    private readonly end: (error?: Error) => void,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.sql);
  }
  handleCopyInResponse(connection: Copying): void {
    connection.sendCopyFromChunk(Buffer.from(this.text));
    connection.endCopyFrom();
  }
  handleCommandComplete(): void {
    // more of it comes with readiness
  }
  handleReadyForQuery(): void {
    this.end();
  }
  handleError(error: Error): void {
    this.end(error);
  }
}

/**
 * Puts rows into a table, hundreds of thousands at a time: no statement a row, and all of them or none.
 * @param columns in the order of the cells
 * @throws a Postgres error when a row breaks a constraint
 */
export function copyInto(
  client: Client,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const text = rows.map((row) => `${row.map(cellText).join('\t')}\n`).join('');
  return new Promise((resolve, reject) => {
    const end = (error?: Error): void => (error ? reject(error) : resolve());
    client.query(new CopyIn(`COPY ${table} (${columns.join(', ')}) FROM STDIN`, text, end));
  });
}
