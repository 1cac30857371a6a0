import type { CurrencyCode } from '@stoa/domain/currency';
import { accountRowFor, ledgerKeyFor, postingsFor, type LedgerEvent, type Posting } from '@stoa/domain/ledger';
import { rows, type Db, type Trx } from '../postgres';

/** One business event to be posted. */
export interface LedgerEntry {
  readonly event: LedgerEvent;
  /** tells apart what can happen more than once to a booking: a refund's id, a payment's id */
  readonly part?: string;
}

/** What the entries of one call have in common. */
export interface PostingContext {
  /** the key of the booking event, or the id of the webhook event, that brought it */
  readonly cause: string;
  readonly policyHash: string | null;
  /** epoch ms */
  readonly at: number;
}

/** The same key was used before for other postings: money would be lost silently, so nothing is recorded. */
export class LedgerKeyReused extends Error {
  override readonly name = 'LedgerKeyReused';
}

interface Prepared {
  readonly key: string;
  readonly code: string;
  readonly booking_id: string;
  readonly postings: readonly Posting[];
}

function prepare({ event, part }: LedgerEntry): Prepared {
  return {
    key: ledgerKeyFor(event, part),
    code: event.kind,
    booking_id: event.bookingId,
    postings: postingsFor(event),
  };
}

const fingerprint = (postings: readonly Posting[]): string =>
  postings
    .map(({ account, currency, amountMinor }) => `${account} ${currency} ${amountMinor}`)
    .sort()
    .join('\n');

async function checkRepeats(trx: Trx, repeats: readonly Prepared[]): Promise<void> {
  const found = await rows<Posting & { key: string }>(
    trx,
    `SELECT t.idempotency_key AS key, p.account, p.currency, p.amount_minor AS "amountMinor"
     FROM ledger_transactions t JOIN ledger_postings p ON p.transaction_id = t.id
     WHERE t.idempotency_key = ANY(?)`,
    [repeats.map(({ key }) => key)],
  );
  for (const { key, postings } of repeats) {
    if (fingerprint(found.filter((posting) => posting.key === key)) !== fingerprint(postings))
      throw new LedgerKeyReused(`ledger key ${key} was posted with other postings`);
  }
}

/**
 * Posts business events in the caller's transaction, each once, whoever posts it first. An event of nothing is left out.
 * The database refuses at commit what does not add up, and at once what overdraws an account.
 * @returns the keys posted by this call; the others had been posted before, with the same postings
 * @throws LedgerKeyReused when a key stands for other postings
 */
export async function post(trx: Trx, entries: readonly LedgerEntry[], context: PostingContext): Promise<string[]> {
  const prepared = entries.map(prepare).filter(({ postings }) => postings.length > 0);
  if (prepared.length === 0) return [];
  const lines = prepared.flatMap(({ key, postings }) =>
    postings.map((posting, index) => ({ ...posting, key, line: index + 1 })),
  );
  const posted = await rows<{ key: string }>(
    trx,
    `WITH t AS (
       INSERT INTO ledger_transactions (idempotency_key, code, booking_id, cause, policy_hash, at)
       SELECT e.key, e.code, e.booking_id, ?, ?, ?
       FROM jsonb_to_recordset(CAST(? AS jsonb)) AS e(key text, code text, booking_id uuid)
       ON CONFLICT (idempotency_key) DO NOTHING RETURNING id, idempotency_key, at),
     l AS (
       INSERT INTO ledger_postings (transaction_id, line, account, currency, amount_minor, at)
       SELECT t.id, l.line, l.account, l.currency, l."amountMinor", t.at
       FROM t JOIN jsonb_to_recordset(CAST(? AS jsonb))
         AS l(key text, line smallint, account text, currency text, "amountMinor" bigint) ON l.key = t.idempotency_key)
     SELECT idempotency_key AS key FROM t`,
    [context.cause, context.policyHash, new Date(context.at), JSON.stringify(prepared), JSON.stringify(lines)],
  );
  const keys = posted.map(({ key }) => key);
  const repeats = prepared.filter(({ key }) => !keys.includes(key));
  if (repeats.length > 0) await checkRepeats(trx, repeats);
  return keys;
}

export interface AccountBalance {
  readonly account: string;
  readonly currency: CurrencyCode;
  /** as people read it: what a liability or revenue account holds is positive */
  readonly balanceMinor: number;
}

