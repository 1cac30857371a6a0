import type { Interval } from '@stoa/domain/intervals';
import { rows, type Db, type Trx } from '../postgres';

export type ExceptionKind = 'opening' | 'blackout';

/** A stretch in which a tutor teaches, or does not, whatever the weekly hours say. Epoch ms. */
export interface AvailabilityException extends Interval {
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly reason: string | null;
}

interface ExceptionRow {
  readonly id: string;
  readonly kind: ExceptionKind;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly reason: string | null;
}

const COLUMNS = `id, kind, starts_at, ends_at, reason`;
const toException = ({ id, kind, starts_at, ends_at, reason }: ExceptionRow): AvailabilityException => ({
  id,
  kind,
  startsAt: starts_at.getTime(),
  endsAt: ends_at.getTime(),
  reason,
});

export interface ExceptionList {
  readonly tutorId: string;
  readonly kind?: ExceptionKind | undefined;
  /** those that touch [from, to); absent: open to that side */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** the last of the page before */
  readonly after?: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
}

/** A tutor's exceptions by their start. */
export async function listExceptions(db: Db, list: ExceptionList): Promise<AvailabilityException[]> {
  const { tutorId, kind, from, to, after, limit } = list;
  const conditions = ['tutor_id = ?'];
  const bindings: (string | number | Date)[] = [tutorId];
  const add = (condition: string, ...values: (string | Date)[]): void => {
    conditions.push(condition);
    bindings.push(...values);
  };
  if (kind !== undefined) add('kind = ?', kind);
  if (from !== undefined) add('ends_at > ?', new Date(from));
  if (to !== undefined) add('starts_at < ?', new Date(to));
  if (after) add('(starts_at, id) > (?, ?)', new Date(after.at), after.id);
  const found = await rows<ExceptionRow>(
    db,
    `SELECT ${COLUMNS} FROM availability_exceptions WHERE ${conditions.join(' AND ')} ORDER BY starts_at, id LIMIT ?`,
    [...bindings, limit],
  );
  return found.map(toException);
}

export type CreateResult =
  | { readonly kind: 'created' }
  /** this very exception is there, from an attempt whose answer was lost */
  | { readonly kind: 'repeat' }
  /** the id belongs to something else */
  | { readonly kind: 'id_taken' }
  | { readonly kind: 'full' };

/**
 * Adds an exception, in the caller's transaction, unless the tutor has as many to come as allowed. Additions of one tutor
 * take turns by the tutor's row, so that the limit holds under any race.
 * @param now epoch ms on the injected clock: what has ended is not counted
 */
export async function createException(
  trx: Trx,
  { tutorId, now, most }: { readonly tutorId: string; readonly now: number; readonly most: number },
  one: AvailabilityException,
): Promise<CreateResult> {
  await trx.raw(`SELECT FROM tutors WHERE person_id = ? FOR NO KEY UPDATE`, [tutorId]);
  const [there] = await rows<ExceptionRow & { tutor_id: string }>(
    trx,
    `SELECT tutor_id, ${COLUMNS} FROM availability_exceptions WHERE id = ?`,
    [one.id],
  );
  if (there) return sameAs(there, tutorId, one) ? { kind: 'repeat' } : { kind: 'id_taken' };
  const [counted] = await rows<{ count: number }>(
    trx,
    `SELECT count(*)::int AS count FROM availability_exceptions WHERE tutor_id = ? AND ends_at > ?`,
    [tutorId, new Date(now)],
  );
  if ((counted?.count ?? 0) >= most) return { kind: 'full' };
  const added = await rows(
    trx,
    `INSERT INTO availability_exceptions (id, tutor_id, kind, starts_at, ends_at, reason) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [one.id, tutorId, one.kind, new Date(one.startsAt), new Date(one.endsAt), one.reason],
  );
  return added.length === 1 ? { kind: 'created' } : { kind: 'id_taken' };
}

function sameAs(row: ExceptionRow & { tutor_id: string }, tutorId: string, one: AvailabilityException): boolean {
  const there = toException(row);
  return (
    row.tutor_id === tutorId &&
    there.kind === one.kind &&
    there.startsAt === one.startsAt &&
    there.endsAt === one.endsAt &&
    there.reason === one.reason
  );
}

/** Takes an exception of this tutor away, in the caller's transaction. @returns it, or null when there is none */
export async function deleteException(
  trx: Trx,
  tutorId: string,
  exceptionId: string,
): Promise<AvailabilityException | null> {
  const [gone] = await rows<ExceptionRow>(
    trx,
    `DELETE FROM availability_exceptions WHERE id = ? AND tutor_id = ? RETURNING ${COLUMNS}`,
    [exceptionId, tutorId],
  );
  return gone === undefined ? null : toException(gone);
}
