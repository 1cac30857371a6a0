import { createTestApp, type TestApp } from '../test/harness/api';
import { Caller, signedIn } from '../test/harness/caller';
import { limitsFor } from './limits';

const apps: TestApp[] = [];
const appWith = async (options: Parameters<typeof createTestApp>[0]): Promise<TestApp> => {
  const app = await createTestApp(options);
  apps.push(app);
  return app;
};
afterAll(() => Promise.all(apps.map((app) => app.close())));

async function ready(app: TestApp) {
  const answer = await fetch(`${app.origin}/health/ready`);
  return { status: answer.status, body: await answer.json() };
}

describe('readiness', () => {
  it('names the neighbour that does not answer, and says no more about it', async () => {
    const app = await appWith({
      probes: {
        postgres: () => Promise.resolve(),
        redis: () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:6379')),
        temporal: () => new Promise(() => undefined),
      },
    });
    const answer = await ready(app);
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({ status: 'not ready', postgres: 'ok', redis: 'down', temporal: 'down' });
    const live = await fetch(`${app.origin}/health/live`);
    expect(live.status).toBe(200);
  });
});

describe('a neighbour that is away', () => {
  it('is a 503 that says to try again, without its address', async () => {
    const app = await appWith({});
    const { caller } = await signedIn(app, ['student']);
    await app.database.owner.raw('ALTER TABLE tutors RENAME TO tutors_away');
    const bug = await caller.get('/tutors');
    expect([bug.status, bug.body.code]).toEqual([500, 'internal']);
    expect(bug.text).not.toContain('tutors_away');
    expect(app.reports).toHaveLength(1);
    await app.database.owner.raw('ALTER TABLE tutors_away RENAME TO tutors');
    await app.database.owner.transaction(async (trx) => {
      await trx.raw('LOCK TABLE tutors IN ACCESS EXCLUSIVE MODE');
      const answer = await caller.get('/tutors');
      expect([answer.status, answer.body.code]).toEqual([503, 'temporarily_unavailable']);
    });
    expect(app.reports).toHaveLength(1);
  });

  it('being Redis, limits are counted in memory instead of not at all', async () => {
    const limits = limitsFor(1_000);
    const app = await appWith({
      limits: { ...limits, perAddress: { ...limits.perAddress, read: { points: 3, seconds: 60 } } },
    });
    app.redis.disconnect();
    const statuses = [];
    for (let i = 0; i < 5; i++) statuses.push((await new Caller(app).get('/subjects')).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
  });
});

describe('limits', () => {
  it('count each person and each address apart, and say when to come back', async () => {
    const limits = limitsFor(1_000);
    const app = await appWith({
      limits: { ...limits, perPerson: { ...limits.perPerson, read: { points: 2, seconds: 60 } } },
    });
    const [one, two] = [await signedIn(app, ['student']), await signedIn(app, ['student'])];
    const ask = async (caller: Caller) => (await caller.get('/me')).status;
    expect([await ask(one.caller), await ask(one.caller), await ask(two.caller)]).toEqual([200, 200, 200]);
    const over = await one.caller.get('/me');
    expect([over.status, over.body.code]).toEqual([429, 'rate_limited']);
    expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await ask(two.caller)).toBe(200);
  });
});

describe('docs', () => {
  it('are served from here, load nothing from elsewhere, and cannot be climbed out of', async () => {
    const app = await appWith({});
    const page = await new Caller(app).get('/api/docs');
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/https?:/);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js', 'start.js'])
      expect((await new Caller(app).get(`/api/docs/${file}`)).status).toBe(200);
    for (const file of ['../package.json', '%2e%2e/package.json', 'index.html'])
      expect((await new Caller(app).get(`/api/docs/${file}`)).status).toBe(404);
    const document = await new Caller(app).get<{ openapi: string }>('/api/v1/openapi.json');
    expect(document.body.openapi).toBe('3.1.0');
  });
});
