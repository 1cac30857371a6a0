import { Client } from '@temporalio/client';

import { FREE_TIME_SCHEDULE, FREE_TIME_WORKFLOW } from '@stoa/contracts/temporal/freeTime';
import { PAYOUT_ACCOUNT_SWEEP_SCHEDULE, PAYOUT_ACCOUNT_SWEEP_WORKFLOW } from '@stoa/contracts/temporal/payouts';
import { REVIEW_SWEEP_SCHEDULE, REVIEW_SWEEP_WORKFLOW } from '@stoa/contracts/temporal/reviews';
import { PAYMENT_SWEEP_SCHEDULE, PAYMENT_SWEEP_WORKFLOW } from '@stoa/contracts/temporal/booking';
import { SEARCH_ATTRIBUTES } from '@stoa/contracts/temporal/searchAttributes';
import { totalOf } from '@stoa/domain/deadlines';

import { readConfig } from '../config';
import { addToOutbox } from '../db/queries/outbox';
import { paymentsOf, recordPaymentSnapshot } from '../db/queries/payments';
import { inTransaction, rows } from '../db/postgres';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { stopInOrder } from '../platform/lifecycle';
import { registerSearchAttributes } from '../platform/searchAttributes';
import { createPaymentProvider } from '../providers/index';
import { SECRET_KEY, startSandbox, type TestSandbox } from '../sandbox/testing/start';
import { buildBooking } from '../test/factories/bookings';
import { buildTutor } from '../test/factories/tutors';
import { createTestNamespace, type TestNamespace } from '../test/harness/namespace';
import { freePort } from '../test/harness/port';
import { TEST_KEY, workflowBundle } from '../test/harness/temporal';
import { until } from '../test/harness/wait';
import { startWorker, type RunningWorker } from './work';

const CARD = '4242424242424242';
const TASK_QUEUE = 'work-test';

