import type { LedgerEvent } from '@stoa/domain/ledger';
import { money, type Money } from '@stoa/domain/money';
import { toPayment, type PaymentRow, type StoredPayment } from '../models/payment';
import { rows, type Db, type Trx } from '../postgres';
import { post, type LedgerEntry } from './ledger';
import { addToOutbox, type OutboxLine } from './outbox';

/**
 * What the card company knows of one payment, read fresh from it. The same shape as `PaymentSnapshot` of
 * `providers/payments/port`, which this room may not import.
 */
export interface PaymentSnapshot {
  readonly bookingId: string;
  readonly checkoutId: string | null;
  readonly checkoutUrl: string | null;
  readonly checkout: 'open' | 'complete' | 'expired' | null;
  readonly checkoutExpiresAt: number | null;
  readonly paymentIntentId: string | null;
  readonly status: 'none' | 'processing' | 'authorized' | 'captured' | 'released' | 'failed';
  readonly amount: Money;
  readonly authorized: Money | null;
  readonly captured: Money | null;
  readonly refunded: Money | null;
  readonly captureBefore: number | null;
  readonly chargeId: string | null;
  readonly fee: Money | null;
  readonly declineCode: string | null;
}

/** The same shape as `RefundSnapshot` of `providers/payments/port`. */
export interface RefundSnapshot {
  readonly refundId: string;
  readonly paymentIntentId: string;
  readonly amount: Money;
  readonly status: 'pending' | 'succeeded' | 'failed' | 'cancelled';
  readonly businessKey: string | null;
}

/** Who learnt it, and when. */
export interface SnapshotCause {
  /** webhook or sweep: the event's id; activity: the business key of its move */
  readonly id: string;
  /** an activity answers its own workflow, so no signal is written for it */
  readonly source: 'webhook' | 'sweep' | 'activity';
  /** epoch ms on the injected clock, when the company was asked */
  readonly at: number;
}

const PROVIDER = 'stripe';
/** Higher never goes back to lower: a late, older answer changes nothing. */
const RANK: Readonly<Record<PaymentSnapshot['status'], number>> = {
  none: 0,
  failed: 1,
  processing: 1,
  authorized: 2,
  captured: 3,
  released: 3,
};

/** A payment's row, or what stands for the row of one that nothing is known of yet. */
type Known = Omit<PaymentRow, 'id'>;
type Columns = Record<string, string | number | boolean | Date | null>;
const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** The row a snapshot is about, locked: by payment, by page, or the booking's page that had no payment yet. */
async function lockRow(trx: Trx, snapshot: PaymentSnapshot): Promise<PaymentRow | null> {
  const [row] = await rows<PaymentRow>(
    trx,
    `SELECT * FROM payments WHERE booking_id = ? AND provider = ? AND (payment_intent_id = ? OR checkout_id = ?
       OR (CAST(? AS text) IS NULL AND payment_intent_id IS NULL))
     ORDER BY (payment_intent_id = ?) DESC NULLS LAST, (checkout_id = ?) DESC NULLS LAST, created_at DESC
     LIMIT 1 FOR UPDATE`,
    [
      snapshot.bookingId,
      PROVIDER,
      snapshot.paymentIntentId,
      snapshot.checkoutId,
      snapshot.checkoutId,
      snapshot.paymentIntentId,
      snapshot.checkoutId,
    ],
  );
  return row ?? null;
}

const later = (known: number, told: Money | null): number => Math.max(known, told?.amountMinor ?? 0);

const isNewer = (row: Known, at: number): boolean =>
  !(row.snapshot_at instanceof Date) || row.snapshot_at.getTime() <= at;

/** The status never goes back; between equals that are not final the newer answer rules. */
function statusColumns(row: Known, snapshot: PaymentSnapshot, at: number): Columns {
  const [known, told] = [RANK[row.status], RANK[snapshot.status]];
  const current = told > known || (told === known && told < RANK.captured && isNewer(row, at));
  return current ? { status: snapshot.status, decline_code: snapshot.declineCode } : {};
}

/** A page that is complete or expired stays so. */
function pageColumns(row: Known, snapshot: PaymentSnapshot): Columns {
  const isFinal = row.checkout_status === 'complete' || row.checkout_status === 'expired';
  return {
    checkout_id: row.checkout_id ?? snapshot.checkoutId,
    checkout_url: snapshot.checkoutUrl ?? row.checkout_url,
    checkout_status: isFinal ? row.checkout_status : (snapshot.checkout ?? row.checkout_status),
    checkout_expires_at: date(snapshot.checkoutExpiresAt) ?? row.checkout_expires_at,
  };
}

