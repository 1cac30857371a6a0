import type { CrudFilter, CrudSort } from '@refinedev/core';
import type { StaffBookingRow } from '@stoa/contracts/http/staff';
import { moneyText } from '@stoa/contracts/words/format';
import { dataProvider } from '../refine/dataProvider';

/** A spreadsheet takes no more with comfort, and an export must not ask for ever. */
export const EXPORT_LIMIT = 10_000;
const PAGE = 100;

const COLUMNS: readonly (readonly [string, (row: StaffBookingRow) => string | number | boolean])[] = [
  ['code', (row) => row.code],
  ['id', (row) => row.id],
  ['status', (row) => row.status],
  ['session', (row) => row.state.session],
  ['outcome', (row) => row.state.outcome ?? ''],
  ['payment', (row) => row.state.payment],
  ['dispute', (row) => row.state.dispute],
  ['needs_attention', (row) => row.needsAttention],
  ['starts_at', (row) => row.startsAt],
  ['ends_at', (row) => row.endsAt],
  ['subject', (row) => row.subject],
  ['student', (row) => row.student.name],
  ['tutor', (row) => row.tutor.name],
  ['price', (row) => moneyText(row.price, 'en')],
  ['price_minor', (row) => row.price.amountMinor],
  ['currency', (row) => row.price.currency],
  ['created_at', (row) => row.createdAt],
];

/** Quoted where needed; what a spreadsheet would run as a formula is made text, because names are written by strangers. */
export function cell(value: string | number | boolean): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function csvOf(rows: readonly StaffBookingRow[]): string {
  const head = COLUMNS.map(([name]) => name).join(',');
  return [head, ...rows.map((row) => COLUMNS.map(([, of]) => cell(of(row))).join(','))].join('\r\n') + '\r\n';
}

interface Question {
  readonly filters: CrudFilter[];
  readonly sorters: CrudSort[];
  readonly onProgress: (rows: number) => void;
}

/** All rows of the question, page by page along the cursor, up to the limit. */
export async function allRows({ filters, sorters, onProgress }: Question): Promise<StaffBookingRow[]> {
  const rows: StaffBookingRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await dataProvider.getList<StaffBookingRow>({
      resource: 'bookings',
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
