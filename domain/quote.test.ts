import { bookingQuoteFor, type BookingQuoteRequest } from './bookingQuote';
import { money } from './money';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './policies';
import { quoteFor, type Quote, type QuoteRequest } from './quote';
import { buildBooking, REQUESTED_AT, STARTS_AT, STUDENT_ID, TUTOR_ID } from './testing/buildBooking';

const at = REQUESTED_AT + 5 * MINUTE_MS;
const student = { actor: 'student', actorId: STUDENT_ID, at } as const;
const tutor = { actor: 'tutor', actorId: TUTOR_ID, at } as const;
const eur = (minor: number) => money(minor, 'EUR');
const asked = buildBooking({ payment: 'AUTHORIZED', version: 2 });
const scheduled = buildBooking({ session: 'SCHEDULED', payment: 'AUTHORIZED', version: 3 });

function quoted(request: QuoteRequest): Quote {
  const decision = quoteFor(request);
  if (!decision.ok) throw new Error(decision.code);
  return decision.value;
}

describe('the quote of an action', () => {
  it('tells a tutor who accepts what they will earn, and what the card company will do', () => {
    expect(quoted({ booking: asked, action: 'accept', ...tutor })).toMatchObject({
      version: 2,
      tutor: { earns: eur(1_920), commission: eur(480), strike: false },
      student: { returned: eur(0), compensation: eur(0) },
      rule: { code: 'tutor_accepts' },
      events: [{ kind: 'captured', amount: eur(2_400) }],
    });
  });
  it('tells a tutor who declines that all goes back', () => {
    expect(quoted({ booking: asked, action: 'decline', ...tutor })).toMatchObject({
      student: { returned: eur(2_400) },
      tutor: { earns: eur(0), strike: false },
      rule: { code: 'tutor_declines' },
      events: [{ kind: 'released' }],
    });
  });
  it('promises nothing back to a student who has not paid', () => {
    const quote = quoted({ booking: buildBooking(), action: 'cancel', ...student });
    expect(quote).toMatchObject({ student: { returned: eur(0) }, rule: { code: 'before_acceptance' }, events: [] });
  });
  it('names the share of a student who cancels, and until when it is given', () => {
    const border = STARTS_AT - 24 * HOUR_MS + 5 * MINUTE_MS;
    expect(quoted({ booking: scheduled, action: 'cancel', ...student })).toMatchObject({
      studentShareBps: 10_000,
      rule: { code: 'share_whole', shareUntil: border },
    });
    expect(quoted({ booking: scheduled, action: 'cancel', ...student, at: border + 1 })).toMatchObject({
      student: { returned: eur(0) },
      tutor: { earns: eur(1_920) },
      rule: { code: 'share_none', shareBps: 0, shareUntil: STARTS_AT },
    });
  });
  it('gives no border where none matters', () => {
    expect(quoted({ booking: scheduled, action: 'cancel', ...tutor }).rule).toEqual({
      code: 'tutor_early',
      shareBps: 10_000,
      shareUntil: null,
    });
  });
  it('compensates once per pair in 90 days, at most the price, and not for a trial', () => {
    const late = { action: 'cancel', ...tutor, at: STARTS_AT - HOUR_MS } as const;
    const compensation = (request: QuoteRequest): number => quoted(request).student.compensation.amountMinor;
    expect(compensation({ booking: scheduled, ...late })).toBe(500);
    expect(compensation({ booking: scheduled, ...late, facts: { compensatedRecently: true } })).toBe(0);
    const cheap = buildBooking({ ...scheduled, terms: { price: eur(300) } });
    expect(compensation({ booking: cheap, ...late })).toBe(300);
    const trial = buildBooking({ ...scheduled, terms: { trial: true } });
    expect(compensation({ booking: trial, ...late })).toBe(0);
    expect(quoted({ booking: trial, ...late })).toMatchObject({
      tutor: { strike: true },
      rule: { code: 'tutor_late' },
    });
  });
  it('divides by what staff choose', () => {
    const staff = { actor: 'admin', actorId: 'a', reason: 'agreed', at } as const;
    expect(quoted({ booking: scheduled, action: 'cancel', ...staff })).toMatchObject({ rule: { code: 'staff_whole' } });
    expect(quoted({ booking: scheduled, action: 'cancel', ...staff, studentShareBps: 2_500 })).toMatchObject({
      student: { returned: eur(600) },
      tutor: { earns: eur(1_440), commission: eur(360), strike: false },
      rule: { code: 'staff_share', shareBps: 2_500 },
    });
  });
  it('holds for ten minutes, or until the wall', () => {
    expect(quoted({ booking: scheduled, action: 'cancel', ...student }).validUntil).toBe(at + 10 * MINUTE_MS);
    const close = STARTS_AT - 3 * MINUTE_MS;
    expect(quoted({ booking: scheduled, action: 'cancel', ...student, at: close }).validUntil).toBe(STARTS_AT);
  });
  it('refuses what may not be done', () => {
    const late = { ...student, at: STARTS_AT };
    expect(quoteFor({ booking: scheduled, action: 'cancel', ...late })).toMatchObject({
      code: 'lesson_started',
    });
    expect(quoteFor({ booking: asked, action: 'accept', ...student })).toEqual({ ok: false, code: 'forbidden' });
  });
  it('is sealed by a text that holds everything shown and who it was shown to', () => {
    const [mine, same, theirs] = [student, student, { ...student, at: at + 1 }].map(
      (who) => quoted({ booking: scheduled, action: 'cancel', ...who }).canonical,
    );
    expect(mine).toBe(same);
    expect(mine).not.toBe(theirs);
    expect(JSON.parse(mine ?? '')).toMatchObject({ actor: 'student', actorId: STUDENT_ID, version: 3 });
  });
});

