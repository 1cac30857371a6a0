import { createHash, randomUUID } from 'node:crypto';
import type { Booking } from '@stoa/domain/booking';
import { CANCELLATION_PRESETS, canonicalTerms, DEFAULT_CLOCK, MINUTE_MS, type Terms } from '@stoa/domain/policies';
import type { Db } from '../../db/postgres';
import { createdColumns } from '../../db/models/booking';
import { rememberTerms } from '../../db/queries/policies';
import { buildStudent, type BuiltPerson } from './people';
import { buildTutor, type BuiltTutor } from './tutors';

/** A Monday, a month after the factories' people were made. Tests that look at the clock pass their own instants. */
export const REQUESTED_AT = Date.parse('2026-02-02T09:00:00Z');
const STARTS_AT = Date.parse('2026-02-09T15:00:00Z');

export function buildTerms(differences: Partial<Terms> = {}): Terms {
  return {
    price: { amountMinor: 3000, currency: 'EUR' },
    serviceFeeMinor: 0,
    commissionBps: 2000,
    cancellation: CANCELLATION_PRESETS.standard,
    clock: DEFAULT_CLOCK,
    compensation: { amountMinor: 500, currency: 'EUR' },
    instant: false,
    trial: false,
    ...differences,
  };
}

export function hashOf(terms: Terms): string {
  return createHash('sha256').update(canonicalTerms(terms)).digest('hex');
}

/** A booking as the domain makes one for a request: REQUESTED, unpaid, version 1. Nothing is stored. */
export function newBooking(differences: Partial<Booking> = {}): Booking {
  const terms = differences.terms ?? buildTerms();
  const requestedAt = differences.requestedAt ?? REQUESTED_AT;
  const startsAt = differences.startsAt ?? STARTS_AT;
  return {
    id: randomUUID(),
    studentId: randomUUID(),
    tutorId: randomUUID(),
    session: 'REQUESTED',
    outcome: null,
    payment: 'PENDING',
    dispute: 'NONE',
    version: 1,
    startsAt,
    endsAt: startsAt + 60 * MINUTE_MS,
    terms,
    policyHash: hashOf(terms),
    requestedAt,
    holdEndsAt: requestedAt + terms.clock.holdMinutes * MINUTE_MS,
    pageEndsAt: requestedAt + terms.clock.pageMinutes * MINUTE_MS,
    securedAt: null,
    captureBefore: null,
    answerBy: null,
    settleAt: null,
    pending: null,
    owed: [],
    needsAttention: false,
    ...differences,
  };
}

export interface BuiltWorld {
  readonly booking: Booking;
  readonly code: string;
  readonly student: BuiltPerson;
  readonly tutor: BuiltTutor;
}

let built = 0;

/**
 * Inserts a booking with its student, tutor and terms: one coherent world, the row alone without events or postings.
 * @param owner the owner's pool
 */
export async function buildBooking(
  owner: Db,
  differences: Partial<Booking> = {},
  people: { readonly student?: BuiltPerson; readonly tutor?: BuiltTutor } = {},
): Promise<BuiltWorld> {
  const student = people.student ?? (await buildStudent(owner));
  const tutor = people.tutor ?? (await buildTutor(owner));
  const booking = newBooking({ studentId: student.id, tutorId: tutor.id, ...differences });
  built += 1;
  const code = `T-${process.pid}-${built}`;
  await owner.transaction(async (trx) => {
    await rememberTerms(trx, booking.policyHash, booking.terms);
    await trx('bookings').insert(
      createdColumns(booking, {
        code,
        subjectId: tutor.subjectId,
        bufferMinutes: 0,
        holdNumber: built % 30_000 || 1,
        createdAt: booking.requestedAt,
      }),
    );
  });
  return { booking, code, student, tutor };
}
