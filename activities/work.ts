import path from 'node:path';

import type { Client } from '@temporalio/client';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';

import { SEARCH_ATTRIBUTES } from '@stoa/contracts/temporal/searchAttributes';

import { connectPostgres, pingPostgres } from '../db/postgres';
import { connectRedis, pingRedis } from '../db/redis';
import { offsetClock, systemClock, type OffsetClock } from '../platform/clock';
import type { CodecKey } from '../platform/codec';
import { createErrorReporter, type ErrorReporter } from '../platform/errorReporting';
import type { Stop } from '../platform/lifecycle';
import { createLinkTokens } from '../platform/linkTokens';
import { createLogger, temporalLogger, type Logger } from '../platform/logger';
import { createMetrics, servePrivately } from '../platform/metrics';
import { differenceOf } from '../platform/searchAttributes';
import {
  connectionOptions,
  connectTemporal,
  dataConverterFor,
  temporalAddressFrom,
  withDeadline,
  type TemporalVariables,
} from '../platform/temporal';
import { startTracing } from '../platform/tracing';
import {
  createFileStorage,
  createMailProvider,
  createPaymentProvider,
  createPayoutProvider,
  type MailConfig,
  type PaymentConfig,
  type PayoutConfig,
  type StorageConfig,
} from '../providers/index';
import { createDeliveries, createEmitter } from './deliveries';
import { FreeTimeRefresher } from './freeTime';
import { Housekeeping } from './housekeeping';
import { createActivities } from './index';
import { Measured } from './measured';
import { OutboxRelay } from './outbox';
import {
  ensureFreeTimeSchedule,
  ensurePayoutAccountSchedule,
  ensureReviewSchedule,
  ensureSweepSchedule,
} from './sweepSchedule';

/** The variables of `config.ts` that a worker reads. */
interface Config extends TemporalVariables, PaymentConfig, PayoutConfig, MailConfig, StorageConfig {
  readonly DATABASE_URL: string;
  readonly REDIS_URL: string;
  readonly TEMPORAL_TASK_QUEUE: string;
  readonly TEMPORAL_CODEC_KEYS: readonly CodecKey[];
  readonly WEB_ORIGIN: string;
  readonly ADMIN_ORIGIN: string;
  readonly TOKEN_SECRET: string;
  readonly PRIVATE_HOST: string;
  readonly WORKER_METRICS_PORT: number;
  readonly WORKER_SDK_METRICS_PORT: number;
  readonly CLOCK_OFFSET_SOURCE: 'none' | 'redis';
  readonly LOG_LEVEL: string;
  readonly OTEL_EXPORTER_OTLP_ENDPOINT: string | undefined;
  readonly SENTRY_DSN: string | undefined;
}

const POSTGRES_CONNECTIONS = 20;
const PROBE_MS = 1_000;

/** Before the first native connection: whatever the SDK has to say, in our log; whatever it counts, on a port of its own. */
function installRuntime(config: Config, logger: Logger): void {
  Runtime.install({
    logger: temporalLogger(logger),
    // Signals are ours: the relay and the stores stop after the worker has drained.
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      metrics: {
        prometheus: {
          bindAddress: `${config.PRIVATE_HOST}:${config.WORKER_SDK_METRICS_PORT}`,
          countersTotalSuffix: true,
          unitSuffix: true,
          useSecondsForDurations: true,
        },
      },
    },
  });
}

/** A workflow that sets an attribute which is not registered fails its task for ever, so nothing is started before. */
async function refuseWithoutAttributes(client: Client, namespace: string): Promise<void> {
  const { missing, wrong } = await differenceOf(client.connection, namespace, SEARCH_ATTRIBUTES);
  const names = [...missing, ...wrong.map((name) => `${name} (of another type)`)];
  if (names.length === 0) return;
  await client.connection.close();
  throw new Error(`search attributes are not registered: ${names.join(', ')}; run scripts/search-attributes.ts first`);
}

/** Everything outside of this process that it speaks to, connected. */
async function connect(config: Config) {
  const logger = createLogger({ process: 'worker', level: config.LOG_LEVEL });
  const tracing = await startTracing({ endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT, process: 'worker' });
  const reporter = await createErrorReporter({ dsn: config.SENTRY_DSN, process: 'worker', logger });
  const at = temporalAddressFrom(config);
  const plugins = tracing.temporalPlugin ? [tracing.temporalPlugin] : [];
  const dataConverter = dataConverterFor(config.TEMPORAL_CODEC_KEYS, at.namespace);
  const client = await connectTemporal(at, { dataConverter, plugins });
  await refuseWithoutAttributes(client, at.namespace);
  installRuntime(config, logger);
  const native = await NativeConnection.connect(connectionOptions(at));
  const db = connectPostgres({ url: config.DATABASE_URL, name: 'stoa-worker', poolMax: POSTGRES_CONNECTIONS });
  const redis = connectRedis({ url: config.REDIS_URL, name: 'stoa-worker', offlineQueue: true });
  const moved: OffsetClock | null = config.CLOCK_OFFSET_SOURCE === 'redis' ? await offsetClock(redis) : null;
  const metrics = createMetrics('worker');
  return { logger, tracing, reporter, plugins, dataConverter, client, native, db, redis, moved, metrics };
}
type Neighbours = Awaited<ReturnType<typeof connect>>;

/** Bundled before: a worker that bundles at start is ready seconds later, and differs from the one that was tested. */
const bundleOf = ({ plugins }: Neighbours): string =>
  path.resolve(__dirname, '../dist', plugins.length > 0 ? 'workflows.traced.js' : 'workflows.js');

