import { randomUUID } from 'node:crypto';

import { createDeliveries } from '../activities/deliveries';
import { OutboxRelay } from '../activities/outbox';
import { strike } from '../db/queries/strikes';
import { inTransaction, rows } from '../db/postgres';
import { DAY_MS, HOUR_MS } from '../domain/policies';
import { systemClock } from '../platform/clock';
import { createLinkTokens } from '../platform/linkTokens';
import { createLogger } from '../platform/logger';
import { createMetrics } from '../platform/metrics';
import { buildBooking } from '../test/factories/bookings';
import { ApprovalStage, ApprovalStory } from '../test/harness/approvalStory';
import { codeOf, Stage } from '../test/harness/bookingStory';

/** Delivers what waits in the outbox, as the worker does. */
async function relay({ database, client, temporal }: Pick<ApprovalStage, 'database' | 'client' | 'temporal'>) {
  const deliver = createDeliveries({
    db: database.app,
    client,
    taskQueue: temporal.taskQueue,
    clock: systemClock,
    webOrigin: 'http://web.example',
    adminOrigin: 'http://console.example',
    linkTokens: createLinkTokens('a secret of at least thirty-two characters'),
    emitter: { emit: () => undefined, close: () => Promise.resolve() },
    mail: { send: () => Promise.resolve() },
  });
  const logger = createLogger({ process: 'test', level: 'silent' });
  const { app: db, appUrl: url } = database;
  await new OutboxRelay({ db, url, clock: systemClock, logger, metrics: createMetrics('test'), deliver }).drain();
}

describe('a suspended tutor', () => {
  let stage: ApprovalStage;
  beforeAll(async () => {
    stage = await ApprovalStage.open();
  });
  afterAll(() => stage?.close());

  it('comes back by two different people of staff, and what was edited meanwhile is looked at', async () => {
    const story = await (await stage.tutor()).approved();
    expect(await story.suspend(story.admin(0), 'kept')).toMatchObject({ state: 'suspended' });
    expect(await codeOf(story.take('confirmLift', story.admin(1)))).toBe('approval_state_conflict');
    await story.take('proposeLift', story.admin(1));
    expect(await codeOf(story.take('confirmLift', story.admin(1)))).toBe('second_person_required');
    await story.rename('Another name');
    expect(await story.take('confirmLift', story.admin(2))).toMatchObject({ state: 'approved', phase: 'waiting' });
    expect((await story.row()).review).toMatchObject({ kind: 'recheck', items: ['name'] });
    expect(await story.mails()).toContain('confirmLift');
  });

  it('appeals once; whoever suspended does not decide, and granting it still takes a second person', async () => {
    const story = await (await stage.tutor()).approved();
    await story.suspend(story.admin(0), 'kept');
    await story.take('appeal', story.tutor, 'It was not me');
    expect(await codeOf(story.take('claim', story.admin(0)))).toBe('second_person_required');
    await story.take('claim', story.admin(1));
    expect(await story.decide(story.admin(1), 'approved')).toMatchObject({ state: 'suspended' });
    expect(await codeOf(story.take('appeal', story.tutor))).toBe('appeal_used');
    expect(await codeOf(story.take('confirmLift', story.admin(1)))).toBe('second_person_required');
    expect(await story.take('confirmLift', story.admin(0))).toMatchObject({ state: 'approved' });
  });

  it('appeals against a rejection once; another reviewer decides', async () => {
    const story = await stage.tutor();
    await story.take('submit', story.tutor);
    await story.take('claim', story.admin(0));
    await story.decide(story.admin(0), 'rejected', { failing: ['photo'] });
    await story.take('appeal', story.tutor, 'It is me in the picture');
    expect(await codeOf(story.take('claim', story.admin(0)))).toBe('second_person_required');
    await story.take('claim', story.admin(1));
    await story.decide(story.admin(1), 'rejected', { failing: ['photo'] });
    expect(await codeOf(story.take('appeal', story.tutor))).toBe('appeal_used');
  });

  // the booking's workflow, its money and its mails: by the same update as a member of staff would
  it('has the lessons to come cancelled at 100 %, once each, and those that are kept stay', async () => {
    const bookings = await Stage.open();
    try {
      const booked = await bookings.accepted();
      const other = await bookings.input({ startsAt: booked.input.startsAt + 30 * HOUR_MS });
      const asked = await bookings.book({}, { ...other, tutorId: booked.input.tutorId });
      await asked.pay();
      const admin = (await buildBooking(bookings.database.owner)).student.id;
      await bookings.database.owner('person_roles').insert({ person_id: admin, role: 'admin', granted_at: new Date() });
      const town = { database: bookings.database, client: bookings.client, temporal: bookings.temporal };
      const story = new ApprovalStory({ ...town, staff: [admin, admin, admin] } as never, booked.input.tutorId);
      await story.suspend(story.admin(), 'cancelled');
      await relay(town);
      await booked.ends();
      await asked.ends();
      expect(await booked.stands()).toBe('CANCELLED/NOT_HELD/REFUNDED');
      expect(await asked.stands()).toBe('CANCELLED/NOT_HELD/VOIDED');
      await bookings.database.owner('outbox').where({ kind: 'cancel' }).update({ done_at: null, attempts: 0 });
      await relay(town);
      expect(bookings.company.refundsOf(booked.id)).toHaveLength(1);
      expect(await booked.books()).toEqual({});
      // a request that comes after the suspension is refused by the database, whatever was checked before it
      const late = await bookings.input({ startsAt: booked.input.startsAt + 60 * HOUR_MS });
      expect(await codeOf(bookings.book({}, { ...late, tutorId: booked.input.tutorId }))).toBe('tutor_not_bookable');
    } finally {
      await bookings.close();
    }
  });
});

