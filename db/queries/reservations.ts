import type { Limit } from '@stoa/domain/availability';
import type { Booking } from '@stoa/domain/booking';
import { codeFor } from '@stoa/domain/code';
import { POLICIES } from '@stoa/domain/policies';
import { createdColumns, fieldsOf, type BookingRow, type Placement } from '../models/booking';
import { inTransaction, rows, sqlStateOf, type Db, type Trx } from '../postgres';
import { changeBooking, insertEvent } from './bookingEvents';
import { findBooking } from './bookings';
import { addToOutbox, type OutboxLine } from './outbox';
import { countedTrial } from './trials';
import { lockTutor, reachedLimit, type LimitReached } from './limits';
import { rememberTerms, TERMS_ONCE, termsBindings } from './policies';

/** A slot to be reserved. `booking` is as the domain made it: REQUESTED, version 1. */
export interface Reservation {
  readonly booking: Booking;
  readonly subjectId: string;
  readonly bufferMinutes: number;
  /** an own hold that is ended first, in the same transaction; null: none */
  readonly replacesBookingId: string | null;
  /** the tutor's limits at this time, as the engine made them; absent or empty: none */
  readonly limits?: readonly Limit[];
  /** unpaid holds a student may have at once; default: the policy's */
  readonly holdLimit?: number;
  readonly outbox?: readonly OutboxLine[];
}

export type ReserveResult =
  | { readonly kind: 'booked'; readonly booking: Booking }
  /** the row of this id is there already, from an attempt whose answer was lost */
  | { readonly kind: 'mine'; readonly booking: Booking }
  /** this id was given up by `releaseSlot`: the reservation came too late, nothing may be booked under it */
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'conflict';
      readonly code: 'slot_taken' | 'student_busy' | 'hold_limit_reached' | 'trial_taken' | Unbookable | LimitReached;
      readonly details: Readonly<Record<string, string | number | boolean>>;
    };
/** what the database itself says of the parties, at the moment of the insert */
type Unbookable = 'tutor_not_bookable' | 'account_closing';
type Conflict = Extract<ReserveResult, { kind: 'conflict' }>;

const LIVE = `session IN ('REQUESTED', 'SCHEDULED', 'ACTIVE')`;
const HOLD = `session = 'REQUESTED' AND payment = 'PENDING'`;

/** Ends the student's own unpaid hold; its workflow is told, because it still has a payment page to close. */
async function endReplacedHold(trx: Trx, { booking, replacesBookingId }: Reservation, asOf: number): Promise<void> {
  if (!replaces(booking, replacesBookingId)) return;
  const [ended] = await rows<Pick<BookingRow, 'id' | 'version' | 'policy_hash'>>(
    trx,
    `UPDATE bookings SET session = 'CANCELLED', outcome = 'NOT_HELD', payment = 'VOIDED', version = version + 1,
       updated_at = ?
     WHERE id = ? AND student_id = ? AND ${HOLD} RETURNING id, version, policy_hash`,
    [new Date(asOf), replacesBookingId, booking.studentId],
  );
  if (ended === undefined) return;
  await insertEvent(trx, {
    key: `booking:${ended.id}:replaced`,
    bookingId: ended.id,
    version: ended.version,
    type: 'replaced',
    actor: 'student',
    actorId: booking.studentId,
    cause: `booking:${booking.id}`,
    at: asOf,
    from: { session: 'REQUESTED', outcome: null, payment: 'PENDING', dispute: 'NONE' },
    to: { session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'VOIDED', dispute: 'NONE' },
    policyHash: ended.policy_hash,
    details: { byBookingId: booking.id },
  });
  await addToOutbox(trx, [
    {
      kind: 'signal',
      key: `booking:${ended.id}:replaced`,
      payload: {
        bookingId: ended.id,
        signal: 'holdReplaced',
        input: { byBookingId: booking.id, version: ended.version, at: asOf },
      },
    },
  ]);
}

/** Whether an own hold is to be given up for this booking. */
function replaces(booking: Booking, replacesBookingId: string | null): replacesBookingId is string {
  return replacesBookingId !== null && replacesBookingId !== booking.id;
}

interface Ground {
  readonly number: number;
  /** hold numbers in use */
  readonly held: number[];
}

type Place = Pick<Placement, 'code' | 'holdNumber' | 'createdAt'>;

/**
 * What an attempt needs to know, and the terms under their hash. It is a statement of its own before any row is locked:
 * waiting for another request's copy of the same terms must not happen with a hold of ours in hand.
 */
async function survey(db: Db, { booking, replacesBookingId }: Reservation): Promise<Ground> {
  const [ground] = await rows<Ground>(
    db,
    `WITH terms AS (${TERMS_ONCE})
     SELECT nextval('booking_code_seq') AS number, ARRAY(
       SELECT hold_number::int FROM bookings WHERE student_id = ? AND ${HOLD} AND id IS DISTINCT FROM ?) AS held`,
    [...termsBindings(booking.policyHash, booking.terms), booking.studentId, replacesBookingId],
  );
  if (ground === undefined) throw new Error('a query without FROM gave no row');
  return ground;
}

