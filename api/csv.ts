import type { Context } from 'koa';

/** What a spreadsheet would take for a formula and carry out. */
const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

function cell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  const safe = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One record of a file as RFC 4180 writes it. A cell that a spreadsheet would run gets an apostrophe before it. */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** More than this is not one answer: the next file goes on from the cursor in `X-Next-Cursor`. */
export const CSV_ROWS = 10_000;
const PAGE = 1_000;

export interface CsvFile<T> {
  readonly name: string;
  readonly head: readonly string[];
  readonly line: (item: T) => readonly (string | number | boolean | null)[];
  /** the rows behind a row; null: from the first */
  readonly page: (after: T | null, limit: number) => Promise<T[]>;
  readonly cursorOf: (item: T) => string;
}

/** Reads a list page by page into a file of at most `CSV_ROWS` lines. @returns the text, and how many rows it holds */
export async function writeCsv<T>(ctx: Context, file: CsvFile<T>): Promise<{ text: string; rows: number }> {
  const parts = [csvLine(file.head)];
  let last: T | null = null;
  let more = true;
  while (more && parts.length <= CSV_ROWS) {
    const items: T[] = await file.page(last, PAGE);
    for (const item of items) parts.push(csvLine(file.line(item)));
    last = items.at(-1) ?? last;
    more = items.length === PAGE;
  }
  ctx.set('Content-Disposition', `attachment; filename="${file.name}.csv"`);
  if (more && last !== null) ctx.set('X-Next-Cursor', file.cursorOf(last));
  return { text: parts.join(''), rows: parts.length - 1 };
}
