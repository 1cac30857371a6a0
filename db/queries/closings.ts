import { askToClose, moveClosing, type Closing, type ClosingAction, type ReviewWords } from '@stoa/domain/closing';
import type { Role } from '@stoa/domain/permissions';
import { inTransaction, rows, type Db, type Trx } from '../postgres';
import { ACCOUNT_LIMITS } from './accounts';
import { recordAudit, type AuditEntry } from './audit';
import { findClosingFacts } from './closingFacts';
import { issueReceipt } from './erasureReceipts';
import { addToOutbox, type OutboxLine } from './outbox';

interface Row extends Omit<Closing, 'askedAt' | 'erasesAt' | 'toldAt'> {
  readonly askedAt: Date;
  readonly erasesAt: Date | null;
  readonly toldAt: Date;
}

const COLUMNS = `id, person_id AS "personId", state, version, review_words AS "reviewWords", asked_at AS "askedAt",
  erases_at AS "erasesAt", told_at AS "toldAt"`;

const toClosing = (row: Row): Closing => ({
  ...row,
  askedAt: row.askedAt.getTime(),
  erasesAt: row.erasesAt?.getTime() ?? null,
  toldAt: row.toldAt.getTime(),
});

/** The closing of a person's account that is under way; null when none is. */
export async function findOpenClosing(db: Db, personId: string): Promise<Closing | null> {
  const [row] = await rows<Row>(
    db,
    `SELECT ${COLUMNS} FROM account_closings WHERE person_id = ? AND state IN ('waiting', 'cooling_off', 'erasing')`,
    [personId],
  );
  return row ? toClosing(row) : null;
}

/** Nothing is booked by or with the person while their row is held, and nobody closes or erases them. */
async function lockPerson(trx: Trx, personId: string): Promise<void> {
  await trx.raw(`SELECT FROM people WHERE id = ? FOR UPDATE`, [personId]);
}

const date = (at: number | null): Date | null => (at === null ? null : new Date(at));

function auditOf(personId: string, action: string, by: Pick<AuditEntry, 'actorId' | 'actingAs' | 'at'>): AuditEntry {
  return { ...by, action, subject: { kind: 'person', id: personId }, reason: null, requestId: null };
}

export interface AskRecording {
  /** the closing's, if it comes to be */
  readonly id: string;
  readonly personId: string;
  readonly actingAs: 'student' | 'tutor';
  readonly reviewWords: ReviewWords;
  /** epoch ms */
  readonly at: number;
  readonly outbox: readonly OutboxLine[];
}
export type AskResult =
  /** it begins, or was under way: two who ask at once get the same one */
  | { readonly kind: 'open'; readonly closing: Closing }
  | { readonly kind: 'refused'; readonly code: 'closing_staff_role'; readonly role: Role };

