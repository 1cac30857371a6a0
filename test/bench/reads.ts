import { cpuMsOf } from './cpu';
import { figureOf, ratioOf, type Block, type Comparison } from './figures';
import { runBlock, type Bench } from './load';
import { wishOf, type BenchWorld } from './world';

const BLOCK = 200;
const BLOCKS = 5;
const CLIENTS = 4;

/** Reads against the read floor: a route that returns one row by primary key through the same middleware. */
export async function readRows(bench: Bench, world: BenchWorld): Promise<Comparison[]> {
  const reader = world.students[0]!;
  const tutor = world.tutors[0]!;
  const { body: mine } = await reader.get<{ items: { id: string }[] }>('/bookings?limit=1');
  const bookingId = mine.items[0]!.id;
  const { wish } = wishOf(world, 0);
  const from = new Date(Date.parse(wish.startsAt) - 86_400_000);
  const until = (days: number) => new Date(from.getTime() + days * 86_400_000).toISOString();
  const slots = (days: number) =>
    `/tutors/${tutor.id}/slots?durationMinutes=60&from=${from.toISOString()}&to=${until(days)}`;
  const reads: { name: string; path: string; target?: string }[] = [
    { name: 'tutor', path: `/tutors/${tutor.id}`, target: '≤ 2' },
    { name: 'slots of a tutor-week', path: slots(7), target: '≤ 3' },
    { name: 'slots of a tutor-month', path: slots(30) },
    { name: 'tutor list of 20', path: '/tutors?limit=20', target: '≤ 3' },
    { name: 'timeline', path: `/bookings/${bookingId}/timeline` },
    { name: 'my booking', path: `/bookings/${bookingId}` },
  ];
  const floor = `/subjects/${tutor.subjectId}`;
  const cpu = () => Promise.resolve(cpuMsOf(bench.town.pids['api']!));
  const block = (path: string): Promise<Block> => {
    const job = async () => {
      const { status } = await reader.get(path);
      if (status !== 200) throw new Error(`${path}: ${status}`);
    };
    return runBlock(
      Array.from({ length: BLOCK }, () => job),
      CLIENTS,
      cpu,
    );
  };
  const rows: Comparison[] = [];
  const floors: Block[] = [];
  await block(floor);
  for (const { name, path, target } of reads) {
    bench.say(`reading: ${name} …`);
    const subject: Block[] = [];
    const beside: Block[] = [];
    for (let i = 0; i < BLOCKS; i++) {
      subject.push(await block(path));
      beside.push(await block(floor));
    }
    floors.push(...beside);
    rows.push({
      figure: figureOf(name, subject),
      ratios: { 'CPU ÷ read floor': ratioOf(subject, beside, (f) => f.cpuMsPerRequest) },
      targets: target ? { 'CPU ÷ read floor': target } : {},
    });
  }
  return [...rows, { figure: figureOf('  read floor: one row by key', floors), ratios: {}, targets: {} }];
}
