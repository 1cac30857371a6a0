import { randomUUID } from 'node:crypto';
import type { ClosingDesk } from '../../api/closingDesk';
import { Refusal } from '../../api/refusal';
import { receiptMail } from '../../activities/closingNotices';
import { beginErasure, findOpenClosing, recordAsk, recordClosingMove } from '../../db/queries/closings';
import { eraseBelongings, erasePerson, eraseSignIns, eraseTeaching, eraseWords } from '../../db/queries/erasures';
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

/** Erases an account as the workflow would, without its waiting. @param at epoch ms: when it was asked for */
export async function eraseAtOnce(db: Db, personId: string, at: number): Promise<void> {
  const asked = { id: randomUUID(), personId, actingAs: 'student', reviewWords: 'keep', at } as const;
  await recordAsk(db, { ...asked, outbox: [] });
  const before = await findOpenClosing(db, personId);
  const settled = before && moveClosing(before, 'settle', { at });
  if (!before || !settled?.ok) throw new Error('not asked');
  await recordClosingMove(db, { before, after: settled.value, action: 'settle', at, outbox: [] });
  const due = { closingId: asked.id, at: settled.value.erasesAt ?? at };
  const begun = await beginErasure(db, due, receiptMail);
  if (begun.kind !== 'begun') throw new Error('something is live');
  const erasure = { closing: begun.closing, at: due.at };
  for (const effect of [eraseSignIns, eraseWords, eraseTeaching, eraseBelongings, erasePerson])
    await effect(db, erasure);
}
