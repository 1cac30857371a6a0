import { condition, defineSignal, proxyActivities, setHandler, sleep, workflowInfo } from '@temporalio/workflow';

export const finish = defineSignal('finish');

const { neverAnswers } = proxyActivities<{ neverAnswers(): Promise<void> }>({
  startToCloseTimeout: '1 hour',
});

/** Waits for instants one after the other, on its own clock, and answers when it woke up. */
export async function waitingWorkflow(dueAt: readonly number[]): Promise<number[]> {
  const ahead = Number(workflowInfo().memo?.['clockOffsetMs'] ?? 0);
  const woke: number[] = [];
  for (const at of dueAt) {
    await sleep(Math.max(1, at - (Date.now() + ahead)));
    woke.push(Date.now() + ahead);
  }
  return woke;
}

/** Holds an activity that does not end, as a hanging provider would: time cannot be skipped meanwhile. */
export async function heldWorkflow(): Promise<void> {
  let done = false;
  setHandler(finish, () => {
    done = true;
  });
  void neverAnswers().catch(() => undefined);
  await condition(() => done);
}
