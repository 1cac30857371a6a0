import { randomUUID } from 'node:crypto';

import type { Context } from '@temporalio/activity';
import { Client, type WorkflowHandle } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import Redis from 'ioredis';

import { REALTIME_STREAM } from '@stoa/contracts/realtime/events';
import {
  bookingWorkflowId,
  PAYMENT_RETURN_WORKFLOW,
  paymentReported,
  paymentReturnWorkflowId,
  type PaymentFact,
} from '@stoa/contracts/temporal/booking';

import { createLinkTokens } from '../platform/linkTokens';
import { logContext } from '../platform/logger';
import { createMetrics } from '../platform/metrics';
import type { OutboxLine } from '../db/queries/outbox';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { dataConverterFor } from '../platform/temporal';
import type { Mail } from '../providers/mail/port';
import { buildBooking } from '../test/factories/bookings';
import { createTestNamespace, type TestNamespace } from '../test/harness/namespace';
import { TEST_KEY } from '../test/harness/temporal';
import { createDeliveries, createEmitter, type Deliver } from './deliveries';
import { Measured } from './measured';

describe('what the worker tells sockets', () => {
  const url = new URL(process.env['REDIS_URL'] ?? process.env['REDIS'] ?? 'redis://127.0.0.1:6379');
  // a database of its own: nobody's sockets hear it
  url.pathname = '/9';
  const reader = new Redis(url.toString(), { maxRetriesPerRequest: 1 });
  afterAll(() => reader.quit());

  async function saidAbout(id: string): Promise<string> {
    const end = Date.now() + 4_000;
    while (Date.now() < end) {
      const found = (await reader.xrevrange(REALTIME_STREAM, '+', '-', 'COUNT', 50))
        .map(([, fields]) => fields.join(' '))
        .find((text) => text.includes(id));
      if (found) return found;
    }
    throw new Error('nothing was said');
  }

  // Who is told of an unpaid hold learns what a student is about to book.
  it('reaches the parties, the booking’s watchers and the staff, but no tutor of an unpaid hold', async () => {
    const emitter = createEmitter(new Redis(url.toString()), 20);
    const hold = { bookingId: randomUUID(), studentId: randomUUID(), tutorId: randomUUID(), version: 1, at: 0 };
    const asked = { ...hold, bookingId: randomUUID(), version: 2 };
    emitter.emit({ ...hold, tutorSees: false, event: 'book' });
    emitter.emit({ ...asked, tutorSees: true, event: 'authorize' });
    const [toFew, toAll] = [await saidAbout(hold.bookingId), await saidAbout(asked.bookingId)];
    await emitter.close();
    expect(toFew).toContain(`person:${hold.studentId}`);
    expect(toFew).not.toContain(hold.tutorId);
    for (const room of [`person:${asked.tutorId}`, `booking:${asked.bookingId}`, 'staff'])
      expect(toAll).toContain(room);
  });

  it('reaches the tutor and the staff when an approval moves', async () => {
    const emitter = createEmitter(new Redis(url.toString()), 20);
    const tutorId = randomUUID();
    emitter.emit({ about: 'approval', tutorId, version: 3, event: 'approve', at: 0 });
    const said = await saidAbout(tutorId);
    await emitter.close();
    for (const word of [`person:${tutorId}`, 'staff', 'approvalChanged']) expect(said).toContain(word);
  });

  it('reaches the tutor alone when their payouts change', async () => {
    const emitter = createEmitter(new Redis(url.toString()), 20);
    const tutorId = randomUUID();
    emitter.emit({ about: 'payouts', tutorId, event: 'enabled', at: 0 });
    const said = await saidAbout(tutorId);
    await emitter.close();
    for (const word of [`person:${tutorId}`, 'payoutsChanged']) expect(said).toContain(word);
    expect(said).not.toContain('"staff"');
  });

  // A party who hears of a report knows who complained.
  it('reaches both parties of a review and the staff, but the staff alone of a report', async () => {
    const emitter = createEmitter(new Redis(url.toString()), 20);
    const [bookingId, author, tutor] = [randomUUID(), randomUUID(), randomUUID()];
    const [read, reported] = [randomUUID(), randomUUID()];
    const news = { about: 'review', bookingId, at: 0 } as const;
    emitter.emit({ ...news, reviewId: read, event: 'published', to: [author, tutor] });
    emitter.emit({ ...news, reviewId: reported, event: 'reported', to: [] });
    const [toAll, toStaff] = [await saidAbout(read), await saidAbout(reported)];
    await emitter.close();
    for (const word of [`person:${author}`, `person:${tutor}`, 'staff', 'reviewChanged']) expect(toAll).toContain(word);
    expect(toStaff).toContain('staff');
    expect(toStaff).not.toContain('person:');
  });
});

