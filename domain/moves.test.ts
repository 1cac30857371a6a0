import fc from 'fast-check';
import type { Booking } from './booking';
import { isOver } from './deadlines';
import { accountRowFor } from './ledger';
import { enumerateReachable, isLegal, keyOf } from './legal';
import { LIFECYCLE } from './lifecycle';
import { money } from './money';
import { failOwed, fulfil, inOneTurn, newBooking, refundDueFor, retryOwed, secured } from './moves';
import { CANCELLATION_PRESETS, HOUR_MS, MINUTE_MS, type Terms } from './policies';
import { buildBooking, buildTerms, REQUESTED_AT, STARTS_AT, STUDENT_ID, TUTOR_ID } from './testing/buildBooking';
import { Play, type Step } from './testing/playBooking';

const born = (terms: Partial<Terms> = {}): Booking =>
  newBooking(
    {
      id: 'b',
      studentId: STUDENT_ID,
      tutorId: TUTOR_ID,
      startsAt: STARTS_AT,
      endsAt: STARTS_AT + 50 * MINUTE_MS,
      terms: buildTerms(terms),
      policyHash: 'h',
    },
    REQUESTED_AT,
  );
const play = (terms: Partial<Terms> = {}): Play => new Play(born(terms), REQUESTED_AT);
const kinds = (story: Play): string[] => story.events.map(({ kind }) => kind);
const accept: Step = { kind: 'act', actor: 'tutor', action: 'accept' };
const paid: Step = { kind: 'paid' };
const done: Step = { kind: 'clock', answer: 'done' };
const lost: Step = { kind: 'clock', answer: 'lost' };
const tell = (steps: readonly Step[], terms: Partial<Terms> = {}): Play => {
  const story = play(terms);
  for (const step of steps) story.step(step);
  return story;
};
const SCHEDULED: readonly Step[] = [done, paid, accept, done];

