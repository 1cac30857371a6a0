import type { Call } from './call';
import { loadSession } from './checkoutSessions';
import { loadIntent } from './paymentIntents';
import { endRefund } from './refunds';

interface Due {
  readonly id: string;
  readonly kind: string;
}

/** Objects whose own time has come, oldest first. */
export async function dueObjects(call: Call): Promise<Due[]> {
  const { rows } = await call.store.db.query<Due>(
    'SELECT id, kind FROM stripe_objects WHERE due_at <= $1 ORDER BY due_at LIMIT 100',
    [call.now],
  );
  return rows;
}

/** Pages expire, holds lapse and slow refunds end by themselves, on the town's clock. */
export async function letTimePass(call: Call, due: Due): Promise<void> {
  if (due.kind === 'checkout.session') await loadSession(call, due.id);
  else if (due.kind === 'payment_intent') await loadIntent(call, due.id);
  else if (due.kind === 'refund') await endRefund(call, due.id);
}
