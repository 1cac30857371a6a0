/** Protects: a deployment that lacks a process or a variable the code reads, found out on the server at night. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readConfig, VARIABLES, type ProcessName } from '../config';

const ROOT = path.resolve(__dirname, '..');

interface Service {
  readonly image?: string;
  readonly build?: { readonly target: string };
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly profiles?: readonly string[];
  readonly volumes?: readonly string[];
}

const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');
const { services } = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
/** Process of `config.ts` → the service that runs it. */
const SERVICE_OF: Record<ProcessName, string> = {
  api: 'api',
  worker: 'worker',
  migrate: 'migrate',
  operate: 'search-attributes',
  sandbox: 'sandbox',
  web: 'web',
  admin: 'admin',
};
const ours = Object.keys(SERVICE_OF) as ProcessName[];
const RUN_ONCE: readonly ProcessName[] = ['migrate', 'operate'];
/** What Next's own server reads, by its own names. */
const NEXT = ['HOSTNAME', 'PORT'];

/** Asks the set-up, which is made of ES modules that Jest does not load. */
function askSetUp<T>(expression: string): T {
  const code = `Promise.all(['town', 'environment'].map((name) => import('./scripts/setup/' + name + '.mjs'))).then(([town, environment]) => console.log(JSON.stringify(${expression})))`;
  return JSON.parse(execFileSync(process.execPath, ['-e', code], { cwd: ROOT, encoding: 'utf8' })) as T;
}

describe('docker-compose.yml', () => {
  it('has every process that the start script starts, and the servers below them', () => {
    const processes = askSetUp<string[]>('town.PROCESS_NAMES');
    expect(Object.keys(services)).toEqual(
      expect.arrayContaining([...processes, 'postgres', 'redis', 'temporal', 'temporal-ui', 'migrate']),
    );
  });

  it('runs them with what the start script tells Node', () => {
    for (const [name, flags] of Object.entries(askSetUp<Record<string, string[]>>('town.PROCESS_FLAGS')))
      expect(services[name]?.command ?? []).toEqual(expect.arrayContaining(flags));
  });

  it.each(ours)('gives the %s the variables it reads, and no others', (name) => {
    const reads = Object.entries(VARIABLES).filter(([, { readBy }]) => (readBy as readonly string[]).includes(name));
    const given = Object.keys(services[SERVICE_OF[name]]?.environment ?? {}).filter((key) => !NEXT.includes(key));
    expect(given.sort()).toEqual(reads.map(([key]) => key).sort());
  });

  it('keeps the sandbox out unless it is asked for', () => {
    expect(
      Object.entries(services)
        .filter(([, { profiles }]) => profiles)
        .map(([name]) => name),
    ).toEqual(['sandbox']);
  });

  it('asks every long-running process of ours how it is', () => {
    const asked = ours.filter((name) => !RUN_ONCE.includes(name));
    expect(asked.filter((name) => !services[name]?.healthcheck)).toEqual([]);
  });

  it('waits for what exists', () => {
    const waits = Object.values(services).flatMap(({ depends_on }) => Object.keys(depends_on ?? {}));
    expect(waits.filter((name) => !services[name])).toEqual([]);
    const unhealthy = Object.values(services)
      .flatMap(({ depends_on }) => Object.entries(depends_on ?? {}))
      .filter(([name, { condition }]) => condition === 'service_healthy' && !services[name]?.healthcheck);
    expect(unhealthy).toEqual([]);
  });

  it('holds no secret: each comes from the environment, and is asked for', () => {
    const secrets = Object.entries(VARIABLES)
      .filter(([, variable]) => 'secret' in variable)
      .map(([key]) => key);
    const values = Object.values(services).flatMap(({ environment }) => Object.entries(environment ?? {}));
    const written = values.filter(([key, value]) => secrets.includes(key) && !String(value).includes('${'));
    expect(written).toEqual([]);
    const asked = read('docker-compose.yml').matchAll(/\$\{([A-Z_]+):\?/g);
    const example = read('.env.example');
    expect([...asked].map(([, name = '']) => name).filter((name) => !example.includes(`${name}=`))).toEqual([]);
  });

  it('builds from stages that exist, on Node 24, not as root', () => {
    const dockerfile = read('Dockerfile');
    const targets = Object.values(services).flatMap(({ build }) => (build ? [build.target] : []));
    for (const target of new Set(targets)) {
      const stage = new RegExp(`^FROM (\\S+) AS ${target}\\n([^]*?)(?=^FROM|(?![^]))`, 'm').exec(dockerfile);
      expect(stage?.[2]).toMatch(/^USER node$/m);
    }
    expect([...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, version]) => version)).toEqual(['24', '24', '24']);
    expect(read('.nvmrc').trim()).toBe('24');
  });

  it('mounts files that exist', () => {
    const files = Object.values(services)
      .flatMap(({ volumes }) => volumes ?? [])
      .map((text) => text.split(':')[0] ?? '');
    expect(files.filter((file) => file.startsWith('./') && !existsSync(path.join(ROOT, file)))).toEqual([]);
  });
});

describe('the start script', () => {
  it.each(ours)('gives the %s all it needs to start', (name) => {
    const ports = `new Proxy({}, { get: () => 3999, ownKeys: () => [] })`;
    const keys = `'k1:' + Buffer.alloc(32).toString('base64')`;
    const secrets = `{ codecKeys: ${keys}, accountKeys: ${keys}, googleClientSecret: 'a secret', stripeSecretKey: 'sk_test_x', stripeWebhookSecret: 'whsec_xx', stripeConnectWebhookSecret: 'whsec_yy', tokenSecret: 'x'.repeat(40) }`;
    const servers = `{ databaseUrl: 'postgres://a@b/c', databaseOwnerUrl: 'postgres://a@b/c', sandboxDatabaseUrl: 'postgres://a@b/d', redisUrl: 'redis://b', temporalAddress: 'b:7233' }`;
    const variables = askSetUp<Record<string, string | number>>(
      `environment.townVariables({ dir: '.stoa', ports: ${ports}, secrets: ${secrets}, servers: ${servers} })`,
    );
    const env = Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)]));
    expect(() => readConfig(name, env)).not.toThrow();
  });
});
