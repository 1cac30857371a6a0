import { randomUUID } from 'node:crypto';
import type { ClosingDesk } from '../../api/closingDesk';
import { Refusal } from '../../api/refusal';
import { findOpenClosing, recordAsk, recordClosingMove } from '../../db/queries/closings';
import type { Db } from '../../db/postgres';
import { moveClosing, type Closing } from '../../domain/closing';

const replyOf = ({ personId, state, version }: Closing) => ({ personId, state, version, asOf: 0 });

/** A desk without a workflow behind it: it records what the workflow's first activities would. */
export function createTestClosings(db: Db): ClosingDesk {
  return {
    ask: async (personId, { input }) => {
      const result = await recordAsk(db, { id: randomUUID(), personId, ...input, at: Date.now(), outbox: [] });
      if (result.kind === 'refused') throw new Refusal(result.code, { details: { role: result.role } });
      return replyOf(result.closing);
    },
    withdraw: async (personId, { input }) => {
      const before = await findOpenClosing(db, personId);
      const at = Date.now();
      const decision = before && moveClosing(before, 'withdraw', { at });
      if (!before || !decision?.ok) throw new Refusal('closing_state_conflict');
      await recordClosingMove(db, { before, after: decision.value, action: 'withdraw', ...input, at, outbox: [] });
      return replyOf(decision.value);
    },
  };
}
