import { randomUUID } from 'node:crypto';
import type { Booking } from '@stoa/domain/booking';
import { MINUTE_MS } from '@stoa/domain/policies';
import { buildTerms, hashOf, newBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildStudent, type BuiltPerson } from '../../test/factories/people';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { rows, type Db } from '../postgres';
import { createTestDatabase, type TestDatabase } from '../testing/database';
import { patiently } from '../testing/patiently';
import { findBooking, recordMove } from './bookings';
import { releaseSlot, reserveSlot, type Reservation, type ReserveResult } from './reservations';

let database: TestDatabase;
let tutor: BuiltTutor;
let student: BuiltPerson;
/** several pools: one alone would hide a deadlock between processes */
let pools: Db[];

beforeAll(async () => {
  database = await createTestDatabase();
  pools = [database.app, database.openPool(10), database.openPool(10)];
});
afterAll(() => database.drop());
beforeEach(async () => {
  tutor = await buildTutor(database.owner);
  student = await buildStudent(database.owner);
});

const START = Date.parse('2026-02-09T15:00:00Z');

function reservation(differences: Partial<Booking> = {}, more: Partial<Reservation> = {}): Reservation {
  const booking = newBooking({ studentId: student.id, tutorId: tutor.id, startsAt: START, ...differences });
  return { booking, subjectId: tutor.subjectId, bufferMinutes: 0, replacesBookingId: null, ...more };
}

