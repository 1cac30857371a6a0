import type { Booking } from './booking';
import { actionsFor, decide, type ActionRequest } from './decide';
import { MINUTE_MS, HOUR_MS } from './policies';
import { buildBooking, REQUESTED_AT, STARTS_AT, STUDENT_ID, TUTOR_ID } from './testing/buildBooking';

const at = REQUESTED_AT + 5 * MINUTE_MS;
const tutor = { actor: 'tutor', actorId: TUTOR_ID } as const;
const student = { actor: 'student', actorId: STUDENT_ID } as const;
const support = { actor: 'support', actorId: 'staff', reason: 'asked by phone' } as const;
const clock = { actor: 'clock', actorId: null } as const;
const provider = { actor: 'provider', actorId: null } as const;

const holding = buildBooking();
const asked = buildBooking({ payment: 'AUTHORIZED', version: 2 });
const scheduled = buildBooking({ session: 'SCHEDULED', payment: 'AUTHORIZED', version: 3 });

const codeOf = (booking: Booking, request: ActionRequest): string => {
  const decision = decide(booking, request);
  return decision.ok ? 'ok' : decision.code;
};

describe('who may do what', () => {
  it.each([
    ['a stranger’s cancel', asked, { action: 'cancel', actor: 'student', actorId: 'x', at }, 'forbidden'],
    ['another tutor’s accept', asked, { action: 'accept', actor: 'tutor', actorId: 'x', at }, 'forbidden'],
    ['a student’s accept', asked, { action: 'accept', ...student, at }, 'forbidden'],
    ['a person’s start', scheduled, { action: 'start', ...tutor, at }, 'forbidden'],
    ['a later action', scheduled, { action: 'proposeReschedule', ...student, at }, 'forbidden'],
    ['the bank’s cancel', scheduled, { action: 'cancel', actor: 'bank', actorId: null, at }, 'forbidden'],
    ['accepting before it is paid', holding, { action: 'accept', ...tutor, at }, 'booking_state_conflict'],
    ['accepting twice', scheduled, { action: 'accept', ...tutor, at }, 'booking_state_conflict'],
    ['cancelling instead of declining', asked, { action: 'cancel', ...tutor, at }, 'booking_state_conflict'],
    ['staff without a reason', asked, { action: 'cancel', actor: 'admin', actorId: 'a', at }, 'reason_required'],
    ['staff with a blank reason', asked, { action: 'cancel', ...support, reason: '  ', at }, 'reason_required'],
    ['staff with a reason', asked, { action: 'cancel', ...support, at }, 'ok'],
    ['a tutor’s accept', asked, { action: 'accept', ...tutor, at }, 'ok'],
    ['a tutor’s decline', asked, { action: 'decline', ...tutor, at }, 'ok'],
    ['a student’s cancel of a hold', holding, { action: 'cancel', ...student, at }, 'ok'],
    ['the card company’s yes', holding, { action: 'authorize', ...provider, at }, 'ok'],
    ['the card company’s second yes', asked, { action: 'authorize', ...provider, at }, 'booking_state_conflict'],
  ] as [string, Booking, ActionRequest, string][])('%s', (...row) => {
    expect(codeOf(row[1], row[2])).toBe(row[3]);
  });
});

describe('a deadline that is due', () => {
  const answerBy = asked.answerBy ?? 0;
  it('wins at the same instant, and loses a millisecond before', () => {
    expect(codeOf(asked, { action: 'accept', ...tutor, at: answerBy })).toBe('answer_time_over');
    expect(codeOf(asked, { action: 'accept', ...tutor, at: answerBy - 1 })).toBe('ok');
    expect(codeOf(scheduled, { action: 'cancel', ...student, at: STARTS_AT })).toBe('lesson_started');
    expect(codeOf(scheduled, { action: 'cancel', ...student, at: STARTS_AT - 1 })).toBe('ok');
  });
  it('is the only thing the clock may do', () => {
    expect(codeOf(asked, { action: 'expireRequest', ...clock, at: answerBy })).toBe('ok');
    expect(codeOf(asked, { action: 'expireRequest', ...clock, at: answerBy - 1 })).toBe('booking_state_conflict');
    expect(codeOf(asked, { action: 'accept', ...clock, at: answerBy })).toBe('booking_state_conflict');
  });
  it('at the end of a hold does not stand against the card company’s answer, but at the end of the page it does', () => {
    for (const action of ['authorize', 'expireHold'] as const)
      expect(codeOf(holding, { action, ...provider, at: holding.holdEndsAt })).toBe('ok');
    expect(codeOf(holding, { action: 'authorize', ...provider, at: holding.pageEndsAt })).toBe(
      'booking_state_conflict',
    );
    expect(codeOf(holding, { action: 'cancel', ...student, at: holding.holdEndsAt })).toBe('payment_time_over');
  });
  it('is not what is owed: people need not wait for the card company’s page', () => {
    const opening = { ...holding, owed: [{ kind: 'open_checkout', attempt: 1, dueAt: at, failures: 0 }] } as Booking;
    expect(codeOf(opening, { action: 'cancel', ...student, at })).toBe('ok');
  });
});

