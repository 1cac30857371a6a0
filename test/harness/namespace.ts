/** A namespace of a test's own on the real Temporal server: its catalogue and its schedules are nobody else's. */
import { randomBytes } from 'node:crypto';

import { Connection } from '@temporalio/client';
import { msNumberToTs } from '@temporalio/common/lib/time';

const SHORTEST_RETENTION_MS = 24 * 3_600_000;

export interface TestNamespace {
  readonly name: string;
  readonly connection: Connection;
  /** deletes it with all that ran there */
  drop(): Promise<void>;
}

export async function createTestNamespace(): Promise<TestNamespace> {
  const address = process.env['TEMPORAL_ADDRESS'];
  if (!address) throw new Error('TEMPORAL_ADDRESS is not set: the address of a Temporal server that skips time');
  const connection = await Connection.connect({ address, connectTimeout: '5s' });
  const name = `test-${process.pid}-${randomBytes(4).toString('hex')}`;
  await connection.workflowService.registerNamespace({
    namespace: name,
    workflowExecutionRetentionPeriod: msNumberToTs(SHORTEST_RETENTION_MS),
  });
  return {
    name,
    connection,
    drop: async () => {
      await connection.operatorService.deleteNamespace({ namespace: name });
      await connection.close();
    },
  };
}
