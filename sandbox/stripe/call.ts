import type { Faults } from './faults';
import type { Store } from './store';

/** All that one operation may use: its transaction, the town's clock, the faults. */
export interface Call {
  readonly store: Store;
  /** seconds of the town's clock */
  readonly now: number;
  readonly faults: Faults;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
  /** origin of the hosted pages, as browsers see it */
  readonly origin: string;
}

/** What an operation answers; a decline is an answer too, because it leaves its traces. */
export interface Reply {
  readonly status: number;
  readonly body: object;
}