/** Begins the closing of an account: from this commit on nothing is booked by or with it. Safe to repeat. */
export function recordAsk(
  db: Db,
  { id, personId, actingAs, reviewWords, at, outbox }: AskRecording,
): Promise<AskResult> {
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    await lockPerson(trx, personId);
    const open = await findOpenClosing(trx, personId);
    if (open !== null) return { kind: 'open', closing: open };
    const held = await rows<{ role: Role }>(trx, `SELECT role FROM person_roles WHERE person_id = ?`, [personId]);
    const asked = askToClose({ id, personId, reviewWords, roles: held.map(({ role }) => role), at });
    if (!asked.ok) return { kind: 'refused', code: 'closing_staff_role', role: asked.details?.['role'] as Role };
    const { state, version, askedAt, toldAt } = asked.value;
    await trx.raw(
      `INSERT INTO account_closings (id, person_id, state, version, review_words, asked_at, told_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [id, personId, state, version, reviewWords, new Date(askedAt), new Date(toldAt), new Date(at)],
    );
    await trx.raw(`UPDATE people SET closing_since = ? WHERE id = ?`, [new Date(at), personId]);
    await addToOutbox(trx, outbox);
    await recordAudit(trx, auditOf(personId, 'person.askClosing', { actorId: personId, actingAs, at }));
    return { kind: 'open', closing: asked.value };
  });
}

/** A step that the domain decided. */
export interface ClosingMove {
  readonly before: Closing;
  readonly after: Closing;
  readonly action: Exclude<ClosingAction, 'ask' | 'erase'>;
  /** of withdraw: the role acted in */
  readonly actingAs?: 'student' | 'tutor';
  /** epoch ms */
  readonly at: number;
  readonly outbox: readonly OutboxLine[];
}
export type ClosingMoveResult =
  | { readonly kind: 'recorded' }
  /** somebody else moved it: `closing` is how it stands */
  | { readonly kind: 'stale'; readonly closing: Closing };

async function lockClosing(trx: Trx, id: string): Promise<Closing> {
  const [row] = await rows<Row>(trx, `SELECT ${COLUMNS} FROM account_closings WHERE id = ? FOR UPDATE`, [id]);
  if (row === undefined) throw new Error(`closing ${id} has no row`);
  return toClosing(row);
}

interface Written {
  /** epoch ms */
  readonly at: number;
  /** of an erasure that begins */
  readonly receipt?: string;
}

async function writeClosing(trx: Trx, after: Closing, { at, receipt }: Written): Promise<void> {
  const ended = after.state === 'withdrawn' || after.state === 'erased';
  await trx.raw(
    `UPDATE account_closings SET state = ?, version = ?, erases_at = ?, told_at = ?, updated_at = ?, ended_at = ?,
       receipt_number = coalesce(?, receipt_number) WHERE id = ?`,
    [
      ...[after.state, after.version, date(after.erasesAt), new Date(after.toldAt), new Date(at)],
      ...[ended ? new Date(at) : null, receipt ?? null, after.id],
    ],
  );
}

/** Records a step of a closing: row, audit line and mails, all or nothing; safe to repeat. */
export function recordClosingMove(db: Db, move: ClosingMove): Promise<ClosingMoveResult> {
  const { before, after, action, at, outbox } = move;
  const { personId } = after;
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    if (action === 'withdraw') await lockPerson(trx, personId);
    const closing = await lockClosing(trx, after.id);
    if (closing.version !== before.version)
      return closing.version === after.version && closing.state === after.state
        ? { kind: 'recorded' }
        : { kind: 'stale', closing };
    await writeClosing(trx, after, { at });
    if (action === 'withdraw') await trx.raw(`UPDATE people SET closing_since = NULL WHERE id = ?`, [personId]);
    if (action === 'finish')
      await trx.raw(
        `UPDATE erasure_receipts SET erased_at = ?
         WHERE number = (SELECT receipt_number FROM account_closings WHERE id = ?)`,
        [new Date(at), after.id],
      );
    await addToOutbox(trx, outbox);
    const by = { actorId: personId, actingAs: move.actingAs ?? 'student', at } as const;
    if (action === 'withdraw') await recordAudit(trx, auditOf(personId, 'person.withdrawClosing', by));
    return { kind: 'recorded' };
  });
}

export type EraseResult =
  | { readonly kind: 'begun'; readonly closing: Closing }
  /** something is live again, or another step came first: nothing was done */
  | { readonly kind: 'stopped'; readonly closing: Closing };

/**
 * The point of no return, decided once more under the person's lock: nothing is live, and it was not called off. Ends
 * every sign-in and shuts the account; the receipt is written while it can still be sent. Safe to repeat.
 * @param receiptMail the mail with the receipt of this number
 */
export function beginErasure(
  db: Db,
  { closingId, at }: { readonly closingId: string; readonly at: number },
  receiptMail: (closing: Closing, number: string) => OutboxLine,
): Promise<EraseResult> {
  return inTransaction(db, ACCOUNT_LIMITS, async (trx) => {
    const { personId } = await lockClosing(trx, closingId);
    await lockPerson(trx, personId);
    const closing = await lockClosing(trx, closingId);
    if (closing.state === 'erasing') return { kind: 'begun', closing };
    const decision = moveClosing(closing, 'erase', { at, facts: await findClosingFacts(trx, personId, at) });
    if (!decision.ok) return { kind: 'stopped', closing };
    const number = await issueReceipt(trx, closing, at);
    await writeClosing(trx, decision.value, { at, receipt: number });
    await trx.raw(
      `UPDATE people SET disabled_at = coalesce(disabled_at, ?), account_version = account_version + 1 WHERE id = ?`,
      [new Date(at), personId],
    );
    await trx.raw(
      `UPDATE sign_in_families SET ended_at = ?, ended_reason = 'erased'
       WHERE ended_at IS NULL AND (person_id = ? OR impersonated_by = ?)`,
      // sign-ins live by the system's clock
      [new Date(), personId, personId],
    );
    await addToOutbox(trx, [receiptMail(decision.value, number)]);
    await recordAudit(trx, auditOf(personId, 'person.erase', { actorId: null, actingAs: 'system', at }));
    return { kind: 'begun', closing: decision.value };
  });
}
