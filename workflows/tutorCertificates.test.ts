import { findTutor } from '../db/queries/tutors';
import { DAY_MS } from '../domain/policies';
import { buildCertificate } from '../test/factories/files';
import { ApprovalStage } from '../test/harness/approvalStory';

let stage: ApprovalStage;
beforeAll(async () => {
  stage = await ApprovalStage.open();
});
afterAll(() => stage?.close());

const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const shownOf = async (tutorId: string) => (await findTutor(stage.database.app, tutorId))?.certificates;

describe('a certificate with a last day', () => {
  it('is asked for anew 30 and 7 days before and said to have ended, once each, by a tutor who stays approved', async () => {
    const story = await stage.tutor();
    await buildCertificate(stage.database.owner, story.tutorId, { expiresOn: dayIn(40) });
    await buildCertificate(stage.database.owner, story.tutorId);
    await story.approved();
    const told = async () => (await story.events()).filter((type) => type.startsWith('certificate'));
    expect(await told()).toEqual([]);
    for (const [days, expected] of [
      [12, ['certificateEnding']],
      [23, ['certificateEnding', 'certificateEnding']],
      [8, ['certificateEnding', 'certificateEnding', 'certificateEnded']],
      [30, ['certificateEnding', 'certificateEnding', 'certificateEnded']],
    ] as const) {
      await story.skip(days * DAY_MS);
      expect(await told()).toEqual(expected);
    }
    expect(await story.row()).toMatchObject({ state: 'approved' });
  });

  // Loss prevented: a document that nobody looked at would be shown as checked.
  it('is shown once a reviewer has approved it, and never one that was added after', async () => {
    const story = await stage.tutor();
    await buildCertificate(stage.database.owner, story.tutorId, { expiresOn: dayIn(400) });
    expect(await shownOf(story.tutorId)).toEqual([]);
    await story.approved();
    await buildCertificate(stage.database.owner, story.tutorId, { at: new Date(Date.now() + 1_000) });
    const shown = await shownOf(story.tutorId);
    expect(shown).toHaveLength(1);
    expect(shown?.[0]).toMatchObject({ title: 'Teaching diploma', issuer: 'The college' });
    expect(shown?.[0]?.checkedAt).toBeGreaterThan(Date.now() - DAY_MS);
    expect(shown?.[0]?.expiresAt).toBeGreaterThan(Date.now() + 399 * DAY_MS);
  });

  it('is not shown when the reviewer wants another one', async () => {
    const story = await stage.tutor();
    await buildCertificate(stage.database.owner, story.tutorId);
    await story.take('submit', story.tutor);
    await story.take('claim', story.admin());
    await story.decide(story.admin(), 'rejected', { failing: ['certificates'] });
    expect(await shownOf(story.tutorId)).toEqual([]);
  });
});
