import { historyToJSON } from '@temporalio/common/lib/proto-utils';

import { ApprovalStage } from '../test/harness/approvalStory';
import { openedPayloads } from '../test/harness/histories';
import { Trouble } from '../test/harness/trouble';

describe('an approval whose worker dies', () => {
  let stage: ApprovalStage;
  const trouble = new Trouble();

  beforeAll(async () => {
    stage = await ApprovalStage.open({}, trouble.around);
  });
  afterEach(() => {
    trouble.next = null;
  });
  afterAll(() => stage?.close());

  const around = (['recordApproval', 'loadTutorFacts', 'noteStanding', 'loadApproval'] as const).flatMap((activity) =>
    [true, false].map((after) => ({ activity, after })),
  );
  it.each(around)('around $activity (done: $after) goes on, and nothing happens twice', async ({ activity, after }) => {
    trouble.next = { activity, after, left: 1 };
    const story = await (await stage.tutor()).approved();
    expect(await story.events()).toEqual(['submit', 'claim', 'approve']);
    expect(await story.mails()).toEqual(['submit', 'approve']);
    expect(await story.row()).toMatchObject({ state: 'approved', version: 3 });
  });

  it('is not ended by Temporal’s cancel: nothing but its tutor ends it', async () => {
    const story = await (await stage.tutor()).approved();
    await story.handle.cancel();
    expect(await story.take('archive', story.tutor)).toMatchObject({ state: 'archived' });
    expect((await story.handle.describe()).status.name).toBe('RUNNING');
  });

  it('lives from its history alone: every task replays it', async () => {
    const forgetful = await ApprovalStage.open({ maxCachedWorkflows: 0 });
    try {
      const story = await (await forgetful.tutor()).approved();
      await story.suspend(story.admin(), 'kept');
      await story.take('appeal', story.tutor, 'It was not me');
      expect(await story.row()).toMatchObject({ state: 'suspended', review: { kind: 'appeal' } });
    } finally {
      await forgetful.close();
    }
  });

  // Histories are kept for years here: names, addresses, texts and notes have no business in them.
  it('leaves a history that names nobody: ids, codes and hashes only', async () => {
    const story = await (await stage.tutor()).approved();
    await story.suspend(story.admin(), 'kept');
    await story.take('appeal', story.tutor, 'It was not me');
    const { readable, opened } = await openedPayloads(historyToJSON(await story.handle.fetchHistory()));
    expect(opened).toContain('expectedVersion');
    expect(readable).not.toContain('expectedVersion');
    for (const personal of [
      'Marlo',
      'Quill',
      '@',
      'people.example',
      'pictures.example',
      'I teach',
      'complaints',
      'not me',
    ])
      expect(opened).not.toContain(personal);
  });
});