/** Turns the sign of what is owed or earned: in the books a credit is negative. */
function readable(account: string, sumMinor: number): number {
  const type = accountRowFor(account)?.type ?? accountRowFor(`${account}:any`)?.type;
  return type === 'liability' || type === 'revenue' ? 0 - sumMinor : sumMinor;
}

interface SumRow {
  account: string;
  currency: CurrencyCode;
  sum_minor: number;
}
const toBalance = ({ account, currency, sum_minor }: SumRow): AccountBalance => ({
  account,
  currency,
  balanceMinor: readable(account, sum_minor),
});

export interface TrialBalance {
  readonly currency: CurrencyCode;
  /** debits minus credits of everything: zero, or the books are broken */
  readonly totalMinor: number;
  /** one line per kind of account, summed over bookings and people */
  readonly accounts: readonly AccountBalance[];
}

/**
 * All accounts by kind and currency, and what they add up to.
 * @param asOf epoch ms: postings up to that instant; absent: all there are
 */
export async function trialBalance(db: Db, asOf?: number): Promise<TrialBalance[]> {
  const sums = await rows<SumRow>(
    db,
    `SELECT kind AS account, currency, sum(amount_minor)::bigint AS sum_minor FROM ledger_postings
     WHERE CAST(? AS timestamptz) IS NULL OR at <= ? GROUP BY kind, currency ORDER BY currency, kind`,
    asOf === undefined ? [null, null] : [new Date(asOf), new Date(asOf)],
  );
  const currencies = [...new Set(sums.map(({ currency }) => currency))];
  return currencies.map((currency) => {
    const own = sums.filter((row) => row.currency === currency);
    return {
      currency,
      totalMinor: own.reduce((total, { sum_minor }) => total + sum_minor, 0),
      accounts: own.map(toBalance),
    };
  });
}

/**
 * The part of one booking in every account it touched. The sums with the books' own signs add up to zero per currency.
 * @param asOf epoch ms; absent: now
 */
export async function accountBalances(db: Db, bookingId: string, asOf?: number): Promise<AccountBalance[]> {
  const at = asOf === undefined ? null : new Date(asOf);
  const sums = await rows<SumRow>(
    db,
    `SELECT p.account, p.currency, sum(p.amount_minor)::bigint AS sum_minor
     FROM ledger_transactions t JOIN ledger_postings p ON p.transaction_id = t.id
     WHERE t.booking_id = ? AND (CAST(? AS timestamptz) IS NULL OR t.at <= ?)
     GROUP BY p.account, p.currency ORDER BY p.account, p.currency`,
    [bookingId, at, at],
  );
  return sums.map(toBalance);
}

/** The balance of one account as of an instant (epoch ms), summed from its postings, as people read it. */
export async function balanceAt(
  db: Db,
  { account, currency }: { readonly account: string; readonly currency: CurrencyCode },
  asOf: number,
): Promise<number> {
  const [row] = await rows<{ sum_minor: number }>(
    db,
    `SELECT coalesce(sum(amount_minor), 0)::bigint AS sum_minor FROM ledger_postings
     WHERE account = ? AND currency = ? AND at <= ?`,
    [account, currency, new Date(asOf)],
  );
  return readable(account, row?.sum_minor ?? 0);
}

export interface LedgerTransaction {
  readonly id: string;
  readonly code: string;
  readonly at: number;
  readonly idempotencyKey: string;
  readonly cause: string | null;
  readonly policyHash: string | null;
  readonly postings: readonly Posting[];
}

/** Everything that was posted for one booking, oldest first. */
export async function transactionsOf(db: Db, bookingId: string): Promise<LedgerTransaction[]> {
  const found = await rows<Omit<LedgerTransaction, 'at'> & { at: Date }>(
    db,
    `SELECT t.id, t.code, t.at, t.idempotency_key AS "idempotencyKey", t.cause, t.policy_hash AS "policyHash",
       (SELECT json_agg(json_build_object('account', p.account, 'amountMinor', p.amount_minor, 'currency', p.currency)
          ORDER BY p.line) FROM ledger_postings p WHERE p.transaction_id = t.id) AS postings
     FROM ledger_transactions t WHERE t.booking_id = ? ORDER BY t.seq`,
    [bookingId],
  );
  return found.map((row) => ({ ...row, at: row.at.getTime() }));
}
