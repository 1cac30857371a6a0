import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Block } from '../figures';
import { cpuMsOf } from '../cpu';
import type { FloorReply, FloorRequest } from './ipc';

type FloorName = 'floorA' | 'floorB';
const READY_MS = 60_000;
const BLOCK_MS = 120_000;

/** The two processes of the floors, on the same Temporal server as the subject. */
export class Floors {
  private constructor(
    private readonly worker: ChildProcess,
    private readonly client: ChildProcess,
  ) {}

  static async start(temporalAddress: string): Promise<Floors> {
    const taskQueue = `floor-${process.pid}`;
    const open = (role: string) =>
      fork(path.resolve(__dirname, 'process.ts'), [role, temporalAddress, taskQueue], {
        execArgv: ['--import', 'tsx'],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
    const floors = new Floors(open('worker'), open('client'));
    await Promise.all([nextReply(floors.worker, 'ready', READY_MS), nextReply(floors.client, 'ready', READY_MS)]);
    return floors;
  }

  /** One block of `n` update-with-starts by `clients` at a time. */
  async block(workflowType: FloorName, n: number, clients: number): Promise<Block> {
    const before = this.cpuMs();
    this.send(this.client, { kind: 'block', workflowType, n, clients });
    const { latencies, wallMs } = await nextReply(this.client, 'block', BLOCK_MS);
    const cpuMs = this.cpuMs() - before;
    this.send(this.client, { kind: 'finish' });
    await nextReply(this.client, 'finished', BLOCK_MS);
    return { latencies, wallMs, cpuMs };
  }

  stop(): void {
    for (const child of [this.client, this.worker]) this.send(child, { kind: 'stop' });
  }

  private cpuMs(): number {
    return cpuMsOf(this.worker.pid!) + cpuMsOf(this.client.pid!);
  }

  private send(child: ChildProcess, request: FloorRequest): void {
    child.send(request);
  }
}

function nextReply<K extends FloorReply['kind']>(
  child: ChildProcess,
  kind: K,
  deadlineMs: number,
): Promise<Extract<FloorReply, { kind: K }>> {
  return new Promise((resolve, reject) => {
    const end = (error: Error | null, reply?: FloorReply) => {
      clearTimeout(timer);
      child.off('message', hear).off('exit', died);
      if (error) reject(error);
      else resolve(reply as Extract<FloorReply, { kind: K }>);
    };
    const hear = (reply: FloorReply) => reply.kind === kind && end(null, reply);
    const died = (code: number | null) => end(new Error(`a floor's process ended with ${code}`));
    const timer = setTimeout(() => end(new Error(`no ${kind} within ${deadlineMs} ms`)), deadlineMs);
    child.on('message', hear).on('exit', died);
  });
}
