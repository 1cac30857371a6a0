import { createMetrics, servePrivately, type PrivateServer } from './metrics';

describe('the private port of a process', () => {
  const metrics = createMetrics('test');
  let problems: Record<string, string> | Error;
  let server: PrivateServer;
  beforeEach(async () => {
    problems = {};
    const notReady = () => (problems instanceof Error ? Promise.reject(problems) : Promise.resolve(problems));
    server = await servePrivately({ host: '127.0.0.1', port: 0, metrics, notReady });
  });
  afterEach(() => server.close());

  const ask = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${server.port}${path}`);

  it('tells what was measured, under the name of the process', async () => {
    metrics.bookings.inc({ event: 'book', actor: 'student' }, 3);
    metrics.outboxWaiting.set(7);
    const response = await ask('/metrics?name=all');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const text = await response.text();
    expect(text).toContain('stoa_bookings_total{event="book",actor="student",process="test"} 3');
    expect(text).toContain('stoa_outbox_waiting_lines{process="test"} 7');
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('is ready when nothing is wrong', async () => {
    const response = await ask('/health/ready');
    expect([response.status, await response.json()]).toEqual([200, { status: 'ready', problems: {} }]);
  });

  // A process that cannot work and says it can is sent work all the same.
  it('is not ready while a part does not answer, and names it; it lives all the same', async () => {
    problems = { postgres: 'does not answer' };
    const response = await ask('/health/ready');
    expect([response.status, await response.json()]).toEqual([503, { status: 'not_ready', problems }]);
    expect((await ask('/health/live')).status).toBe(200);
    problems = {};
    expect((await ask('/health/ready')).status).toBe(200);
  });

  it('says that it failed when nobody knows, and keeps why to itself', async () => {
    problems = new Error('password=hunter2');
    const response = await ask('/health/ready');
    expect([response.status, await response.text()]).toEqual([500, 'failed']);
  });

  it('has nothing else to show', async () => {
    expect((await ask('/')).status).toBe(404);
    expect((await ask('/health')).status).toBe(404);
  });

  it('refuses a port that is taken instead of listening nowhere', async () => {
    const second = servePrivately({
      host: '127.0.0.1',
      port: server.port,
      metrics,
      notReady: () => Promise.resolve({}),
    });
    await expect(second).rejects.toThrow('EADDRINUSE');
  });

  it('closes at once, whoever is still connected', async () => {
    await (await ask('/health/live')).text();
    const address = `http://127.0.0.1:${server.port}/health/live`;
    await server.close();
    await expect(fetch(address)).rejects.toThrow();
  });
});
