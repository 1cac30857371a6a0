import { historyToJSON } from '@temporalio/common/lib/proto-utils';

import type { Activities } from '../activities/index';
import { ApprovalStage } from '../test/harness/approvalStory';
import { openedPayloads } from '../test/harness/histories';

describe('an approval whose worker dies', () => {
  let stage: ApprovalStage;
  let trouble: { readonly activity: keyof Activities; readonly after: boolean; left: number } | null = null;

  const troubled = (activities: object): object =>
    Object.fromEntries(
      Object.entries(activities).map(([name, run]: [string, (input: unknown) => Promise<unknown>]) => [
        name,
        async (input: unknown) => {
          const mine = trouble?.activity === name && trouble.left > 0 ? trouble : null;
          if (mine) mine.left -= 1;
          if (mine && !mine.after) throw new Error('the worker died before it');
          const result = await run(input);
          if (mine) throw new Error('the worker died after it');
          return result;
        },
      ]),
    );

  beforeAll(async () => {
    stage = await ApprovalStage.open({}, troubled);
  });
  afterEach(() => {
    trouble = null;
  });
  afterAll(() => stage?.close());

  const around = (['recordApproval', 'loadTutorFacts', 'noteStanding', 'loadApproval'] as const).flatMap((activity) =>
    [true, false].map((after) => ({ activity, after })),
  );
  it.each(around)('around $activity (done: $after) goes on, and nothing happens twice', async ({ activity, after }) => {
    trouble = { activity, after, left: 1 };
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
