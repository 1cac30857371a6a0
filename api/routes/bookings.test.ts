import type { BookingView } from '@stoa/contracts/http/bookings';
import type { ActionQuoteView, BookingQuoteView } from '@stoa/contracts/http/quotes';
import { v7 } from 'uuid';
import { buildBooking, REQUESTED_AT } from '../../test/factories/bookings';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { Refusal } from '../refusal';
import { callerFor, signedIn, testPasswordHash, type Caller, type Reply } from '../../test/harness/caller';

let app: TestApp;
let tutor: BuiltTutor;
beforeAll(async () => {
  app = await createTestApp({ now: REQUESTED_AT });
});
beforeEach(async () => {
  app.time.now = REQUESTED_AT;
  tutor = await buildTutor(app.database.owner, { zone: 'Europe/Kyiv' });
});
afterAll(() => app.close());

/** A Monday afternoon, a week ahead. */
const STARTS_AT = '2026-02-09T15:00:00.000Z';
const quote = (caller: Caller, differences: Record<string, unknown> = {}): Promise<Reply<BookingQuoteView>> =>
  caller.post<BookingQuoteView>('/quotes', {
    tutorId: tutor.id,
    subjectId: tutor.subjectId,
    startsAt: STARTS_AT,
    durationMinutes: 60,
    ...differences,
  });
const keyed = (key: string = v7()) => ({ headers: { 'idempotency-key': key } });
const book = async (caller: Caller, more: Record<string, unknown> = {}, key = v7()) => {
  const { token } = (await quote(caller)).body;
  return caller.post('/bookings', { bookingId: v7(), quoteToken: token, ...more }, keyed(key));
};

describe('a quote refused', () => {
  it.each([
    ['an unknown tutor', { tutorId: v7() }, 404, 'tutor_not_found'],
    ['a length the tutor does not give', { durationMinutes: 45 }, 422, 'duration_not_offered'],
    ['a time that is over', { startsAt: '2026-02-01T15:00:00Z' }, 422, 'time_in_the_past'],
    ['a time outside the hours', { startsAt: '2026-02-09T03:00:00Z' }, 409, 'slot_not_offered'],
    ['a time off the step', { startsAt: '2026-02-09T15:10:00Z' }, 409, 'slot_not_offered'],
    ['a time inside the notice', { startsAt: '2026-02-02T10:00:00Z' }, 409, 'slot_not_offered'],
    ['a time beyond the horizon', { startsAt: '2027-02-09T15:00:00Z' }, 409, 'slot_not_offered'],
    ['a subject of somebody else', { subjectId: v7() }, 400, 'request_invalid'],
  ])('for %s', async (_name, differences, ...expected) => {
    const { caller } = await signedIn(app, ['student']);
    const answer = await quote(caller, differences);
    expect([answer.status, answer.body.code]).toEqual(expected);
  });

  it('for a tutor who is not approved, and for oneself', async () => {
    const { caller } = await signedIn(app, ['student']);
    await app.database.owner('tutors').where({ person_id: tutor.id }).update({ approval: 'suspended' });
    expect((await quote(caller)).body.code).toBe('tutor_not_bookable');
    await app.database.owner('tutors').where({ person_id: tutor.id }).update({ approval: 'approved' });
    await app.database
      .owner('people')
      .where({ id: tutor.id })
      .update({ password_hash: await testPasswordHash() });
    await app.database.owner('person_roles').insert({ person_id: tutor.id, role: 'student', granted_at: new Date() });
    const self = await callerFor(app, tutor, ['student']);
    expect((await quote(self)).body.code).toBe('own_lesson');
  });

  it('for a time that somebody holds', async () => {
    const { caller } = await signedIn(app, ['student']);
    await buildBooking(app.database.owner, { startsAt: Date.parse(STARTS_AT) }, { tutor });
    expect((await quote(caller)).body.code).toBe('slot_taken');
  });
});