/** Row, event and outbox lines; nothing where the database's constraints say that somebody was there first. */
async function insert(db: Db, reservation: Reservation, place: Place): Promise<boolean> {
  const { booking, subjectId, bufferMinutes, outbox } = reservation;
  const columns = createdColumns(booking, { ...place, subjectId, bufferMinutes });
  const names = Object.keys(columns);
  // No target: covers the id, both exclusions and the hold number. A plain insert deadlocks under a race.
  const sql = `INSERT INTO bookings (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
    ON CONFLICT DO NOTHING`;
  const event = {
    key: `booking:${booking.id}:requested`,
    bookingId: booking.id,
    version: booking.version,
    type: 'book',
    actor: 'student',
    actorId: booking.studentId,
    at: place.createdAt,
    from: null,
    to: fieldsOf(booking),
    policyHash: booking.policyHash,
  } as const;
  return changeBooking(db, { sql, bindings: Object.values(columns) }, { event, outbox });
}

/** After an insert that did nothing: who was there first? The student's own lesson is named before the tutor's time. */
async function whoWon(db: Db, reservation: Reservation): Promise<ReserveResult | null> {
  const { booking, bufferMinutes } = reservation;
  const own = await findBooking(db, booking.id);
  if (own !== null)
    return own.studentId === booking.studentId && isLive(own) ? { kind: 'mine', booking: own } : { kind: 'gone' };
  const [busy] = await rows<{ id: string; code: string; hold: boolean }>(
    db,
    `SELECT id, code, (${HOLD}) AS hold FROM bookings
     WHERE student_id = ? AND ${LIVE} AND during && tstzrange(?, ?) ORDER BY starts_at LIMIT 1`,
    [booking.studentId, new Date(booking.startsAt), new Date(booking.endsAt)],
  );
  if (busy) return conflict('student_busy', { bookingId: busy.id, bookingCode: busy.code, hold: busy.hold });
  const taken = await rows(
    db,
    `SELECT 1 FROM bookings WHERE tutor_id = ? AND ${LIVE} AND tutor_during && tstzrange(?, ?) LIMIT 1`,
    [booking.tutorId, new Date(booking.startsAt), new Date(booking.endsAt + bufferMinutes * 60_000)],
  );
  if (taken.length > 0) return conflict('slot_taken', {});
  return booking.terms.trial ? trialTaken(db, booking) : null;
}

/** One trial of a pair: what counts is asked in the transaction that inserts, and of two at once the index lets one in. */
async function trialTaken(db: Db, { id, studentId, tutorId }: Booking): Promise<Conflict | null> {
  const counted = await countedTrial(db, { studentId, tutorId, except: id });
  return counted && conflict('trial_taken', { bookingId: counted.bookingId });
}

const isLive = ({ session }: Booking): boolean => session !== 'EXPIRED' && session !== 'CANCELLED';
const conflict = (code: Conflict['code'], details: Conflict['details']): Conflict => ({
  kind: 'conflict',
  code,
  details,
});

/** Thrown to leave the transaction: a hold that was to be replaced stays when the new slot cannot be had. */
class Refused extends Error {
  constructor(readonly result: ReserveResult) {
    super(result.kind);
  }
}

/** Who was there before is told first: a repeat finds its own row. @throws Refused */
async function refuseSecondTrial(db: Db, reservation: Reservation): Promise<void> {
  const { booking } = reservation;
  const had = booking.terms.trial ? await trialTaken(db, booking) : null;
  if (had !== null) throw new Refused((await whoWon(db, reservation)) ?? had);
}

/** @throws Refused */
async function tryReserve(db: Db, reservation: Reservation, asOf: number): Promise<ReserveResult> {
  const { booking } = reservation;
  const limit = reservation.holdLimit ?? POLICIES.holdsPerStudent;
  await refuseSecondTrial(db, reservation);
  // One more try than there are numbers: each loses one number to a parallel request of the same student at most.
  for (let attempt = 0; attempt <= limit; attempt++) {
    const ground = await survey(db, reservation);
    const free = Array.from({ length: limit }, (_, index) => index + 1).find((n) => !ground.held.includes(n));
    const place = { code: codeFor('booking', ground.number), holdNumber: free ?? 0, createdAt: asOf };
    if (free !== undefined && (await insert(db, reservation, place))) return { kind: 'booked', booking };
    const winner = await whoWon(db, reservation);
    if (winner !== null) throw new Refused(winner);
    if (free === undefined) throw new Refused(conflict('hold_limit_reached', { limit }));
  }
  throw new Refused(conflict('hold_limit_reached', { limit }));
}

/**
 * The old hold ends and the new one begins, or neither; and where the tutor has limits nobody else counts meanwhile.
 * The tutor is locked before any row is: whoever waits for the tutor holds nothing that the winner may need.
 */
