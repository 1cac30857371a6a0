import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { Payload } from '@temporalio/common';

import { EncryptionCodec } from '../platform/codec';
import { codeOf, Stage } from '../test/harness/bookingStory';
import { TEST_KEY } from '../test/harness/temporal';

/** Every payload of a history, as it lies on the server. */
function payloadsIn(json: string): Payload[] {
  const found: Payload[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { metadata, data } = node as { metadata?: Record<string, string>; data?: string };
    if (metadata?.['encoding'] !== undefined)
      found.push({
        metadata: Object.fromEntries(Object.entries(metadata).map(([k, v]) => [k, Buffer.from(v, 'base64')])),
        data: Buffer.from(data ?? '', 'base64'),
      });
    for (const part of Object.values(node)) visit(part);
  };
  visit(JSON.parse(json));
  return found;
}

// Histories are kept for weeks and read by operators. Names, addresses and notes of people have no business there, and
// what is there is encrypted.
describe('the history of a booking', () => {
  let stage: Stage;
  let json: string;
  let opened: string;
  beforeAll(async () => {
    stage = await Stage.open();
    const story = await stage.paid();
    await codeOf(story.cancel('admin', 10_000));
    await story.accept();
    await story.cancel('tutor', 10_000);
    await story.ends();
    json = historyToJSON(await story.handle.fetchHistory());
    const codec = new EncryptionCodec([TEST_KEY], 'default');
    const payloads = await codec.decode(payloadsIn(json));
    opened = payloads.map(({ data }) => Buffer.from(data ?? []).toString('utf8')).join('\n');
  });
  afterAll(() => stage?.close());

  it('shows nothing of what was said: every payload is encrypted', () => {
    expect(payloadsIn(json).length).toBeGreaterThan(10);
    const readable = payloadsIn(json)
      .map(({ data }) => Buffer.from(data ?? []).toString('latin1'))
      .join('\n');
    for (const word of ['studentId', 'commissionBps', 'amountMinor', 'capturePayment failed', 'EUR'])
      expect(readable).not.toContain(word);
    expect(opened).toContain('commissionBps');
  });

  it('names nobody, also when it is opened: ids, amounts and policies only', () => {
    for (const personal of ['Robin', 'Marlo', 'people.example', '@', 'pay.example', 'cs_', 'pi_'])
      expect(opened).not.toContain(personal);
  });
});