describe('the story of a booking', () => {
  it('goes from request to settled, version by version', () => {
    const story = tell(SCHEDULED);
    expect(story.booking).toMatchObject({ session: 'SCHEDULED', payment: 'AUTHORIZED', pending: null, owed: [] });
    story.toTheEnd();
    expect(story.booking).toMatchObject({ session: 'ENDED', outcome: 'COMPLETED', payment: 'CAPTURED', version: 7 });
    expect(kinds(story)).toEqual(['authorised', 'captured', 'settled']);
    expect(story.now).toBe(story.booking.settleAt);
    expect(story.balanceOf(`tutor_payable:${TUTOR_ID}`)).toBe(-1_920);
  });
  it('is accepted by the clock when it is instant', () => {
    const story = tell([done, paid, done, done], { instant: true });
    expect(story.booking).toMatchObject({ session: 'SCHEDULED', answerBy: null });
    expect(story.now).toBe(REQUESTED_AT);
  });
  it('needs no money when it is free, and says so from the start', () => {
    const story = play({ price: money(0, 'EUR'), trial: true, compensation: null });
    expect(story.booking).toMatchObject({ payment: 'AUTHORIZED', version: 1, owed: [], securedAt: REQUESTED_AT });
    story.step(accept);
    expect(story.booking).toMatchObject({ session: 'SCHEDULED', pending: null, owed: [] });
    story.toTheEnd();
    expect(story.events).toEqual([]);
    expect(secured(story.booking, { captureBefore: null }, REQUESTED_AT).events).toEqual([]);
    expect(story.booking.payment).toBe('CAPTURED');
  });
  it('owes nothing when it is free and does not come about', () => {
    const free = { price: money(0, 'EUR'), trial: true, compensation: null };
    for (const action of ['decline', 'cancel'] as const) {
      const story = tell([{ kind: 'act', actor: action === 'cancel' ? 'student' : 'tutor', action }], free);
      expect(story.booking).toMatchObject({ session: 'CANCELLED', payment: 'VOIDED', owed: [] });
    }
    const silent = tell([done], free);
    expect(silent.booking).toMatchObject({ session: 'EXPIRED', owed: [] });
  });
  it('ends with the hold when nobody pays and the card company says so', () => {
    const story = tell([done, done, done]);
    expect(keyOf(story.booking)).toBe('EXPIRED/NOT_HELD/VOIDED/NONE');
    expect(isOver(story.booking)).toBe(true);
    expect(story.now).toBe(REQUESTED_AT + 15 * MINUTE_MS);
  });
  it('is secured when the card company says so while the page is being closed', () => {
    const story = tell([done, done, { kind: 'clock', answer: 'refused' }]);
    expect(story.booking).toMatchObject({ session: 'REQUESTED', payment: 'AUTHORIZED', owed: [] });
  });
  it('frees the slot at 31 min when the card company is silent, and goes on asking', () => {
    const story = tell([done, done]);
    while (story.booking.session === 'REQUESTED') story.step(lost);
    expect(story.now).toBe(REQUESTED_AT + 31 * MINUTE_MS);
    expect(story.booking).toMatchObject({
      session: 'EXPIRED',
      payment: 'VOIDED',
      owed: [{ kind: 'resolve_checkout' }],
    });
    expect(isOver(story.booking)).toBe(false);
    story.toTheEnd();
  });
  it('ends at once when it is declined, and owes the release', () => {
    const story = tell([done, paid, { kind: 'act', actor: 'tutor', action: 'decline' }]);
    expect(story.booking).toMatchObject({ session: 'CANCELLED', payment: 'VOIDED', owed: [{ kind: 'release' }] });
    story.toTheEnd();
    expect(kinds(story)).toEqual(['authorised', 'released']);
  });
  it('gives the money back when the tutor is silent', () => {
    const story = tell([done, paid, done]);
    expect(story.booking).toMatchObject({ session: 'EXPIRED', payment: 'VOIDED', owed: [{ kind: 'release' }] });
  });
  it('stands as it was until the refund is accepted', () => {
    const story = tell([...SCHEDULED, { kind: 'act', actor: 'student', action: 'cancel' }]);
    expect(story.booking).toMatchObject({
      session: 'SCHEDULED',
      payment: 'AUTHORIZED',
      pending: { move: 'cancel', studentShareBps: 10_000 },
      owed: [{ kind: 'refund' }],
    });
    expect(refundDueFor(story.booking)).toEqual(money(2_400, 'EUR'));
    expect(refundDueFor(buildBooking())).toBeNull();
    story.step(lost);
    expect(story.booking.session).toBe('SCHEDULED');
    story.step(done);
    expect(keyOf(story.booking)).toBe('CANCELLED/NOT_HELD/REFUNDED/NONE');
    expect(kinds(story)).toEqual(['authorised', 'captured', 'returned']);
  });
  it('keeps nothing of the price waiting when nothing goes back', () => {
    const story = tell([
      ...SCHEDULED,
      { kind: 'wait', ms: 60 * HOUR_MS },
      { kind: 'act', actor: 'student', action: 'cancel' },
    ]);
    expect(keyOf(story.booking)).toBe('CANCELLED/NOT_HELD/CAPTURED/NONE');
    expect(isOver(story.booking)).toBe(true);
    expect(kinds(story)).toEqual(['authorised', 'captured', 'settled']);
  });
  it('divides the price and earns the fee when a part goes back', () => {
    const terms = { cancellation: CANCELLATION_PRESETS.flexible, serviceFeeMinor: 60, price: money(2_401, 'EUR') };
    const story = tell(
      [...SCHEDULED, { kind: 'wait', ms: 70 * HOUR_MS }, { kind: 'act', actor: 'student', action: 'cancel' }, done],
      terms,
    );
    expect(keyOf(story.booking)).toBe('CANCELLED/NOT_HELD/PARTIALLY_REFUNDED/NONE');
    expect(story.events.slice(2)).toEqual([
      { kind: 'returned', bookingId: 'b', amount: money(1_200, 'EUR') },
      {
        kind: 'settled',
        bookingId: 'b',
        tutorId: TUTOR_ID,
        amount: money(1_201, 'EUR'),
        commission: money(240, 'EUR'),
      },
      { kind: 'service_fee_earned', bookingId: 'b', amount: money(60, 'EUR') },
    ]);
  });
  it('compensates the student and strikes the tutor who cancels late, once it is confirmed', () => {
    const story = tell([
      ...SCHEDULED,
      { kind: 'wait', ms: 60 * HOUR_MS },
      { kind: 'act', actor: 'tutor', action: 'cancel' },
    ]);
    expect(story.strikes).toBe(0);
    story.step(done);
    expect(story.strikes).toBe(1);
    expect(kinds(story)).toEqual(['authorised', 'captured', 'returned', 'compensation']);
    expect(story.balanceOf(`student_promo:${STUDENT_ID}`)).toBe(-500);
  });
  it('penalises nobody when the capture is refused or never answered', () => {
    const refused = tell([done, paid, accept, { kind: 'clock', answer: 'refused' }]);
    expect(refused.booking).toMatchObject({ session: 'CANCELLED', payment: 'VOIDED', pending: null });
    const silent = tell([done, paid, accept]);
    while (silent.booking.session === 'REQUESTED') silent.step(lost);
    expect(silent.now).toBe(STARTS_AT);
    expect(silent.booking).toMatchObject({ session: 'CANCELLED', payment: 'VOIDED', needsAttention: true });
    expect(refused.strikes + silent.strikes).toBe(0);
  });
});