describe('a worker', () => {
  let sandbox: TestSandbox;
  let namespace: TestNamespace;
  let database: TestDatabase;
  let sdkPort: number;
  let worker: RunningWorker;
  let isStopped = false;
  beforeAll(async () => {
    sdkPort = await freePort();
    [sandbox, namespace, database] = await Promise.all([startSandbox(), createTestNamespace(), createTestDatabase()]);
    await registerSearchAttributes(namespace.connection, namespace.name, SEARCH_ATTRIBUTES);
    worker = await startWorker(configWith(), workflowBundle().codePath);
  });
  afterAll(async () => {
    if (worker && !isStopped) await stopInOrder(worker);
    await Promise.all([sandbox?.drop(), namespace?.drop(), database?.drop()]);
  });

  /** What its environment says, read as the process reads it. */
  function configWith(changes: Record<string, string> = {}) {
    const redis = new URL(process.env['REDIS_URL'] ?? process.env['REDIS'] ?? 'redis://127.0.0.1:6379');
    // a database of its own: nobody's sockets hear it
    redis.pathname = '/8';
    return readConfig('worker', {
      DATABASE_URL: database.appUrl,
      REDIS_URL: redis.toString(),
      TEMPORAL_ADDRESS: process.env['TEMPORAL_ADDRESS'],
      TEMPORAL_NAMESPACE: namespace.name,
      TEMPORAL_TASK_QUEUE: TASK_QUEUE,
      TEMPORAL_CODEC_KEYS: `${TEST_KEY.id}:${TEST_KEY.key}`,
      STRIPE_SECRET_KEY: SECRET_KEY,
      STRIPE_API_BASE: sandbox.origin,
      SMTP_URL: `smtp://127.0.0.1:${sandbox.smtpPort}`,
      WEB_ORIGIN: 'https://web.example',
      ADMIN_ORIGIN: 'https://console.example',
      TOKEN_SECRET: 'a secret of at least thirty-two characters',
      WORKER_METRICS_PORT: '0',
      WORKER_SDK_METRICS_PORT: String(sdkPort),
      CLOCK_OFFSET_SOURCE: 'redis',
      LOG_LEVEL: 'silent',
      ...changes,
    });
  }

  async function ask(path: string, port = worker.metricsPort): Promise<{ status: number; text: string }> {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  }

  async function connections(): Promise<number> {
    const names = ['stoa-worker', 'stoa-outbox'];
    const [found] = await rows<{ n: number }>(
      database.owner,
      `SELECT count(*) AS n FROM pg_stat_activity WHERE datname = ? AND application_name = ANY(?)`,
      [database.name, names],
    );
    return found?.n ?? 0;
  }

  // A workflow that sets an attribute nobody registered fails its task for ever.
  it('refuses to start where search attributes are not registered, and names them', async () => {
    const elsewhere = configWith({ TEMPORAL_NAMESPACE: 'temporal-system' });
    await expect(startWorker(elsewhere, workflowBundle().codePath)).rejects.toThrow(
      /search attributes are not registered: .*BookingState.*search-attributes/,
    );
  });

  it('says that it is ready, and what it and the SDK measured', async () => {
    await until('readiness', async () => (await ask('/health/ready')).status === 200);
    expect((await ask('/metrics')).text).toContain('stoa_outbox_waiting_lines{process="worker"}');
    expect((await ask('/metrics', sdkPort)).text).toContain('temporal_');
  });

  it('sends a mail that was recorded', async () => {
    const { booking, student } = await buildBooking(database.owner);
    const payload = { template: 'requestSent', personId: student.id, bookingId: booking.id };
    await inTransaction(database.app, {}, (trx) =>
      addToOutbox(trx, [{ kind: 'mail', key: `mail:${booking.id}`, payload }]),
    );
    const [mail] = await until('the mail', async () => {
      const found = await sandbox.inbox.list({ to: student.email });
      return found.length > 0 && found;
    });
    expect(mail?.text).toContain(`https://web.example/bookings/${booking.id}`);
  });

  // Without it, a student has paid for a lesson that will never be.
  it('gives back what was paid for a booking that is over', async () => {
    const over = { session: 'EXPIRED', outcome: 'NOT_HELD', payment: 'VOIDED' } as const;
    const { booking } = await buildBooking(database.owner, over);
    const company = createPaymentProvider(configWith());
    const { checkoutId } = await company.openCheckout({
      bookingId: booking.id,
      amount: totalOf(booking.terms),
      description: 'Lesson',
      customerId: null,
      successUrl: 'https://web.example',
      cancelUrl: 'https://web.example',
      expiresAt: sandbox.clock.now() + 31 * 60_000,
      idempotencyKey: `booking:${booking.id}:checkout:1`,
    });
    await sandbox.bank.pay(checkoutId ?? '', CARD);
    const paid = await company.findCheckout(checkoutId ?? '');
    const cause = { id: `evt:${booking.id}`, source: 'webhook', at: Date.now() } as const;
    await inTransaction(database.app, {}, (trx) => recordPaymentSnapshot(trx, paid, cause));
    await until('the release', async () => {
      const [payment] = await paymentsOf(database.app, booking.id);
      return payment?.status === 'released';
    });
    expect((await company.findPayment(paid.paymentIntentId ?? '')).status).toBe('released');
    expect((await ask('/metrics')).text).toMatch(/stoa_activity_duration_seconds_count{.*activity="returnLatePayment"/);
  });

  it.each([
    ['the sweep', PAYMENT_SWEEP_SCHEDULE, PAYMENT_SWEEP_WORKFLOW],
    ['free time', FREE_TIME_SCHEDULE, FREE_TIME_WORKFLOW],
    ['reviews', REVIEW_SWEEP_SCHEDULE, REVIEW_SWEEP_WORKFLOW],
    ['payout accounts', PAYOUT_ACCOUNT_SWEEP_SCHEDULE, PAYOUT_ACCOUNT_SWEEP_WORKFLOW],
  ])('keeps the schedule of %s', async (_what, schedule, workflowType) => {
    const client = new Client({ connection: namespace.connection, namespace: namespace.name });
    const { action } = await client.schedule.getHandle(schedule).describe();
    expect(action).toMatchObject({ workflowType, taskQueue: TASK_QUEUE });
  });

  it('derives free time, and lets its weeks follow the clock by the schedule’s workflow', async () => {
    const client = new Client({ connection: namespace.connection, namespace: namespace.name });
    const { id } = await buildTutor(database.owner);
    const weeks = () => database.owner('tutor_free_weeks').where({ tutor_id: id });
    await until('weeks', async () => (await weeks()).length > 0);
    await weeks().delete();
    await client.schedule.getHandle(FREE_TIME_SCHEDULE).trigger();
    await until('weeks again', async () => (await weeks()).length > 0);
  });

  // A worker that says it is ready and cannot reach its store is given work that it fails.
  it('is not ready without its database, says which part is missing, and comes back', async () => {
    const open = `UPDATE pg_database SET datallowconn = ? WHERE datname = ?`;
    await database.owner.raw(open, [false, database.name]);
    await database.owner.raw(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ? AND pid <> pg_backend_pid()`,
      [database.name],
    );
    const { text } = await until('the truth', async () => {
      const answer = await ask('/health/ready');
      return answer.status === 503 && answer;
    });
    expect(JSON.parse(text)).toMatchObject({ status: 'not_ready', problems: { postgres: 'does not answer' } });
    await database.owner.raw(open, [true, database.name]);
    await until('readiness', async () => (await ask('/health/ready')).status === 200);
  });

  it('stops everything in order, answers nobody afterwards, and holds no connection', async () => {
    expect(await connections()).toBeGreaterThan(0);
    isStopped = true;
    expect(await stopInOrder(worker)).toBe(true);
    await expect(worker.finished).resolves.toBeUndefined();
    await expect(ask('/health/live')).rejects.toThrow('fetch failed');
    await until('no connection', async () => (await connections()) === 0);
  });
});
