import type { Closing } from '@stoa/domain/closing';
import { codeFor } from '@stoa/domain/code';
import { accountsOfPerson } from '@stoa/domain/ledger';
import { rows, type Db, type Trx } from '../postgres';

/** How many of each: counts alone, so that a receipt names nobody. */
export interface ReceiptContent {
  readonly erased: Readonly<Record<'files' | 'signIns' | 'savedThings' | 'texts' | 'reviewTexts', number>>;
  readonly kept: Readonly<
    Record<'bookings' | 'payments' | 'ledgerLines' | 'auditLines' | 'reviews' | 'consents', number>
  >;
}

/** A receipt as it is verified. Instants are epoch ms. */
export interface ErasureReceipt {
  readonly number: string;
  readonly askedAt: number;
  readonly issuedAt: number;
  /** null: under way */
  readonly erasedAt: number | null;
  readonly content: ReceiptContent;
}

const count = (from: string): string => `(SELECT count(*) FROM ${from})::int`;
const OWN_BOOKINGS = `bookings b, me WHERE b.student_id = me.id OR b.tutor_id = me.id`;

const CONTENT = `WITH me AS (SELECT CAST(? AS uuid) AS id, CAST(? AS text[]) AS accounts)
  SELECT json_build_object(
    'erased', json_build_object(
      'files', ${count('files, me WHERE owner_id = me.id AND purged_at IS NULL')},
      'signIns', ${count('sign_in_families, me WHERE person_id = me.id')},
      'savedThings', ${count('favourites f, me WHERE f.person_id = me.id')}
        + ${count('saved_searches s, me WHERE s.person_id = me.id')},
      'texts', ${count('booking_notes, me WHERE author_id = me.id')}
        + ${count('booking_reasons, me WHERE author_id = me.id')} + ${count('approval_notes, me WHERE tutor_id = me.id')},
      'reviewTexts', CASE WHEN ? THEN ${count(`reviews, me WHERE author_id = me.id AND text <> ''`)} ELSE 0 END),
    'kept', json_build_object(
      'bookings', ${count(OWN_BOOKINGS)},
      'payments', ${count('payments y JOIN bookings b ON b.id = y.booking_id, me WHERE b.student_id = me.id')},
      'ledgerLines', ${count('ledger_postings, me WHERE account = ANY(me.accounts)')},
      'auditLines', ${count('audit_log, me WHERE subject_id = me.id::text OR actor_id = me.id')},
      'reviews', ${count('reviews, me WHERE author_id = me.id OR about_id = me.id')},
      'consents', ${count('consents, me WHERE person_id = me.id')})) AS content`;

/** Writes the receipt of an erasure that begins, in the caller's transaction. @returns its number */
export async function issueReceipt(trx: Trx, closing: Closing, at: number): Promise<string> {
  const [counted] = await rows<{ content: ReceiptContent }>(trx, CONTENT, [
    closing.personId,
    accountsOfPerson(closing.personId),
    closing.reviewWords === 'remove',
  ]);
  const [next] = await rows<{ n: number }>(trx, `SELECT nextval('erasure_receipt_seq') AS n`);
  const number = codeFor('erasure', next?.n ?? 0);
  await trx.raw(`INSERT INTO erasure_receipts (number, asked_at, issued_at, content) VALUES (?, ?, ?, ?)`, [
    number,
    new Date(closing.askedAt),
    new Date(at),
    JSON.stringify(counted?.content),
  ]);
  return number;
}

/** The receipt of this number, in its one right form; null when there is none. */
export async function findReceipt(db: Db, number: string): Promise<ErasureReceipt | null> {
  const [row] = await rows<{ askedAt: Date; issuedAt: Date; erasedAt: Date | null; content: ReceiptContent }>(
    db,
    `SELECT asked_at AS "askedAt", issued_at AS "issuedAt", erased_at AS "erasedAt", content
     FROM erasure_receipts WHERE number = ?`,
    [number],
  );
  if (row === undefined) return null;
  const { askedAt, issuedAt, erasedAt, content } = row;
  return {
    number,
    askedAt: askedAt.getTime(),
    issuedAt: issuedAt.getTime(),
    erasedAt: erasedAt?.getTime() ?? null,
    content,
  };
}

/** Whether a line of the outbox has left, or was given up after its last attempt; a line that was never there has too. */
export async function hasLeft(db: Db, key: string): Promise<boolean> {
  const waiting = await rows(
    db,
    `SELECT FROM outbox WHERE dedupe_key = ? AND done_at IS NULL AND abandoned_at IS NULL`,
    [key],
  );
  return waiting.length === 0;
}
