import { HOUR_MS, MINUTE_MS } from '../domain/policies';
import { Stage } from '../test/harness/bookingStory';

describe('a booking', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage?.close());

  it('lives from the request to the settled lesson, and its books add up', async () => {
    const story = await stage.book();
    expect(story.reply).toMatchObject({ session: 'REQUESTED', payment: 'PENDING', version: 1, pendingMove: null });
    await story.pay();
    expect(await story.accept()).toMatchObject({ session: 'SCHEDULED', payment: 'AUTHORIZED', pendingMove: null });
    expect(await story.books()).toEqual({ booking_escrow: -3000, provider_clearing: 3000 });
    await story.skipTo(story.input.startsAt);
    await story.becomes('ACTIVE/-/AUTHORIZED');
    await story.skipTo(story.input.endsAt + 5 * MINUTE_MS);
    await story.becomes('ENDED/COMPLETED/AUTHORIZED');
    await story.skipTo(story.input.endsAt + 72 * HOUR_MS);
    await story.ends();
    expect(await story.stands()).toBe('ENDED/COMPLETED/CAPTURED');
    expect(await story.books()).toEqual({ commission_revenue: -600, provider_clearing: 3000, tutor_payable: -2400 });
    expect(await story.events()).toEqual(['book', 'authorize', 'accept', 'start', 'end', 'settle']);
  });
});
