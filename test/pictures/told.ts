import type { Actor, Booking } from '@stoa/domain/booking';
import { bookingQuoteFor } from '@stoa/domain/bookingQuote';
import { codeFor } from '@stoa/domain/code';
import { nextDeadline, totalOf } from '@stoa/domain/deadlines';
import { decide, type ActionRequest } from '@stoa/domain/decide';
import { ledgerKeyFor, postingsFor, type LedgerEvent } from '@stoa/domain/ledger';
import { money } from '@stoa/domain/money';
import { applyMove, failOwed, fulfil, inOneTurn, newBooking, type Applied } from '@stoa/domain/moves';
import { DAY_MS, MINUTE_MS } from '@stoa/domain/policies';
import type { StoredPayment, StoredRefund } from '../../db/models/payment';
import type { TimelineRow } from '../../db/queries/bookingEvents';
import type { BookingDetail } from '../../db/queries/bookingViews';
import type { LedgerTransaction } from '../../db/queries/ledger';
import { policyHashOf } from '../../platform/hashing';
import { demoId } from '../../scripts/demo/people';
import { meetingUrlOf, partyNamed, profileWith, tutorNamed } from './people';

export interface Lesson {
  /** its place among the bookings: id and code are made of it */
  readonly number: number;
  readonly student: string;
  readonly tutor: string;
  readonly startsAt: number;
  readonly minutes?: number;
  readonly askedAt: number;
  readonly note?: string;
}

/** Letters of an id as the card company mints them, the same in every run. */
const likeTheirs = (number: number): string =>
  codeFor('booking', number * 7919).slice(2) + codeFor('booking', number * 104_729).slice(2);

/**
 * One booking, told by the domain itself: every state, posting and event in a picture is one that the rules make, so a
 * changed rule changes the picture.
 */
export class Told {
  booking: Booking;
  readonly rows: TimelineRow[] = [];
  readonly ledger: LedgerTransaction[] = [];
  readonly refunds: StoredRefund[] = [];
  private payment: StoredPayment;
  private declined = false;

  constructor(readonly lesson: Lesson) {
    const { number, startsAt, minutes = 60, askedAt } = lesson;
    const id = demoId(5, number);
    const { student, tutor, profile } = this.parties();
    const quote = bookingQuoteFor({
      at: askedAt,
      startsAt,
      minutes,
      hourlyRate: money(profile.subjects[0]!.rateMinor, profile.currency),
      instant: profile.instantBooking,
      cancellation: profile.cancellationPreset,
      noticeMinutes: profile.noticeMinutes,
      lifetimeNetMinor: 0,
    });
    if (!quote.ok) throw new Error(`lesson ${number}: ${quote.code}`);
    const { terms, endsAt } = quote.value;
    const input = {
      id,
      studentId: student.id,
      tutorId: tutor.id,
      startsAt,
      endsAt,
      terms,
      policyHash: policyHashOf(terms),
    };
    const born = newBooking(input, askedAt);
    this.booking = fulfil(born, { kind: 'open_checkout', at: askedAt }).booking;
    this.payment = this.openPage(askedAt);
    this.write({ type: 'book', actor: 'student', actorId: student.id, at: askedAt }, null, []);
  }

  private parties() {
    const tutor = tutorNamed(this.lesson.tutor);
    return { student: partyNamed(this.lesson.student), tutor: partyNamed(tutor.name), profile: profileWith(tutor.id)! };
  }

  private openPage(at: number): StoredPayment {
    const { id, terms, pageEndsAt } = this.booking;
    const total = totalOf(terms);
    const none = money(0, total.currency);
    const theirs = likeTheirs(this.lesson.number);
    return {
      id: demoId(6, this.lesson.number),
      bookingId: id,
      provider: 'stripe',
      checkoutId: `cs_test_${theirs}`,
      checkoutUrl: `http://127.0.0.1:3104/checkout/cs_test_${theirs}`,
      checkout: 'open',
      checkoutExpiresAt: pageEndsAt,
      paymentIntentId: null,
      chargeId: null,
      status: 'none',
      amount: total,
      authorized: none,
      captured: none,
      refunded: none,
      fee: null,
      captureBefore: null,
      declineCode: null,
      isPrimary: true,
      createdAt: at,
      updatedAt: at,
    };
  }

  /** The student paid on the hosted page; an instant booking is accepted by the clock at once. */
  paid(at: number): this {
    this.move({ action: 'authorize', actor: 'provider', actorId: null, at, captureBefore: at + 7 * DAY_MS });
    if (this.booking.terms.instant) this.move({ action: 'accept', actor: 'clock', actorId: null, at });
    return this;
  }

  accepted(at: number): this {
    return this.move({ action: 'accept', actor: 'tutor', actorId: this.booking.tutorId, at });
  }

  refused(at: number): this {
    this.declined = true;
    return this.move({ action: 'decline', actor: 'tutor', actorId: this.booking.tutorId, at });
  }

  cancelled(by: { readonly actor: Actor; readonly name: string; readonly reason?: string }, at: number): this {
    const actorId = partyNamed(by.name).id;
    return this.move({ action: 'cancel', actor: by.actor, actorId, at, reason: by.reason ?? null });
  }

  /** The tutor accepted, and the bank has not answered yet. */
  acceptedUnconfirmed(at: number): this {
    const request = { action: 'accept', actor: 'tutor', actorId: this.booking.tutorId, at } as const;
    const { booking, events } = this.decided(request);
    const before = this.booking;
    this.booking = failOwed(booking, 'capture', { at, storedFailure: false });
    this.write({ ...request, type: 'accept' }, before, events);
    return this;
  }

