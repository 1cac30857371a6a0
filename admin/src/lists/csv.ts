import type { BaseRecord, CrudFilter, CrudSort } from '@refinedev/core';
import { dataProvider } from '../refine/dataProvider';
import type { CsvColumn } from './kind';

/** A spreadsheet takes no more with comfort, and an export must not ask for ever. */
export const EXPORT_LIMIT = 10_000;
const PAGE = 100;

/** Quoted where needed; what a spreadsheet would run as a formula is made text, because names are written by strangers. */
export function cell(value: string | number | boolean): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvOf<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const head = columns.map(([name]) => name).join(',');
  return [head, ...rows.map((row) => columns.map(([, of]) => cell(of(row))).join(','))].join('\r\n') + '\r\n';
}

export interface Asked {
  readonly resource: string;
  readonly filters: CrudFilter[];
  readonly sorters: CrudSort[];
}

/** All rows of the question, page by page along the cursor, up to the limit. */
export async function allRows<Row extends BaseRecord>(
  { resource, filters, sorters }: Asked,
  onProgress: (rows: number) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await dataProvider.getList<Row>({
      resource,
      filters,
      sorters,
      pagination: { pageSize: PAGE },
      meta: { cursor },
    });
    rows.push(...page.data);
    onProgress(rows.length);
    cursor = (page['cursor'] as { next?: string }).next;
  } while (cursor && rows.length < EXPORT_LIMIT);
  return rows.slice(0, EXPORT_LIMIT);
}

/** Hands a file to the browser. */
export function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
