import type { ActionQuoteView, BookingQuoteView } from '@stoa/contracts/http/quotes';
import type { BookingView, Timeline } from '@stoa/contracts/http/bookings';
import type { StaffBookingView, TrialBalance } from '@stoa/contracts/http/staff';
import { DAY_MS } from '@stoa/domain/policies';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { createActivities } from '../../activities/index';
import { startAttributesFor } from '../../contracts/temporal/searchAttributes';
import { recordPaymentSnapshot } from '../../db/queries/payments';
import { inTransaction } from '../../db/postgres';
import {
  BOOKING_WORKFLOW,
  bookingWorkflowId,
  paymentReported,
  type BookingInput,
} from '../../contracts/temporal/booking';
import { createLogger } from '../../platform/logger';
import { createMetrics } from '../../platform/metrics';
import { systemClock } from '../../platform/clock';
import { noPayouts } from '../../test/harness/payouts';
import { bookingExists, createTestApp, type TestApp } from '../../test/harness/api';
import { callerFor, signedIn, testPasswordHash, type Caller } from '../../test/harness/caller';
import { CardCompany } from '../../test/harness/cardCompany';
import { startTemporalTest, type TemporalTest } from '../../test/harness/temporal';
import { until } from '../../test/harness/wait';
import { buildTutor, type BuiltTutor } from '../../test/factories/tutors';
import { Refusal } from '../refusal';
import { createBookingDesk, type BookingDesk } from '../temporal';

/** Routes, the real Temporal server, a worker and the real store: only the card company is played. */
const company = new CardCompany();
const metrics = createMetrics('corridor');
let temporal: TemporalTest;
let app: TestApp;
let desk: BookingDesk | null = null;
let support: Caller;

/** Plays the next creation instead of the desk. */
let losing: BookingDesk['create'] | null = null;

/** The worker needs the app's database and the app needs the worker's queue: the desk is found when it is asked. */
const late: BookingDesk = {
  create: (...args) => {
    const lose = losing;
    losing = null;
    return (lose ?? desk!.create)(...args);
  },
  act: (...args) => desk!.act(...args),
  outcomeOf: (...args) => desk!.outcomeOf(...args),
  retryOwed: (...args) => desk!.retryOwed(...args),
  describe: (...args) => desk!.describe(...args),
};

beforeAll(async () => {
  app = await createTestApp({ now: Date.now(), desk: () => late });
  const calls = { logger: createLogger({ process: 'test', level: 'silent' }), metrics };
  const { app: db } = app.database;
  const deps = { db, clock: systemClock, payments: company, webOrigin: 'http://web.test', payouts: noPayouts, calls };
  temporal = await startTemporalTest(createActivities(deps));
  desk = createBookingDesk({
    client: temporal.client,
    taskQueue: temporal.taskQueue,
    clock: systemClock,
    metrics,
    exists: bookingExists(app.database.app),
  });
  ({ caller: support } = await signedIn(app, ['support'], 'Sasha'));
}, 30_000);
beforeEach(() => {
  app.time.now = Date.now();
});
afterAll(async () => {
  await temporal?.stop();
  await app?.close();
});

const keyed = (key = v7()) => ({ headers: { 'idempotency-key': key } });

interface Lesson {
  readonly id: string;
  readonly tutor: BuiltTutor;
  readonly teacher: Caller;
  readonly student: Caller;
  readonly created: BookingView;
}

async function book(): Promise<Lesson> {
  const { caller: student } = await signedIn(app, ['student']);
  const tutor = await buildTutor(app.database.owner, { zone: 'UTC' });
  await app.database
    .owner('people')
    .where({ id: tutor.id })
    .update({ password_hash: await testPasswordHash() });
  const startsAt = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS + 5 * DAY_MS + 12 * 3_600_000).toISOString();
  const wish = { tutorId: tutor.id, subjectId: tutor.subjectId, startsAt, durationMinutes: 60 };
  const { token } = (await student.post<BookingQuoteView>('/quotes', wish)).body;
  const created = await student.post<BookingView>('/bookings', { bookingId: v7(), quoteToken: token }, keyed());
  if (created.status !== 201) throw new Error(created.text);
  const teacher = await callerFor(app, tutor, ['tutor']);
  return { id: created.body.id, tutor, teacher, student, created: created.body };
}

const view = async (caller: Caller, id: string) => (await caller.get<BookingView>(`/bookings/${id}`)).body;

/** The student pays, and the company's word reaches the workflow as the webhook and the relay bring it. */
async function pay({ id, student }: Pick<Lesson, 'id' | 'student'>): Promise<void> {
  await until(
    'the payment page',
    async () => (await view(student, id)).actions.find(({ action }) => action === 'pay')?.url,
  );
  const snapshot = company.pay(id);
  const cause = { id: v7(), source: 'webhook', at: Date.now() } as const;
  const { payment, facts } = await inTransaction(app.database.app, {}, (trx) =>
    recordPaymentSnapshot(trx, snapshot, cause),
  );
  const handle = temporal.client.workflow.getHandle(bookingWorkflowId(id));
  for (const status of facts)
    await handle.signal(paymentReported, { causeId: cause.id, paymentId: payment.id, status, captureBefore: null });
  await until('the request', async () => (await view(student, id)).status === 'requested');
}