describe('what is owed', () => {
  const owing = buildBooking({
    session: 'CANCELLED',
    payment: 'VOIDED',
    owed: [{ kind: 'release', attempt: 1, dueAt: 50, failures: 0 }],
  });
  it('asks people to look after five failures, goes on, and calms down when it is done', () => {
    let booking = owing;
    for (let n = 1; n <= 6; n++) {
      booking = failOwed(booking, 'release', { at: 100, storedFailure: n === 2 });
      expect(booking.needsAttention).toBe(n >= 5);
    }
    expect(booking.owed).toEqual([{ kind: 'release', attempt: 2, dueAt: 100 + 3_600_000, failures: 6 }]);
    expect(booking.version).toBe(owing.version);
    expect(fulfil(booking, { kind: 'release', at: 200 }).booking).toMatchObject({ owed: [], needsAttention: false });
  });
  it('returns what was taken after all', () => {
    const { events } = fulfil(owing, { kind: 'release', at: 1, hadBeenCaptured: true });
    expect(events.map(({ kind }) => kind)).toEqual(['captured', 'returned']);
  });
  it('is done once: a repeat changes nothing', () => {
    const first = fulfil(owing, { kind: 'release', at: 1 }).booking;
    expect(fulfil(first, { kind: 'release', at: 2 })).toEqual({ booking: first, events: [], strike: false });
  });
  it('is due at once when somebody asks', () => {
    expect(retryOwed(owing, 7).owed[0]?.dueAt).toBe(7);
    expect(retryOwed(owing, 70).owed[0]?.dueAt).toBe(50);
  });
});

describe('a turn of the loop', () => {
  it('is recorded as one move, whatever happened in it', () => {
    const before = buildBooking({ payment: 'AUTHORIZED', version: 2 });
    const decided = { booking: { ...before, version: 3 }, events: [], strike: false };
    const event = { kind: 'captured', bookingId: 'b', amount: money(1, 'EUR') } as const;
    const confirmed = { booking: { ...before, version: 4 }, events: [event], strike: true };
    const turn = inOneTurn(before, [decided, confirmed]);
    expect(turn).toEqual({ booking: { ...before, version: 3 }, events: [event], strike: true });
    expect(inOneTurn(before, [{ booking: before, events: [], strike: false }]).booking.version).toBe(2);
  });
});

