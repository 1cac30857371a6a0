import { FILE_LIMITS, placesOf, type FilePlace } from '@stoa/domain/files';
import { deleteUnusedFiles, filesToPurge, recordPurge } from '../db/queries/files';
import { pruneLinks } from '../db/queries/accountTokens';
import { pruneAttempts } from '../db/queries/identities';
import { pruneKeys } from '../db/queries/idempotency';
import { pruneOutbox } from '../db/queries/outbox';
import { pruneSearch } from '../db/queries/standings';
import { pruneChallenges } from '../db/queries/secondFactors';
import { expireFamilies } from '../db/queries/sessions';
import { pruneDeliveryBodies } from '../db/queries/webhooks';
import type { Db } from '../db/postgres';
import type { Logger } from '../platform/logger';

/** Delivered lines stay longer than anything repeats them: their keys keep doubles away. */
const KEEP_DELIVERED_MS = 14 * 24 * 3_600_000;
/** What a search showed stays while somebody may still turn its pages. */
const KEEP_SEARCHED_MS = 2 * 3_600_000;
/** So long a link that ran out is told apart from one that never was. */
const KEEP_LINKS_MS = 30 * 24 * 3_600_000;
/**
 * What the card company sent, as it came: it may hold the name and address of somebody who paid. A delivery is sent again
 * for 3 days, and whether it was sent, and what it said, can be held against the company's own log for 30; after that
 * there is nothing to compare it with, and a repair fetches the object anew, by the id that stays.
 */
const KEEP_BODIES_MS = 35 * 24 * 3_600_000;
const EVERY_MS = 60_000;

const KEEP_UNUSED_MS = FILE_LIMITS.keptHours * 3_600_000;
const PURGED_AT_ONCE = 100;

interface Deps {
  readonly db: Db;
  readonly logger: Logger;
  readonly storage: { remove(place: FilePlace): Promise<void> };
  readonly everyMs?: number;
}

/** Takes away what has had its time, a thousand rows at a time; any number of workers may do it at once. */
export class Housekeeping {
  private timer: NodeJS.Timeout | null = null;
  private tidying: Promise<void> = Promise.resolve();

  constructor(private readonly deps: Deps) {}

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
      searches: () => pruneSearch(db, KEEP_SEARCHED_MS),
      links: () => pruneLinks(db, Date.now() - KEEP_LINKS_MS),
      bodies: () => pruneDeliveryBodies(db, Date.now() - KEEP_BODIES_MS),
      identities: () => pruneAttempts(db, Date.now()),
      challenges: () => pruneChallenges(db, Date.now()),
      signIns: () => expireFamilies(db, Date.now()),
      files: () => this.tidyFiles(),
    };
    for (const [what, round] of Object.entries(rounds))
      await round().catch((error: unknown) => logger.warn({ err: error, what }, 'could not be tidied'));
  }

  /** The row knows of the bytes before they are there and until they are gone: a round that breaks is done again. */
  private async tidyFiles(): Promise<void> {
    const { db, storage } = this.deps;
    const at = Date.now();
    await deleteUnusedFiles(db, { before: at - KEEP_UNUSED_MS, at });
    const purge = async (file: Awaited<ReturnType<typeof filesToPurge>>[number]): Promise<void> => {
      for (const place of placesOf(file)) await storage.remove(place);
      await recordPurge(db, file.id, at);
    };
    let problem: unknown = null;
    for (const file of await filesToPurge(db, PURGED_AT_ONCE))
      await purge(file).catch((error: unknown) => (problem ??= error));
    if (problem instanceof Error) throw problem;
  }
}