describe('a line of the outbox', () => {
  const AHEAD_MS = 7_200_000;
  const TASK_QUEUE = 'nobody-works-here';
  let namespace: TestNamespace;
  let database: TestDatabase;
  let client: Client;
  let mails: Mail[];
  let emitted: object[];
  beforeAll(async () => {
    [namespace, database] = await Promise.all([createTestNamespace(), createTestDatabase()]);
    client = clientFor(namespace.name);
  });
  beforeEach(() => {
    mails = [];
    emitted = [];
  });
  afterAll(() => Promise.all([namespace?.drop(), database?.drop()]));

  const clientFor = (name: string): Client =>
    new Client({
      connection: namespace.connection,
      namespace: name,
      dataConverter: dataConverterFor([TEST_KEY], name),
    });

  const deliverWith = (through: Client): Deliver =>
    createDeliveries({
      db: database.app,
      client: through,
      taskQueue: TASK_QUEUE,
      clock: { now: () => Date.now() + AHEAD_MS, offsetMs: () => AHEAD_MS },
      webOrigin: 'https://web.example',
      adminOrigin: 'http://console.example',
      linkTokens: createLinkTokens('a secret of at least thirty-two characters'),
      emitter: { emit: (payload) => void emitted.push(payload), close: () => Promise.resolve() },
      mail: {
        send: (mail) => {
          mails.push(mail);
          return Promise.resolve();
        },
      },
    });
  const deliver = (line: OutboxLine, through = client): Promise<void> =>
    deliverWith(through)({ ...line, id: 1, attempts: 1 });

  const fact = (): PaymentFact => ({
    causeId: randomUUID(),
    paymentId: randomUUID(),
    status: 'authorized',
    captureBefore: null,
  });
  const signalTo = (bookingId: string, input: unknown, signal = paymentReported.name): OutboxLine => ({
    kind: 'signal',
    key: randomUUID(),
    payload: { bookingId, signal, input },
  });

  async function booking(): Promise<{ id: string; handle: WorkflowHandle }> {
    const id = randomUUID();
    const workflowId = bookingWorkflowId(id);
    return { id, handle: await client.workflow.start('waiting', { workflowId, taskQueue: TASK_QUEUE }) };
  }
  const returnOf = ({ paymentId }: PaymentFact) =>
    client.workflow.getHandle(paymentReturnWorkflowId(paymentId)).describe();

  it('tells the workflow of its booking a fact', async () => {
    const { id, handle } = await booking();
    const told = fact();
    await deliver(signalTo(id, told));
    const events = (await handle.fetchHistory()).events ?? [];
    const names = events.map((event) => event.workflowExecutionSignaledEventAttributes?.signalName);
    expect(names.filter(Boolean)).toEqual(['paymentReported']);
    await expect(returnOf(told)).rejects.toThrow(WorkflowNotFoundError);
  });

  // Without it the student has paid for a lesson that will never be. Twice would be two refunds at once.
  it('about a payment of a booking that is over starts its return, once', async () => {
    const { id, handle } = await booking();
    await handle.terminate();
    const late = fact();
    await deliver(signalTo(id, late));
    const first = await returnOf(late);
    await deliver(signalTo(id, late));
    expect(first).toMatchObject({ type: PAYMENT_RETURN_WORKFLOW, taskQueue: TASK_QUEUE });
    expect(first.memo).toEqual({ clockOffsetMs: AHEAD_MS });
    expect((await returnOf(late)).runId).toBe(first.runId);
  });

  it('about anything else for a booking that is over is dropped', async () => {
    const told = fact();
    await deliver(signalTo(randomUUID(), told, 'retryOwed'));
    await expect(returnOf(told)).rejects.toThrow(WorkflowNotFoundError);
  });

  // A fact about money that is taken for delivered is lost for ever.
  it('is not delivered when Temporal does not take it', async () => {
    const nowhere = clientFor(`nowhere-${randomUUID()}`);
    const { id, handle } = await booking();
    await expect(deliver(signalTo(id, fact()), nowhere)).rejects.toThrow(/[Nn]amespace/);
    await handle.terminate();
  });

  it('is sent as a mail, and to nobody whose account is closed', async () => {
    const { booking: lesson, student } = await buildBooking(database.owner);
    const payload = { template: 'requestSent', personId: student.id, bookingId: lesson.id };
    const line = { kind: 'mail', key: `mail:${lesson.id}`, payload } as const;
    await deliver(line);
    expect(mails).toEqual([expect.objectContaining({ to: student.email })]);
    await database.owner('people').where({ id: student.id }).update({ disabled_at: new Date() });
    await deliver(line);
    expect(mails).toHaveLength(1);
  });

  it('for sockets goes to those who hold them', async () => {
    const payload = { bookingId: 'b', studentId: 's', tutorId: 't', tutorSees: true, version: 1, event: 'book', at: 0 };
    await deliver({ kind: 'realtime', key: 'realtime:b', payload });
    expect(emitted).toEqual([payload]);
  });
});

describe('an attempt at an activity', () => {
  const metrics = createMetrics('test');
  const info = { activityType: 'reserveSlot', workflowExecution: { workflowId: 'booking:1', runId: 'r' } };
  const measured = new Measured({ info } as unknown as Context, metrics);
  const input = { args: [], headers: {} };

  it('is timed by how it ended, and logs under its workflow’s id', async () => {
    const next = () => Promise.resolve(logContext().workflowId);
    expect(await measured.execute(input, next)).toBe('booking:1');
    await expect(measured.execute(input, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const { values } = await metrics.activitySeconds.get();
    const counts = values.filter(({ metricName }) => metricName?.endsWith('_count'));
    expect(counts.map(({ labels, value }) => [labels['result'], value])).toEqual([
      ['ok', 1],
      ['failed', 1],
    ]);
  });
});