/** Amounts only grow. */
function amountColumns(row: Known, snapshot: PaymentSnapshot): Columns {
  const fee: Columns =
    snapshot.fee === null ? {} : { fee_minor: snapshot.fee.amountMinor, fee_currency: snapshot.fee.currency };
  return {
    authorized_minor: Math.max(later(row.authorized_minor, snapshot.authorized), later(0, snapshot.captured)),
    captured_minor: later(row.captured_minor, snapshot.captured),
    refunded_minor: later(row.refunded_minor, snapshot.refunded),
    ...fee,
  };
}

/** The first payment of a booking that holds money is the one that secures it. */
async function primacy(trx: Trx, row: Known, { status }: PaymentSnapshot): Promise<Columns> {
  if (row.is_primary || RANK[status] < RANK.authorized) return {};
  const others = await rows(trx, `SELECT 1 FROM payments WHERE booking_id = ? AND is_primary`, [row.booking_id]);
  return others.length === 0 ? { is_primary: true } : {};
}

/** What the row becomes. */
function merged(row: Known, snapshot: PaymentSnapshot, at: number): Columns {
  return {
    ...pageColumns(row, snapshot),
    ...statusColumns(row, snapshot, at),
    ...amountColumns(row, snapshot),
    payment_intent_id: row.payment_intent_id ?? snapshot.paymentIntentId,
    charge_id: snapshot.chargeId ?? row.charge_id,
    capture_before: date(snapshot.captureBefore) ?? row.capture_before,
    ...(isNewer(row, at) ? { snapshot_at: new Date(at) } : {}),
  };
}

/**
 * The postings that mirror a payment as it now stands; posting is idempotent, so all of them are asked for every time.
 * A payment first heard of when it is captured was authorised before; what was not captured of a hold is let go.
 */
function mirror({ id, isPrimary, bookingId, status, authorized, captured, fee }: StoredPayment): LedgerEntry[] {
  const part = isPrimary ? {} : { part: id };
  const entry = (kind: 'authorised' | 'captured' | 'released', amount: Money): LedgerEntry[] =>
    amount.amountMinor > 0 ? [{ event: { kind, bookingId, amount }, ...part }] : [];
  const rest = money(authorized.amountMinor - captured.amountMinor, authorized.currency);
  const over = status === 'released' || status === 'captured';
  const held = status === 'authorized' || over;
  const feeEvent: LedgerEvent | null = fee === null ? null : { kind: 'provider_fee', bookingId, amount: fee };
  return [
    ...(held ? entry('authorised', authorized) : []),
    ...(status === 'captured' ? entry('captured', captured) : []),
    ...(over ? entry('released', rest) : []),
    ...(status === 'captured' && feeEvent !== null ? [{ event: feeEvent, part: id }] : []),
  ];
}

type FactStatus = 'authorized' | 'captured' | 'released' | 'failed' | 'checkout_expired';

/** What is new in it for the booking's workflow. */
function factsOf({ before, after }: Recorded): FactStatus[] {
  const { status } = after;
  const facts: FactStatus[] = [];
  if (status !== before.status && status !== 'none' && status !== 'processing') facts.push(status);
  if (after.checkout_status === 'expired' && before.checkout_status !== 'expired') facts.push('checkout_expired');
  return facts;
}

/** `paymentReported` of `contracts/temporal/booking`, one line per fact. */
function signalsFor(payment: StoredPayment, facts: readonly FactStatus[], cause: SnapshotCause): OutboxLine[] {
  return facts.map((status) => ({
    kind: 'signal',
    key: `payment:${payment.id}:${status}:${cause.id}`,
    payload: {
      bookingId: payment.bookingId,
      signal: 'paymentReported',
      input: { causeId: cause.id, paymentId: payment.id, status, captureBefore: payment.captureBefore },
    },
  }));
}

