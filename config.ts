/**
 * Every environment variable of Stoa, in one table: parsed once by a composition root, refused loudly, documented.
 * `docs/configuration.md` is generated from this table and `docker-compose.yml` is tested against it.
 */
import { z } from 'zod';
import { ACCOUNT_VARIABLES } from './configAccounts';
import { codecKeys, port, postgres, server, temporal, url, type ProcessName, type Variable } from './configSchemas';

export type { ProcessName };

export const VARIABLES = {
  DATABASE_URL: {
    schema: postgres,
    readBy: server,
    secret: true,
    about:
      "Postgres itself, as the application's role: API and worker listen to it, which a pooler that hands connections around does not carry",
  },
  DATABASE_OWNER_URL: {
    schema: postgres,
    readBy: ['migrate'],
    secret: true,
    about: 'Postgres, as the role that owns the tables and runs migrations',
  },
  REDIS_URL: {
    schema: url('redis:', 'rediss:'),
    readBy: [...server, 'sandbox'],
    secret: true,
    about: 'Redis: rate limits, realtime streams, flags',
  },
  TEMPORAL_ADDRESS: {
    schema: z.string().min(3),
    readBy: temporal,
    about: 'host:port of the Temporal frontend',
  },
  TEMPORAL_NAMESPACE: {
    schema: z.string().min(1).default('default'),
    readBy: temporal,
    about: 'Temporal namespace',
  },
  TEMPORAL_TASK_QUEUE: { schema: z.string().min(1).default('stoa'), readBy: server, about: 'task queue of the worker' },
  TEMPORAL_TLS: {
    schema: z.enum(['on', 'off']).default('off'),
    readBy: temporal,
    about: "'on' speaks TLS to Temporal",
  },
  TEMPORAL_TLS_AUTHORITY_FILE: {
    schema: z.string().min(1).optional(),
    readBy: temporal,
    about: "certificate of the authority that signed Temporal's, when it is not a public one",
  },
  TEMPORAL_TLS_CERTIFICATE_FILE: {
    schema: z.string().min(1).optional(),
    readBy: temporal,
    about: 'our certificate for Temporal, when it asks for one',
  },
  TEMPORAL_TLS_KEY_FILE: {
    schema: z.string().min(1).optional(),
    readBy: temporal,
    about: 'private key of that certificate',
  },
  TEMPORAL_API_KEY: {
    schema: z.string().min(1).optional(),
    readBy: temporal,
    secret: true,
    about: "key for Temporal's API, when it asks for one",
  },
  TEMPORAL_CODEC_KEYS: {
    schema: codecKeys,
    readBy: [...server, 'sandbox'],
    secret: true,
    about: 'id:key pairs (32 bytes, base64); the first encrypts payloads, all decrypt',
  },
  TEMPORAL_UI_URL: {
    schema: url('http:', 'https:').optional(),
    readBy: ['api'],
    about: 'address of the Temporal UI that the console links to',
  },
  STRIPE_SECRET_KEY: { schema: z.string().min(8), readBy: server, secret: true, about: "Stripe's secret key" },
  STRIPE_WEBHOOK_SECRET: {
    schema: z.string().min(8),
    readBy: ['api', 'sandbox'],
    secret: true,
    about: "secret that signs Stripe's webhooks to this installation",
  },
  STRIPE_CONNECT_WEBHOOK_SECRET: {
    schema: z.string().min(8),
    readBy: ['api', 'sandbox'],
    secret: true,
    about: "secret that signs Stripe's webhooks about connected accounts, which have an endpoint of their own",
  },
  STRIPE_API_BASE: {
    schema: url('http:', 'https:').default('https://api.stripe.com'),
    readBy: server,
    about: "address of Stripe's API",
  },
  SMTP_URL: {
    schema: url('smtp:', 'smtps:'),
    readBy: ['worker'],
    secret: true,
    about: 'mail server that sends our mails',
  },
  MAIL_FROM: {
    schema: z.string().min(3).default('Stoa <no-reply@stoa.example>'),
    readBy: ['worker'],
    about: 'sender of our mails',
  },
  STORAGE_KIND: {
    schema: z.enum(['folder', 's3']).default('folder'),
    readBy: server,
    about: "where uploaded files lie: a 'folder' that API and worker share, or 's3' and all that speaks it",
  },
  STORAGE_FOLDER: {
    schema: z.string().min(1).default('storage'),
    readBy: server,
    about: 'the folder; nobody else should be able to read it',
  },
  STORAGE_S3_ENDPOINT: {
    schema: url('http:', 'https:').optional(),
    readBy: server,
    about: "address of the S3 server; Amazon's own when unset",
  },
  STORAGE_S3_REGION: { schema: z.string().min(1).default('us-east-1'), readBy: server, about: 'region of the buckets' },
  STORAGE_S3_PRIVATE_BUCKET: {
    schema: z.string().min(3).default('stoa-private'),
    readBy: server,
    about: 'bucket of documents; it is never to be made public',
  },
  STORAGE_S3_PUBLIC_BUCKET: {
    schema: z.string().min(3).default('stoa-public'),
    readBy: server,
    about: 'bucket of pictures; we serve them ourselves, so it need not be public either',
  },
  STORAGE_S3_ACCESS_KEY: {
    schema: z.string().min(3).optional(),
    readBy: server,
    secret: true,
    about: 'access key for both buckets',
  },
  STORAGE_S3_SECRET_KEY: {
    schema: z.string().min(8).optional(),
    readBy: server,
    secret: true,
    about: 'secret key that belongs to it',
  },
  CLAMD_ADDRESS: {
    schema: z
      .string()
      .regex(/^[^\s/:]+:\d{1,5}$/, 'must be host:port')
      .optional(),
    readBy: ['api'],
    about: 'host:port of clamd, which checks uploads for viruses; none are checked when unset',
  },
  WEB_ORIGIN: {
    schema: url('http:', 'https:'),
    readBy: [...server, 'sandbox'],
    about: 'origin of the web app, as browsers see it',
  },
  ADMIN_ORIGIN: {
    schema: url('http:', 'https:'),
    readBy: [...server, 'sandbox'],
    about: 'origin of the console, as browsers see it',
  },
  TOKEN_SECRET: {
    schema: z.string().min(32),
    readBy: server,
    secret: true,
    about: 'at least 32 characters; signs access tokens, seals cursors and makes the links in mails',
  },
  ...ACCOUNT_VARIABLES,
  API_HOST: { schema: z.string().default('127.0.0.1'), readBy: ['api'], about: 'address the API listens on' },
  API_PORT: { schema: port(3102), readBy: ['api'], about: 'port the API listens on' },
  API_METRICS_PORT: { schema: port(3112), readBy: ['api'], about: "private port of the API's Prometheus metrics" },
  CODEC_PORT: { schema: port(3113), readBy: ['api'], about: 'private port of the codec endpoint for the Temporal UI' },
  PRIVATE_HOST: {
    schema: z.string().default('127.0.0.1'),
    readBy: server,
    about: 'address that metrics and codec listen on',
  },
  RATE_LIMIT_FACTOR: {
    schema: z.coerce.number().min(1).max(10_000).default(1),
    readBy: ['api'],
    about: 'multiplies every rate limit: for load tests, or a school behind one address',
  },
  TRUSTED_PROXIES: {
    schema: z.coerce.number().int().min(0).max(5).default(1),
    readBy: ['api'],
    about: 'how many proxies in front set X-Forwarded-For',
  },
  WORKER_METRICS_PORT: {
    schema: port(3114),
    readBy: ['worker'],
    about: "private port of the worker's Prometheus metrics and health",
  },
  WORKER_SDK_METRICS_PORT: {
    schema: port(3115),
    readBy: ['worker'],
    about: "private port of the Temporal SDK's Prometheus metrics",
  },
  CLOCK_OFFSET_SOURCE: {
    schema: z.enum(['none', 'redis']).default('none'),
    readBy: server,
    about: "'redis' adds the offset kept there to the system's clock; 'none' in production",
  },
  LOG_LEVEL: {
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    readBy: [...server, 'sandbox'],
    about: 'how much is logged',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    schema: url('http:', 'https:').optional(),
    readBy: server,
    about: 'where spans are exported; none are when unset',
  },
  SENTRY_DSN: {
    schema: url('http:', 'https:').optional(),
    readBy: server,
    secret: true,
    about: 'where unexpected errors are reported; none are when unset',
  },
  SANDBOX_HOST: {
    schema: z.string().default('127.0.0.1'),
    readBy: ['sandbox'],
    about: 'address the sandbox listens on',
  },
  SANDBOX_PORT: { schema: port(3103), readBy: ['sandbox'], about: "port of the sandbox's companies and control page" },
  SANDBOX_SMTP_PORT: { schema: port(3116), readBy: ['sandbox'], about: "port of the sandbox's mail server" },
  SANDBOX_ORIGIN: {
    schema: url('http:', 'https:').optional(),
    readBy: ['sandbox'],
    about: "origin of the sandbox's pages, as browsers see it; by default the address it listens on",
  },
  SANDBOX_DATABASE_URL: { schema: postgres, readBy: ['sandbox'], secret: true, about: "the sandbox's own database" },
  SANDBOX_WEBHOOK_URL: {
    schema: url('http:', 'https:'),
    readBy: ['sandbox'],
    about: "where the sandbox's Stripe sends webhooks",
  },
  API_URL: {
    schema: url('http:', 'https:'),
    readBy: ['web', 'admin'],
    about: 'address of the API behind the front end’s proxy',
  },
  ADMIN_HOST: { schema: z.string().default('127.0.0.1'), readBy: ['admin'], about: 'address the console listens on' },
  ADMIN_PORT: { schema: port(3101), readBy: ['admin'], about: 'port the console listens on' },
  ADMIN_STATIC: {
    schema: z.string().min(1).default('admin/dist'),
    readBy: ['admin'],
    about: 'folder of the built console',
  },
} as const satisfies Record<string, Variable>;

type Variables = typeof VARIABLES;
type ReadBy<P extends ProcessName> = {
  [K in keyof Variables as P extends Variables[K]['readBy'][number] ? K : never]: z.output<Variables[K]['schema']>;
};

/** All that was wrong with the environment, one line per variable, never with a secret's value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the variables of one process.
 * @param name which process asks; it receives its own variables only
 * @param env usually `process.env`; an empty string counts as not set
 * @throws ConfigError naming every variable that is missing or wrong
 */
export function readConfig<P extends ProcessName>(
  name: P,
  env: Readonly<Record<string, string | undefined>>,
): ReadBy<P> {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries(VARIABLES) as [string, Variable][]) {
    if (!variable.readBy.includes(name)) continue;
    const result = variable.schema.safeParse(env[key] === '' ? undefined : env[key]);
    if (result.success) values[key] = result.data;
    else
      problems.push(
        `${key}: ${env[key] ? result.error.issues.map((i) => i.message).join('; ') : 'is not set'} (${variable.about})`,
      );
  }
  if (problems.length > 0) throw new ConfigError(`The ${name} cannot start:\n  ${problems.join('\n  ')}`);
  return values as ReadBy<P>;
}
