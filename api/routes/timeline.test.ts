import type { Timeline } from '@stoa/contracts/http/bookings';
import { money } from '@stoa/domain/money';
import type { LedgerEvent } from '@stoa/domain/ledger';
import type { z } from 'zod';
import { insertEvent } from '../../db/queries/bookingEvents';
import { post } from '../../db/queries/ledger';
import { buildBooking, buildTerms, REQUESTED_AT } from '../../test/factories/bookings';
import { buildTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { callerFor, signedIn, testPasswordHash, type Caller } from '../../test/harness/caller';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ now: REQUESTED_AT });
});
afterAll(() => app.close());

const eur = (amountMinor: number) => money(amountMinor, 'EUR');
const FIELDS = { session: 'ENDED', outcome: 'COMPLETED', payment: 'CAPTURED', dispute: 'NONE' } as const;

/** A lesson of 28.00 at 20 % commission with these events behind it, and its three readers. */
async function lessonOf(story: (ids: { bookingId: string; studentId: string; tutorId: string }) => LedgerEvent[][]) {
  const { caller: student, person } = await signedIn(app, ['student']);
  const { caller: staff } = await signedIn(app, ['support']);
  const tutor = await buildTutor(app.database.owner);
  await app.database
    .owner('people')
    .where({ id: tutor.id })
    .update({ password_hash: await testPasswordHash() });
  const stands = { ...FIELDS, securedAt: REQUESTED_AT, terms: buildTerms({ price: eur(2800) }) };
  const { booking } = await buildBooking(app.database.owner, stands, { student: person, tutor });
  const { id: bookingId, policyHash, studentId, tutorId } = booking;
  await app.database.owner.transaction(async (trx) => {
    for (const [index, events] of story({ bookingId, studentId, tutorId }).entries()) {
      const at = REQUESTED_AT + index;
      const key = `booking:${bookingId}:move:${index}`;
      const moved = { from: null, to: FIELDS, policyHash, version: index + 1, actor: 'clock', actorId: null } as const;
      await insertEvent(trx, { key, bookingId, type: 'settle', at, ...moved });
      await post(
        trx,
        events.map((event) => ({ event })),
        { cause: key, policyHash, at },
      );
    }
  });
  const read = async (caller: Caller) =>
    (await caller.get<z.output<typeof Timeline>>(`/bookings/${bookingId}/timeline`)).body.items.map(
      ({ money: moved }) => moved.map(({ label, amount }) => `${label} ${amount.amountMinor} ${amount.currency}`),
    );
  return {
    student: await read(student),
    tutor: await read(await callerFor(app, tutor, ['tutor'])),
    staff: await read(staff),
  };
}

describe('the money of a timeline', () => {
  // money: the tutor read the price as earned, commission included
  it('is what moved for whoever reads it: the price for the student, the net earnings for the tutor', async () => {
    const seen = await lessonOf(({ bookingId, tutorId }) => [
      [{ kind: 'authorised', bookingId, amount: eur(2800) }],
      [{ kind: 'captured', bookingId, amount: eur(2800) }],
      [{ kind: 'settled', bookingId, tutorId, amount: eur(2800), commission: eur(560) }],
    ]);
    expect(seen).toEqual({
      student: [['authorised 2800 EUR'], ['captured 2800 EUR'], []],
      tutor: [[], [], ['earned 2240 EUR']],
      staff: [['authorised 2800 EUR'], ['captured 2800 EUR'], ['earned 2240 EUR', 'commission 560 EUR']],
    });
  });

  it('of a late cancel is what came back, and what the tutor earns of the rest', async () => {
    const seen = await lessonOf(({ bookingId, studentId, tutorId }) => [
      [
        { kind: 'authorised', bookingId, amount: eur(2800) },
        { kind: 'captured', bookingId, amount: eur(2800) },
      ],
      [
        { kind: 'returned', bookingId, amount: eur(1400) },
        { kind: 'settled', bookingId, tutorId, amount: eur(1400), commission: eur(280) },
        { kind: 'compensation', bookingId, studentId, amount: eur(500) },
      ],
      [{ kind: 'refunded_after_settlement', bookingId, tutorId, amount: eur(1000), commission: eur(200), paid: true }],
    ]);
    expect(seen.student.slice(1)).toEqual([['returned 1400 EUR', 'compensation 500 EUR'], ['returned 1000 EUR']]);
    expect(seen.tutor.slice(1)).toEqual([['earned 1120 EUR'], ['taken_back 800 EUR']]);
    expect(seen.staff.at(-1)).toEqual(['returned 1000 EUR', 'taken_back 800 EUR', 'commission_returned 200 EUR']);
  });
});
