/** Closings of accounts on the real server with the real store: what their owners and the clock do to them. */
import { randomUUID } from 'node:crypto';

import { WithStartWorkflowOperation, type Client, type WorkflowHandle } from '@temporalio/client';
import type { WorkerOptions } from '@temporalio/worker';

import { Housekeeping } from '../../activities/housekeeping';
import { createActivities } from '../../activities/index';
import * as contract from '../../contracts/temporal/accountErasure';
import { rows } from '../../db/postgres';
import { createTestDatabase, type TestDatabase } from '../../db/testing/database';
import type { ClosingState, ReviewWords } from '../../domain/closing';
import type { FilePlace } from '../../domain/files';
import { systemClock } from '../../platform/clock';
import { createLogger } from '../../platform/logger';
import { createMetrics } from '../../platform/metrics';
import { buildStudent } from '../factories/people';
import { CardCompany } from './cardCompany';
import { noPayouts } from './payouts';
import { startTemporalTest, within, type TemporalTest } from './temporal';

const WAIT_MS = 15_000;

/** Mails leave at once: there is no relay, and an erasure waits for its receipt to have left. */
const NO_RELAY = `
  CREATE FUNCTION leave_at_once() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.done_at := now(); RETURN NEW; END $$;
  CREATE TRIGGER outbox_leaves BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION leave_at_once();`;

/** The stage of one test file: a database and a worker. Bytes of deleted files go when the test says so. */
export class ClosingStage {
  /** what was taken out of storage */
  readonly removed: FilePlace[] = [];
  private readonly housekeeping: Housekeeping;

  private constructor(
    readonly database: TestDatabase,
    readonly temporal: TemporalTest,
  ) {
    const logger = createLogger({ process: 'test', level: 'silent' });
    const storage = { remove: (place: FilePlace) => Promise.resolve(void this.removed.push(place)) };
    this.housekeeping = new Housekeeping({ db: database.app, logger, storage });
  }

  static async open(
    options: Partial<WorkerOptions> = {},
    wrap: (activities: object) => object = (a) => a,
  ): Promise<ClosingStage> {
    const database = await createTestDatabase();
    await database.owner.raw(NO_RELAY);
    const calls = { logger: createLogger({ process: 'test', level: 'silent' }), metrics: createMetrics('test') };
    const payments = new CardCompany();
    const company = { payments, payouts: noPayouts, webOrigin: 'http://web.example', calls };
    const deps = { db: database.app, clock: systemClock, ...company };
    return new ClosingStage(database, await startTemporalTest(wrap(createActivities(deps)), options));
  }

  get client(): Client {
    return this.temporal.client;
  }

  async close(): Promise<void> {
    await this.temporal.stop();
    await this.database.drop();
  }

  /** What the rest of the worker does meanwhile: bytes of deleted files go. */
  workOn(): Promise<void> {
    return this.housekeeping.tidy();
  }

  async student(): Promise<ClosingStory> {
    return this.of((await buildStudent(this.database.owner, { name: 'Robin' })).id);
  }
  of(personId: string): ClosingStory {
    return new ClosingStory(this, personId);
  }
}

/** The closing of one account. */
export class ClosingStory {
  readonly handle: WorkflowHandle;

  constructor(
    private readonly stage: ClosingStage,
    readonly personId: string,
  ) {
    this.handle = stage.client.workflow.getHandle(contract.accountErasureWorkflowId(personId));
  }

  /** Asks as the API does. */
  ask(reviewWords: ReviewWords = 'keep', updateId: string = randomUUID()): Promise<contract.ClosingReply> {
    const { client, temporal } = this.stage;
    const start = contract.erasureStartFor(this.personId, { taskQueue: temporal.taskQueue, clockOffsetMs: 0 });
    return within(client, () =>
      client.workflow.executeUpdateWithStart(contract.askClosing, {
        updateId,
        args: [{ actingAs: 'student', reviewWords }],
        startWorkflowOperation: new WithStartWorkflowOperation(contract.ACCOUNT_ERASURE_WORKFLOW, start),
      }),
    );
  }

  withdraw(): Promise<contract.ClosingReply> {
    return within(this.stage.client, () =>
      this.handle.executeUpdate(contract.withdrawClosing, { args: [{ actingAs: 'student' }] }),
    );
  }

  skip(ms: number): Promise<void> {
    return this.stage.temporal.skip(contract.accountErasureWorkflowId(this.personId), ms);
  }

  /** The newest closing's row. */
  async row(): Promise<{ state: ClosingState; version: number; receipt: string | null } | null> {
    const [row] = await rows<{ state: ClosingState; version: number; receipt: string | null }>(
      this.stage.database.app,
      `SELECT state, version, receipt_number AS receipt FROM account_closings WHERE person_id = ?
       ORDER BY asked_at DESC, version DESC LIMIT 1`,
      [this.personId],
    );
    return row ?? null;
  }

  async becomes(state: ClosingState): Promise<void> {
    const end = Date.now() + WAIT_MS;
    for (let row = await this.row(); row?.state !== state; row = await this.row()) {
      if (Date.now() > end) throw new Error(`not ${state} in time: ${JSON.stringify(row)}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Asked, the days gone by, and erased to the end. */
  async erased(reviewWords: ReviewWords = 'keep'): Promise<this> {
    await this.ask(reviewWords);
    await this.skip(14 * DAY + 60_000);
    await this.isThrough();
    return this;
  }

  /** What the rest of the worker does, until the erasure is through. */
  async isThrough(): Promise<void> {
    const end = Date.now() + WAIT_MS;
    while ((await this.row())?.state !== 'erased') {
      if (Date.now() > end) throw new Error('not erased in time');
      await this.stage.workOn();
      // it waits for the bytes to go, and looks again a little later
      if ((await this.row())?.state === 'erasing') await this.skip(30_000).catch(() => undefined);
    }
  }

  /** Templates of the mails to the person, in order. */
  async mails(): Promise<string[]> {
    const found = await rows<{ template: string }>(
      this.stage.database.app,
      `SELECT payload->>'template' AS template FROM outbox WHERE payload->>'family' = 'closing'
       AND payload->>'personId' = ? ORDER BY id`,
      [this.personId],
    );
    return found.map(({ template }) => template);
  }

  async audited(): Promise<string[]> {
    const found = await rows<{ action: string }>(
      this.stage.database.app,
      `SELECT action FROM audit_log WHERE subject_id = ? AND action LIKE 'person.%' ORDER BY seq`,
      [this.personId],
    );
    return found.map(({ action }) => action);
  }
}
const DAY = 24 * 3_600_000;