function tryTogether(db: Db, reservation: Reservation, asOf: number): Promise<ReserveResult> {
  const { booking, limits = [] } = reservation;
  return inTransaction(db, {}, async (trx) => {
    await rememberTerms(trx, booking.policyHash, booking.terms);
    if (limits.length > 0) await lockTutor(trx, booking.tutorId);
    await endReplacedHold(trx, reservation, asOf);
    const reached = await reachedLimit(trx, booking, limits);
    // who was there before is told first: a repeat finds its own row, a loser its rival's
    if (reached !== null)
      throw new Refused((await whoWon(trx, reservation)) ?? conflict(reached.code, reached.details));
    return tryReserve(trx, reservation, asOf);
  });
}

/**
 * Reserves a slot, once per booking id: row, `requested` event and outbox lines, all or nothing. Safe to repeat.
 * The database's exclusion constraints decide between simultaneous requests; nobody waits for a lock longer than 500 ms.
 * @param asOf epoch ms on the injected clock
 * @returns conflict `student_busy` (details: bookingId, bookingCode, hold), `slot_taken`, `hold_limit_reached` (limit),
 *   `tutor_day_full` and `tutor_week_full` (limit, taken), `tutor_not_bookable`, `account_closing` (the student's),
 *   `trial_taken` (bookingId)
 * @throws a Postgres error when a lock or the store does not answer in time: the outcome is then unknown
 */
export async function reserveSlot(db: Db, reservation: Reservation, asOf: number): Promise<ReserveResult> {
  const { booking, replacesBookingId, limits = [] } = reservation;
  const together = replaces(booking, replacesBookingId) || limits.length > 0;
  try {
    return await (together ? tryTogether : tryReserve)(db, reservation, asOf);
  } catch (error) {
    if (error instanceof Refused) return error.result;
    const code = unbookableOf(error);
    if (code !== null) return unbookable(db, reservation, code);
    throw error;
  }
}

const UNBOOKABLE: Readonly<Record<string, Unbookable>> = {
  /** not approved, or no payouts */
  bookings_tutor_approved: 'tutor_not_bookable',
  bookings_tutor_open: 'tutor_not_bookable',
  bookings_student_open: 'account_closing',
};

function unbookableOf(error: unknown): Unbookable | null {
  if (sqlStateOf(error) !== '23514') return null;
  return UNBOOKABLE[String((error as { constraint?: unknown }).constraint)] ?? null;
}

/** Also after an attempt that went well and whose answer was lost: what stands is the student's. */
async function unbookable(db: Db, { booking }: Reservation, code: Unbookable): Promise<ReserveResult> {
  const own = await findBooking(db, booking.id);
  if (own === null) return conflict(code, {});
  return own.studentId === booking.studentId && isLive(own) ? { kind: 'mine', booking: own } : { kind: 'gone' };
}

export type ReleaseResult =
  /** the slot is free; a reservation that commits later under this id finds the id taken */
  | { readonly kind: 'released'; readonly booking: Booking }
  /** it is no hold any more: `booking` stands as it is */
  | { readonly kind: 'kept'; readonly booking: Booking };

/**
 * Undoes a reservation whose end is unknown, and leaves a tombstone where there was none: a late commit under the same
 * id then does nothing. Safe to repeat.
 * @param asOf epoch ms on the injected clock
 */
export async function releaseSlot(db: Db, reservation: Reservation, asOf: number): Promise<ReleaseResult> {
  const { booking } = reservation;
  const ended: Booking = {
    ...booking,
    session: 'EXPIRED',
    outcome: 'NOT_HELD',
    payment: 'VOIDED',
    owed: [],
    pending: null,
  };
  return inTransaction(db, {}, async (trx) => {
    const { number } = await survey(trx, reservation);
    const columns = createdColumns(ended, {
      code: codeFor('booking', number),
      subjectId: reservation.subjectId,
      bufferMinutes: reservation.bufferMinutes,
      holdNumber: 1,
      createdAt: asOf,
    });
    const names = Object.keys(columns);
    const [row] = await rows<{ version: number; inserted: boolean }>(
      trx,
      `INSERT INTO bookings (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
       ON CONFLICT (id) DO UPDATE SET session = 'EXPIRED', outcome = 'NOT_HELD', payment = 'VOIDED', owed = '[]',
         version = bookings.version + 1, updated_at = excluded.updated_at
       WHERE bookings.session = 'REQUESTED' AND bookings.payment = 'PENDING'
       RETURNING version, xmax = 0 AS inserted`,
      names.map((name) => columns[name] ?? null),
    );
    if (row !== undefined) {
      await insertEvent(trx, {
        key: `booking:${booking.id}:released`,
        bookingId: booking.id,
        version: row.version,
        type: 'released',
        actor: 'clock',
        actorId: null,
        at: asOf,
        from: row.inserted ? null : fieldsOf(booking),
        to: fieldsOf(ended),
        policyHash: booking.policyHash,
      });
    }
    const stands = await findBooking(trx, booking.id);
    if (stands === null) throw new Error(`booking ${booking.id} vanished in its own transaction`);
    return stands.session === 'EXPIRED' ? { kind: 'released', booking: stands } : { kind: 'kept', booking: stands };
  });
}
