import type { CurrencyCode } from '@stoa/domain/currency';
import type { ApprovalActor, TutorApproval } from '@stoa/domain/tutor';
import { rows, type Db, type Trx } from '../postgres';

/** Lessons that have not begun: what a suspension may call off. */
const TO_COME = `b.session IN ('REQUESTED', 'SCHEDULED') AND b.starts_at > ?`;

/** A lesson to come of a tutor, with what its student would get back. */
export interface LessonToCome {
  readonly id: string;
  readonly code: string;
  readonly version: number;
  readonly session: string;
  readonly payment: string;
  readonly startsAt: number;
  readonly studentId: string;
  readonly studentName: string;
  /** price and service fee; nothing while it is not paid for */
  readonly securedMinor: number;
  readonly currency: CurrencyCode;
}

/**
 * Every lesson of a tutor that has not begun at an instant (epoch ms), the next first: requests that are not paid for
 * included, because their students are told as well. At most `limit`; the count says whether that was all.
 */
export async function lessonsToCome(
  db: Db,
  tutorId: string,
  { asOf, limit = 500 }: { readonly asOf: number; readonly limit?: number },
): Promise<LessonToCome[]> {
  const found = await rows<Omit<LessonToCome, 'startsAt'> & { startsAt: Date }>(
    db,
    `SELECT b.id, b.code, b.version, b.session, b.payment, b.starts_at AS "startsAt", b.student_id AS "studentId",
       s.display_name AS "studentName", p.content->'price'->>'currency' AS currency,
       CASE WHEN b.payment = 'PENDING' THEN 0
         ELSE (p.content->'price'->>'amountMinor')::bigint + (p.content->>'serviceFeeMinor')::bigint
       END AS "securedMinor"
     FROM bookings b JOIN policies p ON p.hash = b.policy_hash JOIN people s ON s.id = b.student_id
     WHERE b.tutor_id = ? AND ${TO_COME} ORDER BY b.starts_at, b.id LIMIT ?`,
    [tutorId, new Date(asOf), limit],
  );
  return found.map((lesson) => ({ ...lesson, startsAt: lesson.startsAt.getTime() }));
}

/**
 * Leaves an outbox line for each lesson to come, which cancels it at 100 %, and the reason its parties read. In the
 * transaction of the suspension, which holds the tutor's row: no booking slips in between.
 */
export async function cancelBookingsOf(
  trx: Trx,
  { tutorId, suspension }: TutorApproval,
  by: { readonly actor: ApprovalActor; readonly actorId: string | null; readonly at: number; readonly text: string },
): Promise<void> {
  if (suspension === null) return;
  await trx.raw(
    `WITH lessons AS (SELECT b.id, uuid_v7() AS reason_id FROM bookings b WHERE b.tutor_id = ? AND ${TO_COME}),
       reasons AS (INSERT INTO booking_reasons (id, booking_id, author_id, text, created_at)
         SELECT l.reason_id, l.id, ?::uuid, ?, ?::timestamptz FROM lessons l)
     INSERT INTO outbox (kind, dedupe_key, payload)
     SELECT 'cancel', 'suspension:' || ? || ':' || l.id, json_build_object('bookingId', l.id, 'suspensionId', ?::text,
       'actor', ?::text, 'actorId', ?::text, 'reasonId', l.reason_id)
     FROM lessons l ON CONFLICT (dedupe_key) DO NOTHING`,
    [
      tutorId,
      new Date(by.at),
      by.actorId,
      by.text,
      new Date(by.at),
      suspension.id,
      suspension.id,
      by.actor,
      by.actorId,
    ],
  );
}
