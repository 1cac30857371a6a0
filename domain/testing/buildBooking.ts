import type { Booking } from '../booking';
import { money } from '../money';
import { CANCELLATION_PRESETS, DEFAULT_CLOCK, HOUR_MS, MINUTE_MS, type Terms } from '../policies';

/** Monday 2 March 2026, 10:00 UTC: the moment at which built bookings were requested. */
export const REQUESTED_AT = Date.UTC(2026, 2, 2, 10);
/** Thursday 5 March 2026, 10:00 UTC */
export const STARTS_AT = REQUESTED_AT + 72 * HOUR_MS;
export const STUDENT_ID = '0195c000-0000-7000-8000-000000000001';
export const TUTOR_ID = '0195c000-0000-7000-8000-000000000002';

/** Terms of a lesson for 24.00 EUR, 20 % commission, standard cancellation. */
export function buildTerms(terms: Partial<Terms> = {}): Terms {
  return {
    price: money(2_400, 'EUR'),
    serviceFeeMinor: 0,
    commissionBps: 2_000,
    cancellation: CANCELLATION_PRESETS.standard,
    clock: DEFAULT_CLOCK,
    compensation: money(500, 'EUR'),
    instant: false,
    trial: false,
    ...terms,
  };
}

/** A booking that stands as asked; what follows from the state (when it was secured, what is owed) is filled in. */
export function buildBooking({
  terms,
  ...fields
}: Partial<Omit<Booking, 'terms'>> & { terms?: Partial<Terms> } = {}): Booking {
  const secured = fields.payment !== undefined && fields.payment !== 'PENDING';
  const final = fields.session === 'ENDED' || fields.session === 'CANCELLED' || fields.session === 'EXPIRED';
  return {
    id: '0195c000-0000-7000-8000-00000000000b',
    studentId: STUDENT_ID,
    tutorId: TUTOR_ID,
    startsAt: STARTS_AT,
    endsAt: STARTS_AT + 50 * MINUTE_MS,
    terms: buildTerms(terms),
    policyHash: 'a'.repeat(64),
    session: 'REQUESTED',
    outcome: final ? 'NOT_HELD' : null,
    payment: 'PENDING',
    dispute: 'NONE',
    version: 1,
    requestedAt: REQUESTED_AT,
    holdEndsAt: REQUESTED_AT + 15 * MINUTE_MS,
    pageEndsAt: REQUESTED_AT + 31 * MINUTE_MS,
    securedAt: secured ? REQUESTED_AT + MINUTE_MS : null,
    captureBefore: secured ? REQUESTED_AT + 7 * 24 * HOUR_MS : null,
    answerBy: secured ? REQUESTED_AT + MINUTE_MS + 24 * HOUR_MS : null,
    settleAt: fields.session === 'ENDED' ? STARTS_AT + 50 * MINUTE_MS + 72 * HOUR_MS : null,
    pending: null,
    owed: [],
    needsAttention: false,
    ...fields,
  };
}