describe('the quote of a booking', () => {
  const request: BookingQuoteRequest = {
    at: REQUESTED_AT,
    startsAt: STARTS_AT,
    minutes: 50,
    hourlyRate: eur(2_880),
    instant: false,
    cancellation: 'moderate',
    noticeMinutes: 120,
    lifetimeNetMinor: 0,
  };
  const quote = (change: Partial<BookingQuoteRequest> = {}) => bookingQuoteFor({ ...request, ...change });
  const value = (change: Partial<BookingQuoteRequest> = {}) => {
    const decision = quote(change);
    if (!decision.ok) throw new Error(decision.code);
    return decision.value;
  };

  it('has the price, the terms, and what happens to the money when', () => {
    expect(value({ serviceFeeBps: 100 })).toMatchObject({
      price: eur(2_400),
      serviceFee: eur(24),
      total: eur(2_424),
      endsAt: STARTS_AT + 50 * MINUTE_MS,
      terms: { commissionBps: 2_000, compensation: eur(500), trial: false },
      steps: [
        { code: 'hold', at: REQUESTED_AT + 15 * MINUTE_MS, amount: eur(2_424) },
        { code: 'tutor_answers', at: REQUESTED_AT + DAY_MS },
        { code: 'captured', at: null },
        { code: 'settled', at: STARTS_AT + 50 * MINUTE_MS + 3 * DAY_MS, amount: eur(1_920) },
        { code: 'paid_out', at: Date.UTC(2026, 2, 13, 6) },
      ],
    });
  });
  it('lists what a later cancel would give back, the fee with a whole share only', () => {
    const until = (borderAt: number) => ({ untilAt: borderAt + 5 * MINUTE_MS, borderAt });
    expect(value({ serviceFeeBps: 100 }).cancellation).toEqual([
      { ...until(STARTS_AT - DAY_MS), shareBps: 10_000, returned: eur(2_424) },
      { ...until(STARTS_AT - 12 * HOUR_MS), shareBps: 5_000, returned: eur(1_200) },
      { untilAt: STARTS_AT, borderAt: STARTS_AT, shareBps: 0, returned: eur(0) },
    ]);
    expect(value({ at: STARTS_AT - 6 * HOUR_MS }).cancellation).toHaveLength(1);
  });
  it('waits for no tutor when it is instant, and for no card when it is free', () => {
    expect(value({ instant: true }).steps.map(({ code }) => code)).toEqual(['hold', 'captured', 'settled', 'paid_out']);
    const free = value({ trialPrice: eur(0) });
    expect(free.steps.map(({ code }) => code)).toEqual(['settled', 'paid_out']);
    expect(free.terms).toMatchObject({ trial: true, compensation: null });
    expect(value({ trialPrice: eur(100) }).terms.compensation).toBeNull();
  });
  it('takes the tutor’s tier and its own clock, frozen', () => {
    expect(value({ lifetimeNetMinor: 500_000 }).terms.commissionBps).toBe(1_000);
    const clock = { ...value().terms.clock, holdMinutes: 20 };
    expect(value({ clock }).steps[0]?.at).toBe(REQUESTED_AT + 20 * MINUTE_MS);
  });
  it('holds for ten minutes, or until the notice begins', () => {
    expect(value().validUntil).toBe(REQUESTED_AT + 10 * MINUTE_MS);
    const wall = STARTS_AT - 2 * HOUR_MS;
    expect(value({ at: wall - 1_000 }).validUntil).toBe(wall);
    expect(quote({ at: wall + 1 })).toMatchObject({ code: 'slot_not_offered', details: { reason: 'notice' } });
    expect(quote({ at: STARTS_AT })).toEqual({ ok: false, code: 'time_in_the_past' });
  });
  it('refuses a price that no card can be charged', () => {
    expect(quote({ hourlyRate: eur(10) })).toMatchObject({ code: 'amount_below_minimum' });
    expect(quote({ trialPrice: eur(10) })).toMatchObject({ code: 'amount_below_minimum' });
  });
});
