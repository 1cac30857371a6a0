import { createLogger, temporalLogger, withLogContext } from './logger';

function lines() {
  const written: string[] = [];
  const logger = createLogger({ process: 'test', level: 'info', write: (line) => void written.push(line) });
  return { logger, parsed: () => written.map((line) => JSON.parse(line) as Record<string, unknown>), written };
}

describe('the log', () => {
  // A log is copied, shipped and kept: a token in it is a key under the mat.
  it('holds no secret and nothing that names a person', () => {
    const { logger, written } = lines();
    logger.info(
      {
        password: 'hunter2',
        body: { email: 'ada@example.org', refreshToken: 'rt-1' },
        req: { headers: { authorization: 'Bearer a.b.c', cookie: 'stoa_web_at=x1' } },
      },
      'asked',
    );
    for (const secret of ['hunter2', 'ada@example.org', 'rt-1', 'a.b.c', 'x1']) {
      expect(written.join('')).not.toContain(secret);
    }
  });

  it('carries the ids of the request on every line, also after an await', async () => {
    const { logger, parsed } = lines();
    await withLogContext({ requestId: 'r-1' }, async () => {
      await Promise.resolve();
      withLogContext({ workflowId: 'booking:1' }, () => logger.info('inside'));
    });
    logger.info('outside');
    expect(parsed()[0]).toMatchObject({ requestId: 'r-1', workflowId: 'booking:1' });
    expect(parsed()[1]).not.toHaveProperty('requestId');
  });

  it("takes what Temporal's runtime says", () => {
    const { logger, parsed } = lines();
    temporalLogger(logger).warn('slow', { workflowId: 'booking:2', error: new Error('late') });
    expect(parsed()[0]).toMatchObject({ level: 'warn', workflowId: 'booking:2', err: { message: 'late' } });
  });

  it("keeps the level of what Temporal's runtime says, and leaves out what is below its own", () => {
    const { logger, parsed } = lines();
    const temporal = temporalLogger(logger);
    temporal.trace('each poll');
    temporal.debug('each task');
    temporal.info('started', { queue: 'stoa' });
    temporal.error('failed');
    temporal.log('WARN', 'retried');
    expect(parsed().map(({ level }) => level)).toEqual(['info', 'error', 'warn']);
    expect(parsed()[0]).toMatchObject({ queue: 'stoa' });
  });
});
