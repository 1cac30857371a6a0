/** Protects: a stranger's process killed because it has an old number, and servers left behind by a killed start. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '..');

/** Runs a line against the set-up's own modules, which Jest does not load. */
function inSetUp(module: string, line: string): unknown {
  const code = `import('./scripts/setup/${module}.mjs').then(async (it) => console.log('\\n' + JSON.stringify((await (${line})) ?? null)))`;
  const output = execFileSync(process.execPath, ['-e', code], { cwd: ROOT, encoding: 'utf8' });
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? 'null');
}

const started: ChildProcess[] = [];
/** A process that does nothing for ever. */
function bystander(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore', detached: true });
  started.push(child);
  return child.pid!;
}

const isAlive = (pid: number): boolean => inSetUp('identity', `it.identityOf(${pid}) !== null`) as boolean;

describe('set-up', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'stoa-setup-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  const remember = (pid: number, identity: unknown): void =>
    writeFileSync(path.join(dir, 'town.json'), JSON.stringify({ pids: { api: pid }, identities: { api: identity } }));

  it('stops what a killed start has left', () => {
    const pid = bystander();
    remember(pid, inSetUp('identity', `it.identityOf(${pid})`));
    inSetUp('record', `it.stopLeftovers(${JSON.stringify(dir)})`);
    expect(isAlive(pid)).toBe(false);
  });

  it('leaves a process alone that was given the number of one of ours', () => {
    const pid = bystander();
    const ours = inSetUp('identity', `it.identityOf(${pid})`) as { started: string; program: string };
    remember(pid, { ...ours, started: `${ours.started}0` });
    inSetUp('record', `it.stopLeftovers(${JSON.stringify(dir)})`);
    expect(isAlive(pid)).toBe(true);
  });

  it('lets one start run a town, and another one when that is gone', () => {
    const lock = path.join(dir, 'starter.lock');
    const pid = bystander();
    writeFileSync(lock, JSON.stringify({ pid, identity: inSetUp('identity', `it.identityOf(${pid})`) }));
    expect(inSetUp('record', `it.becomeStarter(${JSON.stringify(dir)})`)).toBe(false);
    process.kill(pid, 'SIGKILL');
    inSetUp('processes', `it.until(() => !process.kill(${pid}, 0), 2000).catch(() => true)`);
    expect(inSetUp('record', `it.becomeStarter(${JSON.stringify(dir)})`)).toBe(true);
  });

  it('keeps a town’s secrets and shows them to its owner only', () => {
    const ask = `it.townSecrets(${JSON.stringify(dir)})`;
    const first = inSetUp('secrets', ask) as Record<string, string>;
    expect(inSetUp('secrets', ask)).toEqual(first);
    expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
    const mode = spawnSync('stat', ['-c', '%a', path.join(dir, 'secrets.json')], { encoding: 'utf8' }).stdout.trim();
    expect(mode === '' || mode === '600').toBe(true);
    expect(readFileSync(path.join(dir, 'secrets.json'), 'utf8')).toContain(first['tokenSecret']);
  });
});

describe('npm test', () => {
  it('runs every test file, as one kind of test', () => {
    const config = require.resolve('../jest.config.cjs');
    const args = [require.resolve('jest/bin/jest'), '--config', config, '--listTests'];
    const files = execFileSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
    const patterns = inSetUp('../test/kinds', 'it.KINDS.map(it.patternsOf)') as string[][];
    const kindsOf = (file: string): number =>
      patterns.filter((kind) => kind.some((pattern) => new RegExp(pattern).test(file))).length;
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => kindsOf(file) !== 1)).toEqual([]);
  });
});

describe('the choice of ports', () => {
  let server: Server;
  let taken: number;
  beforeAll(async () => {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    taken = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const refusal = (env: Record<string, string>): unknown =>
    inSetUp('ports', `it.choosePorts({ env: ${JSON.stringify(env)} }).then(() => '', (error) => error.message)`);

  it('names the busy port, and how to take another', () => {
    const message = refusal({ STOA_PORTS: 'free', STOA_PORT_TEMPORAL_UI: String(taken) });
    expect(message).toContain(`${taken} (temporalUi)`);
    expect(message).toContain('STOA_PORT_TEMPORAL_UI=');
  });

  it('refuses what is no port, and one that was given twice', () => {
    expect(refusal({ STOA_PORTS: 'free', STOA_PORT_API: 'seven' })).toContain('STOA_PORT_API must be a port number');
    expect(refusal({ STOA_PORTS: 'free', STOA_PORT_API: '4000', STOA_PORT_WEB: '4000' })).toContain('given twice');
  });

  it('finds a free one for each when asked', () => {
    const ports = inSetUp('ports', "it.choosePorts({ env: { STOA_PORTS: 'free' } })") as Record<string, number>;
    expect(new Set(Object.values(ports)).size).toBe(Object.keys(ports).length);
    expect(Math.min(...Object.values(ports))).toBeGreaterThanOrEqual(11_000);
  });

  // without this the starter died of its own last words, and left its servers running
  it('goes on when the terminal that it reports to is gone', async () => {
    const code = `import('./scripts/setup/progress.mjs').then(async ({ say }) => {
      for (let n = 0; n < 50; n++) { say('stopping'); await new Promise((resolve) => setTimeout(resolve, 2)); }
      process.exit(7);
    })`;
    const child = spawn(process.execPath, ['-e', code], { cwd: ROOT, stdio: ['ignore', 'pipe', 'ignore'] });
    child.stdout.destroy();
    const status = await new Promise((resolve) => child.on('exit', resolve));
    expect(status).toBe(7);
  });
});
