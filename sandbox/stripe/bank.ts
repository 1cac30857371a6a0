import type { Pool } from 'pg';
import { inTransaction } from '../database';
import type { Logger } from '../logger';
import type { Call } from './call';
import type { Faults } from './faults';
import type { CheckoutSession } from './objects';
import { beginVisit, endVisit, type Visit } from './accountLinks';
import type { OnboardingAnswer } from './accounts';
import { answerBank, pay, type PayResult } from './pay';
import { loadSession } from './checkoutSessions';
import { Store, type Saved } from './store';
import { dueObjects, letTimePass } from './ticker';

export interface BankDeps {
  readonly pool: Pool;
  readonly faults: Faults;
  readonly log: Logger;
  /** epoch ms of the town's clock */
  readonly now: () => number;
  readonly origin: () => string;
  readonly wake: () => void;
}

const TICK_MS = 500;

/** What happens at the card company without an API call: people on hosted pages, and time. */
export class Bank {
  #timer: NodeJS.Timeout | undefined;
  #ticking: Promise<void> | null = null;

  constructor(private readonly deps: BankDeps) {}

  start(): void {
    this.#timer = setInterval(() => void this.tick(), TICK_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#ticking;
  }

  page(sessionId: string): Promise<Saved<CheckoutSession>> {
    return this.#alone((call) => loadSession(call, sessionId));
  }

  pay(sessionId: string, cardNumber: string): Promise<PayResult> {
    return this.#alone((call) => pay(call, sessionId, cardNumber));
  }

  confirm(sessionId: string, confirmed: boolean): Promise<PayResult> {
    return this.#alone((call) => answerBank(call, sessionId, confirmed));
  }

  beginOnboarding(token: string): Promise<Visit> {
    return this.#alone((call) => beginVisit(call, token));
  }

  answerOnboarding(visit: string, answer: OnboardingAnswer): Promise<string> {
    return this.#alone((call) => endVisit(call, visit, answer));
  }

  /** Does everything whose time has come; each object in a transaction of its own. */
  tick(): Promise<void> {
    this.#ticking ??= this.#passTime()
      .catch((failure: unknown) => this.deps.log.warn({ err: failure }, 'time passes later'))
      .finally(() => (this.#ticking = null));
    return this.#ticking;
  }

  async #passTime(): Promise<void> {
    for (;;) {
      const due = await dueObjects(this.#call(this.deps.pool));
      for (const one of due) await this.#alone((call) => letTimePass(call, one));
      if (due.length < 100) return;
    }
  }

  async #alone<T>(work: (call: Call) => Promise<T>): Promise<T> {
    const result = await inTransaction(this.deps.pool, (db) => work(this.#call(db)));
    this.deps.wake();
    return result;
  }

  #call(db: Call['store']['db']): Call {
    const { faults, now, origin } = this.deps;
    return {
      store: new Store(db),
      now: Math.floor(now() / 1000),
      faults,
      requestId: null,
      idempotencyKey: null,
      origin: origin(),
    };
  }
}
