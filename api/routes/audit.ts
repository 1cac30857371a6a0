import { AuditPage, Csv, ExportAuditQuery, ListAuditQuery } from '@stoa/contracts/http/audit';
import { z } from 'zod';
import { inTransaction } from '../../db/postgres';
import { listAudit as list, recordAudit, type AuditFilters } from '../../db/queries/audit';
import { auditOf } from '../audit';
import { writeCsv } from '../csv';
import { operation, type Operation } from '../operation';
import { AUDIT_COLUMNS, auditRecord, presentAuditLine } from '../presenters/audit';
import { instant } from '../presenters/values';
import { spanOf } from '../span';

const tag = 'Audit';
const LIST = 'audit';
/** A place in one order is none in the other. */
const placesOf = (sort: Query['sort']): string => (sort === 'at' ? 'audit:at' : LIST);
const AuditPlace = z.object({ seq: z.int() });
type Query = z.output<typeof ExportAuditQuery>;

function filtersOf({ actorId, subjectId, action, from, to, q }: Omit<Query, 'cursor' | 'sort'>): AuditFilters {
  return {
    actorId,
    subjectId,
    action,
    text: q,
    ...spanOf({ from, to }),
  };
}

const listAudit = operation(
  {
    id: 'listAudit',
    method: 'get',
    path: '/staff/audit',
    tag,
    summary: 'What staff and the system did, the newest first unless told',
    query: ListAuditQuery,
    answer: { status: 200, schema: AuditPage },
    errors: ['cursor_invalid'],
    permission: 'audit.read',
    rate: 'read',
  },
  async ({ query, now }, house) => {
    const { cursor, limit, sort, ...filters } = query;
    const isOldestFirst = sort === 'at';
    const name = placesOf(sort);
    const beforeSeq = house.cursors.read(name, cursor, AuditPlace)?.seq ?? null;
    const lines = await list(house.db, { filters: filtersOf(filters), beforeSeq, limit, isOldestFirst });
    const last = lines.at(-1);
    return {
      items: lines.map(presentAuditLine),
      nextCursor: last && lines.length === limit ? house.cursors.write(name, { seq: last.seq }) : null,
      asOf: instant(now),
    };
  },
);

const exportAudit = operation(
  {
    id: 'exportAudit',
    method: 'get',
    path: '/staff/audit.csv',
    tag,
    summary: 'The same as a file of at most 10 000 lines; X-Next-Cursor says where the next file goes on',
    query: ExportAuditQuery,
    answer: { status: 200, schema: Csv, type: 'text/csv' },
    errors: ['cursor_invalid'],
    permission: 'audit.export',
    rate: 'write',
  },
  async (asked, house) => {
    const { query, ctx } = asked;
    const filters = filtersOf(query);
    const name = placesOf(query.sort);
    const isOldestFirst = query.sort === 'at';
    const start = house.cursors.read(name, query.cursor, AuditPlace)?.seq ?? null;
    const { text, rows } = await writeCsv(ctx, {
      name: 'audit',
      head: AUDIT_COLUMNS,
      line: auditRecord,
      page: (after, limit) => list(house.db, { filters, beforeSeq: after?.seq ?? start, limit, isOldestFirst }),
      cursorOf: ({ seq }) => house.cursors.write(name, { seq }),
    });
    const entry = {
      action: 'audit.export',
      subject: { kind: 'list', id: LIST },
      reason: null,
      details: { rows },
    } as const;
    await inTransaction(house.db, {}, (trx) => recordAudit(trx, { ...auditOf(asked), ...entry }));
    return text;
  },
);

export const auditOperations: readonly Operation[] = [listAudit, exportAudit];