describe('the terms of a cancellation', () => {
  it('name the border in full hours, in the quote and on the booking, though five minutes more are granted', async () => {
    const { caller } = await signedIn(app, ['student']);
    const { body } = await quote(caller);
    const border = '2026-02-08T15:00:00.000Z';
    expect(body.cancellation.map(({ until }) => until)).toEqual([border, STARTS_AT]);
    expect(body.cancellationSentence).toMatchObject({ values: { full: border } });
    const booked = await caller.post<BookingView>('/bookings', { bookingId: v7(), quoteToken: body.token }, keyed());
    const { id, cancellation } = booked.body;
    expect(cancellation).toEqual([
      { until: border, studentShareBps: 10_000 },
      { until: STARTS_AT, studentShareBps: 0 },
    ]);
    const stands = { session: 'SCHEDULED', payment: 'AUTHORIZED', secured_at: new Date(REQUESTED_AT) };
    await app.database.owner('bookings').where({ id }).update(stands);
    for (const [minutes, share] of [
      [5, 10_000],
      [6, 0],
    ] as const) {
      app.time.now = Date.parse(border) + minutes * 60_000;
      const { body: act } = await caller.post<ActionQuoteView>(`/bookings/${id}/quotes`, { action: 'cancel' });
      expect(act.studentShareBps).toBe(share);
      expect((await caller.get<BookingView>(`/bookings/${id}`)).body.cancellation).toEqual([
        { until: STARTS_AT, studentShareBps: 0 },
      ]);
    }
  });

  it('inside the tolerance promise nothing more in words, while the quote of a booking still counts it', async () => {
    const { caller } = await signedIn(app, ['student']);
    app.time.now = Date.parse('2026-02-08T15:02:00Z');
    const { body } = await quote(caller);
    expect(body.cancellation.map(({ until }) => until)).toEqual([STARTS_AT]);
    expect(body.cancellationSentence.code).toBe('cancellation.none');
  });
});

