/** The activities with a store and a card company of their own, and the bookings that they work on. No workflow. */
import { randomUUID } from 'node:crypto';

import { createActivities, type Activities } from '../../activities/index';
import type { MoveTask } from '../../activities/moneyTasks';
import type { Recording } from '../../activities/recordings';
import { findBooking } from '../../db/queries/bookings';
import { rows } from '../../db/postgres';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database';
import type { Booking } from '../../domain/booking';
import { decide } from '../../domain/decide';
import { applyMove, fulfil, inOneTurn, newBooking as born } from '../../domain/moves';
import { createLogger } from '../../platform/logger';
import { createMetrics } from '../../platform/metrics';
import { buildTerms, hashOf } from '../factories/bookings';
import { buildStudent } from '../factories/people';
import { buildTutor } from '../factories/tutors';
import { noPayouts } from './payouts';
import { CardCompany } from './cardCompany';

type Applied = Pick<Recording, 'events' | 'strike'> & { readonly booking: Booking };

export class Hands {
  company = new CardCompany();
  activities: Activities;
  /** how far the activities' clock is ahead, ms */
  ahead = 0;

  private constructor(
    readonly database: TestDatabase,
    private readonly subjectId: string,
  ) {
    this.activities = this.withNew(this.company);
  }

  static async open(): Promise<Hands> {
    const database = await createTestDatabase();
    return new Hands(database, (await buildTutor(database.owner)).subjectId);
  }

  /** Another card company, which knows nothing yet and fails at nothing. */
  renew(): void {
    this.ahead = 0;
    this.company = new CardCompany();
    this.activities = this.withNew(this.company);
  }

  private withNew(payments: CardCompany): Activities {
    const calls = { logger: createLogger({ process: 'test', level: 'silent' }), metrics: createMetrics('test') };
    const clock = { now: () => Date.now() + this.ahead, offsetMs: () => this.ahead };
    return createActivities({
      db: this.database.app,
      clock,
      payments,
      payouts: noPayouts,
      webOrigin: 'http://web.example',
      calls,
    });
  }

  async request(): Promise<Booking> {
    const { owner } = this.database;
    const terms = buildTerms();
    const startsAt = Date.now() + 4 * 86_400_000;
    const [student, tutor] = [await buildStudent(owner), await buildTutor(owner, { subjectId: this.subjectId })];
    const parties = { studentId: student.id, tutorId: tutor.id };
    const time = { startsAt, endsAt: startsAt + 3_600_000 };
    return born({ id: randomUUID(), ...parties, ...time, terms, policyHash: hashOf(terms) }, Date.now());
  }

  slot(booking: Booking) {
    return { booking, subjectId: this.subjectId, bufferMinutes: 0, replacesBookingId: null, asOf: Date.now() };
  }

  async reserved(): Promise<Booking> {
    const booking = await this.request();
    await this.activities.reserveSlot(this.slot(booking));
    return booking;
  }

  /** With a page to pay on. */
  async opened(): Promise<Booking> {
    const booking = await this.reserved();
    await this.activities.openCheckout(this.openTask(booking));
    return this.row(booking);
  }

  openTask(booking: Booking) {
    const after = fulfil(booking, { kind: 'open_checkout', at: Date.now() }).booking;
    const done = { after, entry: null, at: Date.now(), part: 'open_checkout:1' };
    return { done, attempt: 1, expiresAt: booking.pageEndsAt };
  }

  async paid(): Promise<Booking> {
    const booking = await this.opened();
    this.company.pay(booking.id);
    await this.activities.closeCheckout({ bookingId: booking.id, attempt: 1, asOf: Date.now() });
    const secured = this.deciding(booking, 'authorize');
    await this.activities.recordMove(this.recording(booking, secured, 'authorize'));
    return secured.booking;
  }

  async scheduled(): Promise<Booking> {
    const booking = await this.paid();
    const task = this.captureTask(booking);
    await this.activities.capturePayment({ ...task, attempt: 1, lookUp: false });
    return task.recording.after;
  }

  /** The tutor accepts, and the money is taken in the same turn. */
  captureTask(booking: Booking): Pick<MoveTask, 'recording'> {
    const decided = this.deciding(booking, 'accept');
    const done = inOneTurn(booking, [decided, fulfil(decided.booking, { kind: 'capture', at: Date.now() })]);
    return { recording: this.recording(booking, done, 'accept') };
  }

  /** The tutor cancels, and all goes back in the same turn. */
  refundTask(booking: Booking): Pick<MoveTask, 'recording'> & { readonly amount: Booking['terms']['price'] } {
    const decided = this.deciding(booking, 'cancel');
    const done = inOneTurn(booking, [decided, fulfil(decided.booking, { kind: 'refund', at: Date.now() })]);
    return { recording: this.recording(booking, done, 'cancel'), amount: booking.terms.price };
  }

  /** Whatever a booking that is over still holds. */
  returnTask(booking: Booking, attempt = 1) {
    return { done: { after: booking, entry: null, at: Date.now(), part: `release:${attempt}` }, attempt };
  }

  recording(before: Booking, applied: Applied, type: string): Recording {
    return {
      from: { session: before.session, outcome: before.outcome, payment: before.payment, dispute: before.dispute },
      after: applied.booking,
      entry: { type, actor: 'tutor', actorId: before.tutorId, at: Date.now() },
      events: applied.events,
      strike: applied.strike,
    };
  }

  deciding(booking: Booking, action: 'accept' | 'authorize' | 'cancel'): Applied {
    const actor = action === 'authorize' ? ('provider' as const) : ('tutor' as const);
    const actorId = action === 'authorize' ? null : booking.tutorId;
    const decision = decide(booking, { action, actor, actorId, at: Date.now() });
    if (!decision.ok) throw new Error(decision.code);
    return applyMove(booking, decision.value);
  }

  async row(booking: Booking): Promise<Booking> {
    return (await findBooking(this.database.app, booking.id)) ?? booking;
  }

  async count(table: string, bookingId: string): Promise<number> {
    const sql = `SELECT count(*) AS n FROM ${table} WHERE booking_id = ?`;
    const [row] = await rows<{ n: number }>(this.database.app, sql, [bookingId]);
    return row?.n ?? 0;
  }
}
