import { createDeliveries } from '../activities/deliveries';
import { ensureSweepSchedule } from '../activities/sweepSchedule';
import type { SweepCursor } from '../activities/sweep';
import { PAYMENT_SWEEP_WORKFLOW } from '../contracts/temporal/booking';
import { OutboxRelay } from '../activities/outbox';
import { HOUR_MS, MINUTE_MS } from '../domain/policies';
import { systemClock } from '../platform/clock';
import { createLinkTokens } from '../platform/linkTokens';
import { createLogger } from '../platform/logger';
import { createMetrics } from '../platform/metrics';
import { recordPaymentSnapshot } from '../db/queries/payments';
import { inTransaction } from '../db/postgres';
import { codeOf, Stage, type Story } from '../test/harness/bookingStory';
import { Trouble } from '../test/harness/trouble';

describe('a booking', () => {
  let stage: Stage;
  const trouble = new Trouble();

  beforeAll(async () => {
    stage = await Stage.open({}, trouble.around);
  });
  afterEach(() => {
    trouble.next = null;
    stage.company.heal();
  });
  afterAll(() => stage?.close());

  it('that no worker remembers lives its whole life from its history', async () => {
    // Every task replays the whole history: what is not deterministic fails here.
    const forgetful = await Stage.open({ maxCachedWorkflows: 0 });
    try {
      const story = await forgetful.accepted();
      await story.skipTo(story.input.endsAt + 72 * HOUR_MS);
      await story.ends();
      expect(await story.stands()).toBe('ENDED/COMPLETED/CAPTURED');
    } finally {
      await forgetful.close();
    }
  });

  // A slot held by a booking that nobody was told of could never be booked again.
  it.each([true, false])('whose reservation has no known end leaves no slot behind (committed: %s)', async (after) => {
    trouble.next = { activity: 'reserveSlot', after, left: 3 };
    const input = await stage.input();
    expect(await codeOf(stage.book({}, input))).toBe('temporarily_unavailable');
    const handle = stage.client.workflow.getHandle(`booking:${input.bookingId}`);
    await stage.client.withDeadline(Date.now() + 8_000, () => handle.result());
    const again = await stage.input({ startsAt: input.startsAt, studentId: input.studentId });
    const next = await stage.book({}, { ...again, tutorId: input.tutorId });
    expect(next.reply.session).toBe('REQUESTED');
  });

  it.each(['openCheckout', 'recordMove', 'capturePayment', 'refundPayment'] as const)(
    'whose worker dies around %s goes on, and nothing happens twice',
    async (activity) => {
      trouble.next = { activity, after: true, left: 1 };
      const story = await stage.accepted();
      await story.cancel('student', 10_000);
      await story.skip(2_000).catch(() => undefined);
      await story.ends();
      expect(await story.stands()).toBe('CANCELLED/NOT_HELD/REFUNDED');
      expect(stage.company.refundsOf(story.id)).toHaveLength(1);
      expect(await story.events()).toEqual(['book', 'authorize', 'accept', 'cancel']);
      expect(await story.books()).toEqual({});
    },
  );

  it('is not ended by Temporal’s cancel: cancelling is our own update', async () => {
    const story = await stage.paid();
    await story.handle.cancel();
    expect(await story.accept()).toMatchObject({ session: 'SCHEDULED' });
    expect((await story.handle.describe()).status.name).toBe('RUNNING');
  });

  async function relayed(story: Story): Promise<void> {
    const emitter = { emit: () => undefined, close: () => Promise.resolve() };
    const deliver = createDeliveries({
      db: stage.database.app,
      client: stage.client,
      taskQueue: stage.temporal.taskQueue,
      clock: systemClock,
      webOrigin: 'http://web.example',
      adminOrigin: 'http://console.example',
      linkTokens: createLinkTokens('nobody'),
      emitter,
      mail: { send: () => Promise.resolve() },
    });
    const { app, appUrl } = stage.database;
    const logger = createLogger({ process: 'test', level: 'silent' });
    const deps = { db: app, url: appUrl, clock: systemClock, logger, metrics: createMetrics('test'), deliver };
    await new OutboxRelay(deps).drain();
    expect(story.id).toBeDefined();
  }

  it('that is over sends money home that arrives then, by a workflow of its own', async () => {
    const story = await stage.book();
    await story.pageOpen();
    await story.skip(16 * MINUTE_MS);
    await story.ends();
    stage.company.payAfterTheEnd(story.id);
    const snapshot = stage.company.paymentOf(story.id);
    const { payment } = await inTransaction(stage.database.app, {}, (trx) =>
      recordPaymentSnapshot(trx, snapshot, { id: `evt_${story.id}`, source: 'webhook', at: Date.now() }),
    );
    await relayed(story);
    const giving = stage.client.workflow.getHandle(`payment-return:${payment.id}`);
    await stage.client.withDeadline(Date.now() + 8_000, () => giving.result());
    expect(stage.company.paymentOf(story.id).status).toBe('released');
    expect(await story.books()).toEqual({});
  });

  it('has a sweep behind it that is scheduled once, however many workers start', async () => {
    const { taskQueue } = stage.temporal;
    const id = `sweep-${taskQueue}`;
    await ensureSweepSchedule(stage.client, taskQueue, id);
    await ensureSweepSchedule(stage.client, taskQueue, id);
    const schedule = stage.client.schedule.getHandle(id);
    const { spec, policies } = await schedule.describe();
    expect(spec.intervals?.map(({ every }) => every)).toEqual([5 * MINUTE_MS]);
    expect(policies.pauseOnFailure).toBe(false);
    await schedule.delete();
  });

  it('is found by the sweep’s workflow, which hands its cursor on', async () => {
    const cursor = await stage.client.withDeadline(Date.now() + 8_000, () =>
      stage.client.workflow.execute<() => Promise<SweepCursor>>(PAYMENT_SWEEP_WORKFLOW, {
        workflowId: `one-sweep-${stage.temporal.taskQueue}`,
        taskQueue: stage.temporal.taskQueue,
        args: [],
      }),
    );
    expect(cursor.since).toBeGreaterThan(0);
  });
});