describe('a person who comes too late', () => {
  const active: Booking = { ...scheduled, session: 'ACTIVE', version: 4 };
  const ended: Booking = { ...active, session: 'ENDED', outcome: 'COMPLETED' };
  const expired: Booking = { ...asked, session: 'EXPIRED', outcome: 'NOT_HELD', payment: 'VOIDED' };
  const unpaid: Booking = { ...expired, securedAt: null };
  const called: Booking = { ...expired, session: 'CANCELLED' };
  const late = STARTS_AT + MINUTE_MS;
  const after = STARTS_AT + 3 * HOUR_MS;
  it.each([
    ['the student to cancel a lesson that runs', active, 'cancel', student, late, 'lesson_started'],
    ['the tutor to cancel a lesson that runs', active, 'cancel', tutor, late, 'lesson_started'],
    ['the staff to cancel a lesson that runs', active, 'cancel', support, late, 'lesson_started'],
    ['the tutor to decline a lesson that runs', active, 'decline', tutor, late, 'lesson_started'],
    [
      'anybody, once the lesson is over and the clock has not said so yet',
      active,
      'cancel',
      student,
      after,
      'lesson_over',
    ],
    ['the student to cancel a lesson that is over', ended, 'cancel', student, after, 'lesson_over'],
    ['the tutor to accept a request that ran out', expired, 'accept', tutor, at, 'answer_time_over'],
    ['the tutor to decline a request that ran out', expired, 'decline', tutor, at, 'answer_time_over'],
    ['the student to cancel a hold that ran out', unpaid, 'cancel', student, at, 'payment_time_over'],
    ['nobody, where somebody called it off', called, 'accept', tutor, at, 'booking_state_conflict'],
  ] as [string, Booking, ActionRequest['action'], Pick<ActionRequest, 'actor' | 'actorId'>, number, string][])(
    'is told so: %s',
    (...row) => {
      const [, booking, action, who, then, code] = row;
      expect(codeOf(booking, { action, ...who, at: then })).toBe(code);
    },
  );
  it('is told of the deadline, the card company only that it does not fit', () => {
    expect(codeOf(unpaid, { action: 'authorize', ...provider, at })).toBe('booking_state_conflict');
    expect(codeOf(active, { action: 'start', ...clock, at: late })).toBe('booking_state_conflict');
  });
});

describe('a move that waits for the card company', () => {
  const pending = { move: 'accept', actor: 'tutor', actorId: TUTOR_ID, decidedAt: at, studentShareBps: null } as const;
  const accepting: Booking = { ...asked, pending: { ...pending, compensationMinor: 0, strike: false, reason: null } };
  it('lets nobody else move, not even the answer’s deadline', () => {
    for (const request of [
      { action: 'cancel', ...student, at },
      { action: 'accept', ...tutor, at },
      { action: 'expireRequest', ...clock, at: asked.answerBy ?? 0 },
    ] as ActionRequest[])
      expect(decide(accepting, request)).toMatchObject({
        code: 'booking_state_conflict',
        details: { pending: 'accept' },
      });
  });
  it('is given up when the card company refuses, or at the start when it never answered', () => {
    expect(codeOf(accepting, { action: 'refuseCapture', ...provider, at })).toBe('ok');
    expect(codeOf(accepting, { action: 'refuseCapture', ...clock, at: STARTS_AT - 1 })).toBe('booking_state_conflict');
    expect(codeOf(accepting, { action: 'refuseCapture', ...clock, at: STARTS_AT })).toBe('ok');
    expect(codeOf(asked, { action: 'refuseCapture', ...provider, at })).toBe('booking_state_conflict');
  });
});

