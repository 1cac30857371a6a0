import { Redis } from 'ioredis';
import { readConfig } from '../config';
import { onShutdown } from '../platform/lifecycle';
import { createLogger } from '../platform/logger';
import { connectTemporal, dataConverterFor, temporalAddressFrom } from '../platform/temporal';
import { createSandbox } from './app';

const STOP_WITHIN_MS = 10_000;

type Config = ReturnType<typeof readConfig<'sandbox'>>;

/** The installation as a client of the sandbox's Google: its two front ends are where people come back to. */
function googleClient({ GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret, ...origins }: Config) {
  if (!clientId || !clientSecret) return null;
  const fronts = [origins.WEB_ORIGIN, origins.ADMIN_ORIGIN];
  return { clientId, clientSecret, redirectUris: fronts.map((origin) => `${new URL(origin).origin}/sign-in/google`) };
}

async function main(): Promise<void> {
  const config = readConfig('sandbox', process.env);
  const logger = createLogger({ process: 'sandbox', level: config.LOG_LEVEL });
  const redis = new Redis(config.REDIS_URL, { maxRetriesPerRequest: 1 });
  // ioredis connects again by itself; the clock says when it could not tell the time
  redis.on('error', () => undefined);
  const dataConverter = dataConverterFor(config.TEMPORAL_CODEC_KEYS, config.TEMPORAL_NAMESPACE);
  const client = await connectTemporal(temporalAddressFrom(config), { dataConverter });
  const sandbox = await createSandbox({
    databaseUrl: config.SANDBOX_DATABASE_URL,
    host: config.SANDBOX_HOST,
    port: config.SANDBOX_PORT,
    smtpPort: config.SANDBOX_SMTP_PORT,
    origin: config.SANDBOX_ORIGIN,
    webhook: {
      url: config.SANDBOX_WEBHOOK_URL,
      secret: config.STRIPE_WEBHOOK_SECRET,
      connectSecret: config.STRIPE_CONNECT_WEBHOOK_SECRET,
    },
    google: googleClient(config),
    log: logger,
    redis,
    temporal: { client },
  });
  logger.info({ address: sandbox.origin, smtpPort: sandbox.smtpPort }, 'the sandbox is open');
  onShutdown({
    logger,
    graceMs: STOP_WITHIN_MS,
    stops: [
      { name: 'sandbox', stop: () => sandbox.stop() },
      { name: 'temporal', stop: () => client.connection.close() },
      { name: 'redis', stop: () => Promise.resolve(redis.disconnect()) },
    ],
  });
}

main().catch((failure: unknown) => {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
});