const reserve = (input: Reservation): Promise<ReserveResult> => reserveSlot(database.app, input, REQUESTED_AT);
const at = (minutes: number) => ({ startsAt: START + minutes * MINUTE_MS, endsAt: START + (minutes + 60) * MINUTE_MS });
const tally = (results: readonly ReserveResult[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const result of results) {
    const word = result.kind === 'conflict' ? result.code : result.kind;
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
};
const race = (inputs: readonly Reservation[]): Promise<ReserveResult[]> =>
  Promise.all(
    inputs.map((input, i) => patiently(() => reserveSlot(pools[i % pools.length] as Db, input, REQUESTED_AT))),
  );

describe('reserveSlot', () => {
  it('stores row, event and outbox lines, with a code of its own', async () => {
    const input = reservation(
      {},
      {
        outbox: [
          {
            kind: 'mail',
            key: `booking:${student.id}:mail`,
            payload: { template: 'requested', personId: student.id, bookingId: 'x' },
          },
        ],
      },
    );
    expect(await reserve(input)).toEqual({ kind: 'booked', booking: input.booking });
    expect(await findBooking(database.app, input.booking.id)).toEqual(input.booking);
    const [row] = await rows<{ code: string; during: string; events: number; lines: number }>(
      database.app,
      `SELECT code, during::text, (SELECT count(*) FROM booking_events WHERE booking_id = b.id) AS events,
         (SELECT count(*) FROM outbox WHERE dedupe_key = ?) AS lines FROM bookings b WHERE id = ?`,
      [`booking:${student.id}:mail`, input.booking.id],
    );
    expect(row).toMatchObject({ code: expect.stringMatching(/^B-[0-9A-Z]{8}$/) as string, events: 1, lines: 1 });
  });

  it('answers a repeat with the booking that stands, and records nothing twice', async () => {
    const input = reservation();
    await reserve(input);
    expect(await reserve(input)).toEqual({ kind: 'mine', booking: input.booking });
    const events = await rows(database.app, `SELECT 1 FROM booking_events WHERE booking_id = ?`, [input.booking.id]);
    expect(events).toHaveLength(1);
  });

  it('does not hand a booking to another student who sends the same id', async () => {
    const input = reservation();
    await reserve(input);
    const stranger = await buildStudent(database.owner);
    const stolen = reservation({ ...input.booking, studentId: stranger.id });
    expect(await reserve(stolen)).toEqual({ kind: 'gone' });
  });

  it('keeps the buffer free after a lesson, and gives the time up to it', async () => {
    await reserve(reservation({}, { bufferMinutes: 15 }));
    const other = await buildStudent(database.owner);
    const next = (minutes: number) => reservation({ studentId: other.id, ...at(minutes) });
    expect(await reserve(next(60))).toMatchObject({ kind: 'conflict', code: 'slot_taken' });
    expect(await reserve(next(75))).toMatchObject({ kind: 'booked' });
  });

  it('names the hold that is in the way of an overlapping request', async () => {
    const first = reservation();
    await reserve(first);
    const elsewhere = await buildTutor(database.owner);
    const second = reservation({ tutorId: elsewhere.id, ...at(30) }, { subjectId: elsewhere.subjectId });
    expect(await reserve(second)).toMatchObject({
      kind: 'conflict',
      code: 'student_busy',
      details: { bookingId: first.booking.id, hold: true },
    });
  });

  it('replaces an own hold and tells its workflow', async () => {
    const first = reservation();
    await reserve(first);
    const second = reservation(at(30), { replacesBookingId: first.booking.id });
    expect(await reserve(second)).toMatchObject({ kind: 'booked' });
    expect(await findBooking(database.app, first.booking.id)).toMatchObject({
      session: 'CANCELLED',
      payment: 'VOIDED',
      version: 2,
    });
    const [line] = await rows<{ payload: unknown }>(database.app, `SELECT payload FROM outbox WHERE dedupe_key = ?`, [
      `booking:${first.booking.id}:replaced`,
    ]);
    expect(line?.payload).toMatchObject({
      signal: 'holdReplaced',
      input: { byBookingId: second.booking.id, version: 2 },
    });
  });

  it('keeps the old hold when the new slot cannot be had', async () => {
    const other = await buildStudent(database.owner);
    await reserve(reservation({ studentId: other.id, ...at(120) }));
    const first = reservation();
    await reserve(first);
    const second = reservation(at(120), { replacesBookingId: first.booking.id });
    expect(await reserve(second)).toMatchObject({ kind: 'conflict', code: 'slot_taken' });
    expect(await findBooking(database.app, first.booking.id)).toMatchObject({ session: 'REQUESTED', version: 1 });
  });

  it('cannot be made to end a hold of somebody else', async () => {
    const other = await buildStudent(database.owner);
    const theirs = reservation({ studentId: other.id, ...at(240) });
    await reserve(theirs);
    await reserve(reservation({}, { replacesBookingId: theirs.booking.id }));
    expect(await findBooking(database.app, theirs.booking.id)).toMatchObject({ session: 'REQUESTED' });
  });

  it('refuses a fourth unpaid hold, and counts only unpaid ones', async () => {
    const inputs = [0, 60, 120, 180].map((minutes) => reservation(at(minutes)));
    for (const input of inputs.slice(0, 3)) expect(await reserve(input)).toMatchObject({ kind: 'booked' });
    expect(await reserve(inputs[3] as Reservation)).toEqual({
      kind: 'conflict',
      code: 'hold_limit_reached',
      details: { limit: 3 },
    });
    await database.owner('bookings').where({ id: inputs[0]?.booking.id }).update({ payment: 'AUTHORIZED' });
    expect(await reserve(inputs[3] as Reservation)).toMatchObject({ kind: 'booked' });
  });

  it('refuses terms whose hash is another text’s', async () => {
    const input = reservation({ policyHash: hashOf(buildTerms({ commissionBps: 1 })) });
    await expect(reserve(input)).rejects.toThrow(/policies_hash_check/);
    expect(await findBooking(database.app, input.booking.id)).toBeNull();
  });
});

describe('50 requests at once, from several pools', () => {
  it('for one slot of a tutor: one wins, 49 hear slot_taken', async () => {
    const students = await Promise.all(Array.from({ length: 50 }, () => buildStudent(database.owner)));
    const results = await race(students.map(({ id }) => reservation({ studentId: id })));
    expect(tally(results)).toEqual({ booked: 1, slot_taken: 49 });
    expect(await rows(database.app, `SELECT 1 FROM bookings WHERE tutor_id = ?`, [tutor.id])).toHaveLength(1);
  });

  it('for overlapping slots of one tutor: whatever wins, nothing overlaps', async () => {
    const students = await Promise.all(Array.from({ length: 50 }, () => buildStudent(database.owner)));
    const results = await race(students.map(({ id }, i) => reservation({ studentId: id, ...at((i % 10) * 15) })));
    const counts = tally(results);
    expect(counts['booked']).toBeGreaterThanOrEqual(1);
    expect((counts['booked'] ?? 0) + (counts['slot_taken'] ?? 0)).toBe(50);
    const overlaps = await rows(
      database.app,
      `SELECT 1 FROM bookings a JOIN bookings b ON a.tutor_id = b.tutor_id AND a.id < b.id AND a.during && b.during
       WHERE a.tutor_id = ?`,
      [tutor.id],
    );
    expect(overlaps).toHaveLength(0);
  });

  it('by one student with different tutors: one wins, 49 hear student_busy', async () => {
    const tutors = await Promise.all(Array.from({ length: 50 }, () => buildTutor(database.owner)));
    const inputs = tutors.map((each) => reservation({ tutorId: each.id }, { subjectId: each.subjectId }));
    expect(tally(await race(inputs))).toEqual({ booked: 1, student_busy: 49 });
  });

  it('by one student for different times: three holds, the rest hear hold_limit_reached', async () => {
    const inputs = Array.from({ length: 20 }, (_, i) => reservation(at(i * 60)));
    expect(tally(await race(inputs))).toEqual({ booked: 3, hold_limit_reached: 17 });
  });

  it('of one and the same request: one row, the others find it theirs', async () => {
    const input = reservation();
    const results = await race(Array.from({ length: 50 }, () => input));
    expect(tally(results)).toEqual({ booked: 1, mine: 49 });
  });
});

describe('releaseSlot', () => {
  it('frees the slot for the next one', async () => {
    const input = reservation();
    await reserve(input);
    expect(await releaseSlot(database.app, input, REQUESTED_AT)).toMatchObject({ kind: 'released' });
    const other = await buildStudent(database.owner);
    expect(await reserve(reservation({ studentId: other.id }))).toMatchObject({ kind: 'booked' });
  });

  it('leaves a tombstone, so that a reservation that commits late holds nothing', async () => {
    const input = reservation();
    expect(await releaseSlot(database.app, input, REQUESTED_AT)).toMatchObject({ kind: 'released' });
    expect(await reserve(input)).toEqual({ kind: 'gone' });
    const other = await buildStudent(database.owner);
    expect(await reserve(reservation({ studentId: other.id }))).toMatchObject({ kind: 'booked' });
  });

  it('wins or loses against a simultaneous reservation, but never leaves a slot held by nobody', async () => {
    for (let round = 0; round < 10; round++) {
      const input = reservation({ id: randomUUID(), ...at(round * 60) });
      await Promise.all([
        reserveSlot(pools[0] as Db, input, REQUESTED_AT),
        releaseSlot(pools[1] as Db, input, REQUESTED_AT),
      ]);
      expect(await findBooking(database.app, input.booking.id)).toMatchObject({
        session: 'EXPIRED',
        payment: 'VOIDED',
      });
    }
  });

  it('is safe to repeat, and keeps what has been paid meanwhile', async () => {
    const input = reservation();
    await reserve(input);
    const { booking } = input;
    const paid: Booking = { ...booking, payment: 'AUTHORIZED', version: 2, securedAt: REQUESTED_AT + 1 };
    await recordMove(database.app, {
      key: `booking:${booking.id}:authorize`,
      before: booking,
      after: paid,
      entry: { type: 'secured', actor: 'provider', actorId: null, at: REQUESTED_AT + 1 },
    });
    expect(await releaseSlot(database.app, input, REQUESTED_AT)).toEqual({ kind: 'kept', booking: paid });

    const other = reservation(at(120));
    await releaseSlot(database.app, other, REQUESTED_AT);
    expect(await releaseSlot(database.app, other, REQUESTED_AT)).toMatchObject({ kind: 'released' });
  });
});

describe('trials of one pair', () => {
  const trial = (minutes: number, more: Partial<Booking> = {}) =>
    reservation({ ...at(minutes), terms: buildTerms({ trial: true, compensation: null }), ...more });

  // A pair that gets two trials pays twice less than the tutor offers.
  it('asked for at the same moment become one, however many and wherever they are asked', async () => {
    for (let round = 0; round < 3; round++) {
      student = await buildStudent(database.owner);
      tutor = await buildTutor(database.owner);
      const results = await race(Array.from({ length: 6 }, (_, i) => trial(i * 60)));
      expect(tally(results)).toEqual({ booked: 1, trial_taken: 5 });
    }
  });

  it('are one also when the first was completed, and a repeat of it finds its own', async () => {
    const first = trial(0);
    await reserve(first);
    expect(await reserve(first)).toMatchObject({ kind: 'mine' });
    const ended = { session: 'ENDED', outcome: 'COMPLETED', payment: 'AUTHORIZED', secured_at: new Date(START) };
    await database.owner('bookings').where({ id: first.booking.id }).update(ended);
    expect(await reserve(trial(120))).toMatchObject({ code: 'trial_taken', details: { bookingId: first.booking.id } });
  });

  it('do not stand in each other’s way when the first did not take place, nor does its late correction fail', async () => {
    const first = trial(0);
    await reserve(first);
    const over = { session: 'ENDED', outcome: 'NOT_HELD', payment: 'AUTHORIZED', secured_at: new Date(START) };
    await database.owner('bookings').where({ id: first.booking.id }).update(over);
    expect(await reserve(trial(120))).toMatchObject({ kind: 'booked' });
    await database.owner('bookings').where({ id: first.booking.id }).update({ outcome: 'COMPLETED' });
    const stranger = await buildStudent(database.owner);
    expect(await reserve(trial(240, { studentId: stranger.id }))).toMatchObject({ kind: 'booked' });
  });
});
