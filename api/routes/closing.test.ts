import { randomUUID } from 'node:crypto';
import type { ClosingView } from '@stoa/contracts/http/closing';
import { rows } from '../../db/postgres';
import { findOpenClosing, recordAsk } from '../../db/queries/closings';
import { reserveSlot } from '../../db/queries/reservations';
import { buildBooking, newBooking } from '../../test/factories/bookings';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { createTestApp, type TestApp } from '../../test/harness/api';
import { callerFor, signedIn, testPasswordHash, type SignedInCaller } from '../../test/harness/caller';

let app: TestApp;
let me: SignedInCaller;
let tutor: BuiltTutor;
beforeAll(async () => {
  app = await createTestApp();
  tutor = await buildTutor(app.database.owner);
});
afterAll(() => app.close());
beforeEach(async () => {
  me = await signedIn(app, ['student']);
});
afterEach(() => expect(app.reports).toEqual([]));

const read = async () => (await me.caller.get<ClosingView>('/me/closing')).body;
const PROOF = { currentPassword: 'correct horse battery', reviewWords: 'keep' } as const;
const keyed = (key: string = randomUUID()) => ({ headers: { 'idempotency-key': key } });
const ask = async (body: Record<string, unknown> = {}, key?: string) => {
  const { seen } = await read();
  return me.caller.post<ClosingView>('/me/closing', { ...PROOF, seen, ...body }, keyed(key));
};
const book = (tutorId = tutor.id) => {
  const booking = newBooking({ studentId: me.person.id, tutorId, requestedAt: app.house.clock.now() });
  const bare = { booking, subjectId: tutor.subjectId, bufferMinutes: 0, replacesBookingId: null };
  return reserveSlot(app.database.app, bare, app.house.clock.now());
};

describe('asking to close an account refused', () => {
  // safety: whoever finds an open laptop must not be able to erase its owner
  it('without a fresh proof of who asks', async () => {
    expect((await ask({ currentPassword: 'a guess' })).body).toMatchObject({ code: 'password_wrong' });
    expect((await ask({ currentPassword: undefined })).body).toMatchObject({ code: 'password_wrong' });
    const { owner } = app.database;
    await owner('people').where({ id: me.person.id }).update({ password_hash: null });
    await owner('sign_in_families')
      .where({ person_id: me.person.id })
      .update({ created_at: new Date(0) });
    expect((await ask()).body).toMatchObject({ code: 'fresh_sign_in_required' });
    expect(await findOpenClosing(app.database.app, me.person.id)).toBeNull();
  });

  it('without a key, or with words it does not know', async () => {
    const { seen } = await read();
    const bare = await me.caller.ask('POST', '/me/closing', { body: { ...PROOF, seen } });
    expect(bare.body.code).toBe('idempotency_key_required');
    expect((await ask({ reviewWords: 'burn' })).body).toMatchObject({ code: 'request_invalid' });
    expect((await ask({ personId: randomUUID() })).body).toMatchObject({ code: 'request_invalid' });
  });

  it('when what it means has changed since it was shown, with what it means now', async () => {
    const { seen } = await read();
    await buildBooking(app.database.owner, { session: 'SCHEDULED', payment: 'AUTHORIZED' }, { student: me.person });
    const late = await ask({ seen });
    expect([late.status, late.body]).toMatchObject([409, { code: 'closing_changed' }]);
    expect(late.body).toMatchObject({ details: { current: { waits: [{ code: 'lessons', count: 1 }] } } });
    expect(await findOpenClosing(app.database.app, me.person.id)).toBeNull();
  });

  it('to those who work for the marketplace, in whichever role they ask', async () => {
    const role = { person_id: me.person.id, role: 'support', granted_at: new Date() };
    await app.database.owner('person_roles').insert(role);
    const answer = await ask();
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'closing_staff_role' }]);
  });

  it('to be called off where nobody has asked', async () => {
    const answer = await me.caller.post('/me/closing/withdraw', undefined, keyed());
    expect([answer.status, answer.body.code]).toEqual([409, 'closing_state_conflict']);
  });
});

