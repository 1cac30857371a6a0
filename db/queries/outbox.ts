import type { PayoutsEvent } from '@stoa/domain/payouts';
import type { ReviewEvent } from '@stoa/domain/review';
import type { ReviewedItem } from '@stoa/domain/tutorChecklist';
import { listenTo, type Listening } from '../listening';
import { rows, type Db, type Trx } from '../postgres';

interface Line<K extends string, P> {
  readonly kind: K;
  /** two lines with one key are one line: what is recorded twice is told once */
  readonly key: string;
  readonly payload: P;
  /** epoch ms on the injected clock; absent: at once */
  readonly availableAt?: number;
}

/** A fact for a booking's workflow. `signal` is one of `contracts/temporal/booking`, `input` its argument. */
export interface SignalPayload {
  readonly bookingId: string;
  readonly signal: string;
  readonly input: unknown;
}

/**
 * A fact for a tutor's approval. `signal` is one of `contracts/temporal/tutorApproval`; a tutor who has no workflow yet
 * gets one by it.
 */
export interface TutorSignal {
  readonly tutorId: string;
  readonly signal: string;
  readonly input: unknown;
}

/** A cancel that the house sends to a booking by itself: at 100 %, by a member of staff who decided about its tutor. */
export interface CancelPayload {
  readonly bookingId: string;
  readonly suspensionId: string;
  readonly actor: 'admin' | 'owner';
  readonly actorId: string;
  /** a row of `booking_reasons` */
  readonly reasonId: string;
}

/** An address for sockets: whoever may see what it names fetches that anew. */
interface Told {
  readonly tutorId: string;
  /** epoch ms */
  readonly at: number;
}
interface News extends Told {
  readonly version: number;
  readonly event: string;
}
export interface BookingNews extends News {
  readonly bookingId: string;
  readonly studentId: string;
  /** an unpaid hold is none of the tutor's business */
  readonly tutorSees: boolean;
}
/** About a tutor's approval: to the tutor and the staff. */
export interface ApprovalNews extends News {
  readonly about: 'approval';
}
/** About a tutor's way to being paid: to the tutor. */
export interface PayoutsNews extends Told {
  readonly about: 'payouts';
  readonly event: PayoutsEvent;
}
/** About a review of a session: to those of its parties whom it concerns, and the staff. */
export interface ReviewNews {
  readonly about: 'review';
  readonly bookingId: string;
  readonly reviewId: string;
  readonly event: ReviewEvent;
  /** epoch ms */
  readonly at: number;
  /** people, by their ids */
  readonly to: readonly string[];
}
export type RealtimePayload = BookingNews | ApprovalNews | PayoutsNews | ReviewNews;

interface MailTo {
  readonly template: string;
  readonly personId: string;
  readonly values?: Readonly<Record<string, string | number | boolean | null>>;
}
/** A mail about a booking, to one of its parties. */
export interface BookingMail extends MailTo {
  readonly bookingId: string;
}
/** A mail about somebody's own account. */
export interface AccountMail extends MailTo {
  readonly family: 'account';
  /** a row of `account_tokens`: the mail goes to the row's address and holds its link, which is made when it is sent */
  readonly tokenId?: string;
}
/** A mail about a tutor's approval: to the tutor, or to a member of staff. */
export interface ApprovalMail extends MailTo {
  readonly family: 'approval';
  readonly tutorId: string;
}
/** A mail about the reviews of a session, to one of its parties. What was written is in none of them. */
export interface ReviewMail {
  readonly family: 'review';
  readonly template: 'ask' | 'bothPublished' | 'published' | 'replied' | 'removed' | 'removedAboutYou';
  readonly personId: string;
  readonly bookingId: string;
  /** absent where none is written yet */
  readonly reviewId?: string;
}
/** A mail about the closing of somebody's account; `number` names a receipt. */
export interface ClosingMail extends MailTo {
  readonly family: 'closing';
}
/** Which mail to whom about what; names, texts, links and addresses are looked up when it is sent. */
export type MailPayload = BookingMail | AccountMail | ApprovalMail | ReviewMail | ClosingMail;

export type OutboxLine =
  | Line<'signal', SignalPayload | TutorSignal>
  | Line<'cancel', CancelPayload>
  | Line<'realtime', RealtimePayload>
  | Line<'mail', MailPayload>;

/** A line that this process may deliver now; it belongs to it until the lease runs out. */
export type ClaimedLine = OutboxLine & {
  readonly id: number;
  /** how often it has been claimed, this time included */
  readonly attempts: number;
};

/** The parts of an INSERT that stands alone, or beside other effects in one statement. */
export const OUTBOX_INSERT = `INSERT INTO outbox (kind, dedupe_key, payload, available_at)
  SELECT l.kind, l.dedupe_key, l.payload, l.available_at`;
export const OUTBOX_RECORDS = `jsonb_to_recordset(CAST(? AS jsonb)) AS l(kind text, dedupe_key text, payload jsonb, available_at timestamptz)`;

/** A line whose key is there already is left as it is. */
export const OUTBOX_ONCE = `ON CONFLICT (dedupe_key) DO NOTHING`;

/** The JSON that `OUTBOX_RECORDS` reads. */
export function outboxJson(lines: readonly OutboxLine[]): string {
  return JSON.stringify(
    lines.map(({ kind, key, payload, availableAt }) => ({
      kind,
      dedupe_key: key,
      payload,
      available_at: availableAt === undefined ? null : new Date(availableAt).toISOString(),
    })),
  );
}

