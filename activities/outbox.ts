import { setTimeout as pause } from 'node:timers/promises';

import {
  claimOutbox,
  failOutbox,
  finishOutbox,
  listenForOutbox,
  outboxBacklog,
  type ClaimedLine,
} from '../db/queries/outbox';
import type { Listening } from '../db/listening';
import type { Db } from '../db/postgres';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Metrics } from '../platform/metrics';
import type { Deliver } from './deliveries';

export interface RelayDeps {
  readonly db: Db;
  /** Postgres, for the standing LISTEN */
  readonly url: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly deliver: Deliver;
  readonly pollMs?: number;
}

const BATCH = 50;
const LEASE_MS = 30_000;
const POLL_MS = 1_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 10 * 60_000;
/** From one turn to the next: a line that comes alone leaves at once, those of a burst leave together. */
const GATHER_MS = 100;
const MEASURE_MS = 5_000;

/**
 * Attempts until a line is given up and people must look. A fact about money is tried for a week: nothing else would tell
 * the workflow; so is a cancel that was promised to a student. A mail that is a day late says nothing true any more, and a socket only points at what changed.
 */
const MOST_ATTEMPTS: Readonly<Record<ClaimedLine['kind'], number>> = {
  signal: 1_000,
  cancel: 1_000,
  mail: 120,
  realtime: 5,
};

/** Real time until the next attempt; null when the line is given up. */
export function retryAfter({ kind, attempts }: Pick<ClaimedLine, 'kind' | 'attempts'>): number | null {
  if (attempts >= MOST_ATTEMPTS[kind]) return null;
  return Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_RETRY_MS);
}

/** What a line is about: a booking, a tutor's approval, or a person's account. */
function subjectOf({ payload }: ClaimedLine): string {
  if ('bookingId' in payload) return payload.bookingId;
  return 'tutorId' in payload ? payload.tutorId : payload.personId;
}

/** Lines about one thing leave in the order in which they were written; things do not wait for each other. */
function bySubject(lines: readonly ClaimedLine[]): ClaimedLine[][] {
  const groups = new Map<string, ClaimedLine[]>();
  for (const line of lines) {
    const subject = subjectOf(line);
    const group = groups.get(subject) ?? [];
    group.push(line);
    groups.set(subject, group);
  }
  return [...groups.values()];
}

/** Carries what was recorded out of the house, at least once each. Any number of relays may run. */
export class OutboxRelay {
  private listener: Listening | null = null;
  private running: Promise<void> = Promise.resolve();
  private stopping = false;
  private woken = false;
  private wake: () => void = () => undefined;
  private measuredAt = 0;
  private turnedAt = 0;

  constructor(private readonly deps: RelayDeps) {}

  start(): void {
    this.listener = listenForOutbox(this.deps.url, () => this.hurry());
    this.running = this.run();
  }

  /** Lets what is in hand be delivered, and takes nothing more. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.listener?.close();
    this.hurry();
    await this.running;
  }

  /** Delivers everything that is due; for tests and the last turn before stopping. */
  async drain(): Promise<number> {
    let delivered = 0;
    for (let taken = BATCH; taken === BATCH; ) {
      taken = await this.turn();
      delivered += taken;
    }
    return delivered;
  }

  private hurry(): void {
    this.woken = true;
    this.wake();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const taken = await this.turn().catch((error: unknown) => {
        this.deps.logger.warn({ err: error }, 'the outbox could not be read');
        return 0;
      });
      await this.measure().catch(() => undefined);
      if (taken < BATCH) await this.rest();
    }
  }

  private async rest(): Promise<void> {
    if (!this.woken && !this.stopping) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, this.deps.pollMs ?? POLL_MS);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    const sinceTurn = performance.now() - this.turnedAt;
    if (sinceTurn < GATHER_MS && !this.stopping) await pause(GATHER_MS - sinceTurn);
    this.woken = false;
  }

  private async turn(): Promise<number> {
    const { db, clock } = this.deps;
    this.turnedAt = performance.now();
    const lines = await claimOutbox(db, { now: clock.now(), limit: BATCH, leaseMs: LEASE_MS });
    const done = await Promise.all(bySubject(lines).map((group) => this.deliverGroup(group)));
    await finishOutbox(db, done.flat());
    return lines.length;
  }

  /** @returns the ids that were delivered; a failed line does not hold up those after it, which name newer versions */
  private async deliverGroup(lines: readonly ClaimedLine[]): Promise<number[]> {
    const done: number[] = [];
    for (const line of lines) if (await this.deliverOne(line)) done.push(line.id);
    return done;
  }

  private async deliverOne(line: ClaimedLine): Promise<boolean> {
    const { db, logger, metrics, deliver } = this.deps;
    try {
      await deliver(line);
      metrics.outboxDelivered.inc({ kind: line.kind, result: 'ok' });
      return true;
    } catch (error) {
      const retryMs = retryAfter(line);
      const problem = error instanceof Error ? error.name : 'failed';
      metrics.outboxDelivered.inc({ kind: line.kind, result: retryMs === null ? 'dead' : 'failed' });
      logger[retryMs === null ? 'error' : 'warn']({ err: error, kind: line.kind, line: line.id }, 'not delivered');
      await failOutbox(db, { id: line.id, problem, retryMs });
      return false;
    }
  }

  private async measure(): Promise<void> {
    const { db, metrics, clock } = this.deps;
    if (Date.now() - this.measuredAt < MEASURE_MS) return;
    this.measuredAt = Date.now();
    const { waiting, dead } = await outboxBacklog(db);
    metrics.outboxWaiting.set(waiting);
    metrics.outboxDead.set(dead);
    metrics.clockOffset.set(clock.offsetMs() / 1_000);
  }
}