async function createWorker(config: Config, neighbours: Neighbours, codePath: string): Promise<Worker> {
  const { native, db, moved, metrics, logger, plugins, dataConverter } = neighbours;
  return Worker.create({
    connection: native,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    workflowBundle: { codePath },
    activities: createActivities({
      db,
      clock: moved ?? systemClock,
      payments: createPaymentProvider(config),
      payouts: createPayoutProvider(config),
      webOrigin: new URL(config.WEB_ORIGIN).origin,
      calls: { logger, metrics },
    }),
    dataConverter,
    plugins,
    interceptors: { activity: [(context) => ({ inbound: new Measured(context, metrics) })] },
    // A killed worker's bookings are picked up by another after a second instead of ten.
    stickyQueueScheduleToStartTimeout: '1s',
    // Activities that move money finish; what is left then is found again by its key.
    shutdownGraceTime: '20s',
    // Open bookings stay in memory (about 0.2 MB each), so that a deadline does not replay their history.
    maxCachedWorkflows: 1_000,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentActivityTaskExecutions: 40,
    // Half of what the pool of the store holds: a local activity waits for no connection.
    maxConcurrentLocalActivityExecutions: POSTGRES_CONNECTIONS / 2,
    workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 6 },
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 4 },
  });
}

function createRelay(config: Config, { db, redis, client, moved, metrics, logger }: Neighbours) {
  const clock = moved ?? systemClock;
  const emitter = createEmitter(redis.duplicate());
  const deliver = createDeliveries({
    db,
    clock,
    client,
    emitter,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    mail: createMailProvider(config),
    webOrigin: new URL(config.WEB_ORIGIN).origin,
    adminOrigin: new URL(config.ADMIN_ORIGIN).origin,
    linkTokens: createLinkTokens(config.TOKEN_SECRET),
  });
  return { emitter, relay: new OutboxRelay({ db, url: config.DATABASE_URL, clock, logger, metrics, deliver }) };
}

/** What is wrong with a part, in a word; readiness tells the truth. */
async function problemsOf({ db, redis, client }: Neighbours, worker: Worker): Promise<Record<string, string>> {
  const probes = {
    postgres: () => pingPostgres(db),
    redis: () => pingRedis(redis),
    temporal: () => withDeadline(client, PROBE_MS, () => client.workflowService.getSystemInfo({})),
  };
  const problems: Record<string, string> = {};
  for (const [name, probe] of Object.entries(probes))
    await probe().catch(() => {
      problems[name] = 'does not answer';
    });
  const state = worker.getState();
  return state === 'RUNNING' ? problems : { ...problems, worker: state.toLowerCase() };
}

/** What work needs last is closed last. */
function neighbourStops({ client, native, moved, redis, db, reporter, tracing }: Neighbours): Stop[] {
  return [
    { name: 'temporal', stop: () => Promise.all([client.connection.close(), native.close()]) },
    { name: 'clock', stop: () => moved?.close() ?? Promise.resolve() },
    { name: 'redis', stop: () => redis.quit() },
    { name: 'postgres', stop: () => db.destroy() },
    { name: 'reports', stop: () => reporter.close() },
    { name: 'tracing', stop: () => tracing.close() },
  ];
}

export interface RunningWorker {
  readonly logger: Logger;
  readonly reporter: ErrorReporter;
  /** where health and metrics are asked for */
  readonly metricsPort: number;
  /** in the order in which they are to be stopped */
  readonly stops: readonly Stop[];
  /** ends when the worker has drained; rejects when it failed */
  readonly finished: Promise<void>;
}

/**
 * Everything that one worker process does, until its `stops` are run.
 * @param codePath the bundle of all workflows; by default the one that was built
 * @throws Error when something it needs is not there, or search attributes are not registered
 */
export async function startWorker(config: Config, codePath?: string): Promise<RunningWorker> {
  const neighbours = await connect(config);
  const { logger, metrics, reporter } = neighbours;
  const worker = await createWorker(config, neighbours, codePath ?? bundleOf(neighbours));
  const { emitter, relay } = createRelay(config, neighbours);
  const housekeeping = new Housekeeping({ ...neighbours, storage: createFileStorage(config) });
  const refresher = new FreeTimeRefresher({ ...neighbours, clock: neighbours.moved ?? systemClock });
  await ensureSweepSchedule(neighbours.client, config.TEMPORAL_TASK_QUEUE);
  await ensureFreeTimeSchedule(neighbours.client, config.TEMPORAL_TASK_QUEUE);
  await ensureReviewSchedule(neighbours.client, config.TEMPORAL_TASK_QUEUE);
  await ensurePayoutAccountSchedule(neighbours.client, config.TEMPORAL_TASK_QUEUE);
  const finished = worker.run();
  relay.start();
  refresher.start();
  housekeeping.start();
  const privately = await servePrivately({
    host: config.PRIVATE_HOST,
    port: config.WORKER_METRICS_PORT,
    metrics,
    notReady: () => problemsOf(neighbours, worker),
  });
  const drain = async (): Promise<void> => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await finished;
  };
  logger.info({ metricsPort: privately.port, taskQueue: config.TEMPORAL_TASK_QUEUE }, 'working');
  return {
    logger,
    reporter,
    metricsPort: privately.port,
    stops: [
      { name: 'worker', stop: drain },
      { name: 'outbox', stop: () => relay.stop() },
      { name: 'free time', stop: () => refresher.stop() },
      { name: 'housekeeping', stop: () => housekeeping.stop() },
      { name: 'sockets', stop: () => emitter.close() },
      { name: 'metrics', stop: () => privately.close() },
      ...neighbourStops(neighbours),
    ],
    finished,
  };
}
