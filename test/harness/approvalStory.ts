/** Approvals of tutors on the real server with the real store: what tutors, staff and the clock do to them. */
import { randomUUID } from 'node:crypto';

import { WithStartWorkflowOperation, type Client, type WorkflowHandle } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type { WorkerOptions } from '@temporalio/worker';

import { createActivities } from '../../activities/index';
import * as contract from '../../contracts/temporal/tutorApproval';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database';
import { rows } from '../../db/postgres';
import { findApproval, storeApprovalNote } from '../../db/queries/tutorApprovals';
import { findTutorFacts } from '../../db/queries/tutorFacts';
import type { ApprovalActor, TutorApproval } from '../../domain/tutor';
import type { ItemVerdict, ReviewedItem, TutorFacts } from '../../domain/tutorChecklist';
import { systemClock } from '../../platform/clock';
import { createLogger } from '../../platform/logger';
import { createMetrics } from '../../platform/metrics';
import { buildPhoto } from '../factories/files';
import { buildPerson } from '../factories/people';
import { buildTutor } from '../factories/tutors';
import { noPayouts } from './payouts';
import { CardCompany } from './cardCompany';
import { startTemporalTest, within, type TemporalTest } from './temporal';

/** The stage of one test file: a database, a worker, and three people of staff. */
export class ApprovalStage {
  readonly company = new CardCompany();

  private constructor(
    readonly database: TestDatabase,
    readonly temporal: TemporalTest,
    /** ids of three admins */
    readonly staff: readonly [ann: string, ben: string, cy: string],
  ) {}

  static async open(
    options: Partial<WorkerOptions> = {},
    wrap: (activities: object) => object = (a) => a,
  ): Promise<ApprovalStage> {
    const database = await createTestDatabase();
    const calls = { logger: createLogger({ process: 'test', level: 'silent' }), metrics: createMetrics('test') };
    const payments = new CardCompany();
    const deps = {
      db: database.app,
      clock: systemClock,
      payments,
      webOrigin: 'http://web.example',
      payouts: noPayouts,
      calls,
    };
    const temporal = await startTemporalTest(wrap(createActivities(deps)), options);
    const person = async () => (await buildPerson(database.owner, { roles: ['admin'], name: 'Quill' })).id;
    return new ApprovalStage(database, temporal, [await person(), await person(), await person()]);
  }

  get client(): Client {
    return this.temporal.client;
  }

  async close(): Promise<void> {
    await this.temporal.stop();
    await this.database.drop();
  }

  /** A tutor whose profile is whole and was never handed in; or one who stands as `columns` say. */
  async tutor(columns: Readonly<Record<string, unknown>> = {}, memo: Readonly<Record<string, number>> = {}) {
    const { owner } = this.database;
    const built = await buildTutor(owner, {
      columns: { approval: 'incomplete', description: 'I teach. '.repeat(60), ...columns },
    });
    await owner('tutor_languages').insert({ tutor_id: built.id, language: 'en', level: 'C1', position: 1 });
    await buildPhoto(owner, built.id);
    return new ApprovalStory(this, built.id, memo);
  }
}

type Who = { readonly actor: ApprovalActor; readonly actorId: string };
const STEPS = {
  submit: contract.submit,
  appeal: contract.appeal,
  claim: contract.claim,
  release: contract.release,
  proposeLift: contract.proposeLift,
  confirmLift: contract.confirmLift,
  archive: contract.archive,
  reopen: contract.reopen,
} as const;

/** One tutor's approval. */
export class ApprovalStory {
  readonly handle: WorkflowHandle;

  constructor(
    private readonly stage: ApprovalStage,
    readonly tutorId: string,
    private readonly memo: Readonly<Record<string, number>> = {},
  ) {
    this.handle = stage.client.workflow.getHandle(contract.tutorApprovalWorkflowId(tutorId));
  }

  get tutor(): Who {
    return { actor: 'tutor', actorId: this.tutorId };
  }
  admin(number: 0 | 1 | 2 = 0): Who {
    return { actor: 'admin', actorId: this.stage.staff[number] };
  }

  async row(): Promise<TutorApproval> {
    const tutor = await findApproval(this.stage.database.app, this.tutorId);
    if (tutor === null) throw new Error(`no row of ${this.tutorId}`);
    return tutor;
  }

  async facts(): Promise<TutorFacts> {
    const facts = await findTutorFacts(this.stage.database.app, this.tutorId);
    if (facts === null) throw new Error(`no row of ${this.tutorId}`);
    return facts;
  }

  /** Sends an update as the API does: a tutor without a workflow gets one. */
  async send<A extends contract.ApprovalAsker>(
    update: UpdateDefinition<contract.ApprovalReply, [A]>,
    input: A,
    updateId: string = randomUUID(),
  ): Promise<contract.ApprovalReply> {
    const { client, temporal } = this.stage;
    const start = contract.approvalStartFor(this.tutorId, { taskQueue: temporal.taskQueue, clockOffsetMs: 0 });
    const startWorkflowOperation = new WithStartWorkflowOperation(contract.TUTOR_APPROVAL_WORKFLOW, {
      ...start,
      memo: { ...start.memo, ...this.memo },
    });
    return within(client, () =>
      client.workflow.executeUpdateWithStart(update, {
        updateId,
        args: [input],
        startWorkflowOperation,
      }),
    );
  }

