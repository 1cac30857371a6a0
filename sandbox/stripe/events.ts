import type { Call } from './call';
import { planDeliveries } from './deliveries';
import { head, type Kind, type OfKind, type StripeEvent, type StripeObject } from './objects';
import { created, list, optional, paging, read, text, type CreatedBounds, type Tree } from './parameters';
import { createdWithin, type Condition } from './store';
import { API_VERSION } from './version';

/** Records what happened and plans its webhook, in the transaction of the change itself. */
export async function emit<K extends Exclude<Kind, 'event'>>(
  call: Call,
  type: string,
  object: OfKind<K>,
): Promise<void> {
  const about: StripeObject = object;
  const event: StripeEvent = {
    ...head('event', call.now),
    type,
    // such events go to the endpoint for connected accounts
    ...(about.object === 'account' && { account: about.id }),
    api_version: API_VERSION,
    data: { object },
    pending_webhooks: 1,
    request: { id: call.requestId, idempotency_key: call.idempotencyKey },
  };
  await call.store.insert(event);
  await planDeliveries(call, event);
}

const LIST = {
  ...paging,
  created,
  type: optional(text(100)),
  types: optional(list(text(100), { min: 1, max: 20 })),
};
/** Stripe shows events of the last 30 days. */
const KEPT_SECONDS = 30 * 24 * 3600;

export async function listEvents(call: Call, tree: Tree): Promise<object> {
  const asked = read(LIST, tree);
  const types = asked.types ?? (asked.type ? [asked.type] : null);
  const where = bounds(call.now, asked.created ?? {}, types);
  return { object: 'list', url: '/v1/events', ...(await call.store.page('event', { paging: asked, where })) };
}

function bounds(now: number, created: CreatedBounds, types: readonly string[] | null): Condition {
  const within = createdWithin(created);
  const values: unknown[] = [...within.values, now - KEPT_SECONDS];
  // those of connected accounts are the accounts' own
  let sql = `${within.sql} AND created >= $${values.length + 1} AND data->>'account' IS NULL`;
  if (types) {
    // a trailing star asks for a family: `checkout.*`
    values.push(types.map((type) => type.replaceAll('_', '\\_').replace(/\*$/, '%')));
    sql += ` AND data->>'type' LIKE ANY($${values.length + 1}::text[])`;
  }
  return { sql, values };
}
