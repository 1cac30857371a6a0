import { Person } from '../harness/person';
import { cpuMsOf } from './cpu';
import { figureOf, ratioOf, type Block, type Comparison } from './figures';
import { runBlock, type Bench } from './load';
import type { BenchWorld } from './world';

const BLOCK = 40;
const BLOCKS = 5;
/** as many hashes as the API lets run at once */
const CLIENTS = 2;

const times = (count: number, job: () => Promise<unknown>) => Array.from({ length: count }, () => job);

/**
 * What signing in costs, nearly all of it the password's hash, and what it costs others: reads go on while as many hashes
 * run as may. Were they computed on the event loop, each read would wait for a whole one.
 */
export async function signInRows(bench: Bench, world: BenchWorld): Promise<Comparison[]> {
  const { api } = bench.town.addresses;
  const reader = world.students[0]!;
  const cpu = () => Promise.resolve(cpuMsOf(bench.town.pids['api']!));
  const signIn = () => Person.signIn(api, world.login);
  const read = async () => {
    const { status } = await reader.get(`/subjects/${world.tutors[0]!.subjectId}`);
    if (status !== 200) throw new Error(`the subject: ${status}`);
  };
  const crowded = async (): Promise<Block> => {
    let over = false;
    const busy = Promise.all(
      times(CLIENTS, async () => {
        while (!over) await signIn();
      }).map((client) => client()),
    );
    const block = await runBlock(times(BLOCK, read), 1, cpu);
    over = true;
    await busy;
    return { ...block, cpuMs: Number.NaN };
  };
  bench.say('signing in …');
  await runBlock(times(10, signIn), CLIENTS, cpu);
  const [signIns, alone, beside]: [Block[], Block[], Block[]] = [[], [], []];
  for (let i = 0; i < BLOCKS; i++) {
    signIns.push(await runBlock(times(BLOCK, signIn), CLIENTS, cpu));
    alone.push(await runBlock(times(BLOCK, read), 1, cpu));
    beside.push(await crowded());
  }
  const hashing = ratioOf(beside, signIns, ({ p50 }) => p50);
  return [
    {
      figure: figureOf('sign in', signIns),
      ratios: { 'CPU ÷ read floor': ratioOf(signIns, alone, (one) => one.cpuMsPerRequest) },
      targets: {},
    },
    {
      figure: figureOf('a read while two sign in', beside),
      ratios: { 'p50 ÷ alone': ratioOf(beside, alone, ({ p50 }) => p50), 'p50 ÷ sign-in p50': hashing },
      targets: { 'p50 ÷ sign-in p50': '< 1' },
    },
    { figure: figureOf('  one read alone', alone), ratios: {}, targets: {} },
  ];
}