describe('any story at all', () => {
  const answer = fc.constantFrom('done', 'done', 'lost', 'stored_failure', 'refused');
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('clock'), answer }) },
    { weight: 3, arbitrary: fc.constant(paid) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.nat({ max: 72 * HOUR_MS }) }) },
    {
      weight: 4,
      arbitrary: fc.record(
        {
          kind: fc.constant('act'),
          actor: fc.constantFrom('student', 'tutor', 'tutor', 'support', 'admin'),
          action: fc.constantFrom('accept', 'accept', 'decline', 'cancel'),
          shareBps: fc.integer({ min: 0, max: 10_000 }),
        },
        { requiredKeys: ['kind', 'actor', 'action'] },
      ),
    },
  );
  const terms = fc.record({
    price: fc.oneof(fc.constant(0), fc.integer({ min: 50, max: 20_000 })).map((minor) => money(minor, 'EUR')),
    serviceFeeMinor: fc.constantFrom(0, 0, 37),
    commissionBps: fc.constantFrom(1_000, 1_500, 2_000),
    cancellation: fc.constantFrom(...Object.values(CANCELLATION_PRESETS)),
    instant: fc.boolean(),
  });

  // money: whatever people, clocks and the card company do, nothing is lost, kept or paid twice
  it('is legal throughout, keeps its quotes, ends, and leaves balanced books', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), terms, (steps, some) => {
        const story = play(some);
        let promise = story.promise;
        const kept = (): void => {
          if (promise === null || story.booking.pending !== null) return;
          if (story.booking.session === 'CANCELLED' && story.booking.payment === 'VOIDED') return;
          expect(story.events.slice(promise.from, promise.from + promise.events.length)).toEqual(promise.events);
        };
        for (const one of steps) {
          story.step(one);
          if (story.promise !== promise) {
            kept();
            promise = story.promise;
          }
        }
        story.toTheEnd();
        kept();
        story.seen.forEach((booking, i) => {
          expect(isLegal(booking)).toBe(true);
          const before = story.seen[i - 1] ?? booking;
          expect([0, 1]).toContain(booking.version - before.version);
          if (keyOf(before) !== keyOf(booking)) expect(booking.version).toBe(before.version + 1);
        });
        for (const [account, balance] of story.balances) {
          const type = accountRowFor(account)?.type;
          const readable = type === 'liability' || type === 'revenue' ? -balance : balance;
          if (account !== 'provider_clearing') expect(readable).toBeGreaterThanOrEqual(0);
          if (/^(booking_escrow|card_authorized):/.test(account)) expect(balance).toBe(0);
        }
        expect([...story.balances.values()].reduce((a, b) => a + b, 0)).toBe(0);
        expect(story.balanceOf('provider_clearing')).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the stories together', () => {
  it('come by every state that the available rows reach', () => {
    const cancel: Step = { kind: 'act', actor: 'student', action: 'cancel' };
    const wait = (hours: number): Step => ({ kind: 'wait', ms: hours * HOUR_MS });
    const flexible = { cancellation: CANCELLATION_PRESETS.flexible };
    const stories = [
      tell(SCHEDULED),
      tell([done, paid]),
      tell([cancel]),
      tell([...SCHEDULED, cancel]),
      tell([...SCHEDULED, wait(60), cancel]),
      tell([...SCHEDULED, wait(70), cancel], flexible),
    ];
    for (const story of stories) story.toTheEnd();
    const seen = new Set(stories.flatMap((story) => story.seen.map(keyOf)));
    const reachable = enumerateReachable(LIFECYCLE.filter(({ available }) => available));
    expect([...seen].sort()).toEqual(reachable.map(keyOf).sort());
  });
});
