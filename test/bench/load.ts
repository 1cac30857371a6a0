import type { TownFile } from '../harness/town';
import type { Block } from './figures';
import type { Floors } from './floors/floor';

/** What every subject is measured with. */
export interface Bench {
  readonly town: TownFile;
  readonly floors: Floors;
  readonly say: (text: string) => void;
}

/** CPU milliseconds that the named processes have used so far. */
export type CpuMeter = () => Promise<number>;

/**
 * Runs one block: every job once, at most `clients` at a time.
 * @param jobs prepared beforehand, so that only what is measured runs inside
 * @returns latencies in the order of completion, wall time and CPU of the block
 * @throws the first failure of a job: a bench of failing requests measures nothing
 */
export async function runBlock(
  jobs: readonly (() => Promise<unknown>)[],
  clients: number,
  cpu: CpuMeter,
): Promise<Block> {
  const latencies: number[] = [];
  let next = 0;
  const cpuBefore = await cpu();
  const start = performance.now();
  const client = async () => {
    for (let job = jobs[next++]; job; job = jobs[next++]) {
      const asked = performance.now();
      await job();
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const wallMs = performance.now() - start;
  return { latencies, wallMs, cpuMs: (await cpu()) - cpuBefore };
}
