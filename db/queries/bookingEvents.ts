import type { Actor, BookingFields } from '@stoa/domain/booking';
import type { Posting } from '@stoa/domain/ledger';
import type { Knex } from 'knex';
import { rows, type Db, type Trx } from '../postgres';
import { OUTBOX_INSERT, OUTBOX_ONCE, OUTBOX_RECORDS, outboxJson, type OutboxLine } from './outbox';

/** One event, as it is stored for good. */
export interface NewEvent {
  readonly key: string;
  readonly bookingId: string;
  readonly version: number;
  readonly type: string;
  readonly actor: Actor;
  readonly actorId: string | null;
  readonly cause?: string | null;
  readonly reasonId?: string | null;
  readonly at: number;
  readonly from: BookingFields | null;
  readonly to: BookingFields;
  readonly policyHash: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

const EVENT_COLUMNS = `key, booking_id, version, type, actor, actor_id, cause, reason_id, at, from_state, to_state,
  policy_hash, details`;
const EVENT_RECORD = `jsonb_to_record(CAST(? AS jsonb)) AS e(key text, booking_id uuid, version int, type text,
  actor text, actor_id uuid, cause text, reason_id uuid, at timestamptz, from_state jsonb, to_state jsonb,
  policy_hash text, details jsonb)`;

function eventJson(event: NewEvent): string {
  return JSON.stringify({
    key: event.key,
    booking_id: event.bookingId,
    version: event.version,
    type: event.type,
    actor: event.actor,
    actor_id: event.actorId,
    cause: event.cause ?? null,
    reason_id: event.reasonId ?? null,
    at: new Date(event.at).toISOString(),
    from_state: event.from,
    to_state: event.to,
    policy_hash: event.policyHash,
    details: event.details ?? {},
  });
}

/** Appends to a booking's events. A key that is there already is an error: the caller asks first. */
export async function insertEvent(trx: Trx, event: NewEvent): Promise<void> {
  await trx.raw(`INSERT INTO booking_events (${EVENT_COLUMNS}) SELECT e.* FROM ${EVENT_RECORD}`, [eventJson(event)]);
}

/** A statement on `bookings` that touches one row or none: INSERT or UPDATE, without RETURNING. */
interface RowChange {
  readonly sql: string;
  readonly bindings: readonly Knex.RawBinding[];
}

/**
 * Changes a booking's row, and only where that changed something appends its event and its outbox lines: one statement,
 * one round trip, all or nothing also outside of a transaction.
 * @returns whether the row was changed
 * @throws a Postgres error when the event's key is there already
 */
export async function changeBooking(
  db: Db,
  { sql, bindings }: RowChange,
  { event, outbox = [] }: { readonly event: NewEvent; readonly outbox?: readonly OutboxLine[] | undefined },
): Promise<boolean> {
  const changed = await rows(
    db,
    `WITH changed AS (${sql} RETURNING id),
       told AS (INSERT INTO booking_events (${EVENT_COLUMNS}) SELECT e.* FROM changed, ${EVENT_RECORD}),
       sent AS (${OUTBOX_INSERT} FROM changed, ${OUTBOX_RECORDS} ${OUTBOX_ONCE})
     SELECT id FROM changed`,
    [...bindings, eventJson(event), outboxJson(outbox)],
  );
  return changed.length === 1;
}

/** Whether an event of this business key was recorded. */
export async function isRecorded(trx: Trx, key: string): Promise<boolean> {
  return (await rows(trx, `SELECT 1 FROM booking_events WHERE key = ?`, [key])).length > 0;
}

/** An event as it is read: with the name of who acted, the reason's text and what was posted for it. */
export interface TimelineRow {
  readonly id: string;
  readonly at: number;
  readonly type: string;
  readonly version: number;
  readonly actor: Actor;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly cause: string | null;
  readonly reason: string | null;
  readonly from: BookingFields | null;
  readonly to: BookingFields;
  readonly policyHash: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** ledger transactions that name this event, or its cause, as theirs */
  readonly ledger: readonly { readonly code: string; readonly postings: readonly Posting[] }[];
}

/** All that happened to a booking, in the order it was recorded. Empty when there is no such booking. */
export async function findTimeline(db: Db, bookingId: string): Promise<TimelineRow[]> {
  const found = await rows<Omit<TimelineRow, 'at'> & { at: Date }>(
    db,
    `SELECT e.id, e.at, e.type, e.version, e.actor, e.actor_id AS "actorId", a.display_name AS "actorName", e.cause,
       r.text AS reason, e.from_state AS "from", e.to_state AS "to", e.policy_hash AS "policyHash", e.details,
       coalesce((SELECT json_agg(json_build_object('code', t.code, 'postings',
           (SELECT json_agg(json_build_object('account', l.account, 'amountMinor', l.amount_minor,
              'currency', l.currency) ORDER BY l.line) FROM ledger_postings l WHERE l.transaction_id = t.id))
           ORDER BY t.seq)
         FROM ledger_transactions t WHERE t.booking_id = e.booking_id AND t.cause IN (e.key, e.cause)), '[]') AS ledger
     FROM booking_events e LEFT JOIN people a ON a.id = e.actor_id LEFT JOIN booking_reasons r ON r.id = e.reason_id
     WHERE e.booking_id = ? ORDER BY e.seq`,
    [bookingId],
  );
  return found.map((row) => ({ ...row, at: row.at.getTime() }));
}

/**
 * Keeps the student's note before the workflow starts, so that no free text enters a history. The first one stays.
 * @returns the note that stands; null when another person wrote it: the id is not theirs to use
 */
export async function storeNote(
  db: Db,
  note: { readonly bookingId: string; readonly authorId: string; readonly text: string; readonly at: number },
): Promise<string | null> {
  await db.raw(
    `INSERT INTO booking_notes (booking_id, author_id, text, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [note.bookingId, note.authorId, note.text, new Date(note.at)],
  );
  const [row] = await rows<{ text: string }>(
    db,
    `SELECT text FROM booking_notes WHERE booking_id = ? AND author_id = ?`,
    [note.bookingId, note.authorId],
  );
  return row?.text ?? null;
}

/** Keeps the free text of a reason under the caller's id; the same id again changes nothing. */
export async function storeReason(
  db: Db,
  reason: {
    readonly id: string;
    readonly bookingId: string;
    readonly authorId: string;
    readonly text: string;
    readonly at: number;
  },
): Promise<void> {
  await db.raw(
    `INSERT INTO booking_reasons (id, booking_id, author_id, text, created_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING`,
    [reason.id, reason.bookingId, reason.authorId, reason.text, new Date(reason.at)],
  );
}
