/** Bookings on the real server with the real store: what a person, the clock and the card company do to them. */
import { randomUUID } from 'node:crypto';

import {
  WithStartWorkflowOperation,
  WorkflowUpdateFailedError,
  type Client,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

import { createActivities } from '../../activities/index';
import * as contract from '../../contracts/temporal/booking';
import { startAttributesFor } from '../../contracts/temporal/searchAttributes';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database';
import { findBooking } from '../../db/queries/bookings';
import { paymentsOf, recordPaymentSnapshot } from '../../db/queries/payments';
import { inTransaction, rows } from '../../db/postgres';
import type { Booking } from '../../domain/booking';
import { isFree } from '../../domain/deadlines';
import { HOUR_MS, MINUTE_MS, type Terms } from '../../domain/policies';
import { systemClock } from '../../platform/clock';
import { createLogger } from '../../platform/logger';
import { createMetrics } from '../../platform/metrics';
import { buildTerms, hashOf } from '../factories/bookings';
import { buildStudent } from '../factories/people';
import { buildTutor } from '../factories/tutors';
import { noPayouts } from './payouts';
import { CardCompany } from './cardCompany';
import { startTemporalTest, within, type TemporalTest } from './temporal';
import type { WorkerOptions } from '@temporalio/worker';

interface Choices {
  readonly terms?: Partial<Terms>;
  readonly startsInHours?: number;
  readonly memo?: Partial<contract.StartMemo>;
  readonly studentId?: string;
  readonly startsAt?: number;
}

/** The stage of one test file: a database, a card company, a worker. */
export class Stage {
  readonly database: TestDatabase;
  readonly temporal: TemporalTest;
  readonly company: CardCompany;
  private readonly subjectId: string;

  private constructor(set: Pick<Stage, 'database' | 'temporal' | 'company'> & { readonly subjectId: string }) {
    this.database = set.database;
    this.temporal = set.temporal;
    this.company = set.company;
    this.subjectId = set.subjectId;
  }

  static async open(
    options: Partial<WorkerOptions> = {},
    wrap: (activities: object) => object = (a) => a,
  ): Promise<Stage> {
    const database = await createTestDatabase();
    const company = new CardCompany();
    const calls = { logger: createLogger({ process: 'test', level: 'silent' }), metrics: createMetrics('test') };
    const deps = {
      db: database.app,
      clock: systemClock,
      payments: company,
      webOrigin: 'http://web.example',
      payouts: noPayouts,
      calls,
    };
    const temporal = await startTemporalTest(wrap(createActivities(deps)), options);
    const tutor = await buildTutor(database.owner);
    return new Stage({ database, temporal, company, subjectId: tutor.subjectId });
  }

  get client(): Client {
    return this.temporal.client;
  }

  async close(): Promise<void> {
    await this.temporal.stop();
    await this.database.drop();
  }

  /** A request that nobody has sent yet, with a tutor of its own so that no two meet by chance. */
  async input(choices: Choices = {}): Promise<contract.BookingInput> {
    const terms = buildTerms(choices.terms);
    const tutor = await buildTutor(this.database.owner, { subjectId: this.subjectId });
    const startsAt =
      choices.startsAt ?? Math.ceil(Date.now() / MINUTE_MS) * MINUTE_MS + (choices.startsInHours ?? 96) * HOUR_MS;
    return {
      schemaVersion: 1,
      bookingId: randomUUID(),
      studentId: choices.studentId ?? (await buildStudent(this.database.owner)).id,
      tutorId: tutor.id,
      subjectId: this.subjectId,
      startsAt,
      endsAt: startsAt + HOUR_MS,
      bufferMinutes: 0,
      terms,
      policyHash: hashOf(terms),
      replacesBookingId: null,
    };
  }

  /** Sends the request as the API does. */
  async book(choices: Choices = {}, sent?: contract.BookingInput): Promise<Story> {
    const input = sent ?? (await this.input(choices));
    const { studentId, tutorId, bookingId, terms } = input;
    const operation = new WithStartWorkflowOperation(contract.BOOKING_WORKFLOW, {
      workflowId: contract.bookingWorkflowId(bookingId),
      taskQueue: this.temporal.taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowTaskTimeout: '5s',
      memo: { clockOffsetMs: 0, ...choices.memo },
      typedSearchAttributes: startAttributesFor({
        studentId,
        tutorId,
        free: isFree(terms),
        holdEndsAt: Date.now() + 15 * MINUTE_MS,
      }),
    });
    const reply = await within(this.client, () =>
      this.client.workflow.executeUpdateWithStart(contract.book, { startWorkflowOperation: operation }),
    );
    return new Story(this, { input, reply });
  }

  /** Booked, paid, and known to be. */
  async paid(choices: Choices = {}): Promise<Story> {
    const story = await this.book(choices);
    await story.pay();
    return story;
  }

  async accepted(choices: Choices = {}): Promise<Story> {
    const story = await this.paid(choices);
    await story.accept();
    return story;
  }
}

/** One booking. */
export class Story {
  readonly handle: WorkflowHandle;
  readonly input: contract.BookingInput;
  readonly reply: contract.BookingReply;

  constructor(
    private readonly stage: Stage,
    { input, reply }: { readonly input: contract.BookingInput; readonly reply: contract.BookingReply },
  ) {
    this.input = input;
    this.reply = reply;
    this.handle = stage.client.workflow.getHandle(contract.bookingWorkflowId(input.bookingId));
  }

  get id(): string {
    return this.input.bookingId;
  }

  async row(): Promise<Booking> {
    const booking = await findBooking(this.stage.database.app, this.id);
    if (booking === null) throw new Error(`no row of ${this.id}`);
    return booking;
  }

  /** "CANCELLED/NOT_HELD/REFUNDED" */
  async stands(): Promise<string> {
    const { session, outcome, payment } = await this.row();
    return [session, outcome ?? '-', payment].join('/');
  }

  /** Waits until the row stands so. The store follows within milliseconds; the wait has an end. */
  async becomes(wanted: string): Promise<void> {
    await this.until(
      async () => (await this.stands()) === wanted,
      () => this.stands(),
    );
  }

  async until(
    reached: () => Promise<boolean>,
    tell: () => Promise<unknown> = () => Promise.resolve(''),
  ): Promise<void> {
    const end = Date.now() + 8_000;
    while (!(await reached())) {
      if (Date.now() > end) throw new Error(`not reached in time: ${JSON.stringify(await tell())}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async pageOpen(): Promise<void> {
    await this.until(async () => (await paymentsOf(this.stage.database.app, this.id)).length > 0);
  }

  /** The student pays; what the company reports is recorded and signalled as webhook and relay do. */
  async pay(): Promise<void> {
    await this.pageOpen();
    this.stage.company.pay(this.id);
    await this.report();
    await this.until(
      async () => (await this.row()).securedAt !== null,
      () => this.stands(),
    );
  }

  /** The company's webhook: recorded, and the workflow told of every fact. */
  async report(causeId = randomUUID()): Promise<void> {
    const { app } = this.stage.database;
    const snapshot = this.stage.company.paymentOf(this.id);
    const cause = { id: causeId, source: 'webhook', at: Date.now() } as const;
    const { payment, facts } = await inTransaction(app, {}, (trx) => recordPaymentSnapshot(trx, snapshot, cause));
    for (const status of facts)
      await this.handle.signal(contract.paymentReported, {
        causeId,
        paymentId: payment.id,
        status,
        captureBefore: payment.captureBefore,
      });
  }

  async asker(): Promise<{ expectedVersion: number; quotedAt: number }> {
    const workflowId = contract.bookingWorkflowId(this.id);
    return { expectedVersion: (await this.row()).version, quotedAt: await this.stage.temporal.timeOf(workflowId) };
  }

  async accept(updateId: string = randomUUID()): Promise<contract.BookingReply> {
    const asked = { actor: 'tutor', actorId: this.input.tutorId, ...(await this.asker()) } as const;
    return this.update(contract.accept, asked, { updateId });
  }

  async decline(): Promise<contract.BookingReply> {
    const asked = { actor: 'tutor', actorId: this.input.tutorId, reasonCode: null, ...(await this.asker()) } as const;
    return this.update(contract.decline, asked);
  }

  async cancel(
    actor: 'student' | 'tutor' | 'admin',
    studentShareBps: number,
    more: Partial<contract.CancelInput> = {},
  ): Promise<contract.BookingReply> {
    const actorId = { student: this.input.studentId, tutor: this.input.tutorId, admin: null }[actor];
    const asked = { actor, actorId, reasonId: null, studentShareBps, ...(await this.asker()), ...more };
    return this.update(contract.cancel, asked);
  }

  update<A>(
    definition: { readonly name: string },
    input: A,
    { updateId = randomUUID(), waitMs = 8_000 }: { readonly updateId?: string; readonly waitMs?: number } = {},
  ): Promise<contract.BookingReply> {
    const send = () =>
      this.handle.executeUpdate<contract.BookingReply, [A]>(definition.name, { args: [input], updateId });
    return within(this.stage.client, send, waitMs);
  }

  skip(ms: number): Promise<void> {
    return this.stage.temporal.skip(contract.bookingWorkflowId(this.id), ms);
  }

  /** Moves to an instant of the booking's own clock. */
  async skipTo(instant: number): Promise<void> {
    const at = await this.stage.temporal.timeOf(contract.bookingWorkflowId(this.id));
    if (instant > at) await this.skip(instant - at + 1_000);
  }

  /** Waits until the workflow has nothing under way. */
  async idle(): Promise<void> {
    await this.until(async () => {
      const { pendingActivities, pendingWorkflowTask } = (await this.handle.describe()).raw;
      return !pendingActivities?.length && !pendingWorkflowTask;
    });
  }

  async ends(): Promise<void> {
    await within(this.stage.client, () => this.handle.result());
  }

  async events(): Promise<string[]> {
    const found = await rows<{ type: string }>(
      this.stage.database.app,
      `SELECT type FROM booking_events WHERE booking_id = ? ORDER BY seq`,
      [this.id],
    );
    return found.map(({ type }) => type);
  }

  /** Balances of the booking's own accounts and what its events moved elsewhere, minor units; zeros left out. */
  async books(): Promise<Record<string, number>> {
    const found = await rows<{ account: string; amount: number }>(
      this.stage.database.app,
      `SELECT p.account, sum(p.amount_minor)::bigint AS amount FROM ledger_postings p
       JOIN ledger_transactions t ON t.id = p.transaction_id WHERE t.booking_id = ?
       GROUP BY p.account HAVING sum(p.amount_minor) <> 0 ORDER BY 1`,
      [this.id],
    );
    return Object.fromEntries(found.map(({ account, amount }) => [account.split(':')[0] ?? account, amount]));
  }
}

/** The code of a refusal, or what happened instead. */
export async function codeOf(asked: Promise<unknown>): Promise<string> {
  try {
    return `no refusal: ${JSON.stringify(await asked)}`;
  } catch (error) {
    const cause = error instanceof WorkflowUpdateFailedError ? error.cause : error;
    return cause instanceof ApplicationFailure && cause.type ? cause.type : String(cause);
  }
}
