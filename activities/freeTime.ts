import { dropPastWeeks, markedTutors, markMissingWeeks, refreshFreeTime } from '../db/queries/freeTime';
import { markLapsed } from '../db/queries/standings';
import type { Db } from '../db/postgres';
import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';

export interface RefresherDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly pollMs?: number;
}

const BATCH = 100;
const AT_ONCE = 4;
/** A search asks the engine about whoever is marked, so this is what a mark may cost and not when it is seen. */
const POLL_MS = 250;
const AGAIN_MS = 60_000;
const LOOK_MS = 15_000;
const LAPSED_AT_ONCE = 500;

/** Derives the free time of tutors whose bookings or rules have changed. Any number of processes may run one. */
export class FreeTimeRefresher {
  private running: Promise<void> = Promise.resolve();
  private stopping = false;
  private lookedAt = 0;
  private wake: () => void = () => undefined;
  /** tutors that could not be derived, and until when they are left in peace, real time */
  private readonly failed = new Map<string, number>();

  constructor(private readonly deps: RefresherDeps) {}

  start(): void {
    this.running = this.run();
  }

  /** Lets what is in hand be derived, and takes nothing more. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
  }

  /** Derives everything that is marked; for tests. */
  async drain(): Promise<number> {
    let derived = 0;
    for (let taken = 1; taken > 0; derived += taken) taken = await this.turn();
    return derived;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const derived = await this.turn().catch((error: unknown) => {
        this.deps.logger.warn({ err: error }, 'marks of free time could not be read');
        return 0;
      });
      await this.lookAround().catch(() => undefined);
      if (derived < BATCH && !this.stopping) await this.rest();
    }
  }

  /** Time passes for everybody: whose first free start is over is marked, now and then. */
  private async lookAround(): Promise<void> {
    if (Date.now() - this.lookedAt < LOOK_MS) return;
    this.lookedAt = Date.now();
    await markLapsed(this.deps.db, { now: this.deps.clock.now(), limit: LAPSED_AT_ONCE });
  }

  private rest(): Promise<void> {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.deps.pollMs ?? POLL_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** @returns how many tutors were derived */
  private async turn(): Promise<number> {
    for (const [tutorId, until] of this.failed) if (until <= Date.now()) this.failed.delete(tutorId);
    const waiting = await markedTutors(this.deps.db, { limit: BATCH, except: [...this.failed.keys()] });
    let derived = 0;
    const hand = async (): Promise<void> => {
      for (let tutorId = waiting.shift(); tutorId !== undefined; tutorId = waiting.shift())
        if (await this.derive(tutorId)) derived += 1;
    };
    await Promise.all(Array.from({ length: AT_ONCE }, hand));
    return derived;
  }

  /** One tutor that cannot be derived holds up no other: its marks stay, and it comes again. */
  private async derive(tutorId: string): Promise<boolean> {
    const { db, clock, logger } = this.deps;
    try {
      return await refreshFreeTime(db, tutorId, clock.now());
    } catch (error) {
      this.failed.set(tutorId, Date.now() + AGAIN_MS);
      logger.warn({ err: error, tutorId }, 'free time could not be derived');
      return false;
    }
  }
}

const MARKED_AT_ONCE = 1_000;
const DROPPED_AT_ONCE = 5_000;

/** The weeks that are kept follow the clock. */
export function createFreeTimeActivities({ db, clock }: Pick<RefresherDeps, 'db' | 'clock'>) {
  /** Safe to repeat: who is marked is not marked again, what is gone is gone. @returns how many tutors were marked */
  async function extendFreeTime(): Promise<number> {
    const now = clock.now();
    let marked = 0;
    for (let some = MARKED_AT_ONCE; some === MARKED_AT_ONCE; marked += some)
      some = await markMissingWeeks(db, { now, limit: MARKED_AT_ONCE });
    while ((await dropPastWeeks(db, { now, limit: DROPPED_AT_ONCE })) === DROPPED_AT_ONCE);
    return marked;
  }
  return { extendFreeTime };
}
export type FreeTimeActivities = ReturnType<typeof createFreeTimeActivities>;
