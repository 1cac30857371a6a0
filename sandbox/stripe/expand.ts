import { badParameter } from './errors';
import type { StripeObject } from './objects';
import type { Store } from './store';

type Node = Record<string, unknown>;

const EXPANDABLE = new Set([
  'payment_intent',
  'latest_charge',
  'balance_transaction',
  'failure_balance_transaction',
  'customer',
  'charge',
  'payment_method',
  'source',
]);
const DEEPEST = 4;

/** Replaces ids by the objects they name, along the asked paths: `latest_charge.balance_transaction`, `data.charge`. */
export async function expand(store: Store, object: object, paths: readonly string[]): Promise<object> {
  const copy = structuredClone(object) as Node;
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > DEEPEST)
      throw badParameter('expand', `You cannot expand more than ${DEEPEST} levels of a property`);
    await along(store, copy, steps);
  }
  return copy;
}

async function along(store: Store, node: Node, steps: readonly string[]): Promise<void> {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  if (step === 'data' && Array.isArray(node['data'])) {
    for (const item of node['data'] as Node[]) await along(store, item, rest);
    return;
  }
  if (!EXPANDABLE.has(step) || !(step in node))
    throw badParameter('expand', `This property cannot be expanded (${step}).`);
  const value = node[step];
  const target: StripeObject | Node | null =
    typeof value === 'string' ? await store.byId(value) : (value as Node | null);
  // nothing there yet: Stripe leaves null as it is
  if (!target) return;
  node[step] = target;
  await along(store, target as unknown as Node, rest);
}
