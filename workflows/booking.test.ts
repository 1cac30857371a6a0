import { accept, holdReplaced } from '../contracts/temporal/booking';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/policies';
import { buildTerms } from '../test/factories/bookings';
import { codeOf, Stage, type Story } from '../test/harness/bookingStory';

const MINUTES_5 = 5 * MINUTE_MS;

describe('a booking', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage?.close());

  async function settle(story: Story): Promise<void> {
    await story.skipTo(story.input.endsAt + 72 * HOUR_MS);
    await story.ends();
  }

  it('lives from the request to the settled lesson, and its books add up', async () => {
    const story = await stage.book();
    expect(story.reply).toMatchObject({ session: 'REQUESTED', payment: 'PENDING', version: 1, pendingMove: null });
    await story.pay();
    expect(await story.accept()).toMatchObject({ session: 'SCHEDULED', payment: 'AUTHORIZED', pendingMove: null });
    expect(await story.books()).toEqual({ booking_escrow: -3000, provider_clearing: 3000 });
    await story.skipTo(story.input.startsAt);
    await story.becomes('ACTIVE/-/AUTHORIZED');
    await story.skipTo(story.input.endsAt + MINUTES_5);
    await story.becomes('ENDED/COMPLETED/AUTHORIZED');
    await settle(story);
    expect(await story.stands()).toBe('ENDED/COMPLETED/CAPTURED');
    expect(await story.books()).toEqual({ commission_revenue: -600, provider_clearing: 3000, tutor_payable: -2400 });
    expect(await story.events()).toEqual(['book', 'authorize', 'accept', 'start', 'end', 'settle']);
  });

  it('is accepted by the clock as soon as it is paid, where the tutor offers that', async () => {
    const story = await stage.paid({ terms: { instant: true } });
    await story.becomes('SCHEDULED/-/AUTHORIZED');
    await settle(story);
    expect(await story.events()).toEqual(['book', 'authorize', 'accept', 'start', 'end', 'settle']);
  });

  it('asks the card company for nothing when it costs nothing', async () => {
    const price = { amountMinor: 0, currency: 'EUR' } as const;
    const story = await stage.book({ terms: { price, compensation: null, trial: true } });
    expect(story.reply).toMatchObject({ session: 'REQUESTED', payment: 'AUTHORIZED' });
    await story.accept();
    await settle(story);
    expect(await story.stands()).toBe('ENDED/COMPLETED/CAPTURED');
    expect(stage.company.payments.some(({ snapshot }) => snapshot.bookingId === story.id)).toBe(false);
    expect(await story.books()).toEqual({});
  });

  it('gives everything back when the tutor declines', async () => {
    const story = await stage.paid();
    expect(await story.decline()).toMatchObject({ session: 'CANCELLED', outcome: 'NOT_HELD', payment: 'VOIDED' });
    await story.ends();
    expect(stage.company.paymentOf(story.id).status).toBe('released');
    expect(await story.books()).toEqual({});
  });

  it('gives everything back when the tutor does not answer in time', async () => {
    const story = await stage.paid();
    const { answerBy } = await story.row();
    await story.skipTo(answerBy ?? 0);
    await story.ends();
    expect(await story.stands()).toBe('EXPIRED/NOT_HELD/VOIDED');
    expect(stage.company.paymentOf(story.id).status).toBe('released');
    expect(await story.events()).toEqual(['book', 'authorize', 'expireRequest']);
  });

  describe('whose student does not pay', () => {
    it('frees the slot after the hold, once the card company says that nobody paid', async () => {
      const story = await stage.book();
      await story.pageOpen();
      await story.skip(15 * MINUTE_MS + 1_000);
      await story.ends();
      expect(await story.stands()).toBe('EXPIRED/NOT_HELD/VOIDED');
      expect(stage.company.paymentOf(story.id).checkout).toBe('expired');
    });

    it('is secured after all when the card company says at the end of the hold that it was paid', async () => {
      const story = await stage.book();
      await story.pageOpen();
      stage.company.pay(story.id); // and the webhook was lost
      await story.skip(15 * MINUTE_MS + 1_000);
      await story.becomes('REQUESTED/-/AUTHORIZED');
      await story.decline();
      await story.ends();
    });

    it('frees the slot at 31 minutes when nobody answers, and gives back what turns out to be paid', async () => {
      const story = await stage.book();
      await story.pageOpen();
      stage.company.pay(story.id);
      stage.company.fail('expireCheckout', 'payment_outcome_unknown', { times: Infinity });
      await story.skip(32 * MINUTE_MS);
      await story.becomes('EXPIRED/NOT_HELD/VOIDED');
      stage.company.heal();
      await story.skip(HOUR_MS);
      await story.ends();
      expect(stage.company.paymentOf(story.id).status).toBe('released');
      expect(await story.books()).toEqual({});
    });

    it('gives a payment back that is reported after the hold ended without an answer', async () => {
      const story = await stage.book();
      await story.pageOpen();
      stage.company.fail('expireCheckout', 'payment_outcome_unknown', { times: Infinity });
      await story.skip(32 * MINUTE_MS);
      await story.becomes('EXPIRED/NOT_HELD/VOIDED');
      stage.company.pay(story.id);
      stage.company.heal();
      await story.report();
      await story.ends();
      expect(stage.company.paymentOf(story.id).status).toBe('released');
      expect(await story.books()).toEqual({});
    });
  });

  describe('that is cancelled', () => {
    const cancelled = [
      { who: 'student', startsInHours: 96, share: 10_000, payment: 'REFUNDED', tutor: undefined, promo: undefined },
      { who: 'student', startsInHours: 20, share: 0, payment: 'CAPTURED', tutor: -2400, promo: undefined },
      { who: 'tutor', startsInHours: 96, share: 10_000, payment: 'REFUNDED', tutor: undefined, promo: undefined },
      { who: 'tutor', startsInHours: 20, share: 10_000, payment: 'REFUNDED', tutor: undefined, promo: -500 },
    ] as const;
    it.each(cancelled)(
      'by the $who $startsInHours hours before gives $share of 10000 back',
      async ({ who, startsInHours, share, payment, tutor, promo }) => {
        const story = await stage.accepted({ startsInHours });
        expect(await story.cancel(who, share)).toMatchObject({ session: 'CANCELLED', payment, pendingMove: null });
        await story.ends();
        const books = await story.books();
        expect(books['booking_escrow']).toBeUndefined();
        expect(books['tutor_payable']).toBe(tutor);
        expect(books['student_promo']).toBe(promo);
        expect(stage.company.refundsOf(story.id)).toHaveLength(share === 0 ? 0 : 1);
      },
    );

    it('splits the money where the policy says half', async () => {
      const { cancellation } = buildTerms();
      const moderate = { ...cancellation, rows: [{ hoursBefore: 24, studentShareBps: 10_000 }], laterShareBps: 5_000 };
      const story = await stage.accepted({ startsInHours: 20, terms: { cancellation: moderate } });
      expect(await story.cancel('student', 5_000)).toMatchObject({ payment: 'PARTIALLY_REFUNDED' });
      await story.ends();
      expect(await story.books()).toEqual({ commission_revenue: -300, provider_clearing: 1500, tutor_payable: -1200 });
    });

    it('while the student has not paid yet closes the page', async () => {
      const story = await stage.book();
      await story.pageOpen();
      expect(await story.cancel('student', 10_000)).toMatchObject({ session: 'CANCELLED', payment: 'VOIDED' });
      await story.ends();
      expect(stage.company.paymentOf(story.id).checkout).toBe('expired');
    });
  });

  describe('whose request is refused', () => {
    it('is not touched by a validator: no event in its history, and the same key may succeed later', async () => {
      const story = await stage.book();
      await story.pageOpen();
      await story.idle();
      expect(await codeOf(story.accept('key-1'))).toBe('booking_state_conflict');
      const { events } = await story.handle.fetchHistory();
      const updates = (events ?? []).filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
      expect(
        updates.map((event) => event.workflowExecutionUpdateAcceptedEventAttributes?.acceptedRequest?.input?.name),
      ).toEqual(['book']);
      await story.pay();
      expect(await story.accept('key-1')).toMatchObject({ session: 'SCHEDULED' });
    });

    it('answers the same key with the same outcome, and does nothing twice', async () => {
      const story = await stage.paid();
      const first = await story.accept('key-2');
      const asked = { actor: 'tutor', actorId: story.input.tutorId, ...(await story.asker()) } as const;
      expect(await story.update(accept, asked, { updateId: 'key-2' })).toEqual(first);
      expect(stage.company.keysOf('capture').filter((key) => key?.includes(story.id))).toHaveLength(1);
    });

    it('refuses whoever is not a party, an old version and an old quote', async () => {
      const story = await stage.paid();
      const asker = await story.asker();
      const by = (more: object) =>
        codeOf(story.update(accept, { actor: 'tutor', actorId: story.input.tutorId, ...asker, ...more }));
      expect(await by({ actorId: story.input.studentId })).toBe('forbidden');
      expect(await by({ expectedVersion: asker.expectedVersion - 1 })).toBe('quote_changed');
      expect(await by({ quotedAt: asker.quotedAt - 11 * MINUTE_MS })).toBe('quote_expired');
    });

    it('by the store says why: the slot is taken, the student is busy', async () => {
      const story = await stage.book();
      const other = await stage.input({ startsAt: story.input.startsAt });
      expect(await codeOf(stage.book({}, { ...other, tutorId: story.input.tutorId }))).toBe('slot_taken');
      const same = await stage.input({ startsAt: story.input.startsAt, studentId: story.input.studentId });
      expect(await codeOf(stage.book({}, same))).toBe('student_busy');
    });
  });

  it('accepts once when fifty accept at the same moment', async () => {
    const story = await stage.paid();
    const asked = { actor: 'tutor', actorId: story.input.tutorId, ...(await story.asker()) } as const;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => codeOf(story.update(accept, asked, { waitMs: 25_000 }))),
    );
    const won = answers.filter((answer) => answer.startsWith('no refusal'));
    expect(won).toHaveLength(1);
    expect(new Set(answers.filter((answer) => !won.includes(answer)))).toEqual(new Set(['booking_state_conflict']));
    expect(stage.company.keysOf('capture').filter((key) => key?.includes(story.id))).toHaveLength(1);
  });

  it('lets the clock win when a tutor accepts at the last instant', async () => {
    const story = await stage.paid();
    const { answerBy } = await story.row();
    const asker = await story.asker();
    await story.skipTo(answerBy ?? 0);
    const asked = { actor: 'tutor', actorId: story.input.tutorId, ...asker, quotedAt: answerBy ?? 0 };
    expect(await codeOf(story.update(accept, asked))).not.toContain('no refusal');
    await story.becomes('EXPIRED/NOT_HELD/VOIDED');
  });

  it('goes on in a new run when its history is long, and forgets nothing', async () => {
    const story = await stage.paid({ memo: { historyLimit: 15 }, startsInHours: 240 });
    await story.accept();
    await story.skip(DAY_MS);
    await settle(story);
    expect(await story.stands()).toBe('ENDED/COMPLETED/CAPTURED');
    const runs = stage.client.workflow.list({ query: `WorkflowId = "booking:${story.id}"` });
    let count = 0;
    for await (const run of runs) count += run.workflowId === `booking:${story.id}` ? 1 : 0;
    expect(count).toBeGreaterThan(1);
  });

  it('closes the page of a hold that its student replaced by another request', async () => {
    const first = await stage.book();
    await first.pageOpen();
    const other = await stage.input({ startsAt: first.input.startsAt, studentId: first.input.studentId });
    const second = await stage.book({}, { ...other, replacesBookingId: first.id });
    expect(second.reply.session).toBe('REQUESTED');
    await first.handle.signal(holdReplaced, { byBookingId: second.id, version: 2, at: Date.now() });
    await first.ends();
    expect(await first.stands()).toBe('CANCELLED/NOT_HELD/VOIDED');
    expect(stage.company.paymentOf(first.id).checkout).toBe('expired');
  });
});
