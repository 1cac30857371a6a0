import { readConfig } from '../config';
import { onShutdown } from '../platform/lifecycle';
import { startWorker } from './work';

const GRACE_MS = 28_000;

async function main(): Promise<void> {
  const { logger, reporter, stops, finished } = await startWorker(readConfig('worker', process.env));
  const shutdown = onShutdown({ logger, graceMs: GRACE_MS, stops });
  finished.catch((error: unknown) => {
    reporter.report(error, { part: 'worker' });
    shutdown('the worker failed');
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