  async asker(who: Who, text?: string): Promise<contract.ApprovalAsker> {
    const { version: expectedVersion } = await this.row();
    if (text === undefined) return { ...who, expectedVersion, noteId: null };
    const noteId = randomUUID();
    const note = { id: noteId, tutorId: this.tutorId, authorId: who.actorId, text, at: Date.now() };
    await storeApprovalNote(this.stage.database.app, note);
    return { ...who, expectedVersion, noteId };
  }

  async take(step: keyof typeof STEPS, who: Who, text?: string): Promise<contract.ApprovalReply> {
    return this.send(STEPS[step], await this.asker(who, text));
  }

  async verdicts(failing: readonly ReviewedItem[] = []): Promise<ItemVerdict[]> {
    const [{ review }, { versions }] = [await this.row(), await this.facts()];
    return (review?.items ?? []).map((item) => ({
      item,
      version: versions[item],
      verdict: failing.includes(item) ? 'changes_needed' : 'approved',
      reason: failing.includes(item) ? 'unclear' : null,
      noteId: null,
    }));
  }

  async decide(
    who: Who,
    overall: 'approved' | 'rejected',
    given: { failing?: readonly ReviewedItem[]; verdicts?: readonly ItemVerdict[] } = {},
  ): Promise<contract.ApprovalReply> {
    const verdicts = given.verdicts ?? (await this.verdicts(given.failing));
    return this.send(contract.decide, { ...(await this.asker(who)), overall, verdicts });
  }

  async suspend(who: Who, bookings: 'cancelled' | 'kept'): Promise<contract.ApprovalReply> {
    return this.send(contract.suspend, { ...(await this.asker(who, 'Several complaints')), bookings });
  }

  async excuse(who: Who, strikeId: string): Promise<contract.ApprovalReply> {
    return this.send(contract.excuseStrike, { ...(await this.asker(who, 'The server was down')), strikeId });
  }

  /** Handed in, taken and approved by the first admin. */
  async approved(): Promise<this> {
    await this.take('submit', this.tutor);
    await this.take('claim', this.admin());
    await this.decide(this.admin(), 'approved');
    return this;
  }

  async edit(columns: Readonly<Record<string, unknown>>): Promise<void> {
    await this.stage.database.owner('tutors').where({ person_id: this.tutorId }).update(columns);
  }
  async rename(name: string): Promise<void> {
    await this.stage.database.owner('people').where({ id: this.tutorId }).update({ display_name: name });
  }

  async becomes(reached: (tutor: TutorApproval) => boolean): Promise<void> {
    const end = Date.now() + 8_000;
    for (let tutor = await this.row(); !reached(tutor); tutor = await this.row()) {
      if (Date.now() > end) throw new Error(`not reached in time: ${JSON.stringify(tutor)}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Waits for the workflow to have served what knocked before. */
  async settled(): Promise<contract.ApprovalStateView> {
    const end = Date.now() + 8_000;
    for (;;) {
      const view = await within(this.stage.client, () => this.handle.query(contract.state));
      const { raw } = await this.handle.describe();
      if (view.waiting === 0 && !raw.pendingActivities?.length && !raw.pendingWorkflowTask) return view;
      if (Date.now() > end) throw new Error('the workflow does not come to rest');
    }
  }

  skip(ms: number): Promise<void> {
    return this.stage.temporal.skip(contract.tutorApprovalWorkflowId(this.tutorId), ms);
  }

  async events(): Promise<string[]> {
    const found = await rows<{ type: string }>(
      this.stage.database.app,
      `SELECT type FROM approval_events WHERE tutor_id = ? ORDER BY seq`,
      [this.tutorId],
    );
    return found.map(({ type }) => type);
  }

  /** Templates of the mails that left, with who gets them. */
  async mails(): Promise<string[]> {
    const found = await rows<{ template: string; person: string }>(
      this.stage.database.app,
      `SELECT payload->>'template' AS template, payload->>'personId' AS person FROM outbox
       WHERE kind = 'mail' AND payload->>'tutorId' = ? ORDER BY id`,
      [this.tutorId],
    );
    return found.map(({ template, person }) => (person === this.tutorId ? template : `staff:${template}`));
  }
  /** What sockets are told, in order: the move and the version that it led to. */
  async news(): Promise<string[]> {
    const found = await rows<{ event: string; version: number }>(
      this.stage.database.app,
      `SELECT payload->>'event' AS event, payload->>'version' AS version FROM outbox
       WHERE kind = 'realtime' AND payload->>'about' = 'approval' AND payload->>'tutorId' = ? ORDER BY id`,
      [this.tutorId],
    );
    return found.map(({ event, version }) => `${event} ${version}`);
  }
}
