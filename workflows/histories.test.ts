import { historyToJSON } from '@temporalio/common/lib/proto-utils';

import { codeOf, Stage } from '../test/harness/bookingStory';
import { openedPayloads, payloadsIn } from '../test/harness/histories';

// Histories are kept for weeks and read by operators. Names, addresses and notes of people have no business there, and
// what is there is encrypted.
describe('the history of a booking', () => {
  let stage: Stage;
  let json: string;
  let opened: string;
  let readable: string;
  beforeAll(async () => {
    stage = await Stage.open();
    const story = await stage.paid();
    await codeOf(story.cancel('admin', 10_000));
    await story.accept();
    await story.cancel('tutor', 10_000);
    await story.ends();
    json = historyToJSON(await story.handle.fetchHistory());
    ({ opened, readable } = await openedPayloads(json));
  });
  afterAll(() => stage?.close());

  it('shows nothing of what was said: every payload is encrypted', () => {
    expect(payloadsIn(json).length).toBeGreaterThan(10);
    for (const word of ['studentId', 'commissionBps', 'amountMinor', 'capturePayment failed', 'EUR'])
      expect(readable).not.toContain(word);
    expect(opened).toContain('commissionBps');
  });

  it('names nobody, also when it is opened: ids, amounts and policies only', () => {
    for (const personal of ['Robin', 'Marlo', 'people.example', '@', 'pay.example', 'cs_', 'pi_'])
      expect(opened).not.toContain(personal);
  });
});
