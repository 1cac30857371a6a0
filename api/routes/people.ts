import { Csv } from '@stoa/contracts/http/audit';
import {
  AccessPage,
  ExportPeopleQuery,
  ListPeopleQuery,
  PeoplePage,
  StaffPersonView,
} from '@stoa/contracts/http/people';
import { Id, PageQuery } from '@stoa/contracts/http/shared';
import { z } from 'zod';
import { inTransaction } from '../../db/postgres';
import { listAccess, recordLook } from '../../db/queries/accessLog';
import { recordAudit } from '../../db/queries/audit';
import { findPerson } from '../../db/queries/people';
import { listPeople as list, type PeopleFilters } from '../../db/queries/staffPeople';
import { EVERYBODY } from '../access';
import { auditOf } from '../audit';
import { writeCsv } from '../csv';
import { operation, type Operation } from '../operation';
import { PEOPLE_COLUMNS, personRecord, presentAccess, presentPersonCard } from '../presenters/people';
import { instant } from '../presenters/values';
import { found } from '../refusal';
import { spanOf } from '../span';
import { viewStaffPerson } from '../staffPeople';

const tag = 'People';
export const PersonParams = z.strictObject({ personId: Id });
const PeoplePlace = z.object({ id: z.string(), name: z.string(), createdAt: z.number() });
const AccessPlace = z.object({ seq: z.int() });

/** A cursor of one order means nothing in another. */
const listName = (sort: string): string => `people:${sort}`;
const placeOf = ({ id, name, createdAt }: z.output<typeof PeoplePlace>) => ({ id, name, createdAt });

function filtersOf({ q, role, state, country, from, to }: z.output<typeof ExportPeopleQuery>): PeopleFilters {
  return { q, role, state, country, ...spanOf({ from, to }) };
}

const listPeople = operation(
  {
    id: 'listPeople',
    method: 'get',
    path: '/staff/people',
    tag,
    summary: 'People, by name, address, id or booking, role, state, country and registration',
    query: ListPeopleQuery,
    answer: { status: 200, schema: PeoplePage },
    errors: ['cursor_invalid'],
    permission: 'person.search',
    rate: 'read',
  },
  async ({ query, now }, house) => {
    const { cursor, limit, sort } = query;
    const after = house.cursors.read(listName(sort), cursor, PeoplePlace);
    const people = await list(house.db, { filters: filtersOf(query), sort, after, limit });
    const last = people.at(-1);
    return {
      items: people.map(presentPersonCard),
      nextCursor: last && people.length === limit ? house.cursors.write(listName(sort), placeOf(last)) : null,
      asOf: instant(now),
    };
  },
);

const exportPeople = operation(
  {
    id: 'exportPeople',
    method: 'get',
    path: '/staff/people.csv',
    tag,
    summary: 'The same as a file of at most 10 000 people; X-Next-Cursor says where the next file goes on',
    query: ExportPeopleQuery,
    answer: { status: 200, schema: Csv, type: 'text/csv' },
    errors: ['cursor_invalid'],
    permission: 'person.export',
    rate: 'write',
  },
  async (asked, house) => {
    const { query, ctx } = asked;
    const { sort, cursor } = query;
    const filters = filtersOf(query);
    const start = house.cursors.read(listName(sort), cursor, PeoplePlace);
    const { text, rows } = await writeCsv(ctx, {
      name: 'people',
      head: PEOPLE_COLUMNS,
      line: personRecord,
      page: (after, limit) => list(house.db, { filters, sort, after: after ?? start, limit }),
      cursorOf: (last) => house.cursors.write(listName(sort), placeOf(last)),
    });
    const entry = {
      action: 'person.export',
      subject: { kind: 'list', id: 'people' },
      reason: null,
      details: { rows },
    } as const;
    await inTransaction(house.db, {}, (trx) => recordAudit(trx, { ...auditOf(asked), ...entry }));
    return text;
  },
);

const getStaffPerson = operation(
  {
    id: 'getStaffPerson',
    method: 'get',
    path: '/staff/people/{personId}',
    tag,
    summary: "A person's page; looking at it leaves a line in their own access log",
    params: PersonParams,
    answer: { status: 200, schema: StaffPersonView },
    errors: ['person_not_found'],
    permission: 'person.view',
    rate: 'read',
  },
  async (asked, house) => {
    const { me, params } = asked;
    found(await findPerson(house.db, params.personId), 'person_not_found');
    // before the page: nobody sees it without a line
    await recordLook(house.db, { ...auditOf(asked), actorId: me.id, personId: params.personId });
    return viewStaffPerson(house, params.personId, asked);
  },
);

const listMyAccessLog = operation(
  {
    id: 'listMyAccessLog',
    method: 'get',
    path: '/me/access-log',
    tag,
    summary: 'Who of the staff looked at this account or changed it, in which role, what, when and why',
    query: PageQuery,
    answer: { status: 200, schema: AccessPage },
    errors: ['cursor_invalid'],
    access: EVERYBODY,
    rate: 'read',
  },
  async ({ me, query: { cursor, limit }, now }, house) => {
    const name = `access:${me.id}`;
    const beforeSeq = house.cursors.read(name, cursor, AccessPlace)?.seq ?? null;
    const lines = await listAccess(house.db, { personId: me.id, beforeSeq, limit });
    const last = lines.at(-1);
    return {
      items: lines.map(presentAccess),
      nextCursor: last && lines.length === limit ? house.cursors.write(name, { seq: last.seq }) : null,
      asOf: instant(now),
    };
  },
);

export const peopleOperations: readonly Operation[] = [listPeople, exportPeople, getStaffPerson, listMyAccessLog];
