/** A worker of a test's own on the real server: its own task queue, its own clocks, nothing that waits without an end. */
import { randomBytes, randomUUID } from 'node:crypto';

import type { Client } from '@temporalio/client';
import { WorkflowCoverage } from '@temporalio/nyc-test-coverage';
import { msNumberToTs, tsToMs } from '@temporalio/common/lib/time';
import type { DataConverter } from '@temporalio/common';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';

import { SEARCH_ATTRIBUTES } from '../../contracts/temporal/searchAttributes';
import { registerSearchAttributes } from '../../platform/searchAttributes';
import { connectTemporal, dataConverterFor } from '../../platform/temporal';

/** For golden histories and tests: not a secret. */
export const TEST_KEY = { id: 'test', key: Buffer.alloc(32, 7).toString('base64') };
export const TEST_CONVERTER: DataConverter = dataConverterFor([TEST_KEY], 'default');

const WAIT_MS = 8_000;
/** A move serves every timer and every attempt on its way; on a busy machine that takes a while. Under a test's own end. */
const MOVE_MS = 24_000;

export interface TemporalTest {
  readonly client: Client;
  readonly taskQueue: string;
  /** Moves one workflow ahead by its own clock, through every timer on the way. */
  skip(workflowId: string, ms: number): Promise<void>;
  /** Where one workflow's clock stands, epoch ms. */
  timeOf(workflowId: string): Promise<number>;
  stop(): Promise<void>;
}

export function workflowBundle(): { codePath: string } {
  const codePath = process.env['TEST_WORKFLOW_BUNDLE'];
  if (!codePath) throw new Error('TEST_WORKFLOW_BUNDLE is not set: test/globalSetup.ts makes it');
  return { codePath };
}

const isCounted = (): boolean => '__coverage__' in globalThis && workflowBundle().codePath.endsWith('-counted.js');

/** What ran inside of workflows, added to what Jest counted outside of them. */
function keepCounts(coverage: WorkflowCoverage): void {
  coverage.mergeIntoGlobalCoverage();
  const counted = globalThis as { __coverage__?: unknown };
  // Jest does not read what comes from another realm: a copy is of this one.
  counted.__coverage__ = JSON.parse(JSON.stringify(counted.__coverage__)) as unknown;
}

let installed = false;
/** Before the first worker of a process: the SDK's own log is for those who ask for it. */
export function quietRuntime(): void {
  if (installed) return;
  installed = true;
  const level = process.env['STOA_TEST_LOG'] === undefined ? 'ERROR' : 'INFO';
  Runtime.install({
    logger: new DefaultLogger(level, level === 'ERROR' ? () => undefined : undefined),
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
  });
}

async function timeOf(client: Client, workflowId: string): Promise<number> {
  const described = await client.workflowService.describeWorkflowExecution({
    namespace: 'default',
    execution: { workflowId },
  });
  const info = described.workflowExtendedInfo?.timeSkippingInfo;
  return info?.currentTime ? tsToMs(info.currentTime) : Date.now();
}

async function skip(client: Client, workflowId: string, ms: number): Promise<void> {
  const at = { namespace: 'default', workflowExecution: { workflowId } };
  const fastForwardId = randomUUID();
  await client.workflowService.updateWorkflowExecutionOptions({
    ...at,
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        disablePropagation: true,
        maxSessionSkipCount: 5_000,
        fastForwardConfig: { id: fastForwardId, duration: msNumberToTs(ms) },
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  await client.withDeadline(Date.now() + MOVE_MS, () =>
    client.workflowService.pollWorkflowExecutionTimeSkipping({ ...at, fastForwardId }),
  );
}

/** Starts a worker with these activities. Stop it in `afterAll`. */
export async function startTemporalTest(
  activities: object,
  options: Partial<WorkerOptions> = {},
): Promise<TemporalTest> {
  quietRuntime();
  const address = process.env['TEMPORAL_ADDRESS'];
  if (!address) throw new Error('TEMPORAL_ADDRESS is not set: the address of a Temporal server that skips time');
  const at = { address, namespace: 'default', tls: 'off' } as const;
  const client = await connectTemporal(at, { dataConverter: TEST_CONVERTER });
  await registerSearchAttributes(client.connection, at.namespace, SEARCH_ATTRIBUTES);
  const connection = await NativeConnection.connect({ address });
  const taskQueue = `test-${process.pid}-${randomBytes(4).toString('hex')}`;
  const coverage = new WorkflowCoverage();
  const set: WorkerOptions & { workflowBundle: { codePath: string } } = {
    connection,
    namespace: at.namespace,
    taskQueue,
    activities,
    dataConverter: TEST_CONVERTER,
    stickyQueueScheduleToStartTimeout: '1s',
    shutdownGraceTime: '1s',
    ...options,
    workflowBundle: workflowBundle(),
  };
  const worker = await Worker.create(isCounted() ? coverage.augmentWorkerOptionsWithBundle(set) : set);
  const running = worker.run();
  return {
    client,
    taskQueue,
    skip: (workflowId, ms) => skip(client, workflowId, ms),
    timeOf: (workflowId) => timeOf(client, workflowId),
    stop: async () => {
      worker.shutdown();
      await running;
      if (isCounted()) keepCounts(coverage);
      await client.connection.close();
      await connection.close();
    },
  };
}

/** Every wait on Temporal has an end: a failing workflow task hangs instead of failing. */
export function within<T>(client: Client, fn: () => Promise<T>, ms = WAIT_MS): Promise<T> {
  return client.withDeadline(Date.now() + ms, fn);
}