async function quoted(caller: Caller, id: string, action: string): Promise<ActionQuoteView> {
  const answer = await caller.post<ActionQuoteView>(`/bookings/${id}/quotes`, { action });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.body;
}
async function act(caller: Caller, id: string, step: string | { action: string; reason: string }) {
  const { action, reason } = typeof step === 'string' ? { action: step, reason: undefined } : step;
  const { token } = await quoted(caller, id, action);
  const path = caller.audience === 'admin' ? `/staff/bookings/${id}/${action}` : `/bookings/${id}/${action}`;
  const body = { quoteToken: token, ...(reason ? { reason } : {}) };
  return caller.post<BookingView>(path, body, keyed());
}

describe('a step refused', () => {
  it('with the token of another step, person or booking', async () => {
    const lesson = await book();
    const { id, teacher, student } = lesson;
    await pay(lesson);
    const decline = await quoted(teacher, id, 'decline');
    const post = (caller: Caller, action: string, quoteToken: string) =>
      caller.post(`/bookings/${id}/${action}`, { quoteToken }, keyed());
    expect((await post(teacher, 'accept', decline.token)).body.code).toBe('request_invalid');
    expect((await post(student, 'cancel', decline.token)).body.code).toBe('request_invalid');
    expect((await view(teacher, id)).status).toBe('requested');
  });

  it('with the quote of now once the booking has moved on', async () => {
    const lesson = await book();
    const { id, teacher, student } = lesson;
    await pay(lesson);
    const stale = await quoted(student, id, 'cancel');
    expect((await act(teacher, id, 'accept')).status).toBe(200);
    const answer = await student.post(`/bookings/${id}/cancel`, { quoteToken: stale.token }, keyed());
    expect([answer.status, answer.body.code]).toEqual([409, 'quote_changed']);
    expect(answer.body.quote).toMatchObject({ action: 'cancel', studentShareBps: 10_000 });
  });

  it('by staff without a reason', async () => {
    const lesson = await book();
    const { id } = lesson;
    await pay(lesson);
    expect((await act(support, id, 'cancel')).body.code).toBe('reason_required');
  });

  it('when nothing is left to be done', async () => {
    const lesson = await book();
    const { id, teacher } = lesson;
    await pay(lesson);
    expect((await act(teacher, id, 'decline')).body).toMatchObject({ status: 'declined' });
    const late = await teacher.post(`/bookings/${id}/quotes`, { action: 'accept' });
    expect([late.status, late.body.code]).toEqual([409, 'booking_state_conflict']);
  });
});

describe('a booking whose first request was lost', () => {
  /** Sends the booking; `lose` plays what became of the first request, whose answer nobody got. */
  async function bookTwice(lose: (input: BookingInput, updateId: string) => Promise<unknown>) {
    const { caller: student } = await signedIn(app, ['student']);
    const tutor = await buildTutor(app.database.owner, { zone: 'UTC' });
    const startsAt = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS + 5 * DAY_MS + 12 * 3_600_000).toISOString();
    const wish = { tutorId: tutor.id, subjectId: tutor.subjectId, startsAt, durationMinutes: 60 };
    const { token } = (await student.post<BookingQuoteView>('/quotes', wish)).body;
    const body = { bookingId: v7(), quoteToken: token };
    const send = keyed();
    losing = async (input, updateId) => {
      await lose(input, updateId);
      throw new Refusal('outcome_unknown');
    };
    const first = await student.post('/bookings', body, send);
    expect(first.body.code).toBe('outcome_unknown');
    return { second: await student.post<BookingView & { code?: string }>('/bookings', body, send), student, body };
  }
  const start = ({ bookingId, studentId, tutorId, ...rest }: BookingInput) =>
    temporal.client.workflow.start(BOOKING_WORKFLOW, {
      workflowId: bookingWorkflowId(bookingId),
      taskQueue: temporal.taskQueue,
      args: [{ bookingId, studentId, tutorId, ...rest }],
      memo: { clockOffsetMs: 0 },
      typedSearchAttributes: startAttributesFor({ studentId, tutorId, free: false, holdEndsAt: Date.now() }),
    });

  it('after its workflow had started is made by the repeat', async () => {
    const { second, student, body } = await bookTwice(start);
    expect([second.status, second.body.status]).toEqual([201, 'holding']);
    expect((await view(student, body.bookingId)).status).toBe('holding');
  });

  it('and whose workflow gave up waiting is refused with the word that the id is spent', async () => {
    const { second } = await bookTwice(async (input) => (await start(input)).terminate('nobody knocked'));
    expect([second.status, second.body.code]).toEqual([409, 'booking_id_spent']);
  });

  it('after it was refused is refused alike', async () => {
    const { second } = await bookTwice(async (input, updateId) => {
      // meanwhile the student books the same hour with somebody else: no quote would tell
      const other = await buildTutor(app.database.owner, { zone: 'UTC' });
      await desk!.create({ ...input, bookingId: v7(), tutorId: other.id, subjectId: other.subjectId }, v7());
      await expect(desk!.create(input, updateId)).rejects.toMatchObject({ code: 'student_busy' });
    });
    expect([second.status, second.body.code]).toEqual([409, 'student_busy']);
  });

  it('never takes over what another student has started', async () => {
    const other = (await signedIn(app, ['student'])).person.id;
    const { second } = await bookTwice((input) => start({ ...input, studentId: other }));
    expect([second.status, second.body.code]).toEqual([409, 'booking_exists']);
  });
});

