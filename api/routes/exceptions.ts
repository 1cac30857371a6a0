import {
  CreateExceptionBody,
  ExceptionBody,
  ExceptionChangeView,
  ExceptionPage,
  ExceptionsQuery,
} from '@stoa/contracts/http/hours';
import { Id } from '@stoa/contracts/http/shared';
import type { AvailabilityRules } from '@stoa/domain/availability';
import type { Interval } from '@stoa/domain/intervals';
import { POLICIES } from '@stoa/domain/policies';
import { z } from 'zod';
import * as exceptions from '../../db/queries/exceptions';
import { inTransaction, type Db } from '../../db/postgres';
import { TUTORS } from '../access';
import { readerFor } from '../bookingViews';
import { TimePlace } from '../cursor';
import { currentRules, outsideNow, stretchOf } from '../hours';
import { operation, type Operation } from '../operation';
import { presentException, presentOutside } from '../presenters/hours';
import type { Reader } from '../presenters/reader';
import { instant } from '../presenters/values';
import { found, Refusal } from '../refusal';

const tag = 'Hours';
const ExceptionParams = z.strictObject({ exceptionId: Id });

type Kind = exceptions.ExceptionKind;
const LISTS = { opening: 'openings', blackout: 'blackouts' } as const;

function withOne(rules: AvailabilityRules, kind: Kind, one: Interval): AvailabilityRules {
  return { ...rules, [LISTS[kind]]: [...rules[LISTS[kind]], one] };
}

interface Changed {
  readonly one: exceptions.AvailabilityException;
  readonly before: AvailabilityRules;
  readonly after: AvailabilityRules;
}

async function presentChange(db: Db, { one, before, after }: Changed, reader: Reader) {
  const outside = await outsideNow(db, { tutorId: reader.id, before, after, now: reader.now });
  return {
    exception: presentException(one, before.zone),
    ...presentOutside(outside, reader),
    asOf: instant(reader.now),
  };
}

const listExceptions = operation(
  {
    id: 'listExceptions',
    method: 'get',
    path: '/me/tutor/exceptions',
    tag,
    summary: 'My extra openings and blackouts, by their start',
    query: ExceptionsQuery,
    answer: { status: 200, schema: ExceptionPage },
    errors: ['cursor_invalid', 'tutor_not_found'],
    access: TUTORS,
    rate: 'read',
  },
  async ({ me, query: { cursor, limit, kind, from, to }, now }, house) => {
    const { zone } = await currentRules(house.db, me.id, now);
    const list = `exceptions:${me.id}:${kind ?? 'all'}`;
    const items = await exceptions.listExceptions(house.db, {
      tutorId: me.id,
      kind,
      from: from === undefined ? now : Date.parse(from),
      to: to === undefined ? undefined : Date.parse(to),
      after: house.cursors.read(list, cursor, TimePlace),
      limit,
    });
    const last = items.at(-1);
    return {
      items: items.map((one) => presentException(one, zone)),
      nextCursor: last && items.length === limit ? house.cursors.write(list, { at: last.startsAt, id: last.id }) : null,
      asOf: instant(now),
    };
  },
);

const CREATE_ERRORS = ['tutor_not_found', 'time_does_not_exist', 'time_in_the_past'] as const;

const createException = operation(
  {
    id: 'createException',
    method: 'post',
    path: '/me/tutor/exceptions',
    tag,
    summary: 'Add an opening or a blackout; bookings stand, those outside of the hours are listed',
    body: CreateExceptionBody,
    answer: { status: 201, schema: ExceptionChangeView },
    errors: [...CREATE_ERRORS, 'exceptions_full'],
    access: TUTORS,
    rate: 'write',
  },
  async ({ me, body, now }, house) =>
    inTransaction(house.db, {}, async (trx) => {
      const before = await currentRules(trx, me.id, now);
      const { id, kind, reason } = body;
      const one = { id, kind, reason, ...stretchOf(body, before.zone, now) };
      const most = POLICIES.exceptionsPerTutor;
      const result = await exceptions.createException(trx, { tutorId: me.id, now, most }, one);
      if (result.kind === 'full') throw new Refusal('exceptions_full', { details: { limit: most } });
      if (result.kind === 'id_taken')
        throw new Refusal('request_invalid', { fields: [{ path: 'body.id', message: 'belongs to something else' }] });
      return presentChange(trx, { one, before, after: withOne(before, kind, one) }, readerFor(me, now));
    }),
);

const previewException = operation(
  {
    id: 'previewException',
    method: 'post',
    path: '/me/tutor/exceptions/preview',
    tag,
    summary: 'What this opening or blackout would mean; nothing is saved',
    body: ExceptionBody,
    answer: { status: 200, schema: ExceptionChangeView.omit({ exception: true }).meta({ id: 'ExceptionPreview' }) },
    errors: CREATE_ERRORS,
    access: TUTORS,
    rate: 'read',
  },
  async ({ me, body, now }, house) => {
    const before = await currentRules(house.db, me.id, now);
    const after = withOne(before, body.kind, stretchOf(body, before.zone, now));
    const outside = await outsideNow(house.db, { tutorId: me.id, before, after, now });
    return { ...presentOutside(outside, readerFor(me, now)), asOf: instant(now) };
  },
);

const deleteException = operation(
  {
    id: 'deleteException',
    method: 'delete',
    path: '/me/tutor/exceptions/{exceptionId}',
    tag,
    summary: 'Take an opening or a blackout away; bookings stand, those outside of the hours are listed',
    params: ExceptionParams,
    answer: { status: 200, schema: ExceptionChangeView },
    errors: ['tutor_not_found', 'exception_not_found'],
    access: TUTORS,
    rate: 'write',
  },
  async ({ me, params: { exceptionId }, now }, house) =>
    inTransaction(house.db, {}, async (trx) => {
      const before = await currentRules(trx, me.id, now);
      const one = found(await exceptions.deleteException(trx, me.id, exceptionId), 'exception_not_found');
      const after = await currentRules(trx, me.id, now);
      return presentChange(trx, { one, before, after }, readerFor(me, now));
    }),
);

export const exceptionOperations: readonly Operation[] = [
  listExceptions,
  createException,
  previewException,
  deleteException,
];
