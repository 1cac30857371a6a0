import { startCollector, type Collector } from '../test/harness/collector';
import { createErrorReporter } from './errorReporting';
import { createLogger, withLogContext } from './logger';

interface Event {
  readonly exception: { readonly values: readonly { readonly type: string; readonly value: string }[] };
  readonly tags: Readonly<Record<string, string>>;
}

describe('the reporter of unexpected errors', () => {
  let collector: Collector;
  let lines: { level: string; err: { message: string }; part?: string }[];
  beforeEach(async () => {
    collector = await startCollector();
    lines = [];
  });
  afterEach(() => collector.close());

  const reporterFor = (dsn: string | undefined) =>
    createErrorReporter({
      dsn,
      process: 'test',
      logger: createLogger({
        process: 'test',
        level: 'info',
        write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]),
      }),
    });

  it('without an address keeps them in the log, and calls nobody', async () => {
    const reporter = await reporterFor(undefined);
    reporter.report(new Error('a bug'), { part: 'worker' });
    await reporter.close();
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'error',
        part: 'worker',
        err: expect.objectContaining({ message: 'a bug' }) as object,
      }),
    ]);
    expect(collector.posted).toEqual([]);
  });

  it('sends them to its address with the ids of what was under way, and logs them as well', async () => {
    const reporter = await reporterFor(`http://key@${collector.host}/7`);
    withLogContext({ requestId: 'r-1' }, () => reporter.report(new TypeError('another bug'), { part: 'relay' }));
    await reporter.close();
    const events = collector.posted
      .filter(({ path }) => path === '/api/7/envelope/')
      .flatMap(({ body }) => body.split('\n').filter((line) => line.includes('"exception"')))
      .map((line) => JSON.parse(line) as Event);
    expect(events).toHaveLength(1);
    expect(events[0]?.exception.values[0]).toMatchObject({ type: 'TypeError', value: 'another bug' });
    expect(events[0]?.tags).toEqual({ process: 'test', requestId: 'r-1', part: 'relay' });
    expect(lines[0]?.err.message).toBe('another bug');
  });
});