describe('a quote that is brought along', () => {
  const cancel = { action: 'cancel', ...student, expectedVersion: 3 } as const;
  const border = STARTS_AT - 24 * HOUR_MS + 5 * MINUTE_MS;
  it('is refused when the booking moved on', () => {
    expect(decide(scheduled, { ...cancel, expectedVersion: 2, quotedAt: at, at })).toEqual({
      ok: false,
      code: 'quote_changed',
      details: { version: 3 },
    });
  });
  it('keeps its share for 10 minutes across a border, then it is refused', () => {
    const quoted = { ...cancel, quotedAt: border, studentShareBps: 10_000 };
    expect(codeOf(scheduled, { ...quoted, at: border + 10 * MINUTE_MS })).toBe('ok');
    expect(codeOf(scheduled, { ...quoted, at: border + 10 * MINUTE_MS + 1 })).toBe('quote_expired');
  });
  it('is refused when it promised another share than its moment gave', () => {
    const quoted = { ...cancel, quotedAt: border + 1, studentShareBps: 10_000, at: border + 2 };
    expect(decide(scheduled, quoted)).toEqual({ ok: false, code: 'quote_changed', details: { studentShareBps: 0 } });
  });
  it('of the future counts as one of now: nobody moves a border by lying', () => {
    const quoted = { ...cancel, quotedAt: at - HOUR_MS * 999, studentShareBps: 10_000, at };
    expect(codeOf(scheduled, quoted)).toBe('quote_expired');
    expect(codeOf(scheduled, { ...quoted, quotedAt: STARTS_AT })).toBe('ok');
  });
});

describe('what staff choose', () => {
  const priced = (minor: number): Booking =>
    buildBooking({ ...scheduled, terms: { price: { amountMinor: minor, currency: 'EUR' } } });
  it.each([
    ['support keeping 50.00 of 100.00', 'support', 10_000, 5_000, 0, 'ok'],
    ['support keeping 50.01', 'support', 10_002, 5_000, 0, 'staff_limit_exceeded'],
    ['support giving all back, whatever the price', 'support', 99_000, 10_000, 19_999, 'ok'],
    ['support over the day', 'support', 10_000, 5_000, 15_001, 'staff_limit_exceeded'],
    ['support to the end of the day', 'support', 10_000, 5_000, 15_000, 'ok'],
    ['admin keeping 500.00', 'admin', 50_000, 0, 999_999, 'ok'],
    ['owner keeping 500.01', 'owner', 50_001, 0, 0, 'staff_limit_exceeded'],
    ['a share of nonsense', 'admin', 10_000, 10_001, 0, 'request_invalid'],
  ] as const)('%s', (...row) => {
    const [, actor, price, studentShareBps, staffChosenTodayMinor, expected] = row;
    const facts = { staffChosenTodayMinor };
    expect(codeOf(priced(price), { action: 'cancel', ...support, actor, studentShareBps, facts, at })).toBe(expected);
  });
});

describe('the actions offered', () => {
  const offered = (who: { actor: string; actorId: string | null }, booking: Booking, now = at) =>
    actionsFor(who as Parameters<typeof actionsFor>[0], booking, now);
  it('are nothing to a stranger, a machine, or a tutor before it is paid', () => {
    expect(offered({ actor: 'student', actorId: 'x' }, asked)).toEqual([]);
    expect(offered(clock, asked)).toEqual([]);
    expect(offered(tutor, holding)).toEqual([]);
  });
  it('are accept and decline for the tutor, until the answer is due', () => {
    expect(offered(tutor, asked)).toEqual([
      { action: 'accept', allowed: true, refusal: null, until: asked.answerBy },
      { action: 'decline', allowed: true, refusal: null, until: asked.answerBy },
    ]);
  });
  it('are cancel for both sides and the staff, until the start', () => {
    for (const who of [tutor, student, support])
      expect(offered(who, scheduled)).toEqual([{ action: 'cancel', allowed: true, refusal: null, until: STARTS_AT }]);
  });
  it('are shown with their refusal where they just went', () => {
    expect(offered(student, scheduled, STARTS_AT)).toEqual([
      { action: 'cancel', allowed: false, refusal: 'lesson_started', until: null },
    ]);
    expect(offered(tutor, asked, asked.answerBy ?? 0).map(({ allowed }) => allowed)).toEqual([false, false]);
  });
  it('are none while the lesson runs, for anybody', () => {
    const active: Booking = { ...scheduled, session: 'ACTIVE' };
    for (const who of [student, tutor, support]) expect(offered(who, active, STARTS_AT + 1)).toEqual([]);
  });
  it('are none once all is over', () => {
    expect(offered(student, buildBooking({ session: 'CANCELLED', payment: 'VOIDED' }))).toEqual([]);
  });
  it('agree with what is decided then', () => {
    for (const booking of [holding, asked, scheduled])
      for (const who of [student, tutor, support])
        for (const { action, allowed } of offered(who, booking))
          expect(codeOf(booking, { action: action as 'cancel', ...who, at }) === 'ok').toBe(allowed);
  });
});
