import { accountFor, ledgerKeyFor, type LedgerEvent } from '@stoa/domain/ledger';
import { toRefund, type RefundRow, type StoredRefund } from '../models/payment';
import { rows, type Db, type Trx } from '../postgres';
import { post, type LedgerEntry, type PostingContext } from './ledger';
import type { RefundSnapshot, SnapshotCause } from './payments';

interface Owner {
  payment_id: string;
  booking_id: string;
  student_id: string;
  policy_hash: string;
}

const cameBack = ({ status }: Pick<RefundSnapshot, 'status'>): boolean => status === 'failed' || status === 'cancelled';

async function ownerOf(trx: Trx, paymentIntentId: string): Promise<Owner | null> {
  const [owner] = await rows<Owner>(
    trx,
    `SELECT p.id AS payment_id, p.booking_id, b.student_id, b.policy_hash
     FROM payments p JOIN bookings b ON b.id = p.booking_id
     WHERE p.provider = 'stripe' AND p.payment_intent_id = ? FOR UPDATE OF p`,
    [paymentIntentId],
  );
  return owner ?? null;
}

/** Pending → succeeded → failed is how a refund can go; a late, older answer does not undo that. */
const KEEPS = `CASE WHEN refunds.status IN ('failed', 'cancelled') THEN refunds.status
  WHEN refunds.status = 'succeeded' AND excluded.status = 'pending' THEN refunds.status ELSE excluded.status END`;

async function upsert(trx: Trx, refund: RefundSnapshot, { owner, at }: { owner: Owner; at: Date }): Promise<RefundRow> {
  const [row] = await rows<RefundRow>(
    trx,
    `INSERT INTO refunds (payment_id, booking_id, provider, provider_refund_id, business_key, status, currency,
       amount_minor, created_at, updated_at, is_primary)
     VALUES (?, ?, 'stripe', ?, ?, ?, ?, ?, ?, ?, ? AND NOT EXISTS (SELECT FROM refunds WHERE booking_id = ? AND is_primary))
     ON CONFLICT (provider, provider_refund_id) DO UPDATE SET status = ${KEEPS},
       business_key = coalesce(refunds.business_key, excluded.business_key), updated_at = excluded.updated_at
     RETURNING *`,
    [
      owner.payment_id,
      owner.booking_id,
      refund.refundId,
      refund.businessKey,
      refund.status,
      refund.amount.currency,
      refund.amount.amountMinor,
      at,
      at,
      !cameBack(refund),
      owner.booking_id,
    ],
  );
  if (row === undefined) throw new Error(`refund ${refund.refundId} gave no row`);
  return row;
}

/** What is left in the booking's escrow, minor units. The payment is locked, so no other refund takes it meanwhile. */
async function escrowOf(trx: Trx, { bookingId, amount }: StoredRefund): Promise<number> {
  const [balance] = await rows<{ balance_minor: number }>(
    trx,
    `SELECT balance_minor FROM ledger_balances WHERE account = ? AND currency = ?`,
    [accountFor.bookingEscrow(bookingId), amount.currency],
  );
  return balance?.balance_minor ?? 0;
}

async function isPosted(trx: Trx, { event, part }: LedgerEntry): Promise<boolean> {
  const key = ledgerKeyFor(event, part);
  return (await rows(trx, `SELECT 1 FROM ledger_transactions WHERE idempotency_key = ?`, [key])).length > 0;
}

/** @returns false when more went back than the booking still held */
async function postRefund(trx: Trx, refund: StoredRefund, context: PostingContext & { studentId: string }) {
  const { bookingId, amount } = refund;
  const part = refund.isPrimary ? {} : { part: refund.id };
  const returned: LedgerEntry = { event: { kind: 'returned', bookingId, amount }, ...part };
  if (!(await isPosted(trx, returned))) {
    if (cameBack(refund)) return true;
    if ((await escrowOf(trx, refund)) < amount.amountMinor) return false;
    await post(trx, [returned], context);
  }
  const failed: LedgerEvent = { kind: 'refund_failed', bookingId, studentId: context.studentId, amount };
  if (cameBack(refund)) await post(trx, [{ event: failed, ...part }], context);
  return true;
}

/**
 * Takes over what the card company says of one refund: row and postings (`returned` once it is accepted, then
 * `refund_failed` when it comes back: the money becomes wallet cash). Idempotent, and deaf to older answers.
 * @returns null when we know no such payment. `explained` is false when more went back than the booking still held:
 *   nothing is posted, the booking is marked for people to look at
 */
export async function recordRefundSnapshot(
  trx: Trx,
  refund: RefundSnapshot,
  cause: SnapshotCause,
): Promise<{ readonly refund: StoredRefund; readonly explained: boolean } | null> {
  const owner = await ownerOf(trx, refund.paymentIntentId);
  if (owner === null) return null;
  const stored = toRefund(await upsert(trx, refund, { owner, at: new Date(cause.at) }));
  await trx.raw(
    `UPDATE payments SET refunded_minor = least(captured_minor, greatest(refunded_minor, (
       SELECT coalesce(sum(amount_minor), 0) FROM refunds
       WHERE payment_id = ? AND status IN ('pending', 'succeeded')))), updated_at = ? WHERE id = ?`,
    [owner.payment_id, new Date(cause.at), owner.payment_id],
  );
  const explained = await postRefund(trx, stored, {
    cause: cause.id,
    policyHash: owner.policy_hash,
    at: cause.at,
    studentId: owner.student_id,
  });
  if (!explained) await trx.raw(`UPDATE bookings SET needs_attention = true WHERE id = ?`, [owner.booking_id]);
  return { refund: stored, explained };
}

/** All refunds of a booking, oldest first. */
export async function refundsOf(db: Db, bookingId: string): Promise<StoredRefund[]> {
  const found = await rows<RefundRow>(db, `SELECT * FROM refunds WHERE booking_id = ? ORDER BY created_at, id`, [
    bookingId,
  ]);
  return found.map(toRefund);
}
