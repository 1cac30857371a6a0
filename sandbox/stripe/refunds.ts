import type { Call } from './call';
import { findCard } from './cards';
import { badParameter, refused } from './errors';
import { emit } from './events';
import { head, type Charge, type Refund } from './objects';
import { choice, expandable, integer, metadata, optional, paging, read, text, type Tree } from './parameters';
import { addEntry, loadIntent } from './paymentIntents';
import { fieldsEqual } from './store';

const DAY = 24 * 3600;
const CREATE = {
  ...expandable,
  payment_intent: optional(text(100)),
  charge: optional(text(100)),
  amount: optional(integer({ min: 1, max: 99_999_999 })),
  reason: optional(choice('duplicate', 'fraudulent', 'requested_by_customer')),
  metadata: optional(metadata()),
};
type Wanted = ReturnType<typeof read<typeof CREATE>>;

export async function createRefund(call: Call, tree: Tree): Promise<Refund> {
  const wanted = read(CREATE, tree);
  const charge = await chargeOf(call, wanted);
  const left = charge.amount_captured - charge.amount_refunded;
  if (left <= 0) throw refused(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded');
  const amount = wanted.amount ?? left;
  if (amount > left) {
    throw refused(
      `Refund amount (${amount} ${charge.currency}) is greater than unrefunded amount on charge (${left} ${charge.currency})`,
      undefined,
      'amount',
    );
  }
  return give(call, charge, { amount, reason: wanted.reason ?? null, metadata: wanted.metadata ?? {} });
}

async function chargeOf(call: Call, wanted: Wanted): Promise<Charge> {
  if (wanted.charge && wanted.payment_intent) {
    throw badParameter('charge', 'You may only specify one of these parameters: charge, payment_intent.');
  }
  if (wanted.charge) return captured(await lockCharge(call, wanted.charge));
  if (!wanted.payment_intent) {
    throw badParameter(
      'charge',
      'One of the following params should be provided for this request: payment_intent or charge.',
      'parameter_missing',
    );
  }
  const { object: intent } = await loadIntent(call, wanted.payment_intent, 'payment_intent');
  if (intent.status !== 'succeeded' || !intent.latest_charge) {
    throw refused(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      undefined,
      'payment_intent',
    );
  }
  return lockCharge(call, intent.latest_charge);
}

async function lockCharge(call: Call, id: string): Promise<Charge> {
  return (await call.store.lock('charge', id, 'charge')).object;
}

function captured(charge: Charge): Charge {
  if (charge.captured) return charge;
  throw refused(`Charge ${charge.id} was not captured: cancel its PaymentIntent instead.`, undefined, 'charge');
}

async function give(
  call: Call,
  charge: Charge,
  terms: Pick<Refund, 'amount' | 'reason' | 'metadata'>,
): Promise<Refund> {
  const { internal } = await call.store.find('charge', charge.id);
  const endsAs = findCard(internal.cardNumber ?? '')?.refundEndsAs;
  const base = head('refund', call.now);
  const entry = await addEntry(call, {
    type: 'refund',
    amount: -terms.amount,
    fee: 0,
    currency: charge.currency,
    source: base.id,
  });
  const refund: Refund = {
    ...base,
    ...terms,
    status: endsAs === 'succeeded' ? 'pending' : 'succeeded',
    currency: charge.currency,
    charge: charge.id,
    payment_intent: charge.payment_intent,
    balance_transaction: entry.id,
  };
  await call.store.insert(refund, {
    paymentIntent: charge.payment_intent,
    ...(endsAs && { dueAt: call.now + DAY, internal: { refundEndsAs: endsAs } }),
  });
  const reduced = await addRefunded(call, charge, terms.amount);
  await emit(call, 'refund.created', refund);
  await emit(call, 'charge.refunded', reduced);
  return refund;
}

/** What a refund becomes by itself a day later: a slow one arrives, or the bank sends it back. */
export async function endRefund(call: Call, id: string): Promise<void> {
  const { object: refund, internal } = await call.store.lock('refund', id);
  if (refund.status === internal.refundEndsAs) return;
  if (internal.refundEndsAs === 'succeeded') {
    const arrived = await call.store.save<Refund>({ ...refund, status: 'succeeded' }, { dueAt: null });
    await emit(call, 'refund.updated', arrived);
    return;
  }
  const charge = await lockCharge(call, refund.charge);
  const { amount, currency } = refund;
  const entry = await addEntry(call, { type: 'refund_failure', amount, fee: 0, currency, source: id });
  const failed: Refund = {
    ...refund,
    status: 'failed',
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: entry.id,
  };
  await call.store.save(failed, { dueAt: null });
  await addRefunded(call, charge, -amount);
  await emit(call, 'refund.failed', failed);
}

async function addRefunded(call: Call, charge: Charge, amount: number): Promise<Charge> {
  const sum = charge.amount_refunded + amount;
  return call.store.save<Charge>({ ...charge, amount_refunded: sum, refunded: sum === charge.amount_captured });
}

export async function retrieveRefund(call: Call, tree: Tree, id: string): Promise<Refund> {
  read(expandable, tree);
  return (await call.store.find('refund', id)).object;
}

const LIST = { ...expandable, ...paging, payment_intent: optional(text(100)), charge: optional(text(100)) };

export async function listRefunds(call: Call, tree: Tree): Promise<object> {
  const asked = read(LIST, tree);
  const where = fieldsEqual({ payment_intent: asked.payment_intent, charge: asked.charge });
  return { object: 'list', url: '/v1/refunds', ...(await call.store.page('refund', { paging: asked, where })) };
}
