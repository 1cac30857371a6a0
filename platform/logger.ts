import { AsyncLocalStorage } from 'node:async_hooks';

import pino, { type Level, type Logger } from 'pino';

export type { Logger } from 'pino';

/** What every line of one request, activity or relay turn carries. Ids only. */
export interface LogContext {
  readonly requestId?: string;
  readonly traceId?: string;
  readonly workflowId?: string;
  readonly bookingId?: string;
  readonly personId?: string;
}

const contexts = new AsyncLocalStorage<LogContext>();

/** Runs `fn` with more context on every line that is logged inside it. */
export function withLogContext<T>(context: LogContext, fn: () => T): T {
  return contexts.run({ ...contexts.getStore(), ...context }, fn);
}

export function logContext(): LogContext {
  return contexts.getStore() ?? {};
}

const SECRET_NAMES = [
  'password',
  'passwordHash',
  'token',
  'accessToken',
  'refreshToken',
  'secret',
  'authorization',
  'cookie',
  'apiKey',
  'email',
  'to',
  'note',
  'text',
  'html',
  'checkoutUrl',
];

/** Paths whose values never reach a log: credentials, and what would name or describe a person. */
export const REDACTED = [
  ...SECRET_NAMES,
  ...SECRET_NAMES.map((name) => `*.${name}`),
  'req.headers.authorization',
  'req.headers.cookie',
  'req.headers["stripe-signature"]',
  'res.headers["set-cookie"]',
  'err.config',
  'err.raw',
];

/** One JSON line per event on standard output. */
export function createLogger(options: { process: string; level: string; write?: (line: string) => void }): Logger {
  return pino(
    {
      level: options.level,
      base: { process: options.process },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: REDACTED, censor: '[redacted]' },
      mixin: () => ({ ...contexts.getStore() }),
      formatters: { level: (label) => ({ level: label }) },
    },
    options.write ? { write: options.write } : pino.destination({ sync: false }),
  );
}

type Meta = Record<string, unknown>;

/** The logger that Temporal's runtime, its workflows and activities write to. */
export function temporalLogger(logger: Logger): TemporalLogger {
  const write = (level: string, message: string, meta?: Meta): void => {
    const { error, ...rest } = meta ?? {};
    logger[level.toLowerCase() as Level]({ ...rest, ...(error === undefined ? {} : { err: error }) }, message);
  };
  return {
    log: (level, message, meta) => write(level, message, meta),
    trace: (message, meta) => write('trace', message, meta),
    debug: (message, meta) => write('debug', message, meta),
    info: (message, meta) => write('info', message, meta),
    warn: (message, meta) => write('warn', message, meta),
    error: (message, meta) => write('error', message, meta),
  };
}

interface TemporalLogger {
  log(level: string, message: string, meta?: Meta): void;
  trace(message: string, meta?: Meta): void;
  debug(message: string, meta?: Meta): void;
  info(message: string, meta?: Meta): void;
  warn(message: string, meta?: Meta): void;
  error(message: string, meta?: Meta): void;
}