describe('the strikes of a tutor', () => {
  let stage: ApprovalStage;
  beforeAll(async () => {
    stage = await ApprovalStage.open();
  });
  afterAll(() => stage?.close());

  async function struck(story: ApprovalStory, count: number): Promise<string[]> {
    const { app, owner } = stage.database;
    const tutor = { id: story.tutorId, email: '', name: '', subjectId: await subjectOf(story) };
    for (let n = 0; n < count; n++) {
      const session = { session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'REFUNDED' } as const;
      const { booking } = await buildBooking(owner, { ...session, id: randomUUID() }, { tutor });
      const at = Date.now() - (count - n) * 1_000;
      await inTransaction(app, {}, (trx) =>
        strike(trx, booking, { cause: 'late_cancel', at, expiresAt: at + 90 * DAY_MS }),
      );
    }
    const found = await rows<{ id: string }>(app, `SELECT id FROM tutor_strikes WHERE tutor_id = ? ORDER BY at`, [
      story.tutorId,
    ]);
    return found.map(({ id }) => id);
  }
  async function subjectOf({ tutorId }: ApprovalStory): Promise<string> {
    const sql = `SELECT subject_id FROM tutor_subjects WHERE tutor_id = ?`;
    const [row] = await rows<{ subject_id: string }>(stage.database.owner, sql, [tutorId]);
    return row?.subject_id ?? '';
  }
  const hiddenUntil = async ({ tutorId }: ApprovalStory): Promise<number | null> => {
    const [row] = await rows<{ hidden_until: Date | null }>(
      stage.database.app,
      `SELECT hidden_until FROM tutors WHERE person_id = ?`,
      [tutorId],
    );
    return row?.hidden_until?.getTime() ?? null;
  };

  it('warn at two, hide for seven days at three, and both are told once, to a tutor without a workflow too', async () => {
    const story = await stage.tutor({ approval: 'approved' });
    await struck(story, 2);
    await relay(stage);
    await story.settled();
    expect(await story.events()).toEqual(['strikesWarned']);
    expect(await hiddenUntil(story)).toBeNull();
    await struck(story, 1);
    await relay(stage);
    await story.settled();
    expect(await story.events()).toEqual(['strikesWarned', 'strikesHidden']);
    expect(await story.mails()).toEqual(['strikesWarned', 'strikesHidden']);
    expect(await hiddenUntil(story)).toBeGreaterThan(Date.now() + 6 * DAY_MS);
    await story.skip(8 * DAY_MS);
    await story.skip(90 * DAY_MS);
    expect(await story.events()).toEqual(['strikesWarned', 'strikesHidden']);
  });

  it('that are excused never counted: the tutor is found again at once, and once only', async () => {
    const story = await stage.tutor({ approval: 'approved' });
    const [first = ''] = await struck(story, 3);
    expect(await hiddenUntil(story)).not.toBeNull();
    const excuses = await Promise.all([
      codeOf(story.excuse(story.admin(0), first)),
      codeOf(story.excuse(story.admin(1), first)),
    ]);
    expect(excuses.filter((answer) => answer.startsWith('no refusal'))).toHaveLength(1);
    expect(await hiddenUntil(story)).toBeNull();
    expect(await codeOf(story.excuse(story.admin(), first))).toBe('strike_not_found');
    expect(await codeOf(story.excuse(story.admin(), randomUUID()))).toBe('strike_not_found');
  });

  it('that come at once are all counted', async () => {
    const story = await stage.tutor({ approval: 'approved' });
    await Promise.all([struck(story, 1), struck(story, 1), struck(story, 1)]);
    expect(await hiddenUntil(story)).not.toBeNull();
  });
});
