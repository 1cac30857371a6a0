/**
 * One floor's process, driven by its parent over IPC: `worker` serves the floors' workflows, `client` sends
 * update-with-starts. They are two processes, as worker and API are, so that CPU is compared like with like.
 */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { NativeConnection, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { floorActivities } from './activities';
import { ask, finish } from './workflows';
import type { FloorReply, FloorRequest } from './ipc';

const [, , role, address = '', taskQueue = ''] = process.argv;
const answer = (reply: FloorReply) => process.send?.(reply);

async function serveWorker(): Promise<void> {
  const connection = await NativeConnection.connect({ address });
  const { code } = await bundleWorkflowCode({ workflowsPath: path.resolve(__dirname, 'workflows.ts') });
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowBundle: { code },
    activities: floorActivities,
    stickyQueueScheduleToStartTimeout: '1s',
  });
  process.on('message', (request: FloorRequest) => {
    if (request.kind === 'stop') worker.shutdown();
  });
  answer({ kind: 'ready' });
  await worker.run();
  await connection.close();
  process.disconnect();
}

async function serveClient(): Promise<void> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection });
  async function one(workflowType: string): Promise<number> {
    const startWorkflowOperation = new WithStartWorkflowOperation(workflowType, {
      workflowId: `floor:${randomUUID()}`,
      taskQueue,
      args: [],
      workflowIdConflictPolicy: 'FAIL',
      memo: { clockOffsetMs: 0 },
    });
    const asked = performance.now();
    await client.workflow.executeUpdateWithStart(ask, { startWorkflowOperation, updateId: randomUUID() });
    const took = performance.now() - asked;
    const handle = await startWorkflowOperation.workflowHandle();
    finished.push(() => handle.signal(finish));
    return took;
  }
  const finished: (() => Promise<void>)[] = [];
  async function block(workflowType: string, n: number, clients: number): Promise<void> {
    const latencies: number[] = [];
    let left = n;
    const start = performance.now();
    await Promise.all(
      Array.from({ length: clients }, async () => {
        while (left-- > 0) latencies.push(await one(workflowType));
      }),
    );
    answer({ kind: 'block', latencies, wallMs: performance.now() - start });
  }
  process.on('message', (request: FloorRequest) => {
    if (request.kind === 'block') void block(request.workflowType, request.n, request.clients);
    if (request.kind === 'finish') {
      void Promise.all(finished.splice(0).map((end) => end())).then(() => answer({ kind: 'finished' }));
    }
    if (request.kind === 'stop') void connection.close().then(() => process.disconnect());
  });
  answer({ kind: 'ready' });
}

void (role === 'worker' ? serveWorker() : serveClient());
