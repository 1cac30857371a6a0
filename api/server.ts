import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../config';
import { connectPostgres, pingPostgres } from '../db/postgres';
import { connectRedis, pingRedis } from '../db/redis';
import { findBooking } from '../db/queries/bookings';
import { offsetClock, systemClock, type OffsetClock } from '../platform/clock';
import { EncryptionCodec } from '../platform/codec';
import { createCodecServer } from '../platform/codecServer';
import { createErrorReporter } from '../platform/errorReporting';
import { createLinkTokens } from '../platform/linkTokens';
import { onShutdown, type Stop } from '../platform/lifecycle';
import { createLogger } from '../platform/logger';
import { createMetrics, servePrivately } from '../platform/metrics';
import { createSealer } from '../platform/sealer';
import { connectTemporal, dataConverterFor, temporalAddressFrom } from '../platform/temporal';
import { startTracing } from '../platform/tracing';
import {
  createAntivirus,
  createBreachedPasswords,
  createFileStorage,
  createIdentityProvider,
  createPaymentProvider,
  createPayoutProvider,
} from '../providers/index';
import { createApp } from './app';
import { createApprovalDesk } from './approvalDesk';
import { createClosingDesk } from './closingDesk';
import { createCursors } from './cursor';
import type { House } from './house';
import { limitsFor } from './limits';
import { readerOf, rolesIn } from './middleware/authenticate';
import { createRateLimiter } from './middleware/rateLimit';
import { createPasswords } from './passwords';
import { createRealtime } from './realtime';
import { createBookingDesk } from './temporal';
import { createTokens } from './tokens';

const GRACE_MS = 20_000;
type Config = ReturnType<typeof readConfig<'api'>>;

