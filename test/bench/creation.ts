import { figureOf, ratioOf, type Block, type Comparison } from './figures';
import { cpuMsOf } from './cpu';
import { runBlock, type Bench } from './load';
import { payPageOf } from '../harness/story';
import { wishOf, type BenchWorld } from './world';

const BLOCK = 50;
const BLOCKS = 4;
const WARM_UP = 20;

interface Interleaved {
  readonly subject: Block[];
  readonly a: Block[];
  readonly b: Block[];
}

/** Booking creation at 1, 8 and 32 clients, each block followed by one of either floor. */
export async function bookingRows(bench: Bench, world: BenchWorld): Promise<Comparison[]> {
  let next = 0;
  const cpu = () => Promise.resolve(cpuMsOf(bench.town.pids['api']!) + cpuMsOf(bench.town.pids['worker']!));

  async function subject(n: number, clients: number): Promise<Block> {
    const made: { student: (typeof world.students)[number]; id: string }[] = [];
    const jobs = [];
    for (let i = 0; i < n; i++) {
      const { student, wish } = wishOf(world, next++);
      const { token } = await student.quote(wish);
      jobs.push(async () => {
        const { status, body } = await student.book(token);
        if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
        made.push({ student, id: body.id });
      });
    }
    const before = await cpu();
    const block = await runBlock(jobs, clients, cpu);
    // the page is part of what a booking costs us: wait until the last one stands, reads of this wait excluded
    const last = made.at(-1);
    if (last) await payPageOf(last.student, last.id);
    return { ...block, cpuMs: (await cpu()) - before };
  }

  await subject(WARM_UP, 4);
  await bench.floors.block('floorA', WARM_UP, 4);
  await bench.floors.block('floorB', WARM_UP, 4);
  const rows: Comparison[] = [];
  for (const clients of [1, 8, 32]) {
    bench.say(`creating bookings at ${clients} clients …`);
    const runs: Interleaved = { subject: [], a: [], b: [] };
    for (let i = 0; i < BLOCKS; i++) {
      runs.subject.push(await subject(BLOCK, clients));
      runs.a.push(await bench.floors.block('floorA', BLOCK, clients));
      runs.b.push(await bench.floors.block('floorB', BLOCK, clients));
    }
    rows.push(...rowsOf(runs, clients));
  }
  return rows;
}

function rowsOf({ subject, a, b }: Interleaved, clients: number): Comparison[] {
  const at = `at ${clients} client${clients === 1 ? '' : 's'}`;
  const plain = { ratios: {}, targets: {} };
  return [
    {
      figure: figureOf(`create booking ${at}`, subject),
      ratios: {
        'p50 ÷ A': ratioOf(subject, a, (f) => f.p50),
        'throughput ÷ A': ratioOf(subject, a, (f) => f.perSecond),
        'CPU ÷ A': ratioOf(subject, a, (f) => f.cpuMsPerRequest),
        'CPU ÷ B': ratioOf(subject, b, (f) => f.cpuMsPerRequest),
      },
      targets: {
        ...(clients === 1 ? { 'p50 ÷ A': '≤ 2.5' } : {}),
        ...(clients === 8 ? { 'throughput ÷ A': '≥ 0.40' } : {}),
        'CPU ÷ A': '≤ 3',
        'CPU ÷ B': '≤ 1.75',
      },
    },
    { figure: figureOf(`  floor A ${at}`, a), ...plain },
    { figure: figureOf(`  floor B ${at}`, b), ...plain },
  ];
}