/** Adds lines to the caller's transaction. */
export async function addToOutbox(trx: Trx, lines: readonly OutboxLine[]): Promise<void> {
  if (lines.length === 0) return;
  await trx.raw(`${OUTBOX_INSERT} FROM ${OUTBOX_RECORDS} ${OUTBOX_ONCE}`, [outboxJson(lines)]);
}

/**
 * Takes lines that are due, oldest first, past those that another relay has in hand.
 * @param now epoch ms on the injected clock, compared with `availableAt`
 * @param leaseMs real time until a line that is neither done nor failed may be taken again
 */
export async function claimOutbox(
  db: Db,
  { now, limit, leaseMs }: { readonly now: number; readonly limit: number; readonly leaseMs: number },
): Promise<ClaimedLine[]> {
  const claimed = await rows<{ id: number; kind: string; dedupe_key: string; payload: unknown; attempts: number }>(
    db,
    `UPDATE outbox SET attempts = attempts + 1, next_try_at = now() + ? * interval '1 millisecond'
     WHERE id IN (
       SELECT id FROM outbox
       WHERE done_at IS NULL AND abandoned_at IS NULL AND next_try_at <= now()
         AND (available_at IS NULL OR available_at <= ?)
       ORDER BY next_try_at, id LIMIT ? FOR UPDATE SKIP LOCKED)
     RETURNING id, kind, dedupe_key, payload, attempts`,
    [leaseMs, new Date(now), limit],
  );
  return claimed
    .sort((a, b) => a.id - b.id)
    .map(
      ({ id, kind, dedupe_key, payload, attempts }) =>
        ({ id, kind, key: dedupe_key, payload, attempts }) as ClaimedLine,
    );
}

/**
 * Tells a tutor's approval to look at strikes, certificates and the rest anew, and starts its workflow where there is
 * none yet: also what whoever becomes a tutor leaves.
 * @param what tells this fact apart from other facts about the same tutor
 */
export function factsChanged(tutorId: string, what: string): OutboxLine {
  return { kind: 'signal', key: `tutor:${tutorId}:${what}`, payload: { tutorId, signal: 'factsChanged', input: {} } };
}

/** The first word to a tutor's approval: it begins to live. */
export function approvalStart(tutorId: string): OutboxLine {
  return factsChanged(tutorId, 'begins');
}

/**
 * Tells a tutor's approval that a part of the profile was edited which people have looked at.
 * @param version the profile's, after the edit: each edit is told once
 */
export function materialChanged(tutorId: string, item: ReviewedItem, version: number): OutboxLine {
  return {
    kind: 'signal',
    key: `tutor:${tutorId}:${item}:${version}`,
    payload: { tutorId, signal: 'materialChanged', input: { item } },
  };
}

/** Marks lines as delivered. */
export async function finishOutbox(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.raw(`UPDATE outbox SET done_at = now(), last_problem = NULL WHERE id = ANY(?::bigint[])`, [[...ids]]);
}

/**
 * Puts a line back after a failed delivery.
 * @param problem for operators: no secret, no personal data
 * @param retryMs real time until the next attempt; null gives the line up, an operator may look at it
 */
export async function failOutbox(
  db: Db,
  line: { readonly id: number; readonly problem: string; readonly retryMs: number | null },
): Promise<void> {
  await db.raw(
    `UPDATE outbox SET last_problem = left(?, 500),
       next_try_at = now() + coalesce(?::float8, 0) * interval '1 millisecond',
       abandoned_at = CASE WHEN ?::float8 IS NULL THEN now() END
     WHERE id = ? AND done_at IS NULL`,
    [line.problem, line.retryMs, line.retryMs, line.id],
  );
}

/** How many lines wait, for how long the oldest one has in real time, and how many were given up; for metrics. */
export async function outboxBacklog(db: Db): Promise<{ waiting: number; oldestMs: number; dead: number }> {
  const [row] = await rows<{ waiting: number; oldest_ms: number; dead: number }>(
    db,
    `SELECT count(*) AS waiting,
       coalesce(extract(epoch FROM now() - min(created_at)) * 1000, 0)::float8 AS oldest_ms,
       (SELECT count(*) FROM outbox WHERE abandoned_at IS NOT NULL) AS dead
     FROM outbox WHERE done_at IS NULL AND abandoned_at IS NULL AND available_at IS NULL`,
  );
  return { waiting: row?.waiting ?? 0, oldestMs: row?.oldest_ms ?? 0, dead: row?.dead ?? 0 };
}

/** Deletes delivered lines older than this, in real time. Their keys no longer keep doubles away: keep days, not hours. */
export async function pruneOutbox(db: Db, olderThanMs: number): Promise<number> {
  const gone = await rows<{ id: number }>(
    db,
    `DELETE FROM outbox WHERE id IN (
       SELECT id FROM outbox WHERE done_at < now() - ? * interval '1 millisecond' ORDER BY id LIMIT 1000)
     RETURNING id`,
    [olderThanMs],
  );
  return gone.length;
}

/** Calls `wake` whenever a transaction with outbox lines has committed, and when it begins to listen; the relay polls besides. */
export function listenForOutbox(url: string, wake: () => void): Listening {
  return listenTo({ url, channel: 'stoa_outbox', name: 'stoa-outbox', onWord: wake, onOpen: wake });
}
