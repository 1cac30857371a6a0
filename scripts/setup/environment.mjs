/** What each process of a town finds in its environment: its own variables of `config.ts` and no other's. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './paths.mjs';

const require = createRequire(import.meta.url);
const local = (port) => `http://127.0.0.1:${port}`;

/** Variables that say where the town's own parts are: set-up decides them, whatever the environment says. */
const OURS = new Set([
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'SANDBOX_DATABASE_URL',
  'REDIS_URL',
  'TEMPORAL_ADDRESS',
  'TEMPORAL_UI_URL',
  'API_PORT',
  'API_METRICS_PORT',
  'CODEC_PORT',
  'WORKER_METRICS_PORT',
  'WORKER_SDK_METRICS_PORT',
  'SANDBOX_PORT',
  'SANDBOX_SMTP_PORT',
  'SANDBOX_ORIGIN',
  'SANDBOX_WEBHOOK_URL',
  'ADMIN_PORT',
  'API_URL',
]);

/**
 * The value of every variable that this town decides.
 * @param dir the town's folder
 * @param servers { databaseUrl, databaseOwnerUrl, sandboxDatabaseUrl, redisUrl, temporalAddress }
 */
export function townVariables({ dir, ports, secrets, servers }) {
  return {
    DATABASE_URL: servers.databaseUrl,
    DATABASE_OWNER_URL: servers.databaseOwnerUrl,
    SANDBOX_DATABASE_URL: servers.sandboxDatabaseUrl,
    REDIS_URL: servers.redisUrl,
    TEMPORAL_ADDRESS: servers.temporalAddress,
    TEMPORAL_UI_URL: ports.temporalUi ? local(ports.temporalUi) : '',
    TEMPORAL_CODEC_KEYS: secrets.codecKeys,
    ACCOUNT_KEYS: secrets.accountKeys,
    // the town's staff are demo people whose password everybody knows
    STAFF_TOTP: 'optional',
    STRIPE_SECRET_KEY: secrets.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
    STRIPE_CONNECT_WEBHOOK_SECRET: secrets.stripeConnectWebhookSecret,
    STRIPE_API_BASE: local(ports.sandbox),
    GOOGLE_ISSUER: `${local(ports.sandbox)}/google`,
    GOOGLE_CLIENT_ID: 'stoa-town',
    GOOGLE_CLIENT_SECRET: secrets.googleClientSecret,
    SMTP_URL: `smtp://127.0.0.1:${ports.sandboxSmtp}`,
    STORAGE_KIND: 'folder',
    STORAGE_FOLDER: path.join(dir, 'files'),
    WEB_ORIGIN: local(ports.web),
    ADMIN_ORIGIN: local(ports.admin),
    TOKEN_SECRET: secrets.tokenSecret,
    CLOCK_OFFSET_SOURCE: 'redis',
    API_PORT: ports.api,
    API_METRICS_PORT: ports.apiMetrics,
    CODEC_PORT: ports.codec,
    WORKER_METRICS_PORT: ports.workerMetrics,
    WORKER_SDK_METRICS_PORT: ports.sdkMetrics,
    SANDBOX_PORT: ports.sandbox,
    SANDBOX_SMTP_PORT: ports.sandboxSmtp,
    SANDBOX_ORIGIN: local(ports.sandbox),
    SANDBOX_WEBHOOK_URL: `${local(ports.api)}/api/v1/webhooks/stripe`,
    API_URL: local(ports.api),
    ADMIN_PORT: ports.admin,
  };
}

/** Real keys in the environment mean the real company: then the sandbox's address must not go with them. */
export function withOwnChoices(variables, env) {
  const chosen = { ...variables };
  if (env.STRIPE_SECRET_KEY && !env.STRIPE_API_BASE) delete chosen.STRIPE_API_BASE;
  if (env.GOOGLE_CLIENT_ID && !env.GOOGLE_ISSUER) delete chosen.GOOGLE_ISSUER;
  for (const name of Object.keys(configTable())) if (env[name] && !OURS.has(name)) chosen[name] = env[name];
  return chosen;
}

/** What any program needs, whoever reads it. */
const COMMON = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'SYSTEMROOT'];

/**
 * The environment of one process: what it reads by `config.ts`, and the bare system.
 * @param name process name of `config.ts`
 */
export function processEnvironment(name, variables, mode = 'production') {
  const table = configTable();
  const own = Object.entries(variables).filter(([key]) => table[key]?.readBy.includes(name));
  const common = COMMON.filter((key) => process.env[key] !== undefined).map((key) => [key, process.env[key]]);
  const entries = [...common, ...own].map(([key, value]) => [key, String(value)]);
  return { ...Object.fromEntries(entries), NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: '1' };
}

/** `config.ts` itself, as built: set-up keeps no copy of its table. */
function configTable() {
  return require(path.join(root, 'dist/config.js')).VARIABLES;
}
