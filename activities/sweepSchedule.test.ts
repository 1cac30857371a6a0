import { randomUUID } from 'node:crypto';

import { Client } from '@temporalio/client';

import { PAYMENT_SWEEP_WORKFLOW } from '@stoa/contracts/temporal/booking';

import { createTestNamespace, type TestNamespace } from '../test/harness/namespace';
import { ensureSweepSchedule } from './sweepSchedule';

// What webhooks lose is found by the sweep alone.
describe('the schedule of the sweep', () => {
  let namespace: TestNamespace;
  let client: Client;
  beforeAll(async () => {
    namespace = await createTestNamespace();
    client = new Client({ connection: namespace.connection, namespace: namespace.name });
  });
  afterAll(() => namespace?.drop());

  const MINUTE_MS = 60_000;
  const describeIt = (id: string) => client.schedule.getHandle(id).describe();

  it('starts a sweep every five minutes, one at a time', async () => {
    const id = `sweep-${randomUUID()}`;
    await ensureSweepSchedule(client, 'old-queue', id);
    const { action, policies, spec } = await describeIt(id);
    expect(action).toMatchObject({ workflowType: PAYMENT_SWEEP_WORKFLOW, taskQueue: 'old-queue', workflowId: id });
    expect(spec.intervals?.map(({ every }) => every)).toEqual([5 * MINUTE_MS]);
    expect(policies.overlap).toBe('SKIP');
  });

  // Every worker says so at its start: the newest version wins, and an operator's pause outlives a deployment.
  it('is made what the newest worker says, and stays paused when somebody paused it', async () => {
    const id = `sweep-${randomUUID()}`;
    await ensureSweepSchedule(client, 'old-queue', id);
    await client.schedule.getHandle(id).pause('the card company is being moved');
    await ensureSweepSchedule(client, 'new-queue', id);
    const { action, state } = await describeIt(id);
    expect(action).toMatchObject({ taskQueue: 'new-queue' });
    expect(state).toMatchObject({ paused: true, note: 'the card company is being moved' });
  });

  it('is not taken for made when Temporal did not make it', async () => {
    const nowhere = new Client({ connection: namespace.connection, namespace: `nowhere-${randomUUID()}` });
    await expect(ensureSweepSchedule(nowhere, 'queue')).rejects.toThrow(/[Nn]amespace/);
  });
});
