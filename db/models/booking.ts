import type {
  Booking,
  BookingFields,
  Dispute,
  Outcome,
  Owed,
  Payment,
  PendingMove,
  Session,
} from '@stoa/domain/booking';
import type { Terms } from '@stoa/domain/policies';

/** A row of `bookings` joined with the terms it pinned. */
export interface BookingRow {
  id: string;
  code: string;
  student_id: string;
  tutor_id: string;
  subject_id: string;
  session: Session;
  outcome: Outcome | null;
  payment: Payment;
  dispute: Dispute;
  version: number;
  starts_at: Date;
  ends_at: Date;
  policy_hash: string;
  requested_at: Date;
  hold_ends_at: Date;
  page_ends_at: Date;
  secured_at: Date | null;
  capture_before: Date | null;
  answer_by: Date | null;
  settle_at: Date | null;
  pending: PendingMove | null;
  owed: Owed[];
  needs_attention: boolean;
  created_at: Date;
  terms: Terms;
}

/** To be used with `FROM bookings b JOIN policies p ON p.hash = b.policy_hash`. */
export const BOOKING_COLUMNS = `b.id, b.code, b.student_id, b.tutor_id, b.subject_id, b.session, b.outcome, b.payment,
  b.dispute, b.version, b.starts_at, b.ends_at, b.policy_hash, b.requested_at, b.hold_ends_at, b.page_ends_at,
  b.secured_at, b.capture_before, b.answer_by, b.settle_at, b.pending, b.owed, b.needs_attention, b.created_at,
  p.content AS terms`;

const instant = (date: Date | null): number | null => date?.getTime() ?? null;
const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** The domain's booking out of its row. Instants become epoch ms. */
export function toBooking(row: BookingRow): Booking {
  return {
    id: row.id,
    studentId: row.student_id,
    tutorId: row.tutor_id,
    session: row.session,
    outcome: row.outcome,
    payment: row.payment,
    dispute: row.dispute,
    version: row.version,
    startsAt: row.starts_at.getTime(),
    endsAt: row.ends_at.getTime(),
    terms: row.terms,
    policyHash: row.policy_hash,
    requestedAt: row.requested_at.getTime(),
    holdEndsAt: row.hold_ends_at.getTime(),
    pageEndsAt: row.page_ends_at.getTime(),
    securedAt: instant(row.secured_at),
    captureBefore: instant(row.capture_before),
    answerBy: instant(row.answer_by),
    settleAt: instant(row.settle_at),
    pending: row.pending,
    owed: row.owed,
    needsAttention: row.needs_attention,
  };
}

type Columns = Record<string, string | number | boolean | Date | null>;

/** What a move may change; parties, times, price and terms are not among it. */
export function movedColumns(booking: Booking): Columns {
  return {
    session: booking.session,
    outcome: booking.outcome,
    payment: booking.payment,
    dispute: booking.dispute,
    version: booking.version,
    hold_ends_at: date(booking.holdEndsAt),
    page_ends_at: date(booking.pageEndsAt),
    secured_at: date(booking.securedAt),
    capture_before: date(booking.captureBefore),
    answer_by: date(booking.answerBy),
    settle_at: date(booking.settleAt),
    pending: booking.pending === null ? null : JSON.stringify(booking.pending),
    owed: JSON.stringify(booking.owed),
    needs_attention: booking.needsAttention,
  };
}

export interface Placement {
  readonly code: string;
  readonly subjectId: string;
  readonly bufferMinutes: number;
  readonly holdNumber: number;
  readonly createdAt: number;
}

/** Every column of a new row. */
export function createdColumns(booking: Booking, placement: Placement): Columns {
  const { terms } = booking;
  return {
    ...movedColumns(booking),
    id: booking.id,
    code: placement.code,
    student_id: booking.studentId,
    tutor_id: booking.tutorId,
    subject_id: placement.subjectId,
    starts_at: date(booking.startsAt),
    ends_at: date(booking.endsAt),
    duration_minutes: (booking.endsAt - booking.startsAt) / 60_000,
    buffer_minutes: placement.bufferMinutes,
    price_minor: terms.price.amountMinor,
    service_fee_minor: terms.serviceFeeMinor,
    currency: terms.price.currency,
    commission_bps: terms.commissionBps,
    policy_hash: booking.policyHash,
    instant: terms.instant,
    trial: terms.trial,
    requested_at: date(booking.requestedAt),
    hold_number: placement.holdNumber,
    created_at: date(placement.createdAt),
    updated_at: date(placement.createdAt),
  };
}

/** The four fields alone, as events keep them. */
export function fieldsOf({ session, outcome, payment, dispute }: BookingFields): BookingFields {
  return { session, outcome, payment, dispute };
}
