/** A whole town in a folder of its own: every process as `npm start` runs it, for stories and crashes. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Login } from './person';
import { Hopeless, until } from './wait';

const ROOT = path.resolve(__dirname, '../..');
const START_MS = 240_000;
const STOP_MS = 60_000;
/** the processes that are our own code */
const OURS = ['api', 'worker', 'sandbox', 'web', 'admin'];

/** What `.stoa/town.json` says (architecture, section 7). */
export interface TownFile {
  readonly addresses: Readonly<Record<'web' | 'admin' | 'api' | 'sandbox' | 'temporalUi', string>>;
  readonly ports: Readonly<Record<string, number>>;
  readonly pids: Readonly<Record<string, number>>;
  readonly logins: Readonly<Record<'student' | 'tutor' | 'support' | 'admin' | 'owner', Login>>;
  readonly databaseUrl: string;
  readonly toxiproxyUrl?: string;
  /** since when all of it answered */
  readonly readyAt?: string;
}

/** A town that is to be broken has servers of its own, not those that other tests use. */
function withoutServers(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const elsewhere = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'SANDBOX_DATABASE_URL', 'REDIS_URL', 'TEMPORAL_ADDRESS'];
  return Object.fromEntries(Object.entries(env).filter(([name]) => !elsewhere.includes(name)));
}

const notesIn = (dir: string): string => path.join(dir, 'outgoing.log');

/** Every process of the town notes whom it calls outside of this machine. */
function noting(dir: string): Readonly<Record<string, string>> {
  const preload = path.join(dir, 'outgoing.cjs');
  const recorder = JSON.stringify(path.join(__dirname, 'onlyConfiguredHosts.cjs'));
  writeFileSync(preload, `require(${recorder}).record(${JSON.stringify(notesIn(dir))});\n`);
  return { NODE_OPTIONS: `--require ${JSON.stringify(preload)}` };
}

export class Town {
  private constructor(
    readonly dir: string,
    private readonly starter: ChildProcess,
    private readonly output: string[],
  ) {}

  /** Starts a town and resolves when all of it answers. */
  static async start(env: Readonly<Record<string, string>> = {}): Promise<Town> {
    const dir = mkdtempSync(path.join(ROOT, '.stoa-test-'));
    const output: string[] = [];
    const starter = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: ROOT,
      env: { ...withoutServers(process.env), STOA_DIR: dir, STOA_PORTS: 'free', ...noting(dir), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [starter.stdout, starter.stderr])
      stream.on('data', (chunk: Buffer) => output.push(String(chunk)));
    const town = new Town(dir, starter, output);
    await until('the town', () => town.isReady(), START_MS).catch(async (error: unknown) => {
      await town.stop();
      throw new Error(`${String(error)}\n${output.join('').slice(-4000)}`);
    });
    return town;
  }

  /**
   * @returns one line for each call that a process made to a host outside of this machine
   * @throws when one of our processes was not watched: silence would prove nothing
   */
  strangersCalled(): string[] {
    const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);
    const watched = linesOf(`${notesIn(this.dir)}.watched`);
    const unseen = OURS.filter((name) => !watched.includes(String(this.file.pids[name])));
    if (unseen.length > 0) throw new Error(`nobody watched ${unseen.join(', ')}`);
    return linesOf(notesIn(this.dir));
  }

  get file(): TownFile {
    return JSON.parse(readFileSync(path.join(this.dir, 'town.json'), 'utf8')) as TownFile;
  }

  /** Kills one process with no chance to tidy up. The starter brings it back; resolves when the API is ready again. */
  async kill(name: string): Promise<void> {
    const pid = this.file.pids[name];
    if (pid === undefined) throw new Error(`no process ${name} in ${JSON.stringify(this.file.pids)}`);
    process.kill(pid, 'SIGKILL');
    await until(`${name} to come back`, () => Promise.resolve(this.file.pids[name] !== pid), STOP_MS);
    await until(`the town after ${name}`, () => this.isReady(), STOP_MS);
  }

  async isReady(): Promise<boolean> {
    if (this.starter.exitCode !== null) throw new Hopeless(`the starter ended: ${this.starter.exitCode}`);
    const { addresses, readyAt } = this.file;
    // what dies while it starts is not started again: the starter gives up and says why
    if (readyAt === undefined) return false;
    const answers = await Promise.all(
      [`${addresses.api}/health/ready`, `${addresses.sandbox}/health/ready`].map((url) =>
        fetch(url, { signal: AbortSignal.timeout(2000) }),
      ),
    );
    return answers.every((answer) => answer.ok);
  }

  /** Stops everything in order, as Ctrl-C does, and removes its data. */
  async stop(): Promise<void> {
    if (this.starter.exitCode === null) {
      this.starter.kill('SIGINT');
      await until(
        'the town to stop',
        () => Promise.resolve(this.starter.exitCode !== null || this.starter.signalCode !== null),
        STOP_MS,
      );
    }
    rmSync(this.dir, { recursive: true, force: true });
  }
}
