import { CancellationScope, condition } from '@temporalio/workflow';

import type { Decision, ErrorCode } from '@stoa/domain/errors';

import { refusal } from './codeOf';

interface Knock<Q, R> {
  readonly request: Q;
  turn?: () => Promise<Decision<R>>;
  answer?: Decision<R>;
}

/**
 * Handlers knock, only the loop gives a turn. The effect of a turn runs inside the asker's handler, so that its spans
 * belong to the request that caused it; the loop waits for it and never serves two at once.
 */
export class Inbox<Q, R> {
  private readonly waiting: Knock<Q, R>[] = [];
  private closed: ErrorCode | null = null;

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  get size(): number {
    return this.waiting.length;
  }

  /** Waits for a turn and its answer. Temporal's own cancel does not reach it: cancelling is our update. */
  ask(request: Q): Promise<R> {
    return CancellationScope.nonCancellable(async () => {
      const knock: Knock<Q, R> = { request };
      if (this.closed === null) this.waiting.push(knock);
      else knock.answer = { ok: false, code: this.closed };
      await condition(() => knock.turn !== undefined || knock.answer !== undefined);
      if (knock.turn) knock.answer = await knock.turn();
      const answer = knock.answer;
      if (answer?.ok) return answer.value;
      throw refusal(answer?.code ?? 'internal', answer?.details);
    });
  }

  /** Gives the first in line its turn. `act` must not throw: what it throws would leave the asker without an answer. */
  async serve(act: (request: Q) => Promise<Decision<R>>): Promise<void> {
    const knock = this.waiting.shift();
    if (!knock) return;
    knock.turn = () => act(knock.request);
    await condition(() => knock.answer !== undefined);
  }

  /** Refuses everybody who waits and everybody who still comes. */
  close(code: ErrorCode): void {
    this.closed = code;
    for (const knock of this.waiting.splice(0)) knock.answer = { ok: false, code };
  }
}