/** Requests that dawdle hold a socket each; these end them. A keep-alive socket outlives the proxy's. */
function patient(server: Server): Server {
  server.headersTimeout = 10_000;
  // a picture from a phone on a slow line; bodies of JSON have a deadline of their own
  server.requestTimeout = 150_000;
  server.keepAliveTimeout = 65_000;
  return server;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** Stops taking requests, lets those under way finish, and closes connections that idle. */
function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

/** Everything outside of this process that it speaks to, connected. */
async function connect(config: Config) {
  const logger = createLogger({ process: 'api', level: config.LOG_LEVEL });
  const tracing = await startTracing({ endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT, process: 'api' });
  const reporter = await createErrorReporter({ dsn: config.SENTRY_DSN, process: 'api', logger });
  const db = connectPostgres({ url: config.DATABASE_URL, name: 'stoa-api', poolMax: 20 });
  const redis = connectRedis({ url: config.REDIS_URL, name: 'stoa-api' });
  const streams = connectRedis({ url: config.REDIS_URL, name: 'stoa-api-realtime', offlineQueue: true });
  const moved: OffsetClock | null = config.CLOCK_OFFSET_SOURCE === 'redis' ? await offsetClock(streams) : null;
  const temporal = await connectTemporal(temporalAddressFrom(config), {
    dataConverter: dataConverterFor(config.TEMPORAL_CODEC_KEYS, config.TEMPORAL_NAMESPACE),
    ...(tracing.temporalPlugin ? { plugins: [tracing.temporalPlugin] } : {}),
  });
  const storage = createFileStorage(config);
  await storage.prepare();
  return { logger, tracing, reporter, db, redis, streams, moved, temporal, storage, metrics: createMetrics('api') };
}
type Neighbours = Awaited<ReturnType<typeof connect>>;

function furnish(config: Config, { db, redis, moved, temporal, storage, metrics }: Neighbours): House {
  const clock = moved ?? systemClock;
  const tokens = createTokens(config.TOKEN_SECRET);
  const antivirus = createAntivirus(config);
  const breached = createBreachedPasswords(config);
  return {
    db,
    clock,
    tokens,
    linkTokens: createLinkTokens(config.TOKEN_SECRET),
    passwords: createPasswords(),
    identities: createIdentityProvider(config),
    sealer: createSealer(config.ACCOUNT_KEYS),
    staffTotp: config.STAFF_TOTP,
    isBreached: (password) => breached.isBreached(password),
    documents: { terms: config.TERMS_VERSION, privacy: config.PRIVACY_VERSION },
    cursors: createCursors(tokens),
    limiter: createRateLimiter(redis, limitsFor(config.RATE_LIMIT_FACTOR)),
    desk: createBookingDesk({
      client: temporal,
      taskQueue: config.TEMPORAL_TASK_QUEUE,
      clock,
      metrics,
      exists: async (id) => (await findBooking(db, id)) !== null,
    }),
    storage,
    scan: antivirus ? (content) => antivirus.scan(content) : null,
    approvals: createApprovalDesk({ client: temporal, taskQueue: config.TEMPORAL_TASK_QUEUE, clock, metrics }),
    closings: createClosingDesk({ client: temporal, taskQueue: config.TEMPORAL_TASK_QUEUE, clock, metrics }),
    payouts: createPayoutProvider(config),
    origins: { web: new URL(config.WEB_ORIGIN).origin, admin: new URL(config.ADMIN_ORIGIN).origin },
    temporalUi: config.TEMPORAL_UI_URL ? { url: config.TEMPORAL_UI_URL, namespace: config.TEMPORAL_NAMESPACE } : null,
    checkAnswers: false,
  };
}

/** What the Temporal UI asks to read payloads: on a private port, for signed-in staff. */
function codecServer(config: Config, house: House): Server {
  const app = createCodecServer({
    codec: new EncryptionCodec(config.TEMPORAL_CODEC_KEYS, config.TEMPORAL_NAMESPACE),
    uiOrigin: config.TEMPORAL_UI_URL ? new URL(config.TEMPORAL_UI_URL).origin : undefined,
    isStaff: async ({ cookie }) => {
      const reader = await readerOf(cookie, 'admin', house).catch(() => null);
      return reader !== null && rolesIn('admin', reader.roles).length > 0;
    },
  });
  return createServer((request, response) => void app.callback()(request, response));
}

function probesOf({ db, redis, temporal }: Neighbours) {
  return {
    postgres: () => pingPostgres(db),
    redis: () => pingRedis(redis),
    temporal: () => temporal.withDeadline(Date.now() + 1_000, () => temporal.workflowService.getSystemInfo({})),
  };
}

/** What work needs last is closed last. */
function neighbourStops({ temporal, moved, redis, streams, db, reporter, tracing }: Neighbours): Stop[] {
  return [
    { name: 'temporal', stop: () => temporal.connection.close() },
    { name: 'clock', stop: () => moved?.close() ?? Promise.resolve() },
    { name: 'redis', stop: () => Promise.all([redis.quit(), streams.quit()]) },
    { name: 'postgres', stop: () => db.destroy() },
    { name: 'reports', stop: () => reporter.close() },
    { name: 'tracing', stop: () => tracing.close() },
  ];
}

async function main(): Promise<void> {
  const config = readConfig('api', process.env);
  const neighbours = await connect(config);
  const { logger, metrics, reporter, streams } = neighbours;
  let stopping = false;
  const house = furnish(config, neighbours);
  const handler = createApp({
    house,
    webhooks: { db: house.db, clock: house.clock, payments: createPaymentProvider(config) },
    payoutWebhooks: { db: house.db, clock: house.clock, payouts: createPayoutProvider(config) },
    logger,
    metrics,
    reporter,
    probes: probesOf(neighbours),
    isStopping: () => stopping,
    trustedProxies: config.TRUSTED_PROXIES,
  }).callback();
  const server = patient(createServer((request, response) => void handler(request, response)));
  const sockets = createRealtime(server, house, { redis: streams, url: config.DATABASE_URL });
  const codec = codecServer(config, house);
  const privately = await servePrivately({
    host: config.PRIVATE_HOST,
    port: config.API_METRICS_PORT,
    metrics,
    notReady: () => Promise.resolve({}),
  });
  await listen(codec, config.CODEC_PORT, config.PRIVATE_HOST);
  const port = await listen(server, config.API_PORT, config.API_HOST);
  const own: Stop[] = [
    // Readiness turns first, then the sockets go, so that requests under way are all that is left to wait for.
    { name: 'readiness', stop: () => Promise.resolve((stopping = true)) },
    { name: 'http', stop: () => Promise.all([drain(server), sockets.close()]) },
    { name: 'codec', stop: () => drain(codec) },
    { name: 'metrics', stop: () => privately.close() },
  ];
  onShutdown({ logger, stops: [...own, ...neighbourStops(neighbours)], graceMs: GRACE_MS });
  logger.info({ port, metricsPort: privately.port }, 'listening');
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
