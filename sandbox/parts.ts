import type { Pool } from 'pg';
import type { TownMover } from './clock';
import type { Google } from './google/provider';
import type { Inbox } from './inbox';
import type { Logger } from './logger';
import type { Bank } from './stripe/bank';
import type { Faults } from './stripe/faults';
import type { WebhookSender } from './stripe/webhooks';
import type { TownClock } from './townClock';

/** Everything the sandbox's HTTP doors may use. */
export interface Parts {
  readonly pool: Pool;
  readonly clock: TownClock;
  readonly mover: TownMover;
  readonly faults: Faults;
  /** null where no client of it is configured */
  readonly google: Google | null;
  readonly bank: Bank;
  readonly webhooks: WebhookSender;
  readonly inbox: Inbox;
  readonly log: Logger;
}
