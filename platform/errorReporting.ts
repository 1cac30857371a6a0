import type { Logger } from './logger';
import { logContext } from './logger';

/** Where unexpected errors go: bugs, never refusals. */
export interface ErrorReporter {
  report(error: unknown, about?: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

/** Reports to Sentry only when an address is set; the log has every error in any case. */
export async function createErrorReporter(options: {
  dsn: string | undefined;
  process: string;
  logger: Logger;
}): Promise<ErrorReporter> {
  const { dsn, logger } = options;
  const log = (error: unknown, about?: object): void => logger.error({ err: error, ...about }, 'unexpected error');
  if (dsn === undefined) return { report: log, close: () => Promise.resolve() };
  // Loaded only here: the library patches Node on import.
  const sentry = await import('@sentry/node');
  // It reports what it is given: it hooks into nothing.
  sentry.init({
    dsn,
    defaultIntegrations: false,
    enableOpenTelemetrySetup: false,
    enableRuntimeChannelInjection: false,
  });
  return {
    report: (error, about) => {
      log(error, about);
      sentry.captureException(error, { tags: { process: options.process, ...logContext(), ...about } });
    },
    close: async () => {
      await sentry.close(2_000);
    },
  };
}