/** The first snapshot is merged into this as any later one into the row. */
function unheardOf({ bookingId, amount }: PaymentSnapshot, at: number): Known {
  return {
    booking_id: bookingId,
    provider: PROVIDER,
    checkout_id: null,
    checkout_url: null,
    checkout_status: null,
    checkout_expires_at: null,
    payment_intent_id: null,
    charge_id: null,
    status: 'none',
    currency: amount.currency,
    amount_minor: amount.amountMinor,
    authorized_minor: 0,
    captured_minor: 0,
    refunded_minor: 0,
    fee_minor: null,
    fee_currency: null,
    capture_before: null,
    decline_code: null,
    is_primary: false,
    snapshot_at: -Infinity,
    created_at: new Date(at),
    updated_at: new Date(at),
  };
}

interface Recorded {
  readonly before: Known;
  readonly after: PaymentRow;
}

async function changesOf(trx: Trx, before: Known, { snapshot, at }: Told): Promise<Columns> {
  return {
    ...merged(before, snapshot, at),
    ...(await primacy(trx, before, snapshot)),
    updated_at: new Date(at),
  };
}

interface Told {
  readonly snapshot: PaymentSnapshot;
  readonly at: number;
}

/** @returns null when another transaction heard of it first */
async function insertRow(trx: Trx, told: Told): Promise<Recorded | null> {
  const before = unheardOf(told.snapshot, told.at);
  const columns = { ...before, ...(await changesOf(trx, before, told)) };
  const [after] = await trx<PaymentRow>('payments').insert(columns).onConflict().ignore().returning('*');
  return after === undefined ? null : { before, after };
}

async function updateRow(trx: Trx, told: Told): Promise<Recorded | null> {
  const before = await lockRow(trx, told.snapshot);
  if (before === null) return null;
  const changes = await changesOf(trx, before, told);
  const [after] = await trx<PaymentRow>('payments').where({ id: before.id }).update(changes).returning('*');
  if (after === undefined) throw new Error(`payment ${before.id} vanished under its lock`);
  return { before, after };
}

/**
 * Takes over what the card company says of one payment: row, mirror postings and, when somebody else than the booking's
 * own workflow learnt it, an outbox line that signals the workflow. Idempotent, and deaf to what is older than what is
 * known. The caller's transaction holds the webhook event or the move that brought it.
 * @throws Error when the payment is known under another booking · a Postgres error when the booking does not exist
 */
export async function recordPaymentSnapshot(
  trx: Trx,
  snapshot: PaymentSnapshot,
  cause: SnapshotCause,
): Promise<{ readonly payment: StoredPayment; readonly facts: readonly FactStatus[] }> {
  const told = { snapshot, at: cause.at };
  // A page that has no payment yet is most likely heard of for the first time.
  const first = snapshot.paymentIntentId === null ? null : await updateRow(trx, told);
  const recorded = first ?? (await insertRow(trx, told)) ?? (await updateRow(trx, told));
  if (recorded === null) throw new Error(`payment of booking ${snapshot.bookingId} belongs to another booking`);
  const payment = toPayment(recorded.after);
  await post(trx, mirror(payment), { cause: cause.id, policyHash: null, at: cause.at });
  const facts = factsOf(recorded);
  if (cause.source !== 'activity') await addToOutbox(trx, signalsFor(payment, facts, cause));
  return { payment, facts };
}

/** All payments of a booking, oldest first. */
export async function paymentsOf(db: Db, bookingId: string): Promise<StoredPayment[]> {
  const found = await rows<PaymentRow>(db, `SELECT * FROM payments WHERE booking_id = ? ORDER BY created_at, id`, [
    bookingId,
  ]);
  return found.map(toPayment);
}

/** One payment by our own id, or null. */
export async function findPayment(db: Db, paymentId: string): Promise<StoredPayment | null> {
  const [row] = await rows<PaymentRow>(db, `SELECT * FROM payments WHERE id = ?`, [paymentId]);
  return row === undefined ? null : toPayment(row);
}

/**
 * Payments that can still change by themselves and that nobody has asked about for a while: for the sweep, the longest
 * unasked first.
 * @param askedBefore epoch ms on the injected clock
 */
export async function listUnsettledPayments(
  db: Db,
  { askedBefore, limit }: { readonly askedBefore: number; readonly limit: number },
): Promise<StoredPayment[]> {
  const found = await rows<PaymentRow>(
    db,
    `SELECT * FROM payments WHERE (checkout_status = 'open' OR status IN ('processing', 'authorized'))
       AND snapshot_at < ? ORDER BY snapshot_at LIMIT ?`,
    [new Date(askedBefore), limit],
  );
  return found.map(toPayment);
}