  /** Cancelled, and the card company refuses to let the hold go, again and again, until people are asked to look. */
  stuck(at: number, until: number): this {
    const request = { action: 'cancel', actor: 'student', actorId: this.booking.studentId, at } as const;
    const { booking, events } = this.decided(request);
    const before = this.booking;
    this.booking = booking;
    this.write({ ...request, type: 'cancel' }, before, events);
    for (let due = at; due < until && !this.booking.needsAttention; due = this.booking.owed[0]?.dueAt ?? until)
      this.booking = failOwed(this.booking, 'release', { at: due, storedFailure: false });
    const last = this.booking.owed[0]?.dueAt ?? until;
    this.write({ type: 'needsAttention', actor: 'clock', actorId: null, at: Math.min(last, until) }, this.booking, []);
    return this;
  }

  /** The clock serves every deadline up to an instant. */
  lived(until: number): this {
    for (let due = nextDeadline(this.booking); due !== null && due.at <= until; due = nextDeadline(this.booking)) {
      const action = due.action as 'start' | 'end' | 'settle' | 'expireRequest';
      this.move({ action, actor: 'clock', actorId: null, at: due.at });
    }
    return this;
  }

  private decided(request: ActionRequest): Applied {
    const decision = decide(this.booking, request);
    if (!decision.ok) throw new Error(`lesson ${this.lesson.number}, ${request.action}: ${decision.code}`);
    return applyMove(this.booking, decision.value);
  }

  /** One turn of the loop with a card company that answers. */
  private move(request: ActionRequest): this {
    const before = this.booking;
    const turn: [Applied, ...Applied[]] = [this.decided(request)];
    for (const { kind } of turn[0].booking.owed)
      turn.push(fulfil(turn[turn.length - 1]!.booking, { kind, at: request.at }));
    const { booking, events } = inOneTurn(before, turn);
    this.booking = booking;
    this.write({ ...request, type: request.action }, before, events);
    return this;
  }

  private write(
    step: {
      readonly type: string;
      readonly actor: Actor;
      readonly actorId: string | null;
      readonly at: number;
      readonly reason?: string | null;
    },
    before: Booking | null,
    events: readonly LedgerEvent[],
  ): void {
    const { session, outcome, payment, dispute, policyHash, version } = this.booking;
    const known = step.actorId === null ? null : this.nameOf(step.actorId);
    this.rows.push({
      id: demoId(7, this.lesson.number * 16 + this.rows.length),
      at: step.at,
      type: step.type,
      version,
      actor: step.actor,
      actorId: step.actorId,
      actorName: known,
      cause: step.actor === 'provider' ? `evt_${likeTheirs(this.lesson.number)}` : null,
      reason: step.reason ?? null,
      from: before,
      to: { session, outcome, payment, dispute },
      policyHash,
      details: {},
      ledger: events.map((event) => ({ code: event.kind, postings: postingsFor(event) })),
    });
    for (const event of events) this.post(event, step.at);
  }

  private nameOf(id: string): string {
    const { student, tutor } = this.parties();
    return [student, tutor].find((one) => one.id === id)?.name ?? 'Sunniva';
  }

  private post(event: LedgerEvent, at: number): void {
    this.ledger.push({
      id: demoId(8, this.lesson.number * 16 + this.ledger.length),
      code: event.kind,
      at,
      idempotencyKey: ledgerKeyFor(event),
      cause: null,
      policyHash: this.booking.policyHash,
      postings: postingsFor(event),
    });
    this.mirror(event, at);
  }

  /** What the same event looks like at the card company. */
  private mirror({ kind, amount }: LedgerEvent, at: number): void {
    const theirs = likeTheirs(this.lesson.number);
    const { captured, refunded } = this.payment;
    const changes: Partial<Record<LedgerEvent['kind'], Partial<StoredPayment>>> = {
      authorised: {
        status: 'authorized',
        checkout: 'complete',
        paymentIntentId: `pi_${theirs}`,
        authorized: amount,
        captureBefore: at + 7 * DAY_MS,
      },
      captured: { status: 'captured', captured: amount },
      released: { status: 'released' },
      returned: { captured, refunded: money(refunded.amountMinor + amount.amountMinor, amount.currency) },
    };
    this.payment = { ...this.payment, ...changes[kind], updatedAt: at };
    if (kind !== 'returned') return;
    this.refunds.push({
      id: demoId(9, this.lesson.number),
      paymentId: this.payment.id,
      bookingId: this.booking.id,
      providerId: `re_${theirs}`,
      businessKey: null,
      status: 'succeeded',
      amount,
      isPrimary: true,
      createdAt: at,
    });
  }

  /** The row as the API's queries give it. */
  get detail(): BookingDetail {
    const { student, tutor, profile } = this.parties();
    const { number, note = null, askedAt } = this.lesson;
    const [subject] = profile.subjects;
    return {
      booking: this.booking,
      code: codeFor('booking', 4_100 + number),
      subject: { id: subject!.id, name: subject!.name },
      student,
      tutor,
      declined: this.declined,
      createdAt: askedAt,
      note,
      meetingUrl: meetingUrlOf(tutor.name),
      payments: [this.payment],
    };
  }

  /** What of its tutor's time it takes. */
  get busyUntil(): number {
    return this.booking.endsAt + 5 * MINUTE_MS;
  }
}
