import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { connectPostgres, rows } from '../db/postgres';
import { createTestDatabase, type TestDatabase } from '../db/testing/database';
import { PAYMENT_SWEEP_SCHEDULE } from '../contracts/temporal/booking';
import { readConfig } from '../config';
import { connectTemporal, dataConverterFor } from '../platform/temporal';
import { stopInOrder } from '../platform/lifecycle';
import { registerSearchAttributes } from '../platform/searchAttributes';
import { SEARCH_ATTRIBUTES } from '../contracts/temporal/searchAttributes';
import { TEST_KEY, workflowBundle } from '../test/harness/temporal';
import { until } from '../test/harness/wait';
import { startWorker, type RunningWorker } from './work';

/** A card company that answers nobody. */
async function startNobody(): Promise<Server> {
  const server = createServer((_request, response) => response.writeHead(503).end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe('a worker', () => {
  let database: TestDatabase;
  let company: Server;
  let running: RunningWorker | null = null;
  const taskQueue = `work-${randomUUID()}`;
  const redis = new URL(process.env['REDIS_URL'] ?? process.env['REDIS'] ?? 'redis://127.0.0.1:6379');
  redis.pathname = '/8';

  const configWith = (changes: Record<string, string> = {}) =>
    readConfig('worker', {
      DATABASE_URL: database.appUrl,
      REDIS_URL: redis.toString(),
      TEMPORAL_ADDRESS: process.env['TEMPORAL_ADDRESS'],
      TEMPORAL_TASK_QUEUE: taskQueue,
      TEMPORAL_CODEC_KEYS: `${TEST_KEY.id}:${TEST_KEY.key}`,
      STRIPE_SECRET_KEY: 'sk_test_nobody',
      STRIPE_API_BASE: `http://127.0.0.1:${(company.address() as AddressInfo).port}`,
      SMTP_URL: 'smtp://127.0.0.1:1',
      WEB_ORIGIN: 'http://web.example',
      WORKER_METRICS_PORT: '0',
      WORKER_SDK_METRICS_PORT: '0',
      CLOCK_OFFSET_SOURCE: 'redis',
      LOG_LEVEL: 'silent',
      ...changes,
    });
  const connect = () =>
    connectTemporal(
      { address: process.env['TEMPORAL_ADDRESS'] ?? '', namespace: 'default', tls: 'off' },
      { dataConverter: dataConverterFor([TEST_KEY], 'default') },
    );
  /** Lets nobody in, and ends who is there. */
  async function cutOff(isCut: boolean): Promise<void> {
    const server = connectPostgres({ url: process.env['TEST_DATABASE_URL'] ?? process.env['DEV_PG_URL'] ?? '' });
    await server.raw(`ALTER DATABASE ${database.name} ALLOW_CONNECTIONS ${!isCut}`);
    if (isCut)
      await server.raw(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?`, [database.name]);
    await server.destroy();
  }
  const ask = async (path: string) => {
    const response = await fetch(`http://127.0.0.1:${running!.metricsPort}${path}`);
    return { status: response.status, text: await response.text() };
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    company = await startNobody();
    const client = await connect();
    await registerSearchAttributes(client.connection, 'default', SEARCH_ATTRIBUTES);
    await client.connection.close();
  });
  afterAll(async () => {
    if (running) await stopInOrder(running);
    const client = await connect();
    await client.schedule.getHandle(PAYMENT_SWEEP_SCHEDULE).delete();
    await client.connection.close();
    await new Promise((resolve) => company.close(resolve));
    await database?.drop();
  });

  // A workflow that sets an attribute nobody registered fails its task for ever.
  it('refuses to start where search attributes are not registered, and names them', async () => {
    const elsewhere = configWith({ TEMPORAL_NAMESPACE: 'temporal-system' });
    await expect(startWorker(elsewhere, workflowBundle().codePath)).rejects.toThrow(
      /search attributes are not registered: .*BookingState.*search-attributes/,
    );
  });

  it('says that it is ready, works its queue and carries lines out of the outbox', async () => {
    running = await startWorker(configWith(), workflowBundle().codePath);
    await until('readiness', async () => (await ask('/health/ready')).status === 200);
    expect((await ask('/metrics')).text).toContain('stoa_outbox_waiting_lines');
    const bookingId = randomUUID();
    const payload = { bookingId, studentId: randomUUID(), tutorId: randomUUID(), tutorSees: false, version: 1, at: 0 };
    await database.owner.raw(`INSERT INTO outbox (kind, dedupe_key, payload) VALUES ('realtime', ?, ?)`, [
      `realtime:${bookingId}`,
      JSON.stringify({ ...payload, event: 'book' }),
    ]);
    await until('the delivery', async () => {
      const [line] = await rows<{ done_at: Date | null }>(
        database.owner,
        `SELECT done_at FROM outbox WHERE dedupe_key = ?`,
        [`realtime:${bookingId}`],
      );
      return line?.done_at != null;
    });
    const client = await connect();
    const handle = await client.workflow.start('paymentReturnWorkflow', {
      workflowId: `payment-return:${bookingId}`,
      taskQueue,
      args: [{ paymentId: randomUUID() }],
      memo: { clockOffsetMs: 0 },
    });
    await client.withDeadline(Date.now() + 20_000, () => handle.result());
    await client.connection.close();
  });

  it('is not ready without its database, and says which part is missing', async () => {
    await cutOff(true);
    await until('the truth', async () => {
      const { status, text } = await ask('/health/ready');
      return status === 503 && text.includes('postgres');
    });
    await cutOff(false);
    await until('readiness', async () => (await ask('/health/ready')).status === 200);
  });

  it('stops everything in order, and answers nobody afterwards', async () => {
    const stopped = running!;
    running = null;
    expect(await stopInOrder(stopped)).toBe(true);
    await stopped.finished;
    await expect(fetch(`http://127.0.0.1:${stopped.metricsPort}/health/live`)).rejects.toThrow('fetch failed');
  });
});
