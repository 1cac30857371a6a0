import type { Logger } from './logger';

export interface Stop {
  readonly name: string;
  readonly stop: () => Promise<unknown>;
}

interface ShutdownOptions {
  readonly logger: Logger;
  /** in the order in which they are to be stopped: what takes work first, what work needs last */
  readonly stops: readonly Stop[];
  /** after that the process ends anyway, and says what was still open */
  readonly graceMs: number;
  readonly exit?: (code: number) => void;
}

/** Stops one part after the other; a part that fails does not keep the rest from stopping. */
export async function stopInOrder({ logger, stops }: Pick<ShutdownOptions, 'logger' | 'stops'>): Promise<boolean> {
  let clean = true;
  for (const { name, stop } of stops) {
    await stop().catch((error: unknown) => {
      clean = false;
      logger.error({ err: error, part: name }, 'a part did not stop cleanly');
    });
  }
  return clean;
}

/**
 * Ends a process decently on SIGTERM and SIGINT: work under way is finished, nothing new is taken. A second signal does
 * not hurry it; the grace time does.
 */
export function onShutdown(options: ShutdownOptions): (why: string) => void {
  const exit = options.exit ?? ((code: number) => process.exit(code));
  let stopping = false;
  const shutdown = (why: string): void => {
    if (stopping) return;
    stopping = true;
    options.logger.info({ why }, 'stopping');
    const late = setTimeout(() => {
      options.logger.error({ graceMs: options.graceMs }, 'did not stop in time');
      exit(1);
    }, options.graceMs);
    late.unref();
    void stopInOrder(options).then((clean) => {
      clearTimeout(late);
      options.logger.info('stopped');
      options.logger.flush();
      exit(clean ? 0 : 1);
    });
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => shutdown(signal));
  return shutdown;
}