describe('a booking refused', () => {
  it('without a key, with a bad key, and with a key of another request', async () => {
    const { caller } = await signedIn(app, ['student']);
    const { token } = (await quote(caller)).body;
    const body = { bookingId: v7(), quoteToken: token };
    expect((await caller.post('/bookings', body)).body.code).toBe('idempotency_key_required');
    expect((await caller.post('/bookings', body, keyed('short'))).body.code).toBe('request_invalid');
    const key = v7();
    expect((await caller.post('/bookings', body, keyed(key))).status).toBe(201);
    const other = await caller.post('/bookings', { ...body, note: 'another' }, keyed(key));
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('with a token that was forged, belongs to somebody else or to another kind of quote', async () => {
    const { caller } = await signedIn(app, ['student']);
    const other = await signedIn(app, ['student']);
    const { token } = (await quote(other.caller)).body;
    const bent = `${token.slice(0, -4)}AAAA`;
    for (const quoteToken of ['nonsense', bent, token])
      expect((await caller.post('/bookings', { bookingId: v7(), quoteToken }, keyed())).body.code).toBe(
        'request_invalid',
      );
    expect(app.desk.sent.filter(({ input }) => JSON.stringify(input).includes(other.person.id))).toEqual([]);
  });

  it('with the quote of now when the one that was shown is too old, or the price has changed', async () => {
    const { caller } = await signedIn(app, ['student']);
    const { token } = (await quote(caller)).body;
    const body = { bookingId: v7(), quoteToken: token };
    app.time.now = REQUESTED_AT + 11 * 60_000;
    const expired = await caller.post('/bookings', body, keyed());
    expect([expired.status, expired.body.code]).toEqual([409, 'quote_expired']);
    const renewed = expired.body.quote as BookingQuoteView;
    expect(renewed.price).toEqual({ amountMinor: 3000, currency: 'EUR' });
    await app.database.owner('tutors').where({ person_id: tutor.id }).update({ rate_minor: 4500 });
    const changed = await caller.post('/bookings', { ...body, quoteToken: renewed.token }, keyed());
    expect(changed.body.code).toBe('quote_changed');
    const dearer = changed.body.quote as BookingQuoteView;
    expect(dearer.price.amountMinor).toBe(4500);
    const booked = await caller.post('/bookings', { ...body, quoteToken: dearer.token }, keyed());
    expect([booked.status, (booked.body as { price?: unknown }).price]).toEqual([201, dearer.price]);
  });

  it('when the id belongs to a booking already, mine or not', async () => {
    const { booking } = await buildBooking(app.database.owner, { id: v7() });
    const { caller } = await signedIn(app, ['student']);
    const first = await book(caller);
    tutor = await buildTutor(app.database.owner);
    const again = await book((await signedIn(app, ['student'])).caller, { bookingId: booking.id });
    expect([first.status, again.status]).toEqual([201, 409]);
    const { id } = first.body as { id: string };
    const own = await caller.post('/bookings', { bookingId: id, quoteToken: 'x' }, keyed());
    expect(own.body.code).toBe('booking_exists');
  });

  it('when the student already holds that time elsewhere, naming the hold', async () => {
    const { caller } = await signedIn(app, ['student']);
    const first = await book(caller);
    tutor = await buildTutor(app.database.owner);
    const second = await book(caller);
    expect([second.status, second.body.code]).toEqual([409, 'student_busy']);
    expect(second.body.details).toMatchObject({ bookingId: (first.body as { id: string }).id, hold: true });
  });
});

describe('a booking made', () => {
  it('is answered with its view, the note kept out of the workflow', async () => {
    const { caller } = await signedIn(app, ['student']);
    const answer = await book(caller, { note: 'I stumble over fractions.' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ status: 'holding', note: 'I stumble over fractions.', needsMe: true });
    const sent = app.desk.sent.at(-1);
    expect(JSON.stringify(sent)).not.toContain('fractions');
    expect(sent?.input).toMatchObject({ tutorId: tutor.id, schemaVersion: 1, bufferMinutes: 0 });
  });

  it('is made once for one key, and the repeat is answered like the first', async () => {
    const { caller } = await signedIn(app, ['student']);
    const { token } = (await quote(caller)).body;
    const body = { bookingId: v7(), quoteToken: token };
    const key = v7();
    const before = app.desk.sent.length;
    const first = await caller.post('/bookings', body, keyed(key));
    app.time.now += 30 * 60_000;
    const repeat = await caller.post('/bookings', body, keyed(key));
    expect([first.status, repeat.status]).toEqual([201, 201]);
    expect(app.desk.sent.length - before).toBe(1);
    expect((repeat.body as { id: string }).id).toBe(body.bookingId);
  });

  it('may be sent again after an unknown outcome', async () => {
    const { caller } = await signedIn(app, ['student']);
    const { token } = (await quote(caller)).body;
    const body = { bookingId: v7(), quoteToken: token };
    app.desk.failNext = new Refusal('outcome_unknown');
    const key = v7();
    expect((await caller.post('/bookings', body, keyed(key))).body.code).toBe('outcome_unknown');
    expect((await caller.post('/bookings', body, keyed(key))).status).toBe(201);
  });

  // A row that its workflow is about to undo is no booking: whoever is told of it finds it expired a moment later.
  it('is not told of while only its row is there and its workflow has given it up', async () => {
    const { caller } = await signedIn(app, ['student']);
    const { token } = (await quote(caller)).body;
    const body = { bookingId: v7(), quoteToken: token };
    app.desk.giveUpNext = true;
    const key = v7();
    expect((await caller.post('/bookings', body, keyed(key))).body.code).toBe('outcome_unknown');
    const repeat = await caller.post('/bookings', body, keyed(key));
    expect([repeat.status, repeat.body.code]).toEqual([503, 'temporarily_unavailable']);
  });
});

describe('a lesson that runs', () => {
  const startsAt = Date.parse(STARTS_AT);
  const running = {
    session: 'SCHEDULED',
    payment: 'AUTHORIZED',
    securedAt: REQUESTED_AT,
    startsAt,
    version: 3,
  } as const;

  it('is cancelled by nobody: the dialog that was open before is told so, and no button offers it', async () => {
    const { caller, person: student } = await signedIn(app, ['student']);
    const { booking } = await buildBooking(app.database.owner, running, { student, tutor });
    const staff = (await signedIn(app, ['support'])).caller;
    app.time.now = startsAt - 60_000;
    const { token } = (await caller.post<{ token: string }>(`/bookings/${booking.id}/quotes`, { action: 'cancel' }))
      .body;
    await app.database.owner('bookings').where({ id: booking.id }).update({ session: 'ACTIVE', version: 4 });
    for (const now of [startsAt, startsAt + 120_000]) {
      app.time.now = now;
      const sent = await caller.post(`/bookings/${booking.id}/cancel`, { quoteToken: token }, keyed());
      expect([sent.status, sent.body.code]).toEqual([409, 'lesson_started']);
      expect(sent.body.next).toMatch(/^Go to the lesson/);
      for (const who of [caller, staff])
        expect((await who.post(`/bookings/${booking.id}/quotes`, { action: 'cancel' })).body.code).toBe(
          'lesson_started',
        );
    }
    const seen = (await caller.get<{ actions: { action: string }[] }>(`/bookings/${booking.id}`)).body;
    expect(seen.actions.map(({ action }) => action)).not.toContain('cancel');
    expect(app.desk.sent.filter(({ input }) => JSON.stringify(input).includes(booking.id))).toEqual([]);
  });
});

describe('reading bookings', () => {
  it('answers others’ bookings like none, and an unpaid hold is none of the tutor’s business', async () => {
    const { caller } = await signedIn(app, ['student']);
    const { id } = (await book(caller)).body as { id: string };
    const stranger = await signedIn(app, ['student', 'tutor']);
    for (const path of ['', '/timeline', '/calendar.ics'])
      expect((await stranger.caller.get(`/bookings/${id}${path}`)).body.code).toBe('booking_not_found');
    await app.database
      .owner('people')
      .where({ id: tutor.id })
      .update({ password_hash: await testPasswordHash() });
    const teaching = await callerFor(app, tutor, ['tutor']);
    expect((await teaching.get(`/bookings/${id}`)).status).toBe(404);
    await app.database
      .owner('bookings')
      .where({ id })
      .update({ payment: 'AUTHORIZED', secured_at: new Date(REQUESTED_AT) });
    const seen = await teaching.get(`/bookings/${id}`);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toContain('@people.example');
  });

  it('pages through a list without losing or repeating one', async () => {
    const { caller, person } = await signedIn(app, ['student']);
    const student = { id: person.id, email: person.email, name: person.name };
    for (let day = 0; day < 5; day++)
      await buildBooking(
        app.database.owner,
        { startsAt: Date.parse('2026-03-02T09:00:00Z') + day * 7_200_000 },
        { student, tutor },
      );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const { body } = await caller.get<{ items: { id: string }[]; nextCursor: string | null }>(
        `/bookings?limit=2${query}`,
      );
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  it('refuses cursors that were bent or belong to another list', async () => {
    const { caller } = await signedIn(app, ['student']);
    for (const cursor of ['x', 'e30.AAAA', app.house.cursors.write('tutors:all', { at: 1, id: 'x' })])
      expect((await caller.get(`/bookings?cursor=${cursor}`)).body.code).toBe('cursor_invalid');
  });

  it('writes a calendar file in UTC', async () => {
    const { caller } = await signedIn(app, ['student']);
    const { id } = (await book(caller)).body as { id: string };
    const file = await caller.get(`/bookings/${id}/calendar.ics`);
    expect(file.headers.get('content-type')).toContain('text/calendar');
    expect(file.text).toContain('DTSTART:20260209T150000Z');
    expect(file.text).toContain('SUMMARY:Mathematics with Marlo');
  });
});
