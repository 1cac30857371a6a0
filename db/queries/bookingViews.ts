import type { Booking } from '@stoa/domain/booking';
import { BOOKING_COLUMNS, toBooking, type BookingRow } from '../models/booking';
import { rows, type Db } from '../postgres';
import { paymentsOf } from './payments';
import type { StoredPayment } from '../models/payment';

export interface Party {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly avatarUrl: string | null;
}

/** A booking with the names that screens show beside it. */
export interface BookingSummary {
  readonly booking: Booking;
  readonly code: string;
  readonly subject: { readonly id: string; readonly name: string };
  readonly student: Party;
  readonly tutor: Party;
  /** whether the tutor's no ended it: the fields do not tell that from a cancel */
  readonly declined: boolean;
  /** epoch ms */
  readonly createdAt: number;
}

export interface BookingDetail extends BookingSummary {
  /** from the student to the tutor */
  readonly note: string | null;
  /** the tutor's own link; whether it is shown yet is not decided here */
  readonly meetingUrl: string | null;
  readonly payments: readonly StoredPayment[];
}

const person = (alias: string): string =>
  `json_build_object('id', ${alias}.id, 'name', ${alias}.display_name, 'zone', ${alias}.zone,
     'avatarUrl', ${alias}.avatar_url)`;

/** For lists and details alike: `b`, `p` (terms), `s` (subject), `sp` and `tp` (student, tutor) may be asked about. */
export const SUMMARY_COLUMNS = `${BOOKING_COLUMNS}, s.name AS subject_name, ${person('sp')} AS student,
  ${person('tp')} AS tutor,
  (b.session = 'CANCELLED' AND EXISTS (
     SELECT FROM booking_events e WHERE e.booking_id = b.id AND e.type = 'decline')) AS declined`;
export const SUMMARY_TABLES = `bookings b JOIN policies p ON p.hash = b.policy_hash
  JOIN subjects s ON s.id = b.subject_id JOIN people sp ON sp.id = b.student_id JOIN people tp ON tp.id = b.tutor_id`;

export interface SummaryRow extends BookingRow {
  subject_name: string;
  student: Party;
  tutor: Party;
  declined: boolean;
}

export function toSummary(row: SummaryRow): BookingSummary {
  return {
    booking: toBooking(row),
    code: row.code,
    subject: { id: row.subject_id, name: row.subject_name },
    student: row.student,
    tutor: row.tutor,
    declined: row.declined,
    createdAt: row.created_at.getTime(),
  };
}

/** One booking with names, note, meeting link and payments, or null. Who may see it is the caller's question. */
export async function findBookingView(db: Db, bookingId: string): Promise<BookingDetail | null> {
  const reading = rows<SummaryRow & { note: string | null; meeting_url: string | null }>(
    db,
    `SELECT ${SUMMARY_COLUMNS}, n.text AS note, t.meeting_url
     FROM ${SUMMARY_TABLES} JOIN tutors t ON t.person_id = b.tutor_id
     LEFT JOIN booking_notes n ON n.booking_id = b.id AND n.author_id = b.student_id
     WHERE b.id = ?`,
    [bookingId],
  );
  const [[row], payments] = await Promise.all([reading, paymentsOf(db, bookingId)]);
  return row === undefined ? null : { ...toSummary(row), note: row.note, meetingUrl: row.meeting_url, payments };
}
