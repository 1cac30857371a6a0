/** Protects: a trial is had once by a pair, at the price and length that its tutor set, and nobody is told of money that does not move. */
import type { BookingView } from '@stoa/contracts/http/bookings';
import type { ActionQuoteView, BookingQuoteView } from '@stoa/contracts/http/quotes';
import type { SlotList } from '@stoa/contracts/http/tutors';
import { saySentence } from '@stoa/contracts/words/sentence';
import { HOUR_MS } from '@stoa/domain/policies';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { buildBooking, buildTerms, REQUESTED_AT } from '../../test/factories/bookings';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { signedIn, type Caller } from '../../test/harness/caller';

const AT = '2026-02-10T10:00:00Z';
const READER = { zone: 'UTC', locale: 'en', now: REQUESTED_AT };
let app: TestApp;
let student: { caller: Caller; person: { id: string } };
let tutor: BuiltTutor;
beforeAll(async () => {
  app = await createTestApp({ now: REQUESTED_AT });
});
afterAll(() => app.close());
beforeEach(async () => {
  student = await signedIn(app, ['student']);
  tutor = await offering(500, 25);
});

const offering = (trial_price_minor: number | null, trial_minutes: number | null) =>
  buildTutor(app.database.owner, { zone: 'UTC', columns: { trial_price_minor, trial_minutes } });
const quote = (more: object = {}, of = tutor) => {
  const wish = { tutorId: of.id, subjectId: of.subjectId, startsAt: AT, durationMinutes: 25, trial: true };
  return student.caller.post<BookingQuoteView>('/quotes', { ...wish, ...more });
};
const had = async (state: object, pair: object = {}) => {
  const startsAt = REQUESTED_AT - 48 * HOUR_MS;
  const time = { startsAt, endsAt: startsAt + 25 * 60_000, securedAt: startsAt - HOUR_MS };
  const lesson = { ...time, ...state, terms: buildTerms({ trial: true, compensation: null }) };
  return buildBooking(app.database.owner, lesson, { student: student.person, tutor, ...pair } as never);
};

describe('a trial lesson', () => {
  it('has the price and the length that its tutor set, whatever lengths other lessons have', async () => {
    const { body } = await quote();
    expect(body).toMatchObject({ trial: true, durationMinutes: 25, price: { amountMinor: 500, currency: 'EUR' } });
    expect((await quote({ trial: false })).body.code).toBe('duration_not_offered');
    const slots = (query: string) =>
      student.caller.get<z.output<typeof SlotList>>(`/tutors/${tutor.id}/slots?from=${AT}&${query}`);
    const shown = await slots('durationMinutes=25&trial=true');
    expect(shown.body.items).toContainEqual({
      startsAt: '2026-02-10T10:00:00.000Z',
      endsAt: '2026-02-10T10:25:00.000Z',
    });
    expect((await slots('durationMinutes=25')).body).toMatchObject({ code: 'duration_not_offered' });
    expect((await slots('durationMinutes=60&trial=true')).body).toMatchObject({ code: 'trial_not_offered' });
  });

  it('is refused where none is offered, and for another length than its own', async () => {
    expect((await quote({ durationMinutes: 60 })).body.code).toBe('trial_not_offered');
    expect((await quote({}, await offering(null, null))).body.code).toBe('trial_not_offered');
  });

  it.each([
    ['lives', { session: 'SCHEDULED', outcome: null, payment: 'AUTHORIZED' }, 'trial_taken'],
    ['was completed', { session: 'ENDED', outcome: 'COMPLETED', payment: 'CAPTURED' }, 'trial_taken'],
    ['the student missed', { session: 'ENDED', outcome: 'NO_SHOW_STUDENT', payment: 'CAPTURED' }, 'trial_taken'],
    ['the tutor missed', { session: 'ENDED', outcome: 'NO_SHOW_TUTOR', payment: 'REFUNDED' }, undefined],
    ['was called off', { session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'REFUNDED' }, undefined],
    ['nobody answered', { session: 'EXPIRED', outcome: 'NOT_HELD', payment: 'VOIDED' }, undefined],
  ])('is had once: one that %s counts as the domain says', async (_what, state, code) => {
    await had(state);
    expect((await quote()).body.code).toBe(code);
  });

  it('counts for its pair alone, and takes no other lesson away', async () => {
    await had({ session: 'ENDED', outcome: 'COMPLETED', payment: 'CAPTURED' });
    expect((await quote({ trial: false, durationMinutes: 60 })).status).toBe(200);
    expect((await quote({}, await offering(700, 30))).body.code).toBe('trial_not_offered');
    expect((await quote({}, await offering(700, 25))).status).toBe(200);
  });

  it('cannot be booked after the tutor took the offer back: the seal does not stand for it', async () => {
    const { token } = (await quote()).body;
    await app.database
      .owner('tutors')
      .where({ person_id: tutor.id })
      .update({ trial_price_minor: null, trial_minutes: null });
    const key = { headers: { 'idempotency-key': v7() } };
    const booked = await student.caller.post('/bookings', { bookingId: v7(), quoteToken: token }, key);
    expect(booked.body.code).toBe('trial_not_offered');
  });

  it('that costs nothing speaks of no money, card or refund', async () => {
    tutor = await offering(0, 25);
    const { body } = await quote();
    expect(body.total.amountMinor).toBe(0);
    const said = [...body.steps.map(({ sentence }) => sentence), body.cancellationSentence];
    const startsAt = REQUESTED_AT + 72 * HOUR_MS;
    const terms = buildTerms({ trial: true, compensation: null, price: { amountMinor: 0, currency: 'EUR' } });
    const state = {
      session: 'REQUESTED',
      payment: 'AUTHORIZED',
      securedAt: REQUESTED_AT,
      answerBy: startsAt - HOUR_MS,
    };
    const { booking } = await buildBooking(
      app.database.owner,
      { ...state, startsAt, endsAt: startsAt + 25 * 60_000, terms } as never,
      { student: student.person, tutor } as never,
    );
    const view = (await student.caller.get<BookingView>(`/bookings/${booking.id}`)).body;
    expect(view.trial).toBe(true);
    const cancel = await student.caller.post<ActionQuoteView>(`/bookings/${booking.id}/quotes`, { action: 'cancel' });
    said.push(...view.deadlines.map(({ sentence }) => sentence), cancel.body.sentence);
    expect(said.length).toBeGreaterThan(4);
    const texts = said.map((sentence) => saySentence(sentence, READER));
    for (const text of texts) expect(text).not.toMatch(/€|back|{|changed/);
  });
});
