import { decide, factsChanged, materialChanged, submit } from '../contracts/temporal/tutorApproval';
import { rows } from '../db/postgres';
import { HOUR_MS, MINUTE_MS } from '../domain/policies';
import { ApprovalStage, type ApprovalStory } from '../test/harness/approvalStory';
import { codeOf } from '../test/harness/bookingStory';

describe("a tutor's approval", () => {
  let stage: ApprovalStage;
  beforeAll(async () => {
    stage = await ApprovalStage.open();
  });
  afterAll(() => stage?.close());

  const listed = async ({ tutorId }: ApprovalStory): Promise<boolean> => {
    const sql = `SELECT 1 FROM tutors WHERE person_id = ? AND approval = 'approved'`;
    return (await rows(stage.database.app, sql, [tutorId])).length > 0;
  };

  it('goes from a whole profile to approved, and everybody is told', async () => {
    const story = await stage.tutor();
    expect(await story.take('submit', story.tutor)).toMatchObject({ state: 'pending_approval', phase: 'waiting' });
    expect(await story.take('claim', story.admin())).toMatchObject({ state: 'under_review', phase: 'claimed' });
    expect(await listed(story)).toBe(false);
    expect(await story.decide(story.admin(), 'approved')).toMatchObject({ state: 'approved', phase: 'none' });
    expect(await listed(story)).toBe(true);
    expect(await story.events()).toEqual(['submit', 'claim', 'approve']);
    expect(await story.mails()).toEqual(['submit', 'approve']);
    expect(await story.news()).toEqual(['submit 1', 'claim 2', 'approve 3']);
    const audit = await rows<{ action: string; acting_as: string }>(
      stage.database.app,
      `SELECT action, acting_as FROM audit_log WHERE subject_id = ? ORDER BY seq`,
      [story.tutorId],
    );
    expect(audit).toEqual([
      { action: 'tutor.submit', acting_as: 'tutor' },
      { action: 'tutor.claim', acting_as: 'admin' },
      { action: 'tutor.approve', acting_as: 'admin' },
    ]);
  });

  it('begins from where the row stands, for tutors who were approved before it', async () => {
    const story = await stage.tutor({ approval: 'approved' });
    expect(await story.take('archive', story.tutor)).toMatchObject({ state: 'archived' });
    expect(await story.take('reopen', story.tutor)).toMatchObject({ state: 'incomplete' });
  });

  it('is refused while parts are missing, and a refusal leaves nothing', async () => {
    const story = await stage.tutor({ description: 'too short' });
    expect(await codeOf(story.take('submit', story.tutor))).toBe('profile_incomplete');
    expect(await story.events()).toEqual([]);
    expect(await story.row()).toMatchObject({ state: 'incomplete', version: 0 });
  });

  it('hands in once when two devices do', async () => {
    const story = await stage.tutor();
    const asked = await story.asker(story.tutor);
    const answers = await Promise.all([codeOf(story.send(submit, asked)), codeOf(story.send(submit, asked))]);
    expect(answers.filter((answer) => answer.startsWith('no refusal'))).toHaveLength(1);
    expect(answers).toContain('approval_state_conflict');
    expect(await story.events()).toEqual(['submit']);
  });

  it('answers the same key with the same outcome', async () => {
    const story = await stage.tutor();
    const asked = await story.asker(story.tutor);
    const first = await story.send(submit, asked, 'one-key');
    expect(await story.send(submit, asked, 'one-key')).toEqual(first);
    expect(await story.events()).toEqual(['submit']);
  });

  it('is rejected item by item, and only what failed is looked at again', async () => {
    const story = await stage.tutor();
    await story.take('submit', story.tutor);
    await story.take('claim', story.admin());
    await story.decide(story.admin(), 'rejected', { failing: ['headline'] });
    expect(await codeOf(story.take('submit', story.tutor))).toBe('profile_unchanged');
    await story.edit({ headline: 'Clearer words' });
    await story.take('submit', story.tutor);
    expect((await story.row()).review?.items).toEqual(['headline']);
  });

  describe('with two reviewers', () => {
    it('is taken by one of them when both reach for it', async () => {
      const story = await stage.tutor();
      await story.take('submit', story.tutor);
      const answers = await Promise.all([
        codeOf(story.take('claim', story.admin(0))),
        codeOf(story.take('claim', story.admin(1))),
      ]);
      expect(answers.filter((answer) => answer.startsWith('no refusal'))).toHaveLength(1);
      expect(answers.some((answer) => ['review_claimed', 'profile_changed'].includes(answer))).toBe(true);
    });

    it('is decided by the one who holds it, once', async () => {
      const story = await stage.tutor();
      await story.take('submit', story.tutor);
      await story.take('claim', story.admin(0));
      expect(await codeOf(story.decide(story.admin(1), 'approved'))).toBe('review_not_claimed');
      const asked = { ...(await story.asker(story.admin())), verdicts: await story.verdicts() };
      const answers = await Promise.all([
        codeOf(story.send(decide, { ...asked, overall: 'approved' })),
        codeOf(story.send(decide, { ...asked, overall: 'approved' })),
      ]);
      expect(answers.filter((answer) => answer.startsWith('no refusal'))).toHaveLength(1);
      expect(await story.events()).toEqual(['submit', 'claim', 'approve']);
    });

    it('goes back into the queue after half an hour, and another one takes it', async () => {
      const story = await stage.tutor();
      await story.take('submit', story.tutor);
      await story.take('claim', story.admin(0));
      await story.skip(31 * MINUTE_MS);
      await story.becomes(({ state }) => state === 'pending_approval');
      expect(await codeOf(story.decide(story.admin(0), 'approved'))).not.toContain('no refusal');
      expect(await story.take('claim', story.admin(1))).toMatchObject({ state: 'under_review' });
    });

    // safety: somebody with both roles would put themselves among the tutors
    it('is never decided by the tutor themself', async () => {
      const story = await stage.tutor();
      await story.take('submit', story.tutor);
      expect(await codeOf(story.take('claim', { actor: 'admin', actorId: story.tutorId }))).toBe('own_review');
    });
  });

  // safety: approved is what the reviewer saw, not what stands there a second later
  describe('of a profile that is edited while it is reviewed', () => {
    it('is refused with what changed, stays in hand, and goes through once it was looked at', async () => {
      const story = await stage.tutor();
      await story.take('submit', story.tutor);
      await story.take('claim', story.admin());
      const seen = await story.verdicts();
      await story.edit({ headline: 'Something else entirely' });
      expect(await codeOf(story.decide(story.admin(), 'approved', { verdicts: seen }))).toBe('profile_changed');
      const [row] = await rows<{ changed_items: string[] }>(
        stage.database.app,
        `SELECT changed_items FROM approval_submissions WHERE tutor_id = ?`,
        [story.tutorId],
      );
      expect(row?.changed_items).toEqual(['headline']);
      expect(await story.row()).toMatchObject({ state: 'under_review', review: { claim: { by: stage.staff[0] } } });
      expect(await story.decide(story.admin(), 'approved')).toMatchObject({ state: 'approved' });
      expect(await story.events()).toEqual(['submit', 'claim', 'changedSince', 'approve']);
    });

    it('asks for a verdict on what was found good before and is not that any more', async () => {
      const story = await stage.tutor();
      await story.take('submit', story.tutor);
      await story.take('claim', story.admin());
      await story.decide(story.admin(), 'rejected', { failing: ['headline'] });
      await story.edit({ headline: 'Clearer words' });
      await story.take('submit', story.tutor);
      await story.take('claim', story.admin());
      await story.rename('Somebody else');
      expect(await codeOf(story.decide(story.admin(), 'approved'))).toBe('profile_changed');
      expect([...((await story.row()).review?.items ?? [])].sort()).toEqual(['headline', 'name']);
      expect(await story.decide(story.admin(), 'approved')).toMatchObject({ state: 'approved' });
    });

    it('is refused while something that is needed is gone', async () => {
      const story = await stage.tutor();
      await story.take('submit', story.tutor);
      await story.take('claim', story.admin());
      await stage.database.owner('weekly_windows').where({ tutor_id: story.tutorId }).delete();
      expect(await codeOf(story.decide(story.admin(), 'approved'))).toBe('profile_incomplete');
    });
  });

  it('escalates once when the promised answer is late, to those who may decide', async () => {
    const story = await stage.tutor();
    await story.take('submit', story.tutor);
    await story.skip(25 * HOUR_MS);
    await story.becomes(({ review }) => review?.escalated === true);
    expect(await story.events()).toEqual(['submit', 'escalate']);
    expect(await story.mails()).toEqual(['submit', 'staff:escalate', 'staff:escalate', 'staff:escalate']);
    await story.skip(25 * HOUR_MS);
    expect(await story.events()).toEqual(['submit', 'escalate']);
  });

  describe('of somebody who is approved', () => {
    it('looks at a changed name again, while they stay listed; found wanting, they stay listed too', async () => {
      const story = await (await stage.tutor()).approved();
      await story.rename('A longer name');
      await story.handle.signal(materialChanged, { item: 'name' });
      await story.becomes(({ review }) => review?.kind === 'recheck');
      expect(await listed(story)).toBe(true);
      await story.take('claim', story.admin(1));
      await story.decide(story.admin(1), 'rejected', { failing: ['name'] });
      expect(await story.row()).toMatchObject({ state: 'approved', review: null });
      expect(await story.mails()).toEqual(['submit', 'approve', 'recheckFailed']);
    });

    it('does not look again at what is as it was found good', async () => {
      const story = await (await stage.tutor()).approved();
      await story.handle.signal(materialChanged, { item: 'name' });
      await story.settled();
      expect((await story.row()).review).toBeNull();
    });

    it('is swallowed for somebody who is not', async () => {
      const story = await stage.tutor();
      await story.take('submit', story.tutor);
      await story.handle.signal(materialChanged, { item: 'name' });
      await story.handle.signal(factsChanged, {});
      await story.settled();
      expect(await story.events()).toEqual(['submit']);
    });
  });

  it('goes on in a new run when its history is long, and forgets nothing', async () => {
    const story = await stage.tutor({}, { historyLimit: 20 });
    await story.take('submit', story.tutor);
    for (let round = 0; round < 4; round++) {
      await story.take('claim', story.admin());
      await story.take('release', story.admin());
    }
    await story.take('claim', story.admin(1));
    expect(await story.decide(story.admin(1), 'approved')).toMatchObject({ state: 'approved', version: 11 });
    const runs = stage.client.workflow.list({ query: `WorkflowId = "tutor-approval:${story.tutorId}"` });
    let count = 0;
    for await (const run of runs) count += run.workflowId === `tutor-approval:${story.tutorId}` ? 1 : 0;
    expect(count).toBeGreaterThan(1);
  });
});
