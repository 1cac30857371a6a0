import { HOUR_MS, MINUTE_MS } from '../domain/policies';
import { codeOf, Stage } from '../test/harness/bookingStory';

/** What a student or tutor would lose if the card company's silence were taken for a yes or a no. */
describe('the money of a booking', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterEach(() => stage.company.heal());
  afterAll(() => stage?.close());

  const keysOf = (call: Parameters<Stage['company']['keysOf']>[0], id: string) =>
    stage.company.keysOf(call).filter((key) => key?.includes(id));

  describe('on accepting', () => {
    it('is waited for when the company does not answer: accepted counts, the same key is sent again', async () => {
      const story = await stage.paid();
      stage.company.fail('capture', 'payment_outcome_unknown');
      expect(await story.accept()).toMatchObject({ session: 'REQUESTED', pendingMove: 'accept' });
      await story.skip(2_000);
      await story.becomes('SCHEDULED/-/AUTHORIZED');
      expect(new Set(keysOf('capture', story.id))).toEqual(new Set([`booking:${story.id}:capture:1`]));
      expect(await story.events()).toEqual(['book', 'authorize', 'accept', 'accept']);
    });

    it('was taken although the answer was lost: it is looked up and not taken twice', async () => {
      const story = await stage.paid();
      stage.company.fail('capture', 'payment_outcome_unknown', { effect: true });
      expect(await story.accept()).toMatchObject({ pendingMove: 'accept' });
      await story.skip(2_000);
      await story.becomes('SCHEDULED/-/AUTHORIZED');
      expect(keysOf('capture', story.id)).toHaveLength(1);
      expect(await story.books()).toEqual({ booking_escrow: -3000, provider_clearing: 3000 });
    });

    it('that is refused for good ends the booking, and nobody is penalised', async () => {
      const story = await stage.paid();
      stage.company.fail('capture', 'payment_declined', { times: Infinity });
      expect(await codeOf(story.accept())).toBe('capture_refused');
      await story.ends();
      expect(await story.stands()).toBe('CANCELLED/NOT_HELD/VOIDED');
      expect(await story.events()).toEqual(['book', 'authorize', 'refuseCapture']);
      expect(stage.company.paymentOf(story.id).status).toBe('released');
      expect(await story.books()).toEqual({});
    });

    it('that is still unknown at the start ends the booking; what was taken after all goes back', async () => {
      const story = await stage.paid({ startsInHours: 3 });
      stage.company.fail('capture', 'payment_outcome_unknown', { times: Infinity, effect: true });
      stage.company.fail('findPayment', 'payment_outcome_unknown', { times: Infinity });
      expect(await story.accept()).toMatchObject({ pendingMove: 'accept' });
      await story.skipTo(story.input.startsAt);
      await story.becomes('CANCELLED/NOT_HELD/VOIDED');
      stage.company.heal();
      await story.skip(2 * HOUR_MS);
      await story.ends();
      expect(stage.company.refundsOf(story.id).map(({ amount }) => amount.amountMinor)).toEqual([3000]);
      expect(await story.books()).toEqual({});
    });

    it('gets a new key after a stored failure, once a look-up found nothing', async () => {
      const story = await stage.paid();
      stage.company.fail('capture', 'payment_stored_failure');
      await story.accept();
      await story.skip(2_000);
      await story.becomes('SCHEDULED/-/AUTHORIZED');
      expect(keysOf('capture', story.id)).toEqual([`booking:${story.id}:capture:1`, `booking:${story.id}:capture:2`]);
    });

    it('makes cancel and expiry wait, and refuses them meanwhile', async () => {
      const story = await stage.paid();
      stage.company.fail('capture', 'payment_outcome_unknown', { times: 3 });
      await story.accept();
      await story.idle();
      expect(await codeOf(story.cancel('student', 10_000))).toBe('booking_state_conflict');
      await story.skip(MINUTE_MS);
      await story.becomes('SCHEDULED/-/AUTHORIZED');
    });
  });

  describe('on cancelling', () => {
    it('is back before anybody reads that it is: unknown keeps the lesson on the books', async () => {
      const story = await stage.accepted();
      stage.company.fail('refund', 'payment_outcome_unknown');
      expect(await story.cancel('student', 10_000)).toMatchObject({ session: 'SCHEDULED', pendingMove: 'cancel' });
      expect(await story.books()).toEqual({ booking_escrow: -3000, provider_clearing: 3000 });
      await story.skip(2_000);
      await story.ends();
      expect(await story.stands()).toBe('CANCELLED/NOT_HELD/REFUNDED');
      expect(stage.company.refundsOf(story.id)).toHaveLength(1);
      expect(await story.books()).toEqual({});
    });

    it('went back although the answer was lost: it is found by its business key and not given twice', async () => {
      const story = await stage.accepted();
      stage.company.fail('refund', 'payment_outcome_unknown', { effect: true });
      await story.cancel('student', 10_000);
      await story.skip(2_000);
      await story.ends();
      expect(stage.company.refundsOf(story.id)).toHaveLength(1);
      expect(keysOf('refund', story.id)).toHaveLength(1);
    });

    it('outlives the start of the lesson: a decided cancel is carried out', async () => {
      const story = await stage.accepted({ startsInHours: 30 });
      stage.company.fail('refund', 'payment_outcome_unknown', { times: Infinity });
      await story.cancel('student', 10_000);
      await story.skipTo(story.input.startsAt + HOUR_MS);
      await story.until(async () => (await story.row()).needsAttention);
      expect(await story.stands()).toBe('SCHEDULED/-/AUTHORIZED');
      stage.company.heal();
      await story.skip(2 * HOUR_MS);
      await story.ends();
      expect(await story.stands()).toBe('CANCELLED/NOT_HELD/REFUNDED');
      expect((await story.row()).needsAttention).toBe(false);
    });
  });

  it('is released later when the company is away, and people are asked to look', async () => {
    const story = await stage.paid();
    stage.company.fail('release', 'payment_outcome_unknown', { times: Infinity });
    expect(await story.decline()).toMatchObject({ session: 'CANCELLED', payment: 'VOIDED' });
    await story.skip(10 * MINUTE_MS);
    await story.until(async () => (await story.row()).needsAttention);
    expect(await story.events()).toEqual(['book', 'authorize', 'decline', 'needsAttention']);
    stage.company.heal();
    await story.skip(HOUR_MS + MINUTE_MS);
    await story.ends();
    expect(stage.company.paymentOf(story.id).status).toBe('released');
    expect((await story.row()).needsAttention).toBe(false);
  });

  it('can be paid although the page could not be opened at first', async () => {
    stage.company.fail('openCheckout', 'payment_outcome_unknown', { times: 2 });
    const story = await stage.book();
    await story.skip(10_000);
    await story.pay();
    expect(await story.accept()).toMatchObject({ session: 'SCHEDULED' });
  });

  it('frees the slot when no page could ever be opened', async () => {
    stage.company.fail('openCheckout', 'payment_outcome_unknown', { times: Infinity });
    const story = await stage.book();
    await story.skip(15 * MINUTE_MS + 2_000);
    await story.ends();
    expect(await story.stands()).toBe('EXPIRED/NOT_HELD/VOIDED');
  });
});