describe('a booking through the whole corridor', () => {
  it('is requested, paid, accepted and cancelled, and the quote is what moves', async () => {
    const lesson = await book();
    const { id, teacher, student, created } = lesson;
    expect(created).toMatchObject({ status: 'holding', state: { session: 'REQUESTED', payment: 'PENDING' } });
    await pay(lesson);
    const accepted = await act(teacher, id, 'accept');
    expect(accepted.body).toMatchObject({ status: 'scheduled', money: { tutorEarns: { amountMinor: 2400 } } });
    const quote = await quoted(student, id, 'cancel');
    expect(quote.studentReceives).toEqual({ amountMinor: 3000, currency: 'EUR' });
    const cancelled = await act(student, id, 'cancel');
    expect(cancelled.body).toMatchObject({ status: 'cancelled', money: { returned: quote.studentReceives } });
    const timeline = await student.get<z.output<typeof Timeline>>(`/bookings/${id}/timeline`);
    expect(timeline.body.items.map(({ type }) => type)).toEqual(['book', 'authorize', 'accept', 'cancel']);
    expect(timeline.body.items.every(({ postings }) => postings === null)).toBe(true);
  });

  it('takes a step once for one key, and answers the repeat alike', async () => {
    const lesson = await book();
    const { id, teacher } = lesson;
    await pay(lesson);
    const { token } = await quoted(teacher, id, 'accept');
    const key = v7();
    const send = () => teacher.post<BookingView>(`/bookings/${id}/accept`, { quoteToken: token }, keyed(key));
    const both = await Promise.all([send(), send()]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await send()).body).toMatchObject({ status: 'scheduled' });
    expect(company.calls.filter(({ call, key: used }) => call === 'capture' && used?.includes(id))).toHaveLength(1);
  });

  it('is cancelled by staff with a reason that both sides read, and its books add up', async () => {
    const lesson = await book();
    const { id, teacher, student } = lesson;
    await pay(lesson);
    await act(teacher, id, 'accept');
    const answer = await act(support, id, { action: 'cancel', reason: 'The tutor is in hospital.' });
    expect(answer.body).toMatchObject({ status: 'cancelled', workflow: { id: `booking:${id}` } });
    const staff = (await support.get<StaffBookingView>(`/staff/bookings/${id}`)).body;
    expect(staff.refunds).toHaveLength(1);
    expect(
      staff.ledger.flatMap(({ postings }) => postings).reduce((sum, { amount }) => sum + amount.amountMinor, 0),
    ).toBe(0);
    const seen = await student.get<z.output<typeof Timeline>>(`/bookings/${id}/timeline`);
    expect(seen.body.items.at(-1)).toMatchObject({
      actor: 'support',
      actorName: null,
      reason: 'The tutor is in hospital.',
    });
    const balance = (await support.get<z.output<typeof TrialBalance>>('/staff/trial-balance')).body;
    expect(balance.currencies.every(({ total }) => total.amountMinor === 0)).toBe(true);
  });

  it('gives one slot to one of many who ask at once', async () => {
    const tutor = await buildTutor(app.database.owner, { zone: 'UTC' });
    const startsAt = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS + 6 * DAY_MS + 12 * 3_600_000).toISOString();
    const wish = { tutorId: tutor.id, subjectId: tutor.subjectId, startsAt, durationMinutes: 60 };
    const askers = await Promise.all(Array.from({ length: 8 }, () => signedIn(app, ['student'])));
    const tokens = await Promise.all(
      askers.map(async ({ caller }) => (await caller.post<BookingQuoteView>('/quotes', wish)).body.token),
    );
    const answers = await Promise.all(
      askers.map(({ caller }, i) => caller.post('/bookings', { bookingId: v7(), quoteToken: tokens[i] }, keyed())),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'slot_taken')).toHaveLength(7);
  });
});
