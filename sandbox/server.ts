import { Redis } from 'ioredis';
import { readConfig } from '../config';
import { onShutdown } from '../platform/lifecycle';
import { createLogger } from '../platform/logger';
import { connectTemporal, dataConverterFor, temporalAddressFrom } from '../platform/temporal';
import { createSandbox } from './app';

const STOP_WITHIN_MS = 10_000;

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
    webhook: { url: config.SANDBOX_WEBHOOK_URL, secret: config.STRIPE_WEBHOOK_SECRET },
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
