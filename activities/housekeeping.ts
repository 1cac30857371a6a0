import { pruneKeys } from '../db/queries/idempotency';
import { pruneOutbox } from '../db/queries/outbox';
import { expireFamilies } from '../db/queries/sessions';
import type { Db } from '../db/postgres';
import type { Logger } from '../platform/logger';

/** Delivered lines stay longer than anything repeats them: their keys keep doubles away. */
const KEEP_DELIVERED_MS = 14 * 24 * 3_600_000;
const EVERY_MS = 60_000;

/** Takes away what has had its time, a thousand rows at a time; any number of workers may do it at once. */
export class Housekeeping {
  private timer: NodeJS.Timeout | null = null;
  private tidying: Promise<void> = Promise.resolve();

  constructor(private readonly deps: { readonly db: Db; readonly logger: Logger; readonly everyMs?: number }) {}

  start(): void {
    this.timer = setInterval(() => {
      this.tidying = this.tidy();
    }, this.deps.everyMs ?? EVERY_MS);
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.tidying;
  }

  /** One round. Keys and sign-ins live by the system's clock, also where the town's runs ahead. */
  async tidy(): Promise<void> {
    const { db, logger } = this.deps;
    const rounds = {
      outbox: () => pruneOutbox(db, KEEP_DELIVERED_MS),
      keys: () => pruneKeys(db, Date.now()),
      signIns: () => expireFamilies(db, Date.now()),
    };
    for (const [what, round] of Object.entries(rounds))
      await round().catch((error: unknown) => logger.warn({ err: error, what }, 'could not be tidied'));
  }
}
