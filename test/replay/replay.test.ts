import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { historyFromJSON } from '@temporalio/common/lib/proto-utils';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker } from '@temporalio/worker';

import { quietRuntime, TEST_CONVERTER, workflowBundle } from '../harness/temporal';

const FOLDER = path.join(__dirname, 'histories');
const names = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));

async function replay(file: string, workflowBundleOption = workflowBundle()): Promise<void> {
  const history = historyFromJSON(JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')));
  await Worker.runReplayHistory({ workflowBundle: workflowBundleOption, dataConverter: TEST_CONVERTER }, history);
}

/** Bookings that were started by an older release go on with today's code: it must decide what that release decided. */
describe('recorded histories', () => {
  beforeAll(quietRuntime);

  it('are there: without them nothing is compared', () => expect(names.length).toBeGreaterThanOrEqual(6));

  it.each(names)('%s replays with the workflows as they are now', async (name) => {
    await replay(name);
  });

  it('are told from a workflow that does something else', async () => {
    const code = readFileSync(workflowBundle().codePath, 'utf8');
    const mutant = code.replaceAll('money.capturePayment(', 'money.releasePayment(');
    expect(mutant).not.toBe(code);
    const folder = mkdtempSync(path.join(tmpdir(), 'stoa-mutant-'));
    const codePath = path.join(folder, 'workflows.js');
    writeFileSync(codePath, mutant);
    try {
      await expect(replay('booking-settled.json', { codePath })).rejects.toThrow(DeterminismViolationError);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
