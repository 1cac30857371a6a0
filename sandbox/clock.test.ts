import { randomBytes } from 'node:crypto';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Client } from '@temporalio/client';
import { Redis } from 'ioredis';
import { connectTemporal, dataConverterFor } from '../platform/temporal';
import { until } from '../test/harness/wait';
import { startSandbox, type TestSandbox } from './testing/start';
import { finish, heldWorkflow, waitingWorkflow } from './testing/waitingWorkflow';

const HOUR = 3_600_000;
const NAMESPACE = 'default';
const taskQueue = `sandbox-clock-${process.pid}`;
const clockPlace = { key: `test:${taskQueue}:offset`, channel: `test:${taskQueue}` };
const keys = [{ id: 'test', key: randomBytes(32).toString('base64') }];
const dataConverter = dataConverterFor(keys, NAMESPACE);

let client: Client;
let nativeConnection: NativeConnection;
let worker: Worker;
let running: Promise<void>;
let redis: Redis;
let sandbox: TestSandbox;
let letGo: () => void = () => undefined;

beforeAll(async () => {
  const address = process.env['TEMPORAL_ADDRESS'] ?? '127.0.0.1:7233';
  client = await connectTemporal({ address, namespace: NAMESPACE, tls: 'off' }, { dataConverter });
  nativeConnection = await NativeConnection.connect({ address });
  worker = await Worker.create({
    taskQueue,
    namespace: NAMESPACE,
    connection: nativeConnection,
    workflowsPath: require.resolve('./testing/waitingWorkflow'),
    dataConverter,
    activities: { neverAnswers: () => new Promise<void>((resolve) => (letGo = resolve)) },
    maxCachedWorkflows: 500,
  });
  running = worker.run();
  redis = new Redis(process.env['REDIS_URL'] ?? process.env['REDIS'] ?? 'redis://127.0.0.1:6379');
  sandbox = await startSandbox({ redis, clockPlace, temporal: { client, onlyTaskQueue: taskQueue } });
}, 60_000);

afterAll(async () => {
  letGo();
  worker.shutdown();
  await running;
  await sandbox.drop();
  await redis.del(clockPlace.key);
  redis.disconnect();
  await nativeConnection.close();
  await client.connection.close();
});

let counter = 0;
function start(dueInHours: readonly number[]) {
  const offset = sandbox.clock.offsetMs();
  const workflowId = `${taskQueue}-${(counter += 1)}`;
  const dueAt = dueInHours.map((hours) => sandbox.clock.now() + hours * HOUR);
  return client.workflow
    .start(waitingWorkflow, { taskQueue, workflowId, args: [dueAt], memo: { clockOffsetMs: offset } })
    .then((handle) => ({ handle, dueAt }));
}

describe('moving the town', () => {
  it('moves 200 running workflows past their last deadline, each deadline in its turn', async () => {
    const started = await Promise.all(Array.from({ length: 200 }, () => start([1, 25, 74])));
    // the list the mover reads lags behind; in a town the second pass catches the rest, here all 200 are wanted
    await until('the list', async () => (await sandboxListSize()) >= 200);
    await sandbox.mover.advanceBy(100 * HOUR);
    const woke = await Promise.all(started.map(({ handle }) => handle.result()));
    for (const [index, times] of woke.entries()) {
      for (const [step, at] of times.entries()) {
        const late = at - started[index]!.dueAt[step]!;
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThan(5_000);
      }
    }
    expect(sandbox.mover.state()).toMatchObject({ moving: false, stragglers: [] });
  }, 60_000);

  it('brings old and new workflows to one time, move after move', async () => {
    const old = await start([50]);
    await sandbox.mover.advanceBy(20 * HOUR);
    const young = await start([30]);
    await sandbox.mover.advanceBy(29 * HOUR);
    expect((await old.handle.describe()).status.name).toBe('RUNNING');
    expect((await young.handle.describe()).status.name).toBe('RUNNING');
    await sandbox.mover.advanceBy(2 * HOUR);
    const [[first], [second]] = await Promise.all([old.handle.result(), young.handle.result()]);
    expect(Math.abs(first! - old.dueAt[0]!)).toBeLessThan(5_000);
    expect(Math.abs(second! - young.dueAt[0]!)).toBeLessThan(5_000);
  }, 60_000);

  it('names what did not move and why, and moves the rest', async () => {
    const workflowId = `${taskQueue}-held`;
    const held = await client.workflow.start(heldWorkflow, {
      taskQueue,
      workflowId,
      args: [],
      memo: { clockOffsetMs: sandbox.clock.offsetMs() },
    });
    const free = await start([1]);
    await until('the activity', async () => ((await held.describe()).raw.pendingActivities?.length ?? 0) > 0);
    await sandbox.mover.advanceBy(2 * HOUR);
    await free.handle.result();
    const { stragglers } = sandbox.mover.state();
    expect(stragglers).toMatchObject([{ workflowId, reason: 'it waits for neverAnswers' }]);
    expect(stragglers[0]!.behindMs).toBeGreaterThan(1.9 * HOUR);
    await held.signal(finish);
    letGo();
    await held.result();
  }, 60_000);

  it('runs moves one after the other and adds them up', async () => {
    const before = sandbox.clock.offsetMs();
    await Promise.all([sandbox.mover.advanceBy(HOUR), sandbox.mover.advanceBy(HOUR), sandbox.mover.advanceTo(0)]);
    expect(sandbox.clock.offsetMs()).toBe(before + 2 * HOUR);
  });

  it('goes to an instant no further because of a move that came first', async () => {
    const before = sandbox.clock.offsetMs();
    const instant = sandbox.clock.now() + HOUR / 2;
    await Promise.all([sandbox.mover.advanceBy(HOUR), sandbox.mover.advanceTo(instant)]);
    expect(sandbox.clock.offsetMs()).toBe(before + HOUR);
  });
});

describe('the offset', () => {
  it('never decreases', async () => {
    const before = sandbox.clock.offsetMs();
    expect(await sandbox.clock.raise(before - HOUR)).toBe(before);
    expect(Number(await redis.get(clockPlace.key))).toBe(before);
  });

  it('is told again to a Redis that lost it', async () => {
    await redis.del(clockPlace.key);
    const told = await until('Redis', () => redis.get(clockPlace.key));
    expect(Number(told)).toBe(sandbox.clock.offsetMs());
  });

  it('is published, so that nobody has to ask for it', async () => {
    const listener = redis.duplicate();
    const heard: string[] = [];
    listener.on('message', (_channel, text: string) => heard.push(text));
    await listener.subscribe(clockPlace.channel);
    const offset = await sandbox.clock.raise(sandbox.clock.offsetMs() + 1000);
    await until('the message', () => Promise.resolve(heard.includes(String(offset))));
    listener.disconnect();
  });

  it('outlives the sandbox itself', async () => {
    const before = sandbox.clock.offsetMs();
    sandbox = await sandbox.restart();
    expect(sandbox.clock.offsetMs()).toBe(before);
  });
});

async function sandboxListSize(): Promise<number> {
  const { count } = await client.workflow.count(`ExecutionStatus = "Running" AND TaskQueue = "${taskQueue}"`);
  return count;
}