describe('closing an account', () => {
  it('shows first what it means, then how it stands, and is one closing however often it is asked', async () => {
    expect(await read()).toMatchObject({ closing: null, waits: [], teaches: false, actions: ['ask'] });
    const first = await ask({}, 'the-same-key');
    expect(first.status).toBe(202);
    expect(first.body).toMatchObject({ closing: { state: 'waiting', reviewWords: 'keep' }, actions: ['withdraw'] });
    expect((await ask({}, 'another-key')).status).toBe(202);
    const closings = await rows(app.database.app, `SELECT FROM account_closings WHERE person_id = ?`, [me.person.id]);
    expect(closings).toHaveLength(1);
  });

  it('books nothing new, and books again once it is called off; signing in works all the time', async () => {
    await ask();
    expect(await book()).toEqual({ kind: 'conflict', code: 'account_closing', details: {} });
    expect((await me.caller.get('/me')).status).toBe(200);
    expect((await me.caller.post<ClosingView>('/me/closing/withdraw', undefined, keyed())).body).toMatchObject({
      closing: null,
    });
    expect(await book()).toMatchObject({ kind: 'booked' });
  });

  it('takes a tutor off every list and out of every booking, and says so', async () => {
    const person = await buildTutor(app.database.owner);
    await app.database
      .owner('people')
      .where({ id: person.id })
      .update({ password_hash: await testPasswordHash() });
    const own = { person, caller: await callerFor(app, person, ['tutor']) };
    const listed = async () => (await own.caller.get<{ listed: boolean }>('/me/tutor/visibility')).body;
    const found = async () =>
      (await rows(app.database.app, `SELECT FROM tutor_search WHERE tutor_id = ? AND gone IS NULL`, [own.person.id]))
        .length > 0;
    expect(await found()).toBe(true);
    const { seen, teaches } = (await own.caller.get<ClosingView>('/me/closing')).body;
    expect(teaches).toBe(true);
    expect((await own.caller.post('/me/closing', { ...PROOF, seen }, keyed())).status).toBe(202);
    expect(await listed()).toMatchObject({ listed: false, hidden: [{ code: 'account_closing' }] });
    expect(await found()).toBe(false);
    expect(await book(own.person.id)).toEqual({ kind: 'conflict', code: 'tutor_not_bookable', details: {} });
    await own.caller.post('/me/closing/withdraw', undefined, keyed());
    expect(await found()).toBe(true);
  });

  // loss: a booking that slips in beside the asking would be a lesson with nobody
  it('meets a booking at the same instant: it is refused, or it is waited for', async () => {
    const other = await buildTutor(app.database.owner);
    for (let round = 0; round < 12; round++) {
      const { person } = await signedIn(app, ['student']);
      const booking = newBooking({ studentId: person.id, tutorId: other.id });
      const startsAt = booking.startsAt + round * 3_600_000;
      const lesson = { ...booking, startsAt, endsAt: startsAt + 3_600_000 };
      const slot = { booking: lesson, subjectId: other.subjectId, bufferMinutes: 0, replacesBookingId: null };
      const asked = { id: randomUUID(), personId: person.id, actingAs: 'student', reviewWords: 'keep', at: 1 } as const;
      const [booked] = await Promise.all([
        reserveSlot(app.database.app, slot, booking.requestedAt),
        recordAsk(app.database.app, { ...asked, outbox: [] }),
      ]);
      expect(await findOpenClosing(app.database.app, person.id)).toMatchObject({ state: 'waiting' });
      const live = await rows(app.database.app, `SELECT FROM bookings WHERE student_id = ?`, [person.id]);
      if (booked.kind === 'booked') expect(live).toHaveLength(1);
      else {
        expect(booked).toMatchObject({ kind: 'conflict', code: 'account_closing' });
        expect(live).toHaveLength(0);
      }
    }
  });
});

describe('the receipt of an erasure', () => {
  it('is verified by its number as people write it, and names nobody', async () => {
    const content = { erased: { files: 2 }, kept: { bookings: 7 } };
    const at = new Date('2026-02-01T00:00:00Z');
    const receipt = { number: 'E-74SJR10H', asked_at: at, issued_at: at, content };
    await app.database.owner('erasure_receipts').insert(receipt);
    const answer = await me.caller.get('/erasure-receipts/e%2074sjr1oh');
    expect(answer.body).toMatchObject({
      number: 'E-74SJR10H',
      erasedAt: null,
      erased: { files: 2 },
      kept: { bookings: 7 },
    });
  });

  it.each(['E-0000000X', 'B-7KX4M2Q5', 'x'])('is not found under %s', async (number) => {
    const answer = await me.caller.get(`/erasure-receipts/${number}`);
    expect([answer.status, answer.body.code]).toEqual([404, 'receipt_not_found']);
  });
});
